"""Due dates and e-mails for tests, each valid with nothing said about it."""

from datetime import date
from itertools import count
from typing import Any
from uuid import uuid4

from accounts.models import Customer, Provider, User
from background.models import Email, NoticePreference
from engagement.models import Due
from tests.cast import NOW

_number = count(1)


def make_due(customer: Customer, **about: Any) -> Due:
    """A review that both sides owe by 16 December 2026, with its next reminder planned."""
    about = {
        "owed_by": "both",
        "title": f"Review who does “Watch thing {next(_number)}”",
        "path": f"/customers/{customer.slug}/matrix/",
    } | about
    return _make_due(**{"provider_id": customer.provider_id, "customer": customer} | about)


def make_own_due(provider: Provider, **about: Any) -> Due:
    """A review of the provider's own insurance, by 16 December 2026."""
    about = {"title": "Look at your insurance", "path": f"/providers/{provider.slug}/insurance/"} | about
    return _make_due(provider=provider, **{"kind": "cover", "owed_by": "provider"} | about)


def _make_due(**about: Any) -> Due:
    about = {
        "kind": "review",
        "subject_id": uuid4(),
        "due_on": date(2026, 12, 16),
        "armed_on": NOW.date(),
        "next_stage": "14",
        "next_on": date(2026, 12, 2),
    } | about
    return Due.objects.create(**about)


def make_email(to: User, customer: Customer | None = None, **about: Any) -> Email:
    """A reminder that was sent."""
    about = {
        "key": str(uuid4()),
        "kind": "engagement.reminder",
        "provider_id": customer.provider_id if customer else None,
        "customer_id": customer.pk if customer else None,
        "user_id": to.pk,
        "to_name": to.name,
        "to_address": to.email,
        "subject": f"7 days left: Watch thing {next(_number)}",
        "text": "This is due on Wednesday.",
        "html": "",
        "message_id": str(uuid4()),
        "written_at": NOW,
        "sent_at": NOW,
    } | about
    return Email.objects.create(**about)


def prefer(user: User, *, weekday: int = 0, quiet: bool = False, **hows: str) -> NoticePreference:
    """What this person chose, as topic="weekly"."""
    found, _ = NoticePreference.objects.update_or_create(
        user_id=user.pk, defaults={"weekday": weekday, "has_quiet_weekends": quiet, "hows": hows}
    )
    return found
