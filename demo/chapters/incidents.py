"""What went wrong: an outage that a vendor caused at Harbour Roast, told to its end; a mailbox at Fenwick & Shaw."""

from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID

from contracts.actions import incidents, insurance
from contracts.models import Incident, Notification, Outage, Ticket
from contracts.snapshots import token
from demo.chapters.days import Step, faulty_update, step
from demo.chapters.shared import ENGINEER, customer_of
from demo.people import actor
from demo.results import DOWN, REPORTED
from demo.story import FENWICK, HARBOUR, STAFF, Client
from responsibilities.models import Version

HOUR = timedelta(hours=1)
OUTAGE = (
    "After an automatic update of the security software the tills of all three shops restart without end. "
    "Card machines hang on the tills; we sell for cash and write paper slips."
)
TAKES = (
    (1, "Update found to be the cause; the vendor has stopped it. Tills have to be mended one by one, on site."),
    (9, "Two of three shops back on a borrowed till each."),
    (35, "Last till mended, tested with the owner."),
)
HARBOUR_JOBS = ("PAT-03", "MON-01", "BCM-04", "VEN-01")
FENWICK_JOBS = ("EML-01", "DET-01", "INC-02")
FIRST = {"LOST_GROSS_PROFIT": "9000", "EXTRA_EXPENSE": "1400"}
LAST = {
    "INCIDENT_RESPONSE": "1800", "EXTRA_EXPENSE": "1400", "LOST_GROSS_PROFIT": "7812", "STOCK_SPOILAGE": "900",
    "GOODWILL": "1088",
}  # fmt: skip
MAILBOX = (
    "The mailbox of one partner forwards invoices to an address outside. A rule was made in it yesterday that nobody "
    "here knows. Access is blocked, passwords are changed; what was read is being looked into."
)


def steps(now: datetime) -> list[Step]:
    outage = faulty_update(now) + 2 * HOUR
    mailbox = now.replace(minute=now.minute - now.minute % 5, second=0, microsecond=0) - 31 * HOUR
    return [
        step(outage, _outage),
        step(outage + 26 * HOUR, _claim),
        step(outage + 52 * HOUR, _first_figures),
        step(outage + 57 * HOUR, _link),
        step(outage + (21 * 24 + 3) * HOUR, _close),
        step(mailbox + HOUR / 2, lambda at: _mailbox(at, mailbox)),
    ]


def _outage(at: datetime) -> None:
    customer = customer_of(HARBOUR)
    owner, engineer = actor(HARBOUR.people[0].email, customer), actor(ENGINEER, customer)
    began = at - 2 * HOUR
    incident = incidents.report_incident(
        customer=customer, by=owner, at=at, title="Tills down after an update", what=OUTAGE, aware_at=at - HOUR / 2,
        personal_data="no",
    )  # fmt: skip
    incident = incidents.edit_incident(
        incident=incident, edited=token(incident), by=engineer, at=at, cause="dependent_system_failure",
        started_at=began, systems="Tills and card machines in three shops",
    )  # fmt: skip
    incidents.set_jobs(incident=incident, lines=_lines(HARBOUR, HARBOUR_JOBS), by=engineer, at=at)


def _claim(at: datetime) -> None:
    """The owner tells her insurer; the provider's owner says why its own need not be told."""
    incident = _incident(HARBOUR)
    customer = incident.customer
    owner, head = actor(HARBOUR.people[0].email, customer), actor(STAFF[0].email, customer)
    for hours, text in TAKES[:2]:
        _write(incident, incident.begun_at + hours * HOUR, text, at)
    own = _notice(incident, "customer")
    told = incidents.record_told(notification=own, done_at=at, reference="CM-2288", by=owner, at=at)
    if told.notice:
        edited = token(told.notice)
        insurance.edit_part(part=told.notice, edited=edited, by=owner, at=at, reserved=Decimal("7700"))
    reason = "The vendor’s update, installed by itself; nothing that we did or left undone."
    incidents.record_not_needed(notification=_notice(incident, "provider"), reason=reason, by=head, at=at)


def _first_figures(at: datetime) -> None:
    incident = _incident(HARBOUR)
    _write(incident, incident.begun_at + TAKES[2][0] * HOUR, TAKES[2][1], at)
    for head, amount in FIRST.items():
        _lose(incident, head, amount, at)


def _link(at: datetime) -> None:
    """What was down and what was reported, as the service levels count it."""
    incident = _incident(HARBOUR)
    mine = {"customer": incident.customer, "reference__in": (DOWN, REPORTED)}
    incidents.set_results(
        incident=incident, outages=Outage.objects.filter(**mine), tickets=Ticket.objects.filter(**mine),
        by=actor(ENGINEER, incident.customer), at=at,
    )  # fmt: skip


def _close(at: datetime) -> None:
    incident = _incident(HARBOUR)
    for head, amount in LAST.items():
        _lose(incident, head, amount, at, is_final=True)
    incident = incidents.edit_incident(
        incident=incident, edited=token(incident), by=actor(HARBOUR.lead, incident.customer), at=at,
        service_effect="Answered after 4 minutes; every till was out for 36 hours.",
    )  # fmt: skip
    incidents.close_incident(
        incident=incident, ended_at=incident.begun_at + 36 * HOUR, by=actor(HARBOUR.lead, incident.customer), at=at,
        outcome="Every till mended by hand. Updates now reach one till a day before the others.",
    )  # fmt: skip


def _mailbox(at: datetime, noticed: datetime) -> None:
    customer = customer_of(FENWICK)
    engineer = actor(ENGINEER, customer)
    incident = incidents.report_incident(
        customer=customer, by=engineer, at=at, title="A partner’s mailbox forwards invoices", what=MAILBOX,
        aware_at=noticed, personal_data="unknown",
    )  # fmt: skip
    incidents.set_jobs(incident=incident, lines=_lines(FENWICK, FENWICK_JOBS), by=engineer, at=at)
    text = "Forwarding rule removed, sessions ended, password and second factor renewed."
    incidents.add_entry(incident=incident, happened_at=noticed + HOUR / 4, text=text, by=engineer, at=at)


def _incident(client: Client) -> Incident:
    return Incident.objects.select_related("customer__provider").get(customer__name=client.name)


def _notice(incident: Incident, side: str) -> Notification:
    links = ("policy", "incident__customer__provider")
    return incident.notifications.waiting().select_related(*links).get(whom="insurer", owed_by=side)


def _lines(client: Client, codes: tuple[str, ...]) -> list[UUID]:
    version = Version.objects.of_customer(customer_of(client)).in_force().get()
    return list(version.rows.filter(code__in=codes).values_list("line", flat=True))


def _write(incident: Incident, happened_at: datetime, text: str, at: datetime) -> None:
    engineer = actor(ENGINEER, incident.customer)
    incidents.add_entry(incident=incident, happened_at=happened_at, text=text, by=engineer, at=at)


def _lose(incident: Incident, head: str, amount: str, at: datetime, *, is_final: bool = False) -> None:
    owner = actor(HARBOUR.people[0].email, incident.customer)
    incidents.add_loss(
        incident=incident, head=head, amount=Decimal(amount), known_on=at.date(), is_final=is_final, by=owner, at=at
    )
