"""Service levels of all three: their terms, the tickets and outages of some quarters, credits claimed and to claim."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from contracts.actions import levels, result_imports, results, sites
from contracts.measuring.promises import terms_of
from contracts.models import USUAL_HOURS, CreditClaim, MaintenanceWindow, Service, SlaTarget
from contracts.reading.columns import LAYOUTS, guess
from contracts.snapshots import token
from core.uploads import check_upload
from demo.chapters.days import Step, morning, step
from demo.chapters.shared import ENGINEER, customer_of
from demo.people import actor
from demo.results import HEADINGS, Month, long_month, months, tickets_csv
from demo.story import CLIENTS, HARBOUR, Client

SHOPS = (("Custom House Quay", 12), ("Hill Street", 7), ("Station", 5))
SHOP_HOURS = {day: (time(7), time(18)) for day in range(6)}
CREDITS = {"claim_days": 30, "nature": "price", "term_cap": Decimal("8")}
RESPONSE = {
    "required_percent": Decimal("90"), "bands": [["90", "5"], ["75", "10"]], "termination": "two_of_three", **CREDITS,
}  # fmt: skip
UPTIME = {
    "bands": [["99.9", "5"], ["99", "10"]], "exclusions": ["force_majeure", "internet"],
    "maintenance_notice_hours": 48, "maintenance_allowance_minutes": 480, "termination": "two_running",
    "cap": Decimal("15"), **CREDITS,
}  # fmt: skip


def steps(now: datetime) -> list[Step]:
    today = timezone.localdate(now)
    return [*_setting(now), *_tickets(today), *_outages(today)]


def _setting(now: datetime) -> Iterator[Step]:
    for client in CLIENTS:
        yield step(morning(now, months=client.months_ago) + timedelta(hours=3), _set_terms(client))
    yield step(morning(now, months=HARBOUR.months_ago) + timedelta(hours=4), _add_shops)


def _set_terms(client: Client) -> Callable[[datetime], None]:
    def set_terms(at: datetime) -> None:
        lead = actor(client.lead, customer_of(client))
        for target in SlaTarget.objects.filter(contract__customer=customer_of(client)).select_related("contract"):
            about: dict[str, Any] = {"availability": UPTIME, "response": RESPONSE}.get(target.metric, {})
            if target.metric == "availability":
                about = about | {"recorded_from": target.contract.effective_from}
            if about:
                levels.set_terms(target=target, edited=token(terms_of(target)), by=lead, at=at, **about)

    return set_terms


def _add_shops(at: datetime) -> None:
    customer = customer_of(HARBOUR)
    for name, people in SHOPS:
        hours = USUAL_HOURS if name == "Hill Street" else SHOP_HOURS
        by = actor(HARBOUR.lead, customer)
        sites.add_site(customer=customer, hours=hours, by=by, at=at, name=name, people=people, region="ENG")


def _tickets(today: date) -> Iterator[Step]:
    """Each month's tickets on the second of the next; those of the running month this morning."""
    for month in months(today):
        on = min(month.next + timedelta(days=1), today)
        for number, client in enumerate(CLIENTS):
            yield step(_at(on, time(6, 10 + number)), _import(client, month, min(month.next, today)))


def _import(client: Client, month: Month, until: date) -> Callable[[datetime], None]:
    def take_in(at: datetime) -> None:
        customer = customer_of(client)
        content = tickets_csv(client, month, until)
        if content.count(b"\n") < 2:
            return
        by = actor(ENGINEER, customer)
        file = SimpleUploadedFile(f"tickets-{month.first:%Y-%m}.csv", content, "text/csv")
        checked = check_upload(file, ("csv",))
        entry = result_imports.start_import(customer=customer, kind="tickets", file=file, checked=checked, by=by, at=at)
        mapping = guess(HEADINGS, LAYOUTS["tickets"])
        entry = result_imports.map_import(entry=entry, sheet="", mapping=mapping, by=by, at=at)
        result_imports.confirm_import(entry=entry, by=by, at=at)

    return take_in


def _outages(today: date) -> Iterator[Step]:
    """A day and a half in a long month, claimed and credited; an hour and a half last month, to be claimed."""
    long, last = long_month(today), months(today, 2)[0].first
    after = (long + timedelta(days=32)).replace(day=1)
    yield step(
        _at(long + timedelta(days=20), time(17, 30)), lambda at: _outage(at, 1, "Tills after a faulty update", 36)
    )
    yield step(_at(after + timedelta(days=2), time(10)), lambda at: _claim(at, f"{long:%Y-%m}"))
    yield step(_at(after + timedelta(days=4), time(15)), _credit)
    yield step(_at(last + timedelta(days=3), time(9)), lambda at: _plan(at, last + timedelta(days=12)))
    yield step(
        _at(last + timedelta(days=17), time(12)), lambda at: _outage(at, 2, "Till service without a database", 1.5)
    )


def _outage(at: datetime, number: int, title: str, hours: float) -> None:
    """It began two days before it was written down, at five in the morning."""
    customer = customer_of(HARBOUR)
    starts_at = _at(timezone.localdate(at) - timedelta(days=2), time(5))
    results.add_outage(
        customer=customer, by=actor(ENGINEER, customer), at=at, reference=f"HR-OUT-{number}", title=title,
        starts_at=starts_at, ends_at=starts_at + timedelta(hours=hours),
    )  # fmt: skip


def _claim(at: datetime, window: str) -> None:
    owner = actor(HARBOUR.people[0].email, customer_of(HARBOUR))
    levels.claim_credit(
        target=_uptime(), window=window, claimed_on=timezone.localdate(at), claimant=owner.name, by=owner, at=at
    )


def _credit(at: datetime) -> None:
    claim = CreditClaim.objects.get(target=_uptime())
    levels.decide_claim(
        claim=claim, granted=claim.amount, reason="Taken off the next invoice.", at=at,
        by=actor(HARBOUR.lead, customer_of(HARBOUR)),
    )  # fmt: skip


def _plan(at: datetime, on: date) -> None:
    """A firewall is changed at night, told nine days before; the owner agrees."""
    customer = customer_of(HARBOUR)
    work = results.add_maintenance(
        customer=customer, by=actor(ENGINEER, customer), at=at, title="New firewall at Custom House Quay",
        service=Service.objects.get(provider=customer.provider, code="NET"), notified_at=at,
        starts_at=_at(on, time(22)), ends_at=_at(on + timedelta(days=1), time(2)),
    )  # fmt: skip
    owner = actor(HARBOUR.people[0].email, customer)
    work = MaintenanceWindow.objects.get(pk=work.pk)
    results.agree_maintenance(work=work, seen=token(work), by=owner, at=at + timedelta(hours=2))


def _uptime() -> SlaTarget:
    return SlaTarget.objects.select_related("contract").get(
        contract__customer=customer_of(HARBOUR), metric="availability"
    )


def _at(day: date, clock: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, clock))
