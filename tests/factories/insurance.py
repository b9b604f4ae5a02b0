"""Rows of insurance for tests, each valid with nothing said about it."""

from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any

from django.core.files.base import ContentFile

from accounts.models import Customer, Provider, User
from contracts.models import (
    EventSublimit,
    Policy,
    PolicyCondition,
    PolicyDocument,
    PolicyNotice,
    PolicySection,
)
from core.digest import sha256
from tests.cast import NOW

_number = count(1)


def make_policy(holder: Customer | Provider, **about: Any) -> Policy:
    """A cyber policy of calendar year 2026, £250,000 in all, the first £1,000 of each event kept."""
    about = {
        "customer" if isinstance(holder, Customer) else "provider": holder,
        "insurer": "Calder Mutual",
        "number": f"CY-{next(_number)}",
        "starts_on": date(2026, 1, 1),
        "ends_on": date(2026, 12, 31),
        "aggregate_limit": Decimal("250000"),
        "retention": Decimal("1000"),
    } | about
    return Policy.objects.create(**about)


def make_section(policy: Policy, **about: Any) -> PolicySection:
    """Lost business after a system that the insured relies on failed: up to £25,000, from the eighth hour on."""
    about = {
        "name": f"Section {next(_number)}",
        "causes": ["dependent_system_failure"],
        "heads": ["EXTRA_EXPENSE", "LOST_GROSS_PROFIT"],
        "limit": Decimal("25000"),
        "waiting_hours": 8,
        "position": policy.sections.count() + 1,
    } | about
    return PolicySection.objects.create(policy=policy, **about)


def make_sublimit(policy: Policy, **about: Any) -> EventSublimit:
    """£30,000 at the most after ransomware, a quarter of it kept."""
    about = {"cause": "ransomware", "amount": Decimal("30000"), "coinsurance": Decimal("0.25")} | about
    return EventSublimit.objects.create(policy=policy, **about)


def make_condition(policy: Policy, **about: Any) -> PolicyCondition:
    """A second proof of identity everywhere, or nothing is paid; nobody has looked yet."""
    about = {"code": f"MFA-{next(_number)}", "words": "MFA on e-mail and remote access", "effect": "void"} | about
    return PolicyCondition.objects.create(policy=policy, **about)


def make_notice(policy: Policy, **about: Any) -> PolicyNotice:
    """A claim notified on 2 March 2026, nothing paid yet."""
    about = {"what": "Letters sent to the wrong tenants", "notified_on": date(2026, 3, 2)} | about
    return PolicyNotice.objects.create(policy=policy, **about)


def make_policy_document(
    policy: Policy, *, added_by: User, content: bytes = b"# Certificate\n", **about: Any
) -> PolicyDocument:
    """A Markdown document as it was uploaded."""
    about = {
        "title": "Certificate",
        "filename": "certificate.md",
        "content_type": "text/markdown",
        "added_at": NOW,
    } | about
    return PolicyDocument.objects.create(
        policy=policy,
        file=ContentFile(content, name=about["filename"]),
        size=len(content),
        sha256=sha256(content),
        added_by=added_by,
        **about,
    )
