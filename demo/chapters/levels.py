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
from contracts.reading.columns import LAYOUTS
from contracts.snapshots import token
from core.importing.columns import guess
from core.uploads import check_upload
from demo.chapters.days import Step, faulty_update, morning, step
from demo.chapters.shared import ENGINEER, customer_of
from demo.people import actor
from demo.results import COUNTS, DOWN, HEADINGS, REPORTED, Month, counts_csv, months, tickets_csv
from demo.story import CLIENTS, HARBOUR, Client

SHOPS = (("Custom House Quay", 12), ("Hill Street", 7), ("Station", 5))
SHOP_HOURS = {day: (time(7), time(18)) for day in range(6)}
CREDITS = {"claim_days": 30, "nature": "price", "payout": "fees", "term_cap": Decimal("8")}
RESPONSE = {
    "required_percent": Decimal("90"), "bands": [["90", "5"], ["75", "10"]], "termination": "two_of_three", **CREDITS,
}  # fmt: skip
UPTIME = {
    "bands": [["99.9", "5"], ["99", "10"], ["97", "20"], ["95", "30"]], "exclusions": ["force_majeure", "internet"],
    "maintenance_notice_hours": 48, "maintenance_allowance_minutes": 480, "cap": Decimal("30"), **CREDITS,
}  # fmt: skip
TERMS = {
    "availability": UPTIME, "response": RESPONSE, "backup": {"bands": [["99", "5"], ["97", "10"]], **CREDITS},
    "patching": {"bands": [["95", "5"]], **CREDITS}, "restore_test": {"bands": [["183", "5"]], **CREDITS},
}  # fmt: skip


def steps(now: datetime) -> list[Step]:
    today = timezone.localdate(now)
    return [*_setting(now), *_tickets(today), *_outages(now)]


def _setting(now: datetime) -> Iterator[Step]:
    for client in CLIENTS:
        yield step(morning(now, months=client.months_ago) + timedelta(hours=3), _set_terms(client))
    yield step(morning(now, months=HARBOUR.months_ago) + timedelta(hours=4), _add_shops)


def _set_terms(client: Client) -> Callable[[datetime], None]:
    def set_terms(at: datetime) -> None:
        lead = actor(client.lead, customer_of(client))
        for target in SlaTarget.objects.filter(contract__customer=customer_of(client)).select_related("contract"):
            about: dict[str, Any] = TERMS.get(target.metric, {}) if not target.missing else {}
            if target.metric == "availability":
                about = about | {"recorded_from": target.contract.effective_from}
            if about and client is HARBOUR:
                about = about | {"nature": "sole"}  # as clause 11.5 says
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
        _take_in(client, month, "tickets", tickets_csv(client, month, until), at)
        if until > month.first:
            _take_in(client, month, "tallies", counts_csv(client, month, until), at)

    return take_in


def _take_in(client: Client, month: Month, kind: str, content: bytes, at: datetime) -> None:
    customer = customer_of(client)
    if content.count(b"\n") < 2:
        return
    by = actor(ENGINEER, customer)
    file = SimpleUploadedFile(f"{kind}-{month.first:%Y-%m}.csv", content, "text/csv")
    checked = check_upload(file, ("csv",))
    entry = result_imports.start_import(customer=customer, kind=kind, file=file, checked=checked, by=by, at=at)
    mapping = guess(HEADINGS if kind == "tickets" else COUNTS, LAYOUTS[kind])
    entry = result_imports.map_import(entry=entry, sheet="", mapping=mapping, by=by, at=at)
    result_imports.confirm_import(entry=entry, by=by, at=at)


