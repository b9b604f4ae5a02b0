"""Invitations: one address, one use, one week."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from accounts import actions
from accounts.actions.invitations import find_invitation, hash_token
from accounts.models import Customer, Invitation, Membership, User
from audit.models import Event
from background.models import Email
from core.errors import Conflict, NotAllowed
from tests.cast import Cast, make_user
from tests.factories.accounts import make_invitation

pytestmark = pytest.mark.django_db
PASSWORD = "plenty of small boats"


def ask(cast: Cast, by=None, **about) -> Invitation:
    asked = {"email": "Nia@Example.com", "name": "Nia New", "role": "reader", "customer": cast.customer} | about
    return actions.invite(**asked, by=by or cast.actor(cast.customer_owner), at=timezone.now())


def token_in(email: Email) -> str:
    return email.link.rstrip("/").rpartition("/")[2]


def accept_data(**about) -> dict[str, str]:
    return {"name": "Nia New", "password": PASSWORD, "again": PASSWORD} | about


def test_invitation_is_sent_and_only_a_hash_is_kept(cast: Cast) -> None:
    invitation = ask(cast)

    email = Email.objects.get()
    assert invitation.email == "nia@example.com"
    assert email.to_address == "nia@example.com"
    assert email.is_secret
    assert invitation.token_hash == hash_token(token_in(email))
    assert token_in(email) not in str(Event.objects.values_list())
    assert Event.objects.get().says == "invited Nia New as reader"


def test_new_person_sets_name_and_password_and_is_signed_in(cast: Cast) -> None:
    ask(cast)
    url = f"/invitations/{token_in(Email.objects.get())}/"
    browser = Client()
    page = browser.get(url)
    before = browser.session.session_key

    answer = browser.post(url, accept_data(name="Nia Newton"))

    user = User.objects.get(email="nia@example.com")
    assert page["Referrer-Policy"] == "same-origin"
    assert answer.url == f"/customers/{cast.customer.slug}/"
    assert user.name == "Nia Newton"
    assert user.check_password(PASSWORD)
    assert browser.session["_auth_user_id"] == str(user.pk)
    assert browser.session.session_key != before
    assert Membership.objects.get(user=user).customer == cast.customer
    assert Event.objects.order_by("sequence").last().says == "accepted the invitation and joined as reader"


def test_two_invitations_accepted_at_once_make_one_account(cast: Cast, monkeypatch) -> None:
    ask(cast)
    email, make = Email.objects.get(), User.objects.create_user

    def overtaken(*about) -> User:
        make(*about)
        return make(*about)

    monkeypatch.setattr(User.objects, "create_user", overtaken)
    answer = Client().post(f"/invitations/{token_in(email)}/", accept_data())

    assert answer.status_code == 409
    assert "Sign in with it first" in answer.content.decode()


def test_link_works_once(cast: Cast) -> None:
    make_invitation(customer=cast.customer, by=cast.customer_owner, token="once")
    Client().post("/invitations/once/", accept_data())

    again = Client().post("/invitations/once/", accept_data())

    assert again.status_code == 404
    assert "no longer open" in again.content.decode()
    assert User.objects.filter(email="wyn@example.com").count() == 1


@pytest.mark.parametrize(
    "state",
    [
        {"expires_at": timezone.now() - timedelta(minutes=1)},
        {"revoked_at": timezone.now()},
        {"accepted_at": timezone.now()},
    ],
)
def test_link_that_is_not_open_any_more_gives_nothing(cast: Cast, state: dict) -> None:
    make_invitation(customer=cast.customer, by=cast.customer_owner, token="dead", **state)

    assert Client().get("/invitations/dead/").status_code == 404
    with pytest.raises(actions.InvitationRefused):
        actions.accept_invitation(token="dead", name="X", password=PASSWORD, at=timezone.now())


def test_invitation_of_an_archived_customer_is_dead(cast: Cast) -> None:
    make_invitation(customer=cast.customer, by=cast.customer_owner, token="gone")
    Customer.objects.filter(pk=cast.customer.pk).update(archived_at=timezone.now())

    assert find_invitation("gone", at=timezone.now()) is None


def test_person_with_an_account_joins_after_signing_in(cast: Cast, sign_in) -> None:
    known = make_user("Ken Known")
    make_invitation(customer=cast.customer, by=cast.customer_owner, token="ken", email=known.email)

    page = Client().get("/invitations/ken/").content.decode()
    joined = sign_in(known).post("/invitations/ken/")

    assert "/account/login/?next=/invitations/ken/" in page
    assert joined.status_code == 302
    assert Membership.objects.get(user=known).customer == cast.customer


def test_stranger_cannot_take_an_account_over_by_its_invitation(cast: Cast) -> None:
    known = make_user("Ken Known")
    make_invitation(customer=cast.customer, by=cast.customer_owner, token="ken", email=known.email)

    answer = Client().post("/invitations/ken/", accept_data())

    known.refresh_from_db()
    assert answer.status_code == 422
    assert known.check_password("correct horse")
    assert not Membership.objects.filter(user=known).exists()


def test_somebody_else_who_is_signed_in_cannot_use_the_link(cast: Cast, sign_in) -> None:
    make_invitation(customer=cast.customer, by=cast.customer_owner, token="wyn")

    answer = sign_in(cast.stranger).post("/invitations/wyn/", accept_data())

    assert answer.status_code == 422
    assert "Sign out" in answer.content.decode()
    assert not Membership.objects.filter(user=cast.stranger, customer=cast.customer).exists()
    with pytest.raises(actions.InvitationRefused, match="another address"):
        actions.accept_invitation(token="wyn", user=cast.stranger, at=timezone.now())


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"password": "short", "again": "short"}, "at least 12"),
        ({"again": "something else"}, "differ"),
        ({"name": ""}, "required"),
    ],
)
def test_weak_answers_are_asked_again(cast: Cast, data: dict, sentence: str) -> None:
    make_invitation(customer=cast.customer, by=cast.customer_owner, token="wyn")

    answer = Client().post("/invitations/wyn/", accept_data(**data))

    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_sending_again_kills_the_old_link(cast: Cast) -> None:
    invitation = make_invitation(customer=cast.customer, by=cast.customer_owner, token="old")

    actions.resend_invitation(invitation=invitation, by=cast.actor(cast.customer_owner), at=timezone.now())

    assert find_invitation("old", at=timezone.now()) is None
    assert find_invitation(token_in(Email.objects.get()), at=timezone.now()) == invitation


def test_taken_back_twice_is_a_conflict(cast: Cast) -> None:
    invitation = make_invitation(customer=cast.customer, by=cast.customer_owner)
    actor = cast.actor(cast.customer_owner)
    actions.revoke_invitation(invitation=invitation, by=actor, at=timezone.now())

    with pytest.raises(Conflict):
        actions.revoke_invitation(invitation=invitation, by=actor, at=timezone.now())
    with pytest.raises(Conflict):
        actions.resend_invitation(invitation=invitation, by=actor, at=timezone.now())


def test_double_click_makes_one_invitation(cast: Cast) -> None:
    ask(cast)

    with pytest.raises(actions.InvitationRefused, match="open invitation already"):
        ask(cast)


def test_person_with_access_is_not_invited_again(cast: Cast) -> None:
    with pytest.raises(actions.InvitationRefused, match="has access already"):
        ask(cast, email=cast.customer_reader.email)


def test_nobody_stands_on_both_sides(cast: Cast) -> None:
    with pytest.raises(actions.InvitationRefused, match="each side signs for itself"):
        ask(cast, by=cast.actor(cast.provider_lead), email=cast.provider_lead.email, role="owner")
    with pytest.raises(actions.InvitationRefused, match="each side signs for itself"):
        ask(
            cast, by=cast.actor(cast.provider_owner, provider=cast.provider), email=cast.customer_owner.email,
            customer=None, provider=cast.provider, role="engineer",
        )  # fmt: skip


def test_staff_may_invite_people_of_a_customer_but_not_staff(cast: Cast) -> None:
    lead = cast.actor(cast.provider_lead)

    ask(cast, by=lead, role="owner")

    with pytest.raises(NotAllowed):
        ask(cast, by=lead, customer=None, provider=cast.provider, role="engineer", looks_after_all=True)


def test_reader_may_not_invite(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        ask(cast, by=cast.actor(cast.customer_reader))


def test_role_of_the_other_side_is_refused(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        ask(cast, role="manager")


def test_invited_staff_look_after_the_customers_chosen(cast: Cast) -> None:
    by = cast.actor(cast.provider_owner, provider=cast.provider)
    ask(cast, by=by, customer=None, provider=cast.provider, role="engineer", customers=[cast.customer])

    token = token_in(Email.objects.get())
    membership = actions.accept_invitation(token=token, name="Nia", password=PASSWORD, at=timezone.now())

    assert membership.customer_ids() == {cast.customer.pk}


def test_form_for_staff_offers_no_foreign_customer(cast: Cast, sign_in) -> None:
    data = {"name": "N", "email": "n@example.com", "role": "engineer", "reach": "some"}
    data["customers"] = str(cast.strange_customer.pk)

    answer = sign_in(cast.provider_owner).post(f"/providers/{cast.provider.slug}/people/invite/", data)

    assert answer.status_code == 422
    assert not Invitation.objects.exists()


def test_refusal_stands_at_the_address_field(cast: Cast, sign_in) -> None:
    data = {"name": "Mo", "email": cast.customer_reader.email, "role": "reader"}

    answer = sign_in(cast.customer_owner).post(f"/customers/{cast.customer.slug}/people/invite/", data)

    assert answer.status_code == 422
    assert "This person has access already." in answer.content.decode()


def test_passwords_are_checked_against_the_person(cast: Cast) -> None:
    from accounts.forms import AcceptForm

    form = AcceptForm(accept_data(password="nia@example.com", again="nia@example.com"), email="nia@example.com")

    assert not form.is_valid()
    assert isinstance(form.errors.as_data()["password"][0], ValidationError)
