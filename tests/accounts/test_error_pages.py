"""Pages for when something is wrong."""

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.views.defaults import server_error

from tests.cast import Cast


def test_crash_page_needs_no_context(rf) -> None:
    page = server_error(rf.get("/"))

    assert page.status_code == 500
    assert "Something broke on our side" in page.content.decode()
    assert "Something broke on our side" in render_to_string("500.html")


@pytest.mark.django_db
def test_stale_form_is_explained(cast: Cast) -> None:
    browser = Client(enforce_csrf_checks=True)

    answer = browser.post("/account/login/", {"login": "a@example.com", "password": "x"})

    assert answer.status_code == 403
    assert "Please send that once more" in answer.content.decode()


@pytest.mark.django_db
def test_nothing_at_this_address(cast: Cast, sign_in) -> None:
    answer = sign_in(cast.customer_owner).get("/nothing/here/")

    assert answer.status_code == 404
    assert "There is nothing at this address" in answer.content.decode()


@pytest.mark.django_db
def test_missing_right_has_a_sentence(cast: Cast, sign_in) -> None:
    answer = sign_in(cast.customer_reader).get(f"/customers/{cast.customer.slug}/settings/")

    assert answer.status_code == 403
    assert "Your role can’t change a customer&#x27;s details." in answer.content.decode()
