"""Rows of service levels for tests, each valid with nothing said about it."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from typing import Any

from django.core.files.base import ContentFile

from accounts.models import Customer, User
from contracts.models import (
    CreditClaim,
    MaintenanceWindow,
    OpeningTime,
    Outage,
    ResultImport,
    Site,
    SlaTarget,
    Tally,
    TargetTerms,
    Ticket,
)
from core.digest import sha256
from tests.cast import NOW
from tests.factories.contracts import make_contract, make_line, make_target

_number = count(1)
MAY = datetime(2026, 5, 12, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def make_site(customer: Customer, name: str = "Quay", **about: Any) -> Site:
    """Open Monday to Friday, 09:00 to 17:30."""
    site = Site.objects.create(customer=customer, name=name, **about)
    OpeningTime.objects.bulk_create(
        OpeningTime(site=site, weekday=day, opens_at=time(9), closes_at=time(17, 30)) for day in range(5)
    )
    return site


def make_ticket(customer: Customer, **about: Any) -> Ticket:
    """P1, reported on 12 May 2026 at 10:00 in London, answered half an hour later."""
    about.setdefault("reference", f"T-{next(_number)}")
    about.setdefault("title", "Tills down")
    about.setdefault("priority", "p1")
    about.setdefault("reported_at", MAY)
    about.setdefault("responded_at", about["reported_at"] + HOUR / 2)
    return Ticket.objects.create(customer=customer, **about)


def make_outage(customer: Customer, **about: Any) -> Outage:
    """36 hours in May 2026."""
    about.setdefault("reference", f"O-{next(_number)}")
    about.setdefault("title", "Tills down")
    about.setdefault("starts_at", MAY)
    about.setdefault("ends_at", about["starts_at"] + 36 * HOUR)
    return Outage.objects.create(customer=customer, **about)


def planned(**about: Any) -> MaintenanceWindow:
    """Four hours at night, told a week before, not agreed yet; not kept."""
    start = about.setdefault("starts_at", datetime(2026, 6, 12, 21, 0, tzinfo=UTC))
    about.setdefault("title", "New firewall")
    about.setdefault("ends_at", start + 4 * HOUR)
    about.setdefault("notified_at", start - timedelta(days=7))
    return MaintenanceWindow(**about)


def make_maintenance(customer: Customer, **about: Any) -> MaintenanceWindow:
    """The same, kept."""
    work = planned(customer=customer, **about)
    work.save(force_insert=True)
    return work


def make_tally(customer: Customer, **about: Any) -> Tally:
    """1,190 of 1,200 backups of October 2026 succeeded."""
    usual: dict[str, Any] = {
        "reference": f"BK-{next(_number)}", "metric": "backup", "starts_on": date(2026, 10, 1),
        "ends_on": date(2026, 10, 31), "good": 1190, "total": 1200, "source": "Backup report",
        "counted_on": date(2026, 11, 2),
    }  # fmt: skip
    return Tally.objects.create(customer=customer, **usual | about)


def make_share(customer: Customer, metric: str, good: int, total: int, on: date, **about: Any) -> Tally:
    """So many of so many as at one day, reported on that day."""
    usual = {"starts_on": on, "ends_on": on, "counted_on": on}
    return make_tally(customer, metric=metric, good=good, total=total, **usual | about)


def make_uptime(customer: Customer, **about: Any) -> SlaTarget:
    """99.9 % a month under a published contract for £220.00 a month; 5 % below it, 10 % below 99; 7 days to claim."""
    contract = about.pop("contract", None) or make_contract(customer)
    line = make_line(contract, monthly_fee=220)
    target = make_target(
        contract, metric="availability", priority="Tills", words="99.9 % of each month", value="99.9",
        unit="percent", service=about.pop("service", line.service),
    )  # fmt: skip
    about.setdefault("bands", [["99.9", "5"], ["99", "10"]])
    about.setdefault("claim_days", 7)
    about.setdefault("recorded_from", date(2026, 1, 1))
    TargetTerms.objects.create(target=target, **about)
    return SlaTarget.objects.select_related("contract__customer", "service", "terms").get(pk=target.pk)


def make_backups(customer: Customer, **about: Any) -> SlaTarget:
    """99.5 % of backups each month, on the same terms; the contract names no clock."""
    return make_counted(customer, metric="backup", value="99.5", **about)


def make_counted(customer: Customer, *, metric: str, value: str, **about: Any) -> SlaTarget:
    """A promise that is measured by counts: 5 % of £220.00 back below 99.5 %, 10 % below 90 %; 7 days to claim."""
    contract = about.pop("contract", None) or make_contract(customer)
    line = make_line(contract, monthly_fee=220)
    target = make_target(
        contract, metric=metric, priority="", words="of each month", value=value, unit="percent", calendar="",
        service=about.pop("service", line.service), window=about.pop("window", "month"),
    )  # fmt: skip
    TargetTerms.objects.create(target=target, bands=[["99.5", "5"], ["90", "10"]], claim_days=7, **about)
    return SlaTarget.objects.select_related("contract__customer", "service", "terms").get(pk=target.pk)


def make_claim(target: SlaTarget, *, by: User, **about: Any) -> CreditClaim:
    """A claim of £22.00 for October 2026 that waits for its answer."""
    usual: dict[str, Any] = {
        "customer": target.contract.customer, "window": "2026-10", "window_last": date(2026, 10, 31),
        "measured": "95.1613", "amount": 22, "claim_by": date(2026, 11, 7), "state": "claimed",
        "claimed_on": date(2026, 11, 3), "claimant": "Amara Osei", "recorded_at": NOW, "recorded_by": by,
    }  # fmt: skip
    return CreditClaim.objects.create(target=target, **usual | about)


def make_import(customer: Customer, *, by: User, content: bytes = b"", **about: Any) -> ResultImport:
    """A file of one ticket that was mapped and looked through."""
    content = content or b"Reference,What was wrong,Priority,Reported\nT-900,Printer,P3,2026-05-12 10:00\n"
    mapping = {"header_line": 1, "columns": {"reference": 0, "title": 1, "priority": 2, "reported_at": 3}}
    summary = {"rows": 1, "added": 1, "changed": 0, "unchanged": 0, "errors": 0, "first_errors": []}
    usual: dict[str, Any] = {
        "kind": "tickets", "filename": "tickets.csv", "mapping": mapping, "summary": summary, "state": "mapped",
        "started_by": by, "started_at": NOW, "sha256": sha256(content),
    }  # fmt: skip
    return ResultImport.objects.create(customer=customer, file=ContentFile(content, name="t.csv"), **usual | about)
