"""What the frame of every request does before a view answers."""

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import include, path

from accounts.models import Membership
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def silent(request, customer_slug):
    raise AssertionError("a view that declares nothing must not run")


urlpatterns = [
    path("customers/<slug:customer_slug>/silent/", silent),
    path("", include("msp_portal.urls")),
]


def test_view_that_declares_no_access_does_not_run(cast: Cast, sign_in, settings) -> None:
    browser = sign_in(cast.customer_owner)
    settings.ROOT_URLCONF = __name__

    assert browser.get(f"/customers/{cast.customer.slug}/silent/").status_code == 404


def test_part_of_a_page_sends_the_whole_window_to_sign_in(cast: Cast) -> None:
    url = f"/customers/{cast.customer.slug}/people/"
    headers = {"HX-Request": "true", "HX-Current-URL": f"http://testserver{url}?page=2"}

    answer = Client().get(url, headers=headers)

    assert answer.status_code == 200
    assert answer["HX-Redirect"] == f"/account/login/?next={url}%3Fpage%3D2"
    assert answer.content == b""


def test_after_signing_in_a_post_is_not_repeated_as_a_get(cast: Cast) -> None:
    page = f"/customers/{cast.customer.slug}/people/"

    answer = Client().post(f"{page}invite/", headers={"Referer": f"http://testserver{page}"})
    elsewhere = Client().post(f"{page}invite/", headers={"Referer": "https://evil.example/x"})
    looked = Client().head(page)

    assert answer.url == looked.url == f"/account/login/?next={page}"
    assert elsewhere.url == "/account/login/?next=/"


def test_refusal_of_a_part_is_a_notice(cast: Cast, sign_in) -> None:
    owner = Membership.objects.get(user=cast.customer_owner)

    answer = sign_in(cast.provider_lead).post(
        f"/customers/{cast.customer.slug}/people/{owner.pk}/end/", headers={"HX-Request": "true"}
    )

    assert answer.status_code == 403
    assert answer["HX-Retarget"] == "#notices"
    assert "last owner" in answer.content.decode()
    assert "<html" not in answer.content.decode()


def test_use_of_a_session_is_noted_now_and_then_only(cast: Cast, sign_in, django_assert_num_queries) -> None:
    browser = sign_in(cast.customer_owner)
    browser.get("/organisations/")
    assert UserSession.objects.filter(user=cast.customer_owner).count() == 1

    with django_assert_num_queries(3):  # session, person, memberships
        browser.get("/organisations/")


@pytest.mark.parametrize("path", ["contracts/", "questions/", "history/", "reminders/", "findings/", "evidence/"])
def test_character_that_no_text_can_hold_is_refused_in_an_address(cast: Cast, sign_in, path: str) -> None:
    answer = sign_in(cast.customer_owner).get(f"/customers/{cast.customer.slug}/{path}?q=a%00b")

    assert answer.status_code == 400
    assert "This cannot be read" in answer.content.decode()


def test_more_fields_than_a_page_has_are_refused_on_a_page_of_ours(cast: Cast, sign_in) -> None:
    fields = {f"field{number}": "x" for number in range(5001)}

    answer = sign_in(cast.customer_owner).post(f"/customers/{cast.customer.slug}/settings/", fields)

    assert answer.status_code == 400
    assert "Nothing was changed" in answer.content.decode()


def test_addresses_that_cannot_be_taken_apart_are_refused(cast: Cast, sign_in) -> None:
    browser, broken = sign_in(cast.customer_owner), "http://["

    page = browser.get("/organisations/", headers={"HX-Request": "true", "HX-Current-URL": broken})
    after = Client().get("/account/password/reset/", {"next": broken})
    sent = Client().post("/account/login/", {"next": broken})

    assert [page.status_code, after.status_code, sent.status_code] == [400, 400, 400]
