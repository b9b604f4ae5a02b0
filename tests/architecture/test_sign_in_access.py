"""Addresses of the sign-in library: which of them answer to somebody who has not signed in."""

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from tests.architecture.routes import routes

PUBLIC = {
    "account_login", "account_logout", "account_inactive", "account_signup", "account_reset_password",
    "account_reset_password_done", "account_reset_password_from_key", "account_reset_password_from_key_done",
    "account_confirm_email", "account_email_verification_sent", "account_confirm_login_code",
    "mfa_authenticate", "mfa_login_webauthn", "socialaccount_login_cancelled", "socialaccount_login_error",
    "socialaccount_signup",
}  # fmt: skip
SIGNED_IN = {
    "account_reauthenticate", "account_email", "account_change_password", "account_set_password", "mfa_index",
    "mfa_reauthenticate", "mfa_activate_totp", "mfa_deactivate_totp", "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes", "mfa_download_recovery_codes", "mfa_list_webauthn", "mfa_add_webauthn",
    "mfa_reauthenticate_webauthn", "mfa_remove_webauthn", "mfa_edit_webauthn", "usersessions_list",
    "socialaccount_connections",
}  # fmt: skip
THEIRS = {route.name for route in routes() if not route.is_ours}
KWARGS = {
    "account_confirm_email": {"key": "a-key"},
    "account_reset_password_from_key": {"uidb36": "abc", "key": "set-password"},
    "mfa_remove_webauthn": {"pk": 1},
    "mfa_edit_webauthn": {"pk": 1},
}


def test_every_address_of_the_library_is_listed() -> None:
    assert THEIRS - {"None"} == PUBLIC | SIGNED_IN


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", sorted(SIGNED_IN))
def test_asks_to_sign_in(name: str, method: str) -> None:
    response = getattr(Client(), method)(reverse(name, kwargs=KWARGS.get(name)))

    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(PUBLIC))
def test_answers_without_signing_in(name: str) -> None:
    response = Client().get(reverse(name, kwargs=KWARGS.get(name)))

    assert response.status_code in (200, 302), response.status_code


def test_nobody_signs_up_by_a_third_party_that_is_not_configured() -> None:
    with pytest.raises(NoReverseMatch):
        reverse("google_login")
