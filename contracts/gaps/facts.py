"""The facts behind the gaps between contract, insurance and papers, and which findings the customer may read."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse

from accounts.models import Customer
from contracts.enums import Renewal
from contracts.gaps.papers import DataFacts, Renewing, check_data, check_renewing
from contracts.gaps.promises import Asked, Insured, Promise, check_clauses, check_promises
from contracts.gaps.told import Told
from contracts.gaps.unpaid import UnpaidFacts, check_unpaid
from contracts.incidents.clocks import Within
from contracts.incidents.kinds import Unit
from contracts.insurance.lookup import OF_PROVIDER
from contracts.loss.vocabulary import Cause, Head
from contracts.models import Contract, LiabilityCap, Line, Policy, PublishedFact
from contracts.queries.agreements import is_running, notice_date
from contracts.queries.liability import Entered, entered_in_all, resolved
from core.checks import Found

HOURS_IN_A_DAY, WORKING_DAYS_IN_A_WEEK = 24, 5
POUNDS = "GBP"
WITH_LIABILITY = (Contract.Kind.MASTER, Contract.Kind.ORDER, Contract.Kind.OTHER)


@dataclass(frozen=True, kw_only=True)
class _Loaded:
    """What the database says about some customers: by customer, the insured of their providers by provider."""

    contracts: dict[UUID, list[Contract]]
    rows: dict[UUID, Entered]
    lines: dict[UUID, list[Line]]
    policies: dict[UUID, list[Policy]]
    insured: dict[UUID, list[Policy]]
    published: set[tuple[str, str]]


def gap_findings(customers: Sequence[Customer], today: date) -> dict[UUID, list[tuple[Found, bool]]]:
    """What the checks find, each with whether the customer may read it (providers loaded beforehand).

    Of contracts only what is published and holds today. Nine queries, however many customers.
    """
    loaded = _load(customers, today)
    return {
        customer.pk: [(each.found, each.is_published(loaded.published)) for each in _told(customer, loaded, today)]
        for customer in customers
    }


def _told(customer: Customer, loaded: _Loaded, today: date) -> list[Told]:
    contracts, policies = loaded.contracts[customer.pk], loaded.policies[customer.pk]
    own = loaded.insured[customer.provider_id]
    insured = {str(policy.pk): _insured(policy) for policy in sorted(own, key=_fitting) if policy.kind in OF_PROVIDER}
    rows = [loaded.rows[contract.pk] for contract in contracts]
    name, provider = customer.name, customer.provider.name
    return [
        *check_promises(_promises(rows, insured, today), provider),
        *check_clauses(_clauses(rows, insured, policies), provider, name),
        *(Told(each) for each in check_unpaid(_unpaid(customer, rows, policies, today))),
        *(Told(each) for each in check_renewing(_renewing(contracts, today), today)),
        *(Told(each) for each in check_data(_data(customer, contracts, loaded.lines, today))),
    ]


def _load(customers: Sequence[Customer], today: date) -> _Loaded:
    providers = {customer.provider_id for customer in customers}
    live = Contract.objects.filter(customer__in=customers, published_at__isnull=False).live(today=today)
    contracts = list(live.select_related("customer__provider").order_by("reference", "pk"))
    lines = Line.objects.filter(contract__in=contracts).select_related("service").order_by("service__name", "pk")
    policies = Policy.objects.filter(customer__in=customers).in_force(on=today).prefetch_related("sections")
    facts = PublishedFact.objects.filter(policy__provider__in=providers).values_list("policy", "fact")
    return _Loaded(
        contracts=_by(contracts, "customer_id"),
        rows=entered_in_all(contracts),
        lines=_by(lines, "contract_id"),
        policies=_by(policies.order_by("pk"), "customer_id"),
        insured=_by(Policy.objects.filter(provider__in=providers).in_force(on=today).order_by("pk"), "provider_id"),
        published={(str(policy), fact) for policy, fact in facts},
    )


def _by(rows: Iterable[Any], owner: str) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = defaultdict(list)
    for row in rows:
        found[getattr(row, owner)].append(row)
    return found


def _fitting(policy: Policy) -> Any:
    """The kind that answers for mistakes first, of one kind the one that began last."""
    kinds = [str(kind) for kind in OF_PROVIDER]
    rank = kinds.index(policy.kind) if policy.kind in kinds else len(kinds)
    return rank, -policy.starts_on.toordinal(), str(policy.pk)


def _insured(policy: Policy) -> Insured:
    return Insured(
        pk=str(policy.pk),
        per_claim=policy.for_one_event,
        claims_made=policy.claims_made,
        allows_waiver=policy.allows_subrogation_waiver,
    )


def _promises(rows: Iterable[Entered], insured: dict[str, Insured], today: date) -> Iterator[Promise]:
    """Each limit with the policy that it names, or else the one that answers for mistakes; and each agreement in
    whose documents nobody has entered any."""
    first, several = next(iter(insured.values()), None), list(rows)
    yield from (_without_limit(each) for each in _lacking(several, lambda each: each.general or each.higher))
    for each in several:
        found = resolved(each, today)
        pairs: list[tuple[LiabilityCap | None, Any]] = [(each.general, found.general), (each.higher, found.higher)]
        for cap, standing in pairs:
            if cap is not None and standing is not None:
                yield Promise(
                    key=str(cap.pk),
                    reference=each.contract.reference,
                    path=_liability_path(each.contract),
                    limit=standing.limit,
                    in_pounds=each.contract.currency == POUNDS,
                    insured=insured.get(str(cap.insured_by_id), first),
                    missing="" if standing.limit or each.lines else _no_fees(cap),
                )


def _no_fees(cap: LiabilityCap) -> str:
    """A limit that goes by fees is nothing known while no fees are entered."""
    return f"{cap} goes by the fees, and no service is entered" if cap.goes_by_fees else ""


def _without_limit(each: Entered) -> Promise:
    return Promise(
        key=f"none:{each.contract.pk}",
        reference=each.contract.reference,
        path=_liability_path(each.contract),
        limit=None,
        in_pounds=True,
        insured=None,
        missing="no limit is entered",
    )


def _lacking(rows: list[Entered], knows: Callable[[Entered], object]) -> Iterator[Entered]:
    """The first document of each agreement of which no document says it. What only tells how much is measured, how
    data is treated or what has changed needs no words of its own, as long as there is an agreement beside it."""
    families: dict[Any, list[Entered]] = defaultdict(list)
    for each in rows:
        families[_head_of(each.contract, rows)].append(each)
    is_alone = not any(each.contract.kind in WITH_LIABILITY for each in rows)
    for members in families.values():
        own = [each for each in members if is_alone or each.contract.kind in WITH_LIABILITY]
        if own and not any(knows(each) for each in members):
            yield min(own, key=lambda each: (-each.contract.place, each.contract.reference))


def _head_of(contract: Contract, rows: list[Entered]) -> Any:
    """What a document belongs to, directly or along others; itself where that is none of these."""
    by_id, seen = {each.contract.pk: each.contract for each in rows}, set()
    while contract.parent_id in by_id and contract.pk not in seen:
        seen.add(contract.pk)
        contract = by_id[contract.parent_id]
    return contract.pk


def _clauses(rows: Iterable[Entered], insured: dict[str, Insured], policies: list[Policy]) -> Iterator[Asked]:
    allowed, several = {policy.allows_subrogation_waiver for policy in policies}, list(rows)
    unsaid = {each.contract.pk for each in _lacking(several, lambda each: not each.terms._state.adding)}
    for each in several:
        terms = each.terms
        yield Asked(
            key=str(each.contract.pk),
            reference=each.contract.reference,
            path=_liability_path(each.contract),
            minimum=terms.insurance_minimum,
            occurrence=terms.insurance_occurrence,
            waiver=terms.insurance_waiver,
            waives_customers=terms.subrogation_waived,
            customer_allows=False if False in allowed else None if None in allowed or not allowed else True,
            in_pounds=each.contract.currency == POUNDS,
            insured=next(iter(insured.values()), None),
            is_entered=each.contract.pk not in unsaid,
        )


def _unpaid(customer: Customer, rows: Iterable[Entered], policies: list[Policy], today: date) -> UnpaidFacts:
    several = list(rows)
    found = [resolved(each, today) for each in several]
    excluded: dict[str, list[str]] = defaultdict(list)
    for each, terms in zip(several, found, strict=True):
        for what in (*terms.excluded_causes, *terms.excluded_heads):
            excluded[str(what)].append(each.contract.reference)
    pairs = [
        (Cause(cause), Head(head))
        for policy in policies
        for section in policy.sections.all()
        for cause in section.causes
        if cause not in policy.excluded_causes
        for head in section.heads
        if head not in policy.excluded_heads and head not in policy.uninsurable_heads
    ]
    return UnpaidFacts(
        customer=customer.name,
        excluded_causes=frozenset(cause for each in found for cause in each.excluded_causes),
        excluded_heads=frozenset(head for each in found for head in each.excluded_heads),
        covered_causes=frozenset(cause for cause, _ in pairs),
        covered_heads=frozenset(head for _, head in pairs),
        is_known=bool(policies) and all(policy.sections.all() for policy in policies),
        is_entered=not any(_lacking(several, lambda each: not each.is_empty)),
        excluded_in={what: ", ".join(references) for what, references in excluded.items()},
        path=reverse("contracts:insurance", kwargs={"customer_slug": customer.slug}),
    )


def _renewing(contracts: Iterable[Contract], today: date) -> Iterator[Renewing]:
    for contract in contracts:
        if contract.renewal != Renewal.AUTO or contract.ended_on:
            continue
        notice = notice_date(contract, today) if contract.notice_period else None
        yield Renewing(
            key=str(contract.pk),
            reference=contract.reference,
            path=contract.get_absolute_url(),
            notice_by=notice.notice_by if notice else None,
            send_by=notice.send_by if notice else None,
        )


def _data(customer: Customer, contracts: list[Contract], lines: dict[UUID, list[Line]], today: date) -> DataFacts:
    mine = (line for contract in contracts for line in lines[contract.pk])
    services = {line.service for line in mine if is_running(line, today)}
    signed = [each for each in contracts if each.kind == Contract.Kind.DATA and each.is_signed]
    promises = [each.incident_promise for each in signed] + [each.incident_promise for each in contracts]
    return DataFacts(
        customer_id=str(customer.pk),
        provider=customer.provider.name,
        customer=customer.name,
        has_services=bool(services) or not contracts,  # without a contract nothing of it is known to anybody
        touching=_names(service for service in services if service.touches_personal_data),
        unknown=_names(service for service in services if service.touches_personal_data is None),
        has_signed_agreement=bool(signed),
        notice_hours=next((_hours(promise) for promise in promises if promise), None),
        path=reverse("contracts:contract-list", kwargs={"customer_slug": customer.slug}),
    )


def _names(services: Iterable[Any]) -> tuple[str, ...]:
    return tuple(sorted(service.name for service in services))


def _hours(promise: Within) -> int:
    """The most clock hours that it comes to: of days the first is not counted, and weekends lie between."""
    if promise.unit == Unit.HOURS:
        return promise.number
    days = promise.number + 1
    if promise.unit == Unit.BUSINESS_DAYS:
        days += 2 * -(-promise.number // WORKING_DAYS_IN_A_WEEK)
    return days * HOURS_IN_A_DAY


def _liability_path(contract: Contract) -> str:
    return reverse("contracts:liability", kwargs={"customer_slug": contract.customer.slug, "pk": contract.pk})
