"""One's own details, and light or dark."""

import pytest

from audit.models import Event
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_details_are_saved_and_written_into_each_history(cast: Cast, sign_in) -> None:
    data = {"name": "Amara O. Osei", "job_title": "Owner", "theme": "system"}

    answer = sign_in(cast.customer_owner).post("/profile/", data)

    cast.customer_owner.refresh_from_db()
    event = Event.objects.get()
    assert answer.status_code == 302
    assert cast.customer_owner.job_title == "Owner"
    assert (event.says, event.customer_id) == ("changed their own details", cast.customer.pk)
    assert event.before["name"] == "Amara Osei"


def test_nothing_changed_writes_nothing(cast: Cast, sign_in) -> None:
    sign_in(cast.customer_owner).post("/profile/", {"name": "Amara Osei", "theme": "system"})

    assert not Event.objects.exists()


def test_theme_lives_in_a_cookie_and_needs_no_script(cast: Cast, sign_in) -> None:
    browser = sign_in(cast.customer_owner)

    answer = browser.post("/profile/", {"name": "Amara Osei", "theme": "dark"})
    dark = browser.get("/profile/").content.decode()
    browser.post("/profile/", {"name": "Amara Osei", "theme": "system"})

    assert answer.cookies["theme"]["httponly"]
    assert 'data-bs-theme="dark"' in dark
    assert "data-bs-theme" not in browser.get("/profile/").content.decode()


@pytest.mark.parametrize("data", [{"name": "", "theme": "dark"}, {"name": "Amara", "theme": "purple"}])
def test_wrong_answers_are_asked_again(cast: Cast, sign_in, data: dict) -> None:
    assert sign_in(cast.customer_owner).post("/profile/", data).status_code == 422
