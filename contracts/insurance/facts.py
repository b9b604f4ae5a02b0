"""The facts that the checks of cover need, and what of their findings the customer may read."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from uuid import UUID

from django.db.models import Q
from django.urls import reverse

from accounts.models import Customer
from contracts import terms as rules
from contracts.insurance.checks import ContractFacts, CoverFacts, PolicyFacts, check_cover
from contracts.insurance.kinds import Fact
from contracts.models import Contract, Policy, PublishedFact
from contracts.queries.agreements import terms_of
from core.checks import Found, Told

# What a customer has to be allowed to read before it reads such a finding about its provider's policy.
NEEDS = {"C-15": Fact.PERIOD, "C-16": Fact.ACTS}


def findings_of_cover(customers: Sequence[Customer], today: date) -> dict[UUID, list[Told]]:
    """What the checks find, each with whether the customer may read it (providers loaded beforehand).

    Three queries, however many customers.
    """
    providers = {customer.provider_id for customer in customers}
    facts = PublishedFact.objects.filter(policy__provider__in=providers).values_list("policy", "fact")
    published = {(str(policy), fact) for policy, fact in facts}
    return {
        customer.pk: [(each, _is_published(each, published)) for each in check_cover(cover, today)]
        for customer, cover in cover_facts(customers, today)
    }


def cover_facts(customers: Sequence[Customer], today: date) -> Iterator[tuple[Customer, CoverFacts]]:
    """The policies of both sides and the published contracts that have not ended. Two queries."""
    contracts: dict[UUID, list[Contract]] = defaultdict(list)
    live = Contract.objects.filter(customer__in=customers, published_at__isnull=False).live(today=today)
    for contract in live.select_related("customer").order_by("reference", "pk"):
        contracts[contract.customer_id].append(contract)
    insured: dict[UUID | None, list[Policy]] = defaultdict(list)
    providers = {customer.provider_id for customer in customers}
    both = Policy.objects.filter(Q(customer__in=customers) | Q(provider__in=providers)).order_by("starts_on", "pk")
    for policy in both.select_related("customer", "provider"):
        insured[policy.customer_id or policy.provider_id].append(policy)
    for customer in customers:
        policies = [*insured[customer.pk], *insured[customer.provider_id]]
        yield customer, _cover(customer, policies, contracts[customer.pk], today)


def _cover(customer: Customer, policies: list[Policy], contracts: list[Contract], today: date) -> CoverFacts:
    path = reverse("contracts:insurance", kwargs={"customer_slug": customer.slug})
    return CoverFacts(
        customer_id=str(customer.pk),
        customer=customer.name,
        provider=customer.provider.name,
        policies=tuple(_policy(policy, customer, path) for policy in policies),
        contracts=tuple(_contract(contract, today) for contract in contracts),
        path=path,
    )


def _is_published(found: Found, published: set[tuple[str, str]]) -> bool:
    """A customer reads all about its own policy; of the provider's only what is published."""
    if found.facts.get("side") != "provider":
        return not found.subject.endswith(":provider")
    return (found.subject.removeprefix("policy:"), str(NEEDS[found.check])) in published


def _policy(policy: Policy, customer: Customer, path: str) -> PolicyFacts:
    own = {"customer_slug": customer.slug, "pk": policy.pk}
    return PolicyFacts(
        pk=str(policy.pk),
        label=f"Insurance of {customer.provider.name}" if policy.is_providers else str(policy),
        kind=policy.kind,
        is_providers=policy.is_providers,
        starts_on=policy.starts_on,
        ends_on=policy.ends_on,
        claims_made=policy.claims_made,
        covers_all_past=policy.covers_all_past,
        retroactive_on=policy.retroactive_on,
        insured_since=policy.insured_since,
        path=path if policy.is_providers else reverse("portfolio:policy", kwargs=own),
    )


def _contract(contract: Contract, today: date) -> ContractFacts:
    position = rules.position(terms_of(contract, today), today=today)
    return ContractFacts(reference=contract.reference, starts_on=contract.effective_from, term_end=position.term_end)
