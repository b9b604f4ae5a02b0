"""Who has to be told of an incident, worked out from the law, the contracts and the policies in force."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone

from accounts.enums import Side
from contracts.calendars import bank_holidays
from contracts.incidents import clocks
from contracts.incidents.clocks import Within
from contracts.incidents.kinds import Personal, Unit, Whom
from contracts.incidents.wording import within_words
from contracts.models import Contract, Incident, Policy

ICO_RULE = (
    "UK GDPR Art. 33(1): without undue delay and, where feasible, within 72 hours of becoming aware, unless a risk to "
    "people is unlikely."
)
PROCESSOR_RULE = "UK GDPR Art. 33(2): whoever looks after data for somebody tells them without undue delay."


@dataclass(frozen=True)
class Wanted:
    """Somebody who has to be told, under which rule, by when (if the rule says so)."""

    whom: Whom
    owed_by: Side
    rule: str
    due_at: datetime | None
    policy: Policy | None = None
    is_in_hours: bool = True


def wanted_of(incident: Incident) -> list[Wanted]:
    """Everybody who has to be told of this incident (customer and provider loaded beforehand). Two queries."""
    aware_on = timezone.localdate(incident.aware_at)
    holidays = bank_holidays(incident.customer.region, range(aware_on.year, aware_on.year + 2))
    return [*_ico(incident), *_customer(incident, aware_on, holidays), *_insurers(incident, aware_on, holidays)]


def _ico(incident: Incident) -> Iterator[Wanted]:
    if incident.personal_data != Personal.NO:
        yield Wanted(Whom.ICO, Side.CUSTOMER, ICO_RULE, clocks.due_at(incident.aware_at, clocks.ICO))


def _customer(incident: Incident, aware_on: date, holidays: frozenset[date]) -> Iterator[Wanted]:
    """What the provider noticed it tells its customer, by the shortest time that a contract in force promises."""
    if incident.side != Side.PROVIDER:
        return
    running = Contract.objects.of_customer(incident.customer).live(today=aware_on)
    promising = running.exclude(published_at=None).exclude(incident_within=None).order_by("-reference")
    promises = {promise: each.reference for each in promising if (promise := each.incident_promise)}
    within = clocks.soonest(incident.aware_at, list(promises), holidays=holidays)
    due = clocks.due_at(incident.aware_at, within, holidays=holidays) if within else None
    rule = f"{promises[within]}: {within_words(within)} of becoming aware." if within else PROCESSOR_RULE
    yield Wanted(Whom.CUSTOMER, Side.PROVIDER, rule, due, is_in_hours=_is_in_hours(within))


def _insurers(incident: Incident, aware_on: date, holidays: frozenset[date]) -> Iterator[Wanted]:
    customer = incident.customer
    policies = Policy.objects.filter(Q(customer=customer) | Q(provider=customer.provider_id)).in_force(on=aware_on)
    for policy in policies.order_by("kind", "pk"):
        within = Within(policy.notice_within, Unit(policy.notice_unit)) if policy.notice_within else None
        due = clocks.due_at(incident.aware_at, within, holidays=holidays) if within else None
        words = f" {policy.notice_rule}" if policy.notice_rule else ""
        rule = f"{policy}: {within_words(within)}.{words}"
        side = Side.PROVIDER if policy.is_providers else Side.CUSTOMER
        yield Wanted(Whom.INSURER, side, rule[:500], due, policy, _is_in_hours(within))


def _is_in_hours(within: Within | None) -> bool:
    return within is None or within.unit == Unit.HOURS
