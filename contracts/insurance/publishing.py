"""What a customer may know of its provider's insurance: published facts, and nothing around them."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Prefetch

from accounts.actor import Actor
from contracts.insurance.kinds import Fact, Kind
from contracts.insurance.queries import KEPT, acts_words, exclusions_of, section_of
from contracts.insurance.sheet import PublishedPolicy, Toggle
from contracts.models import Policy, PolicyDocument, PolicySection, PublishedFact
from contracts.queries.documents import document_of
from core.words import pounds

IN_ORDER = Prefetch("sections", PolicySection.objects.order_by("position", "name", "pk"))


def published_policies(reader: Actor, today: date, *, by: datetime | None = None) -> list[PublishedPolicy]:
    """The provider's policies that have not run out, as far as it publishes them; four queries.

    The reader belongs to the provider or to one of its customers. `by`: only what was published by that moment.
    """
    facts: Any = PublishedFact.objects.filter(published_at__lte=by) if by else PublishedFact.objects.all()
    policies = (
        Policy.objects.of_provider(reader.provider_id)
        .filter(ends_on__gte=today, published__in=facts)
        .distinct()
        .prefetch_related(Prefetch("published", facts), IN_ORDER, KEPT)
    )
    return [_published(policy, by) for policy in policies.order_by("starts_on", "kind", "pk")]


def published_document(reader: Actor, pk: UUID) -> PolicyDocument | None:
    """A document of the provider's policy that its customers may open."""
    open_to_read = PublishedFact.objects.filter(fact=Fact.DOCUMENTS, policy__provider=reader.provider_id)
    documents = PolicyDocument.objects.kept().filter(policy__in=open_to_read.values("policy"))
    return documents.filter(pk=pk).first()


def toggles(policy: Policy) -> tuple[Toggle, ...]:
    """Every fact of the provider's policy with whether customers read it; one query."""
    since = dict(policy.published.values_list("fact", "published_at"))
    return tuple(Toggle(fact=str(fact), label=fact.label, since=since.get(str(fact))) for fact in Fact)


def _published(policy: Policy, by: datetime | None) -> PublishedPolicy:
    shown = {published.fact for published in policy.published.all()}
    about: dict[str, Any] = {"pk": policy.pk, "kind": Kind(policy.kind).label}
    for fact in Fact:
        if fact in shown:
            about |= _fact(policy, fact, with_amounts=Fact.LIMITS in shown, by=by)
    return PublishedPolicy(**about)


def _fact(policy: Policy, fact: Fact, *, with_amounts: bool, by: datetime | None) -> dict[str, Any]:
    """The values of one published fact, by their names in PublishedPolicy."""
    match fact:
        case Fact.INSURER | Fact.NUMBER:
            return {str(fact): getattr(policy, fact)}
        case Fact.PERIOD:
            return {"starts_on": policy.starts_on, "ends_on": policy.ends_on}
        case Fact.ACTS:
            return {"acts": acts_words(policy), "retroactive_on": policy.retroactive_on}
        case Fact.LIMITS:
            each = pounds(policy.per_claim_limit) if policy.per_claim_limit else ""
            return {"aggregate_limit": pounds(policy.aggregate_limit), "per_claim_limit": each}
        case Fact.RETENTION:
            return {"retention": pounds(policy.retention)}
        case Fact.SECTIONS:
            return {"sections": tuple(section_of(s, with_amounts=with_amounts) for s in policy.sections.all())}
        case Fact.EXCLUSIONS:
            return {"exclusions": exclusions_of(policy)}
        case Fact.DOCUMENTS:
            kept = (document for document in policy.documents.all() if by is None or document.added_at <= by)
            return {"documents": tuple(document_of(document) for document in kept)}