def _outages(now: datetime) -> Iterator[Step]:
    """A day and a half two months ago, claimed and credited; an hour and a half last month, to be claimed."""
    began, last = faulty_update(now), months(timezone.localdate(now), 2)[0].first
    month = timezone.localtime(began).date().replace(day=1)
    after = (month + timedelta(days=32)).replace(day=1)
    yield step(began + timedelta(hours=57), lambda at: _down(at, began))
    yield step(_at(after + timedelta(days=2), time(10)), lambda at: _claim(at, f"{month:%Y-%m}"))
    yield step(_at(after + timedelta(days=4), time(15)), _credit)
    held_back = months(timezone.localdate(now), 3)[0]
    yield step(_at(held_back.next + timedelta(days=8), time(11)), lambda at: _leave(at, f"{held_back.first:%Y-%m}"))
    yield step(_at(last + timedelta(days=3), time(9)), lambda at: _plan(at, last + timedelta(days=12)))
    yield step(_at(last + timedelta(days=17), time(12)), _without_database)


def _down(at: datetime, began: datetime) -> None:
    """Every till after a faulty update, as an outage and as the call of the owner."""
    customer = customer_of(HARBOUR)
    by = actor(ENGINEER, customer)
    results.add_outage(
        customer=customer, by=by, at=at, reference=DOWN, title="Tills after a faulty update", starts_at=began,
        ends_at=began + timedelta(hours=36), service=_service("CARE"),
    )  # fmt: skip
    reported = began + timedelta(hours=2)
    results.add_ticket(
        customer=customer, by=by, at=at, waits=(), changes=(), reference=REPORTED, title="Tills restart without end",
        priority="p1", cause="Updates", reported_at=reported, responded_at=reported + timedelta(minutes=4),
        resolved_at=began + timedelta(hours=36),
    )  # fmt: skip


def _without_database(at: datetime) -> None:
    """It began two days before it was written down, at five in the morning."""
    customer = customer_of(HARBOUR)
    starts_at = _at(timezone.localdate(at) - timedelta(days=2), time(5))
    results.add_outage(
        customer=customer, by=actor(ENGINEER, customer), at=at, reference="HR-OUT-2",
        title="Till service without a database", starts_at=starts_at, ends_at=starts_at + timedelta(hours=1.5),
        service=_service("NET"),
    )  # fmt: skip


def _service(code: str) -> Service:
    return Service.objects.get(provider=customer_of(HARBOUR).provider, code=code)


def _claim(at: datetime, window: str) -> None:
    owner = actor(HARBOUR.people[0].email, customer_of(HARBOUR))
    levels.claim_credit(
        target=_target("availability"), window=window, claimed_on=timezone.localdate(at), claimant=owner.name,
        by=owner, at=at,
    )  # fmt: skip


def _leave(at: datetime, window: str) -> None:
    """The owner asks for nothing back for updates that waited with her consent."""
    levels.waive_credit(
        target=_target("patching"), window=window, reason="Held back for two weeks after the faulty update, as agreed.",
        by=actor(HARBOUR.people[0].email, customer_of(HARBOUR)), at=at,
    )  # fmt: skip


def _credit(at: datetime) -> None:
    claim = CreditClaim.objects.get(target=_target("availability"))
    levels.decide_claim(
        claim=claim, granted=claim.amount, reason="Taken off the next invoice.", at=at,
        by=actor(HARBOUR.lead, customer_of(HARBOUR)),
    )  # fmt: skip


def _plan(at: datetime, on: date) -> None:
    """A firewall is changed at night, told nine days before; the owner agrees."""
    customer = customer_of(HARBOUR)
    work = results.add_maintenance(
        customer=customer, by=actor(ENGINEER, customer), at=at, title="New firewall at Custom House Quay",
        service=_service("NET"), notified_at=at,
        starts_at=_at(on, time(22)), ends_at=_at(on + timedelta(days=1), time(2)),
    )  # fmt: skip
    owner = actor(HARBOUR.people[0].email, customer)
    work = MaintenanceWindow.objects.get(pk=work.pk)
    results.agree_maintenance(work=work, seen=token(work), by=owner, at=at + timedelta(hours=2))


def _target(metric: str) -> SlaTarget:
    return SlaTarget.objects.select_related("contract").get(contract__customer=customer_of(HARBOUR), metric=metric)


def _at(day: date, clock: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, clock))
