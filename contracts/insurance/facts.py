"""The facts that the checks of cover need, and what of their findings the customer may read."""

from datetime import date

from django.urls import reverse

from accounts.models import Customer
from contracts import terms as rules
from contracts.insurance.checks import ContractFacts, CoverFacts, PolicyFacts, check_cover
from contracts.insurance.kinds import Fact
from contracts.models import Contract, Policy, PublishedFact
from contracts.queries.agreements import terms_of
from core.checks import Found

# What a customer has to be allowed to read before it reads such a finding about its provider's policy.
NEEDS = {"C-15": Fact.PERIOD, "C-16": Fact.ACTS}


def findings_of_cover(customer: Customer, today: date) -> list[tuple[Found, bool]]:
    """What the checks find, each with whether the customer may read it (provider loaded beforehand). Four queries."""
    published = set(PublishedFact.objects.filter(policy__provider=customer.provider_id).values_list("policy", "fact"))
    found = check_cover(cover_facts(customer, today), today)
    return [(each, _is_published(each, {(str(policy), fact) for policy, fact in published})) for each in found]


def cover_facts(customer: Customer, today: date) -> CoverFacts:
    """The policies of both sides and the published contracts that have not ended. Three queries."""
    contracts = Contract.objects.of_customer(customer).live(today=today).filter(published_at__isnull=False)
    insured = [*Policy.objects.of_customer(customer), *Policy.objects.of_provider(customer.provider_id)]
    path = reverse("contracts:insurance", kwargs={"customer_slug": customer.slug})
    return CoverFacts(
        customer_id=str(customer.pk),
        provider=customer.provider.name,
        policies=tuple(_policy(policy, customer, path) for policy in insured),
        contracts=tuple(_contract(contract, today) for contract in contracts.select_related("customer")),
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
