"""Vendor agreements with their dates, and the promises to customers that rest on them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Prefetch

from accounts.actor import Actor
from accounts.enums import Region
from contracts import terms as rules
from contracts import wording
from contracts.calendars import bank_holidays
from contracts.models import Contract, Service, SlaTarget, VendorAgreement
from contracts.queries.agreements import measured, number, years_of
from contracts.queries.fees import lent_lines
from contracts.terms import Notice
from contracts.upstream import Carries, Comparison, Ours, Theirs, compare
from core.searching import has_words
from core.words import ago_or_left, money, per_cent

SERVICES: Any = Prefetch("services", queryset=Service.objects.order_by("name", "pk"))


@dataclass(frozen=True, kw_only=True)
class ListedVendor:
    """A vendor agreement as one row of the list; notice by the bank holidays of England."""

    agreement: VendorAgreement
    services: tuple[str, ...]
    promises: tuple[str, ...]
    liability: str
    term_end: date
    is_over: bool
    notice: Notice | None
    left: str
    why: str


@dataclass(frozen=True, kw_only=True)
class HeldAgainst:
    """A promise to a customer, beside what each vendor behind its service promises."""

    target: SlaTarget
    service: str
    ours: str
    vendors: tuple[Comparison, ...]
    is_weak: bool


def listed_vendors(actor: Actor, search: str, today: date) -> list[ListedVendor]:
    """Every vendor agreement, the nearest last day for notice first; two queries."""
    rows = VendorAgreement.objects.visible_to(actor).named().prefetch_related(SERVICES)
    found = [_listed(row, today) for row in rows if has_words(search, str(row), row.reference)]
    far = date.max
    return sorted(found, key=lambda row: (row.is_over, row.notice.notice_by if row.notice else far, str(row.agreement)))


def vendor_terms(row: VendorAgreement, today: date) -> rules.Terms:
    """Its term and notice, counted by the bank holidays of England."""
    terms = row.terms()
    return replace(terms, holidays=bank_holidays(Region.ENGLAND, years_of(terms, today)))


def held_against(actor: Actor, contract: Contract) -> list[HeldAgainst]:
    """Each service level of the contract beside the promises of the vendors behind its service; three queries,
    two more where it names no service itself.

    A service level for all services is held against every vendor behind a service that is bought.
    """
    agreements = VendorAgreement.objects.visible_to(actor).named().filter(ended_on=None).prefetch_related(SERVICES)
    by_service: dict[object, list[VendorAgreement]] = {}
    for agreement in agreements.order_by("vendor__name", "product__name", "pk"):
        for service in agreement.services.all():
            by_service.setdefault(service.pk, []).append(agreement)
    lines = list(contract.lines.all()) or lent_lines([contract]).get(contract.pk, [])
    bought = {line.service_id for line in lines}
    targets = contract.targets.select_related("service", "clause").order_by("metric", "priority", "pk")
    return [_held(target, _behind(target, bought, by_service)) for target in targets]


def _behind(
    target: SlaTarget, bought: Iterable[object], by_service: dict[object, list[VendorAgreement]]
) -> list[VendorAgreement]:
    services = [target.service_id] if target.service_id else list(bought)
    return list({row.pk: row for service in services for row in by_service.get(service, [])}.values())


def _held(target: SlaTarget, agreements: list[VendorAgreement]) -> HeldAgainst:
    ours = Ours(metric=target.metric, value=target.value, unit=target.unit, is_business=target.calendar == "business")
    vendors = tuple(compare(ours, _theirs(row)) for row in agreements)
    return HeldAgainst(
        target=target,
        service=target.service.name if target.service else "All services",
        ours=measured(target),
        vendors=vendors,
        is_weak=any(each.carries == Carries.NO for each in vendors),
    )


def _theirs(row: VendorAgreement) -> Theirs:
    return Theirs(
        vendor=str(row),
        availability=row.availability,
        response_hours=row.response_hours,
        restore_hours=row.restore_hours,
    )


def _listed(row: VendorAgreement, today: date) -> ListedVendor:
    terms = vendor_terms(row, today)
    position, notice = rules.position(terms, today=today), rules.next_notice(terms, today=today)
    return ListedVendor(
        agreement=row,
        services=tuple(service.name for service in row.services.all()),
        promises=tuple(_promises(row)),
        liability=money(row.liability_limit, row.currency) if row.liability_limit is not None else "",
        term_end=position.term_end,
        is_over=position.is_over,
        notice=notice,
        left=ago_or_left(notice.notice_by, today) if notice else "",
        why=wording.notice_why(terms, notice) if notice else "",
    )


def _promises(row: VendorAgreement) -> Iterable[str]:
    for value, words in (
        (row.availability, per_cent("{}") + " available"), (row.response_hours, "answers within {} h"),
        (row.restore_hours, "restored within {} h"),
    ):  # fmt: skip
        if value is not None:
            yield words.format(number(value))
