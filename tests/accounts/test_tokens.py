"""API tokens: made, shown once, listed, taken back."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.actions import make_token, note_use, revoke_token
from accounts.actions.tokens import NOTED_EVERY, find_token
from accounts.models import ApiToken, Membership
from accounts.queries import tokens_of
from audit.models import Event
from core.errors import Conflict, NotAllowed
from tests.cast import NOW, Cast
from tests.factories.accounts import make_api_token

pytestmark = pytest.mark.django_db
MONTH = timedelta(days=30)


def owner(cast):
    return cast.actor(cast.provider_owner, provider=cast.provider)


def url(cast, name="token-list", **more):
    return reverse(f"accounts:{name}", kwargs={"provider_slug": cast.provider.slug, **more})


def test_the_key_opens_its_token_and_is_not_kept(cast: Cast) -> None:
    token, key = make_token(name=" Figures ", lifetime=MONTH, by=owner(cast), at=NOW)

    assert find_token(key, at=NOW) == token
    assert (token.name, token.membership.user, token.expires_at) == ("Figures", cast.provider_owner, NOW + MONTH)
    assert key.startswith(token.hint)
    assert key not in str(ApiToken.objects.values_list().get())


@pytest.mark.parametrize("key", ["", "samesheet_", "samesheet_guess"])
def test_another_key_opens_nothing(cast: Cast, key: str) -> None:
    make_api_token(cast.provider, at=NOW)

    assert find_token(key, at=NOW) is None


def test_a_token_ends_on_its_day(cast: Cast) -> None:
    _, key = make_api_token(cast.provider, at=NOW, lifetime=MONTH)

    assert find_token(key, at=NOW + MONTH - timedelta(seconds=1))
    assert find_token(key, at=NOW + MONTH) is None


def test_a_token_ends_with_the_access_of_its_person(cast: Cast) -> None:
    _, key = make_api_token(cast.provider, at=NOW)

    Membership.objects.filter(user=cast.provider_owner).update(ended_at=NOW)

    assert find_token(key, at=NOW) is None


def test_a_token_taken_back_opens_nothing_and_is_taken_back_once(cast: Cast) -> None:
    token, key = make_api_token(cast.provider, at=NOW)

    revoke_token(token=token, by=owner(cast), at=NOW)

    assert find_token(key, at=NOW) is None
    with pytest.raises(Conflict):
        revoke_token(token=token, by=owner(cast), at=NOW)


def test_making_and_taking_back_leave_events_without_the_key(cast: Cast) -> None:
    token, key = make_api_token(cast.provider, at=NOW)
    revoke_token(token=token, by=owner(cast), at=NOW)

    events = Event.objects.about("accounts.apitoken", token.pk).order_by("sequence")

    assert [event.verb for event in events] == ["token_made", "token_revoked"]
    assert all(event.is_internal and key not in str(event.after) for event in events)


@pytest.mark.parametrize("person", ["provider_lead", "provider_engineer", "provider_auditor"])
def test_only_owners_make_and_take_back(cast: Cast, person: str) -> None:
    token, _ = make_api_token(cast.provider, at=NOW)
    actor = cast.actor(getattr(cast, person), provider=cast.provider)

    with pytest.raises(NotAllowed):
        make_token(name="x", lifetime=MONTH, by=actor, at=NOW)
    with pytest.raises(NotAllowed):
        revoke_token(token=token, by=actor, at=NOW)


def test_use_is_noted_now_and_then(cast: Cast) -> None:
    token, _ = make_api_token(cast.provider, at=NOW)

    for moment in (NOW, NOW + NOTED_EVERY / 2):
        note_use(token=token, at=moment)
        token.refresh_from_db()
        assert token.last_used_at == NOW
    note_use(token=token, at=NOW + NOTED_EVERY * 2)

    token.refresh_from_db()
    assert token.last_used_at == NOW + NOTED_EVERY * 2


def test_tokens_of_another_provider_are_not_seen(cast: Cast) -> None:
    make_api_token(cast.strange_provider, at=NOW)

    assert tokens_of(owner(cast), at=NOW) == []
    assert not ApiToken.objects.visible_to(cast.actor(cast.customer_owner)).exists()


def test_the_list_says_how_each_token_stands(cast: Cast) -> None:
    make_api_token(cast.provider, at=NOW, name="live")
    make_api_token(cast.provider, at=NOW - MONTH * 2, name="old")
    revoke_token(token=make_api_token(cast.provider, at=NOW - MONTH / 2, name="back")[0], by=owner(cast), at=NOW)

    assert [(token.name, token.label) for token in tokens_of(owner(cast), at=NOW)] == [
        ("live", "Works"), ("back", "Taken back"), ("old", "Expired"),
    ]  # fmt: skip

    Membership.objects.filter(user=cast.provider_owner).update(ended_at=NOW)
    assert tokens_of(owner_of_record(cast), at=NOW)[0].label == "Access ended"


def owner_of_record(cast):
    """Another owner, after the first has left."""
    membership = Membership.objects.get(user=cast.provider_lead)
    membership.role = "owner"
    membership.save(update_fields=["role"])
    return cast.actor(cast.provider_lead, provider=cast.provider)


def test_the_page_shows_the_key_once(cast: Cast, sign_in) -> None:
    browser = sign_in(cast.provider_owner)

    made = browser.post(url(cast), {"name": "Figures", "days": "90"})

    key = made.context["key"]
    assert key in made.content.decode()
    assert "no-store" in made["Cache-Control"]
    later = browser.get(url(cast)).content.decode()
    assert key not in later
    assert "Figures" in later


def test_a_token_without_a_purpose_is_not_made(cast: Cast, sign_in) -> None:
    refused = sign_in(cast.provider_owner).post(url(cast), {"name": "", "days": "9999"})

    assert refused.status_code == 422
    assert not ApiToken.objects.exists()


def test_taking_back_from_the_page(cast: Cast, sign_in) -> None:
    token, _ = make_api_token(cast.provider)

    answer = sign_in(cast.provider_owner).post(url(cast, "token-revoke", pk=token.pk), follow=True)

    assert "works no more" in answer.content.decode()
    assert "Taken back" in answer.content.decode()


@pytest.mark.parametrize("count", [2, 12])
def test_the_list_asks_the_same_number_of_questions(cast: Cast, sign_in, count, django_assert_max_num_queries) -> None:
    for number in range(count):
        make_api_token(cast.provider, name=f"Token {number}")
    browser = sign_in(cast.provider_owner)
    browser.get(url(cast))

    with django_assert_max_num_queries(9):
        browser.get(url(cast))


@pytest.mark.parametrize(
    ("rule", "values"),
    [
        ("accounts_apitoken_revoked_paired", {"revoked_at": NOW}),
        ("accounts_apitoken_ends_later", {"expires_at": NOW - MONTH}),
    ],
)
def test_the_database_refuses(cast: Cast, rule: str, values) -> None:
    make_api_token(cast.provider, at=NOW)

    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        ApiToken.objects.update(**values)
