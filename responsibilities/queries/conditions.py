"""The facts about insurers' conditions: the policy's, the row's that answers for each, and its latest proof."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Max

from accounts.models import Customer
from contracts.models import Policy, PolicyCondition
from core.checks import Found
from responsibilities.condition_checks import ConditionFacts, JobFacts, PolicyWithout, check_conditions
from responsibilities.models import Evidence, Row, Version
from responsibilities.queries.versions import current_versions


def findings_of_conditions(customer: Customer, today: date) -> list[tuple[Found, bool]]:
    """What the checks find, each with whether the customer may read it: not what a draft alone says. Five queries."""
    policies = Policy.objects.of_customer(customer).filter(ends_on__gte=today).prefetch_related("conditions")
    loaded = list(policies.select_related("provider", "customer").order_by("starts_on", "pk"))
    if not loaded:
        return []
    version = current_versions([customer.pk]).get(customer.pk)
    conditions = [condition for policy in loaded for condition in policy.conditions.all()]
    jobs = _jobs(version, [condition.line for condition in conditions if condition.line])
    facts = [
        _condition(condition, policy, jobs.get(condition.line) if condition.line else None)
        for policy in loaded
        for condition in sorted(policy.conditions.all(), key=lambda each: each.code)
    ]
    without = [
        PolicyWithout(pk=str(policy.pk), name=str(policy), path=policy.get_absolute_url())
        for policy in loaded
        if not policy.conditions.all()
    ]
    is_draft = version is not None and version.proposed_at is None
    hidden = {f"condition:{condition.pk}" for condition in conditions if condition.line and is_draft}
    return [(each, each.subject not in hidden) for each in check_conditions(facts, without, today)]


def _jobs(version: Version | None, lines: Iterable[UUID]) -> dict[UUID, JobFacts]:
    """The rows of the version that counts, each with the day of its latest proof."""
    wanted = list(lines)
    if version is None or not wanted:
        return {}
    proofs = Evidence.objects.of_customer(version.customer_id).filter(line__in=wanted, removed_at=None)
    latest = dict(proofs.values_list("line").annotate(last=Max("happened_on")))
    rows = Row.objects.filter(version=version, line__in=wanted)
    return {row.line: _job(row, latest.get(row.line)) for row in rows}


def _job(row: Row, proof_on: date | None) -> JobFacts:
    return JobFacts(
        label=f"{row.code} {row.title}",
        ownership=row.ownership,
        is_out_of_scope=row.is_out_of_scope,
        interval_months=row.review_interval_months,
        proof_on=proof_on,
    )


def _condition(condition: PolicyCondition, policy: Policy, job: JobFacts | None) -> ConditionFacts:
    return ConditionFacts(
        pk=str(condition.pk),
        code=condition.code,
        policy=str(policy),
        falls_short=condition.falls_short,
        is_met=condition.is_met,
        counted=condition.counted,
        counted_of=condition.counted_of,
        job=job,
        path=f"{policy.get_absolute_url()}#conditions",
    )
