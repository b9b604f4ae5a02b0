"""Insurance: entered by its owners or for them, with the jobs that answer for each condition."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from dateutil.relativedelta import relativedelta
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.actor import Actor
from accounts.models import Customer, Provider
from contracts.actions import insurance
from contracts.actions.documents import add_document
from contracts.insurance.kinds import Fact
from contracts.models import EventSublimit, Policy, PolicyCondition, PolicyNotice, PolicySection
from core.uploads import check_upload
from demo import cover
from demo.chapters.days import Step, morning, step
from demo.chapters.shared import customer_of
from demo.people import actor
from demo.story import FENWICK, HARBOUR, STAFF, TIDEWELL, Client
from demo.story import PROVIDER as PROVIDER_ABOUT
from responsibilities.models import Row

AMOUNTS = ("aggregate_limit", "retention", "limit", "amount", "coinsurance", "paid")
A_QUARTER = Decimal("0.25")


def steps(now: datetime) -> list[Step]:
    """The provider's own policy first, then those of its customers, once their lists of jobs are there."""
    return [
        step(morning(now, months=7), lambda at: _provider(at, now)),
        step(morning(now, months=6), lambda at: _customer(HARBOUR, cover.HARBOUR, HARBOUR.lead, at, now)),
        step(morning(now, months=5), lambda at: _customer(FENWICK, cover.FENWICK, FENWICK.people[0].email, at, now)),
        step(morning(now, days=40), _publish_limits),
        step(morning(now, days=11), lambda at: _customer(TIDEWELL, cover.TIDEWELL, TIDEWELL.people[0].email, at, now)),
    ]


def _provider(at: datetime, now: datetime) -> None:
    provider = Provider.objects.get(slug=PROVIDER_ABOUT["slug"])
    _enter(provider, cover.PROVIDER, actor(STAFF[0].email, provider=provider), at, now)


def _publish_limits(at: datetime) -> None:
    """Customers asked how much stands behind a promise: since then they read the most that the policy pays."""
    provider = Provider.objects.get(slug=PROVIDER_ABOUT["slug"])
    policy = Policy.objects.of_provider(provider).get()
    seen = [Fact(each.fact) for each in policy.published.all()]
    by = actor(STAFF[0].email, provider=provider)
    insurance.publish_facts(policy=policy, facts=[*seen, Fact.LIMITS], seen=seen, by=by, at=at)


def _customer(client: Client, told: cover.Cover, email: str, at: datetime, now: datetime) -> None:
    customer = customer_of(client)
    by = actor(email, customer)
    policy = _enter(customer, told, by, at, now)
    for asked in told.conditions:
        _link(customer, policy.conditions.get(code=asked.code), asked.job, by, at)


def _enter(holder: Provider | Customer, told: cover.Cover, by: Actor, at: datetime, now: datetime) -> Policy:
    policy = insurance.add_policy(holder=holder, by=by, at=at, **_terms(told, now.date()))
    for section in told.sections:
        insurance.add_part(policy=policy, model=PolicySection, by=by, at=at, **_plain(section))
    for sublimit in told.sublimits:
        insurance.add_part(policy=policy, model=EventSublimit, by=by, at=at, **_plain(sublimit))
    for asked in told.conditions:
        insurance.add_part(policy=policy, model=PolicyCondition, by=by, at=at, **_asked(asked, at.date()))
    for notice in told.notices:
        insurance.add_part(policy=policy, model=PolicyNotice, by=by, at=at, **_told(notice, now.date()))
    _file(policy, by, at)
    return policy


def _terms(told: cover.Cover, today: date) -> dict[str, Any]:
    about = _plain(told.about)
    starts_on = today - timedelta(days=told.began)
    ends_on = starts_on + relativedelta(years=1) - timedelta(days=1)
    if years := about.pop("retroactive_on_years", None):
        about["retroactive_on"] = starts_on - relativedelta(years=years)
        about["insured_since"] = about["retroactive_on"]
    return about | {"starts_on": starts_on, "ends_on": ends_on, "review_on": ends_on - timedelta(days=42)}


def _plain(about: dict[str, Any]) -> dict[str, Any]:
    return {name: Decimal(value) if name in AMOUNTS else value for name, value in about.items()}


def _asked(asked: cover.Asked, today: date) -> dict[str, Any]:
    is_known = bool(asked.evidence)
    return {
        "code": asked.code,
        "words": asked.words,
        "effect": asked.effect,
        "reduced_by": A_QUARTER if asked.effect == "reduce" else None,
        "counted": asked.counted,
        "counted_of": asked.counted_of,
        "evidence": asked.evidence,
        "causes": list(asked.causes),
        "is_met": True if is_known else None,
        "checked_on": today if is_known else None,
    }


def _told(notice: dict[str, Any], today: date) -> dict[str, Any]:
    about = _plain(notice)
    about["notified_on"] = today - timedelta(days=about.pop("notified_ago"))
    about["paid_on"] = today - timedelta(days=about.pop("paid_ago"))
    return about


def _link(customer: Customer, condition: PolicyCondition, code: str, by: Actor, at: datetime) -> None:
    row = (
        Row.objects.filter(version__customer=customer, code=code)
        .select_related("version")
        .order_by("-version__number")
        .first()
    )
    if row is not None:
        job = f"{row.code} {row.title}" if row.version.proposed_at else ""
        insurance.link_condition(condition=condition, line=row.line, job=job, by=by, at=at)


def _file(policy: Policy, by: Actor, at: datetime) -> None:
    text = f"# Certificate of insurance\n\n{policy.insurer} insures {policy.holder.legal_name} under {policy.number}.\n"
    file = SimpleUploadedFile("certificate.md", text.encode(), "text/markdown")
    checked = check_upload(file, allowed=("md",))
    add_document(holder=policy, file=file, checked=checked, title="Certificate", by=by, at=at)
