"""What is on file for a customer on a day, and the answers worked out from it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import DateField, Q, QuerySet, UUIDField
from django.urls import reverse

from accounts.actor import Actor
from accounts.models import Customer
from contracts.insurance.interchange import PolicyAt
from contracts.insurance.kinds import Fact
from contracts.insurance.lookup import PARTS, Cover, cover_among
from contracts.liability.position import Liability
from contracts.liability.vocabulary import Basis, Side, Treatment
from contracts.loss.terms import InvalidTerms
from contracts.models import Clause, Contract, LiabilityCap, LiabilityTerms, LossScenario, Policy
from contracts.queries.liability import CLAUSES, Entered, entered_in, parts_of, resolved, with_liability_said
from contracts.scenarios import years
from contracts.scenarios.answer import answer
from contracts.scenarios.case import Terms, Worked, advice_bars, contract_terms, work_out
from contracts.scenarios.parties import Reader, is_open
from contracts.scenarios.questions import granted
from contracts.scenarios.sheet import Cite, Sources, WhoPays
from core.charts.waterfall import ON_SCREEN, Size
from core.prepared import prepared
from core.together import attach, children_of, in_one

POUNDS = "GBP"
NO_POLICY = "No policy of {} is on file: no such insurer pays anything."
CHILDREN = (*PARTS, "published")
TOPICS = ("indirect", "basket", "advice", "credits", "subrogation")


@dataclass(frozen=True, kw_only=True)
class OnFile:
    """Contract and policies as one reader may know of them, for events of a day."""

    customer: Customer
    on: date
    reader: Reader
    contract: Contract | None
    rows: Entered | None
    liability: Liability | None
    cover: Cover
    besides: tuple[str, ...] = ()

    def customer_policy(self, cause: str) -> PolicyAt | None:
        """The policy that answers such an event."""
        return self.cover.customer_for(cause)

    @property
    def under_one_policy(self) -> "OnFile":
        """The same with the first of the customer's policies alone, as simulated years have it."""
        return replace(self, cover=replace(self.cover, others=()))

    @property
    def provider_policy(self) -> PolicyAt | None:
        return self.cover.provider

    def terms(self, cause: str) -> Terms:
        """What shares out a loss of this cause."""
        policy = self.customer_policy(cause)
        return Terms(
            msp_contract=contract_terms(self.liability, cause),
            customer_policy=None if policy is None else policy.data_for(cause),
            msp_policy=None if self.provider_policy is None else dict(self.provider_policy.data),
            indemnity_days={} if policy is None else policy.indemnity_days,
            advice_bars=advice_bars(self.liability),
        )

    def work_out(self, scenario: LossScenario, changes: Mapping[str, Any] | None = None) -> Worked:
        return work_out(scenario, self.terms(scenario.cause), changes)

    def answer(
        self,
        scenario: LossScenario,
        changes: Mapping[str, Any] | None = None,
        key: str = "who-pays",
        size: Size = ON_SCREEN,
    ) -> WhoPays:
        """Who would pay. Raises InvalidTerms where the facts do not fit together."""
        return answer(self.work_out(scenario, changes), self.reader, self.sources(scenario), key, size)

    def left_with_customer(self, scenario: LossScenario) -> Decimal | None:
        """What of a loss stays with the customer; None where the facts do not fit together."""
        try:
            return self.work_out(scenario).case.allocate().customer
        except InvalidTerms:
            return None

    def sources(self, scenario: LossScenario) -> Sources:
        """Where the reasons stand."""
        cause = scenario.cause
        policy = self.customer_policy(cause)
        return Sources(
            clauses={} if self.rows is None else dict(_clauses(self.rows, cause, self.customer.slug)),
            contract=self._contract_cite(),
            policy=None if policy is None else Cite(policy.name, _policy_url(self.customer.slug)),
            refusals=() if policy is None else policy.refusals,
            assumed=tuple(self._assumed(scenario)),
        )

    @property
    def granted(self) -> tuple[str, ...]:
        """What every answer takes for granted: said on the page and on paper."""
        return granted(self.reader)

    def _contract_cite(self) -> Cite | None:
        if self.contract is None:
            return None
        address = reverse("contracts:liability", kwargs={"customer_slug": self.customer.slug, "pk": self.contract.pk})
        return Cite(str(self.contract), address)

    def _assumed(self, scenario: LossScenario) -> Iterable[str]:
        provider = self.reader.provider
        if self.contract is None:
            yield f"No contract with {provider} is on file: its share is counted without limit or exclusion."
        elif self.liability is None:
            yield f"{self.contract.reference} says nothing yet about liability: no limit or exclusion is counted."
        if self.contract is not None and self.contract.currency != POUNDS:
            yield f"{self.contract.reference} counts in {self.contract.currency}; its amounts are taken as pounds here."
        for other in self.besides:
            yield f"{other} says something about liability too; here {self.contract} alone is counted."
        if scenario.advice_declined and not advice_bars(self.liability):
            yield "Declined advice counts in the provider’s part alone: the contract excludes nothing for it."
        policy = self.customer_policy(scenario.cause)
        yield from policy.assumed if policy else (NO_POLICY.format(self.reader.yours),)
        yield from policy.without_bearing(scenario.cause) if policy else ()
        if self.reader.is_open:
            cover = self.provider_policy
            yield from (f"{cover.name}: {each}" for each in cover.assumed) if cover else (NO_POLICY.format(provider),)


