"""What is known of a request besides its words."""

import pytest
from django.test import RequestFactory

from accounts.requests import address_of


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "203.0.113.9", "192.0.2.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "198.51.100.66, 203.0.113.9", "203.0.113.9"),
        (2, "198.51.100.66, 203.0.113.9, 10.0.0.2", "203.0.113.9"),
        (1, "2001:db8::7", "2001:db8::7"),
        (1, "", "192.0.2.1"),
        (2, "203.0.113.9", "192.0.2.1"),
        (1, "<b>nobody</b>", "192.0.2.1"),
    ],
)
def test_address_is_what_our_own_proxy_saw(settings, proxies: int, forwarded: str, address: str) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    request = RequestFactory(REMOTE_ADDR="192.0.2.1").get("/", headers={"X-Forwarded-For": forwarded})

    assert address_of(request) == address
