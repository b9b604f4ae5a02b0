"""What people decided about findings over two quarters: seen, accepted, come back, accepted anew, put off."""

from datetime import datetime, timedelta

from django.utils import timezone

from core.checks import PLACES
from demo.chapters.days import Step, morning, step
from demo.chapters.shared import customer_of
from demo.people import actor
from demo.story import FENWICK, HARBOUR, TIDEWELL, Client
from findings import actions
from findings.models import Finding
from findings.schedules import look_again

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
OWNER, FENWICKS = HARBOUR.people[0].email, FENWICK.people[0].email
ENGINEER = "priya@fairlead.example"
GOODWILL = "Nobody insures our good name, and we know it. We keep £5,000 aside for winning customers back."
AGAIN = "Looked at it again with the broker: still nobody insures it. The £5,000 stays aside."
CLIENTS = "Clients who leave cannot be insured against. We answer every complaint within a day instead."
SECOND_WAY = "A second card machine needs a second bank. We take cash and write it down until it is back."
BOOKED = "A restore is booked for the first week of December, after closing time."
REVIEWS = "The review of this vendor is planned for the second week of December."


def steps(now: datetime) -> list[Step]:
    """From the first checks on; what is accepted comes back on its day and is decided anew."""
    first, again = morning(now, months=5), morning(now, days=70)
    return [
        step(first - HOUR, look_again),
        step(again - HOUR, look_again),
        step(first, lambda at: _see(HARBOUR, OWNER, 6, at)),
        step(first, lambda at: _accept(HARBOUR, OWNER, ("C-34",), GOODWILL, 60, at)),
        step(again, lambda at: _accept(HARBOUR, OWNER, ("C-34",), AGAIN, 180, at)),
        step(morning(now, days=40), lambda at: _accept(FENWICK, FENWICKS, ("C-34",), CLIENTS, 120, at)),
        step(morning(now, days=8), lambda at: _see(HARBOUR, ENGINEER, 4, at)),
        step(morning(now, days=7), lambda at: _accept(HARBOUR, OWNER, ("C-29",), SECOND_WAY, 120, at)),
        step(morning(now, days=6), lambda at: _snooze(HARBOUR, OWNER, ("C-25", "C-09"), BOOKED, 21, at)),
        step(morning(now, days=4), lambda at: _snooze(TIDEWELL, TIDEWELL.lead, ("C-30",), REVIEWS, 30, at)),
        step(morning(now, days=3), lambda at: _see(FENWICK, FENWICKS, 3, at)),
    ]


def _waiting(client: Client, email: str, checks: tuple[str, ...] = ()) -> list[Finding]:
    """What waits and this person may read, in the order of the checks asked for, else the gravest first."""
    customer = customer_of(client)
    found = Finding.objects.visible_to(actor(email, customer)).of_customer(customer).waiting()
    known = found.filter(is_unknown=False).order_by("label", "pk")
    if not checks:
        return sorted(known, key=lambda each: PLACES[each.severity])
    return sorted(known.filter(check_id__in=checks), key=lambda each: checks.index(each.check_id))


def _see(client: Client, email: str, number: int, at: datetime) -> None:
    for finding in _waiting(client, email)[:number]:
        actions.see_finding(finding=finding, by=actor(email, customer_of(client)), at=at)


def _accept(client: Client, email: str, checks: tuple[str, ...], reason: str, days: int, at: datetime) -> None:
    for finding in _waiting(client, email, checks)[:1]:
        actions.accept_finding(
            finding=finding, by=actor(email, customer_of(client)), at=at, reason=reason,
            review_on=timezone.localdate(at) + days * DAY,
        )  # fmt: skip


def _snooze(client: Client, email: str, checks: tuple[str, ...], reason: str, days: int, at: datetime) -> None:
    for finding in _waiting(client, email, checks)[:1]:
        actions.snooze_finding(
            finding=finding, by=actor(email, customer_of(client)), at=at, reason=reason,
            until_on=timezone.localdate(at) + days * DAY,
        )  # fmt: skip
