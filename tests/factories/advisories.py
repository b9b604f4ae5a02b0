"""Advisories for tests, each valid with nothing said about it."""

from datetime import timedelta
from itertools import count
from typing import Any

from accounts.models import Customer, Provider, User
from engagement.models import Advisory, AdvisoryCopy
from tests.cast import NOW

_number = count(1)


def make_advisory(provider: Provider, *, by: User, issued: bool = True, **about: Any) -> Advisory:
    """Sent yesterday; a draft where it is not issued."""
    about = {
        "number": next(_number), "severity": "high", "title": "Restart the tills", "what": "An update breaks tills.",
        "why": "Yours have it.", "what_to_do": "Restart each till.",
        "drafted_at": NOW - timedelta(days=2), "drafted_by": by,
    } | about  # fmt: skip
    if issued:
        about = {"issued_at": NOW - timedelta(days=1), "issued_by": by} | about
    return Advisory.objects.create(provider=provider, **about)


def make_copy(advisory: Advisory, customer: Customer, **about: Any) -> AdvisoryCopy:
    """Told yesterday; nobody has read it."""
    about = {"told_at": NOW - timedelta(days=1)} | about
    return AdvisoryCopy.objects.create(advisory=advisory, customer=customer, **about)
