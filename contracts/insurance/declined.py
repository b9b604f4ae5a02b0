"""What the checks of declined advice need to know: the decisions that hold, and the conditions that they touch."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from accounts.models import Customer
from advice.checks import DeclinedFacts, RequiredFacts, check_declined
from advice.enums import About, State
from advice.models import Bearing, Decision, Recommendation
from contracts.check_words import ADVICE
from contracts.models import Policy, PolicyCondition
from core.checks import Told, not_told


def findings_of_advice(customers: Sequence[Customer], today: date) -> dict[UUID, list[Told]]:
    """What the checks find; the customer may read all of it: it was given that advice.

    Five queries at the most, however many customers. Unknown where no advice was ever given.
    """
    advised = set(Recommendation.objects.given().filter(customer__in=customers).values_list("customer_id", flat=True))
    facts = declined_facts(customers, today)
    return {
        each.pk: [(found, True) for found in check_declined(facts[each.pk], today)]
        if each.pk in advised
        else _not_told(each)
        for each in customers
    }


def declined_facts(customers: Sequence[Customer], today: date) -> dict[UUID, list[DeclinedFacts]]:
    """The decisions against advice that hold today, by customer."""
    held = Decision.objects.filter(recommendation__customer__in=customers, recommendation__state=State.DECLINED)
    decisions = list(held.current().declined().select_related("recommendation__customer").order_by("decided_at", "pk"))
    required = _required([each.recommendation_id for each in decisions], today)
    concerned = {each.recommendation.customer_id for each in decisions}
    running = Policy.objects.filter(customer__in=concerned).in_force(on=today)
    insured = set(running.values_list("customer_id", flat=True)) if concerned else set()
    facts: dict[UUID, list[DeclinedFacts]] = defaultdict(list)
    for decision in decisions:
        customer = decision.recommendation.customer
        found = _facts(customer, decision, required.get(decision.recommendation_id, ()))
        facts[customer.pk].append(replace(found, is_insured=customer.pk in insured))
    return facts


def _not_told(customer: Customer) -> list[Told]:
    found = not_told(
        ADVICE,
        subject=f"advice:{customer.pk}",
        label="Advice",
        message="This cannot be told: no advice has been recorded.",
        action="Record what was advised, and what was decided.",
        path=reverse("advice:advice-list", kwargs={"customer_slug": customer.slug}),
    )
    return [(each, True) for each in found]


def _required(recommendations: list[UUID], today: date) -> dict[UUID, tuple[RequiredFacts, ...]]:
    """The conditions that each recommendation names, with whether their policy still runs."""
    if not recommendations:
        return {}
    named = list(Bearing.objects.filter(recommendation__in=recommendations, kind=About.CONDITION).order_by("words"))
    conditions = _conditions({each.key for each in named})
    return {
        pk: tuple(_condition(each, conditions, today) for each in named if each.recommendation_id == pk)
        for pk in recommendations
    }


def _conditions(keys: Iterable[str]) -> dict[str, PolicyCondition]:
    ids = [UUID(key) for key in keys]
    rows = PolicyCondition.objects.filter(pk__in=ids).select_related("policy") if ids else ()
    return {str(row.pk): row for row in rows}


def _condition(bearing: Bearing, known: dict[str, PolicyCondition], today: date) -> RequiredFacts:
    condition = known.get(bearing.key)
    return RequiredFacts(
        key=bearing.key,
        words=bearing.words,
        policy=str(condition.policy) if condition else "",
        is_in_force=condition.policy.ends_on >= today if condition else None,
    )


def _facts(customer: Customer, decision: Any, required: tuple[RequiredFacts, ...]) -> DeclinedFacts:
    advice = decision.recommendation
    return DeclinedFacts(
        pk=str(advice.pk),
        title=advice.title,
        customer=customer.name,
        declined_on=timezone.localdate(decision.decided_at),
        review_on=decision.review_on,
        required=required,
        path=reverse("advice:recommendation", kwargs={"customer_slug": customer.slug, "pk": advice.pk}),
    )