def on_file(customer: Customer, actor: Actor, on: date) -> OnFile:
    """One query, however many examples are worked out from it; two more where its limits go by fees that others name.
    The customer's provider is loaded."""
    found = _found(actor, customer=customer.pk, provider=customer.provider_id, on=on)
    return file_from(customer, actor, on, list(found))


@prepared(customer=UUIDField(), provider=UUIDField(), on=DateField())
def _found(actor: Actor, customer: Any, provider: Any, on: Any) -> QuerySet[Any, Any]:
    return in_one(*wanted_on_file(actor, customer, provider, on))


def wanted_on_file(actor: Actor, customer: Any, provider: Any, on: Any) -> tuple[QuerySet[Any], ...]:
    """What `file_from` is made of: contracts in force and what is said in them about liability, policies of both sides
    and what belongs to those."""
    contracts = Contract.objects.visible_to(actor).of_customer(customer).live(today=on)
    policies = Policy.objects.filter(Q(customer=customer) | Q(provider=provider))
    return (
        contracts,
        LiabilityTerms.objects.filter(contract__in=contracts).select_related(*(f"{name}_clause" for name in CLAUSES)),
        *parts_of(contracts),
        policies,
        *children_of(policies, *CHILDREN),
    )


def file_from(customer: Customer, actor: Actor, on: date, found: Sequence[list[Any]]) -> OnFile:
    """The same from what is loaded; its contracts are then in the order in which they count."""
    (live, said, *parts), (insured, *children) = found[: -1 - len(CHILDREN)], found[-1 - len(CHILDREN) :]
    for name, belonging in zip(CHILDREN, children, strict=True):
        attach(insured, name, belonging)
    _follow(parts[0], insured)
    caps, rules, pledges, *_ = parts
    saying = {each.contract_id for each in (*said, *caps, *rules, *pledges)}
    live.sort(key=lambda each: _place(each, says_liability=each.pk in saying))
    for each in live:
        each.customer = customer
    contract = next(iter(live), None)
    terms = next((each for each in said if contract and each.contract_id == contract.pk), None)
    rows = None if contract is None else entered_in(contract, terms, *parts)
    file = as_on_file(customer, actor, on, rows, cover_among(insured, on))
    return replace(file, besides=tuple(each.reference for each in live[1:] if each.pk in saying))


def as_on_file(customer: Customer, actor: Actor, on: date, rows: Entered | None, cover: Cover) -> OnFile:
    """The same where both are put together already. No queries."""
    return OnFile(
        customer=customer,
        on=on,
        reader=reader_of(customer, actor, cover.published),
        contract=None if rows is None else rows.contract,
        rows=rows,
        liability=None if rows is None or rows.is_empty else resolved(rows, on),
        cover=cover,
    )


def _place(contract: Contract, *, says_liability: bool) -> tuple[bool, bool, int, str]:
    """What sorts contracts: those that say something about liability first, of these the master agreement, the latest
    first."""
    is_master = contract.kind == Contract.Kind.MASTER
    return not says_liability, not is_master, -contract.effective_from.toordinal(), contract.pk.hex


