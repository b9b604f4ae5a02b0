"""Signing in: nothing is given away, sessions are fresh, links lead home."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from accounts.models import User
from audit.models import Event
from background.models import Email
from tests.cast import Cast, make_user

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse"
NEW = "plenty of small boats"


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    cache.clear()


def log_in(browser: Client, user: User, password: str = PASSWORD, **extra):
    return browser.post("/account/login/", {"login": user.email, "password": password} | extra)


def prove_it(browser: Client) -> None:
    """Before somebody changes how they sign in they show once more who they are."""
    assert browser.post("/account/reauthenticate/", {"password": PASSWORD}).status_code == 302


def test_one_organisation_is_opened_at_once(cast: Cast) -> None:
    browser = Client()

    answer = log_in(browser, cast.customer_owner)

    assert answer.url == "/"
    assert browser.get("/").url == f"/customers/{cast.customer.slug}/"


def test_address_is_known_in_any_case(cast: Cast) -> None:
    answer = Client().post("/account/login/", {"login": "AMARA.Osei@Example.com", "password": PASSWORD})

    assert answer.status_code == 302


def test_several_organisations_are_listed_and_none_is_helped(cast: Cast, sign_in) -> None:
    alone = make_user("Al One")

    page = sign_in(alone).get("/", follow=True).content.decode()

    assert "You have no access yet" in page
    assert alone.email in page


def test_session_key_changes_with_sign_in_and_out(cast: Cast) -> None:
    browser = Client()
    browser.get("/account/login/")
    session = browser.session
    session["planted"] = "by somebody"
    session.save()
    before = session.session_key

    log_in(browser, cast.customer_owner)
    inside = browser.session.session_key
    browser.post("/account/logout/")

    assert len({before, inside, browser.session.session_key}) == 3
    assert browser.get("/organisations/").status_code == 302


@pytest.mark.parametrize(
    "where", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "http:evil.example"]
)
def test_next_leads_nowhere_else(cast: Cast, where: str) -> None:
    for answer in (
        log_in(Client(), cast.customer_owner, next=where),
        Client().post(f"/account/login/?next={where}", {"login": cast.customer_owner.email, "password": PASSWORD}),
    ):
        assert answer.status_code == 302
        assert answer.url == "/"


def test_next_leads_to_our_own_pages(cast: Cast) -> None:
    assert log_in(Client(), cast.customer_owner, next="/profile/").url == "/profile/"


def test_sign_in_does_not_say_whether_an_address_is_known(cast: Cast) -> None:
    wrong = log_in(Client(), cast.customer_owner, "not it at all")
    unknown = Client().post("/account/login/", {"login": "nobody@example.com", "password": "not it at all"})

    sentence = "do not belong together"
    assert sentence in wrong.content.decode()
    assert sentence in unknown.content.decode()
    assert wrong.status_code == unknown.status_code == 200


def test_reset_does_not_say_whether_an_address_is_known(cast: Cast) -> None:
    known = Client().post("/account/password/reset/", {"email": cast.customer_owner.email})
    unknown = Client().post("/account/password/reset/", {"email": "nobody@example.com"})

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert [email.to_address for email in Email.objects.all()] == [cast.customer_owner.email]


def test_password_is_reset_by_a_link_that_works_once(cast: Cast) -> None:
    Client().post("/account/password/reset/", {"email": cast.customer_owner.email}, HTTP_HOST="localhost")
    email = Email.objects.get()
    path = "/" + email.link.split("/", 3)[3]
    browser, other = Client(), Client()

    form = browser.get(path, follow=True)
    done = browser.post(form.redirect_chain[-1][0], {"password1": NEW, "password2": NEW}, follow=True)

    assert email.is_secret
    assert email.link.startswith("http://127.0.0.1")
    assert "Your new password is saved" in done.content.decode()
    assert log_in(Client(), cast.customer_owner, NEW).status_code == 302
    assert "no longer works" in other.get(path, follow=True).content.decode()
    assert Event.objects.get().says == "chose a new password by e-mail"
    assert "link from an e-mail" in Email.objects.get(kind="accounts.password_reset").text


def test_new_password_signs_out_the_other_devices(cast: Cast) -> None:
    here, there = Client(), Client()
    log_in(here, cast.customer_owner)
    log_in(there, cast.customer_owner)

    here.post("/account/password/change/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})

    assert here.get("/organisations/").status_code == 200
    assert there.get("/organisations/").status_code == 302
    assert Event.objects.get().says == "changed their password"


def test_too_many_tries_are_slowed_down(cast: Cast) -> None:
    answers = [log_in(Client(), cast.customer_owner, "not it at all") for _ in range(6)]

    assert "Too many tries" in answers[-1].content.decode()
    assert "Too many tries" in log_in(Client(), cast.customer_owner).content.decode()


def test_too_many_requests_get_a_page_that_says_so(settings) -> None:
    answers = [Client().post("/account/password/reset/", {"email": f"{n}@example.com"}) for n in range(21)]

    assert answers[-1].status_code == 429
    assert "Too many tries in a short time" in answers[-1].content.decode()


def test_closed_account_cannot_sign_in_and_its_session_ends(cast: Cast, sign_in) -> None:
    browser = sign_in(cast.customer_owner)
    User.objects.filter(pk=cast.customer_owner.pk).update(is_active=False)

    assert browser.get("/organisations/").status_code == 302
    assert not log_in(Client(), cast.customer_owner).url.startswith("/customers/")


def test_nobody_signs_up(cast: Cast) -> None:
    data = {"email": "new@example.com", "password1": NEW}

    answer = Client().post("/account/signup/", data)

    assert "by invitation" in answer.content.decode()
    assert not User.objects.filter(email="new@example.com").exists()


def test_new_address_counts_once_it_is_confirmed(cast: Cast) -> None:
    browser = Client()
    log_in(browser, cast.customer_owner)
    prove_it(browser)
    browser.post("/account/email/", {"email": "amara@harbour.example", "action_add": ""})
    email = Email.objects.get()
    assert User.objects.get(pk=cast.customer_owner.pk).email == "amara.osei@example.com"

    path = "/" + email.link.split("/", 3)[3]
    assert "Is this your address?" in browser.get(path).content.decode()
    browser.post(path)

    assert email.to_address == "amara@harbour.example"
    assert User.objects.get(pk=cast.customer_owner.pk).email == "amara@harbour.example"
    assert "changed their e-mail address" in Event.objects.values_list("says", flat=True)


def test_second_step_stands_between_password_and_pages(cast: Cast) -> None:
    TOTP.activate(cast.customer_owner, generate_totp_secret())
    code = RecoveryCodes.activate(cast.customer_owner).get_unused_codes()[0]
    browser = Client()

    asked = log_in(browser, cast.customer_owner)
    early = browser.get("/organisations/")
    wrong = browser.post("/account/2fa/authenticate/", {"code": "000000"})
    right = browser.post("/account/2fa/authenticate/", {"code": code})

    assert asked.url.startswith("/account/2fa/authenticate/")
    assert early.status_code == 302
    assert wrong.status_code == 200
    assert right.url == "/"
    assert browser.get("/organisations/").status_code == 200


def test_change_of_sign_in_asks_who_it_is(cast: Cast, sign_in) -> None:
    browser = sign_in(cast.customer_owner)

    answer = browser.get("/account/2fa/totp/activate/")

    assert answer.url.startswith("/account/reauthenticate/")


PAGES = [
    "account_email", "account_change_password", "account_logout", "account_reauthenticate", "mfa_index",
    "mfa_activate_totp", "mfa_list_webauthn", "mfa_add_webauthn", "usersessions_list", "socialaccount_connections",
]  # fmt: skip
PROTECTED = [
    "mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_reauthenticate",
]  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_every_page_about_oneself_is_ours(cast: Cast, name: str) -> None:
    browser = Client()
    log_in(browser, cast.customer_owner)
    prove_it(browser)

    page = browser.get(reverse(name))

    assert page.status_code == 200
    assert 'class="brandmark"' in page.content.decode()


@pytest.mark.parametrize("name", PROTECTED)
def test_every_page_of_the_second_step_is_ours(cast: Cast, name: str) -> None:
    TOTP.activate(cast.customer_owner, generate_totp_secret())
    code = RecoveryCodes.activate(cast.customer_owner).get_unused_codes()[0]
    browser = Client()
    log_in(browser, cast.customer_owner)
    browser.post("/account/2fa/authenticate/", {"code": code})
    prove_it(browser)

    page = browser.get(reverse(name))

    assert page.status_code == 200
    assert 'class="brandmark"' in page.content.decode()


def test_key_of_somebody_else_is_not_found(cast: Cast) -> None:
    foreign = Authenticator.objects.create(
        user=cast.stranger, type=Authenticator.Type.WEBAUTHN, data={"name": "Key", "passwordless": True}
    )
    browser = Client()
    log_in(browser, cast.customer_owner)
    prove_it(browser)

    for name in ("mfa_edit_webauthn", "mfa_remove_webauthn"):
        assert browser.get(reverse(name, kwargs={"pk": foreign.pk})).status_code == 404


def test_pages_carry_no_inline_script_that_the_policy_blocks(cast: Cast) -> None:
    page = Client().get("/account/login/")

    scripts = [part.split(">")[0] for part in page.content.decode().split("<script")[1:]]
    assert all("src=" in script or 'type="application/json"' in script for script in scripts)
    assert "unsafe" not in page["Content-Security-Policy"]
