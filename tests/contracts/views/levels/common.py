"""What the tests of service levels' pages share."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from django.test import Client
from django.urls import reverse

from accounts.models import User
from contracts.models import SlaTarget
from tests.cast import Cast
from tests.factories.levels import (
    make_outage,
    make_uptime,
)

SignIn = Callable[[User], Client]
OCTOBER = datetime(2026, 10, 12, 9, 0, tzinfo=UTC)


def url(cast: Cast, name: str, *args: Any) -> str:
    return reverse(f"contracts:{name}", args=[cast.customer.slug, *args])


def read(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def missed(cast: Cast, **about: Any) -> SlaTarget:
    make_outage(cast.customer, starts_at=OCTOBER)
    return make_uptime(cast.customer, **about)