def _follow(caps: list[LiabilityCap], policies: list[Policy]) -> None:
    """Limits that are what a policy pays, as `with_cover` loads them."""
    by_pk = {policy.pk: policy for policy in policies}
    for cap in caps:
        policy = by_pk.get(cap.insured_by_id) if cap.insured_by_id else None
        if policy:
            shown = any(each.fact == Fact.LIMITS for each in policy.published.all())
            cap.insured_by, cap.shows_cover = policy, shown  # type: ignore[attr-defined]  # annotated by `with_cover`


def year_inputs(file: OnFile, chosen: Iterable[LossScenario]) -> dict[str, Any]:
    """Frozen inputs of a year made of these examples, tried out once: what does not fit is said before any job starts.

    Raises ValueError (InvalidTerms among them) with a sentence.
    """
    general, policy, several = file.rows.general if file.rows else None, file.cover.customer, list(chosen)
    alone = file.under_one_policy
    found = years.inputs(
        [(row, alone.work_out(row).data) for row in several],
        per_claim=bool(general and general.known_basis == Basis.PER_CLAIM),
        indemnity_days=policy.indemnity_days if policy else {},
        is_published=file.contract is None or file.contract.is_published,
    )
    left = {other.name for row in several if (other := file.customer_policy(row.cause)) and other != policy}
    years.model_of(found)
    return found | {"left_out": sorted(left)}


def reader_of(customer: Customer, actor: Actor, published: Iterable[str]) -> Reader:
    """How this reader is spoken to, and whether it may see the provider's insurer apart."""
    return Reader(
        customer=customer.name,
        provider=customer.provider.name,
        is_you=actor.is_customer,
        is_open=is_open(is_provider=actor.is_provider, published=published),
    )


def contracts_in_force(customers: Iterable[Customer], on: date) -> dict[UUID, Contract]:
    """The agreement of each of many customers, by customer, chosen as `on_file` does: of what both sides read, where
    anything is published. One query."""
    several = {customer.pk: customer for customer in customers}
    live = Contract.objects.filter(customer__in=list(several)).live(today=on)
    found: dict[UUID, Contract] = {}
    for contract in sorted(with_liability_said(live), key=_shown_first):
        contract.customer = several[contract.customer_id]
        found.setdefault(contract.customer_id, contract)
    return found


def _shown_first(contract: Any) -> tuple[bool, tuple[bool, bool, int, str]]:
    """The same of contracts `with_liability_said`, before all what the customer reads."""
    return contract.published_at is None, _place(contract, says_liability=contract.says_liability)


def _clauses(rows: Entered, cause: str, slug: str) -> Iterable[tuple[str, Cite]]:
    """Clauses by what they decide, under the names that contracts/scenarios/why.py asks for."""
    for rule in rows.rules:
        if rule.clause and rule.treatment == Treatment.EXCLUDED:
            if cause in rule.cause_words:
                yield "excluded_causes", _cite(rule.clause, slug)
            for head in rule.head_words:
                yield f"excluded_heads.{head}", _cite(rule.clause, slug)
    if rows.terms.exclude_profit and rows.terms.profit_clause:
        yield "excluded_heads.LOST_GROSS_PROFIT", _cite(rows.terms.profit_clause, slug)
    for topic in TOPICS:
        if clause := getattr(rows.terms, f"{topic}_clause"):
            yield topic, _cite(clause, slug)
    for name, cap in (("general_cap", rows.general), ("super_cap", rows.higher)):
        if cap and cap.clause:
            yield name, _cite(cap.clause, slug)
    for promise in rows.indemnities:
        if promise.clause and promise.from_party == Side.PROVIDER and cause in promise.promise.causes:
            for head in promise.promise.covered:
                yield f"indemnity.{head}", _cite(promise.clause, slug)


def _cite(clause: Clause, slug: str) -> Cite:
    address = reverse("contracts:clause", kwargs={"customer_slug": slug, "pk": clause.pk})
    return Cite(f"Clause {clause.number}, {clause.heading}", address)


def _policy_url(slug: str) -> str:
    """The customer's policies: a policy's own page belongs to a higher app."""
    return reverse("contracts:insurance", kwargs={"customer_slug": slug})
