"""Findings for tests, each valid with nothing said about it."""

from typing import Any

from accounts.models import Customer
from findings.models import Finding, Watch
from tests.cast import NOW


def make_finding(customer: Customer, **about: Any) -> Finding:
    """An open one that both sides see."""
    values = {
        "check_id": "C-01", "severity": "high", "subject": f"row:{Finding.objects.count()}", "label": "DET-06 Decide",
        "message": "Nobody is doing this.", "action": "Agree an owner.", "facts": {"code": "DET-06"},
        "is_published": True, "opened_at": NOW,
    }  # fmt: skip
    Watch.objects.update_or_create(customer=customer, defaults={"refreshed_on": NOW.date()})
    values |= about
    named = {f"{name}_in_names": values[name] for name in ("message", "action")}
    return Finding.objects.create(customer=customer, **named | values)
