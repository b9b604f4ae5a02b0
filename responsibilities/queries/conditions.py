"""The facts about insurers' conditions: the policy's, the row's that answers for each, and its latest proof."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

from django.db.models import Max
from django.urls import reverse

from accounts.models import Customer
from contracts.models import Policy, PolicyCondition
from core.checks import Told, not_told
from responsibilities.check_words import CONDITIONS
from responsibilities.condition_checks import ConditionFacts, JobFacts, PolicyWithout, check_conditions
from responsibilities.models import Evidence, Row, Version
from responsibilities.queries.versions import current_versions

Jobs = Mapping[tuple[UUID | None, UUID], JobFacts]


def findings_of_conditions(customers: Sequence[Customer], today: date) -> dict[UUID, list[Told]]:
    """What the checks find, each with whether the customer may read it: not what a draft alone says. Six queries,
    however many customers.
    """
    ids = [customer.pk for customer in customers]
    insured: dict[UUID | None, list[Policy]] = defaultdict(list)
    policies = Policy.objects.filter(customer__in=ids, ends_on__gte=today).prefetch_related("conditions")
    for policy in policies.select_related("provider", "customer").order_by("starts_on", "pk"):
        insured[policy.customer_id].append(policy)
    versions = current_versions(pk for pk in ids if pk in insured)
    asked = [each for several in insured.values() for each in _conditions(several)]
    jobs = _jobs(versions, [each.line for each in asked if each.line], today)
    shown = _latest_proof(Evidence.Kind.CONDITION, [each.pk for each in asked], today)
    return {
        each.pk: _told(insured[each.pk], versions.get(each.pk), jobs, shown, today)
        if each.pk in insured
        else _without_policy(each)
        for each in customers
    }


def _conditions(policies: Iterable[Policy]) -> list[PolicyCondition]:
    return [condition for policy in policies for condition in policy.conditions.all()]


def _without_policy(customer: Customer) -> list[Told]:
    found = not_told(
        CONDITIONS,
        subject=f"policy:{customer.pk}",
        label="Insurance",
        message="What an insurer requires cannot be told: no policy that has not run out is entered.",
        action="Enter the policy with its conditions.",
        path=reverse("contracts:insurance", kwargs={"customer_slug": customer.slug}),
    )
    return [(each, True) for each in found]


def _told(
    policies: list[Policy], version: Version | None, jobs: Jobs, shown: Mapping[UUID, date], today: date
) -> list[Told]:
    owner = version.pk if version else None
    facts = [
        _condition(
            condition, policy, jobs.get((owner, condition.line)) if condition.line else None, shown.get(condition.pk)
        )
        for policy in policies
        for condition in sorted(policy.conditions.all(), key=lambda each: each.code)
    ]
    without = [
        PolicyWithout(pk=str(policy.pk), name=str(policy), path=policy.get_absolute_url())
        for policy in policies
        if not policy.conditions.all()
    ]
    is_draft = version is not None and version.proposed_at is None
    hidden = {f"condition:{each.pk}" for each in _conditions(policies) if each.line and is_draft}
    return [(each, each.subject not in hidden) for each in check_conditions(facts, without, today)]


def _jobs(versions: Mapping[UUID, Version], lines: list[UUID], today: date) -> Jobs:
    """The rows of the versions that count, by version and line, each with the day of its latest proof."""
    if not versions or not lines:
        return {}
    latest = _latest_proof(Evidence.Kind.JOB, lines, today)
    rows = Row.objects.filter(version__in=[version.pk for version in versions.values()], line__in=lines)
    return {(row.version_id, row.line): _job(row, latest.get(row.line)) for row in rows}


def _latest_proof(kind: str, subject_ids: list[UUID], today: date) -> dict[UUID, date]:
    """The day of the latest proof of each of these that is still good."""
    proofs = Evidence.objects.about(kind, *subject_ids).still_good(today)
    return dict(proofs.values_list("subject_id").annotate(last=Max("happened_on")))


def _job(row: Row, proof_on: date | None) -> JobFacts:
    return JobFacts(
        label=f"{row.code} {row.title}",
        ownership=row.ownership,
        is_out_of_scope=row.is_out_of_scope,
        interval_months=row.review_interval_months,
        proof_on=proof_on,
    )


def _condition(
    condition: PolicyCondition, policy: Policy, job: JobFacts | None, proof_on: date | None
) -> ConditionFacts:
    return ConditionFacts(
        pk=str(condition.pk),
        customer=str(policy.customer),
        code=condition.code,
        policy=str(policy),
        falls_short=condition.falls_short,
        is_met=condition.is_met,
        counted=condition.counted,
        counted_of=condition.counted_of,
        job=job,
        proof_on=proof_on,
        path=f"{policy.get_absolute_url()}#conditions",
    )
