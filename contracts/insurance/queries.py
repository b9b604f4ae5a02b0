"""What pages and packs ask about policies."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Prefetch, prefetch_related_objects

from accounts.actor import Actor
from accounts.models import Customer, Provider
from audit.models import Event
from contracts.insurance import words
from contracts.insurance.answers import Used
from contracts.insurance.kinds import Effect, Kind, NoticeKind
from contracts.insurance.lookup import PARTS, period_of, used_of
from contracts.insurance.questions import Asked, questions
from contracts.insurance.sheet import (
    Exclusions,
    Help,
    ListedPolicy,
    PolicySheet,
    Shared,
    SheetCondition,
    SheetNotice,
    SheetSection,
    SheetSublimit,
)
from contracts.models import Notification, Policy, PolicyCondition, PolicyDocument, PolicyNotice, PolicySection
from contracts.models.insurance import PolicyQuerySet
from contracts.queries.documents import document_of
from core.words import as_per_cent, count, in_a_row, pounds

KEPT = Prefetch("documents", PolicyDocument.objects.kept().select_related("added_by").order_by("-added_at", "pk"))


def listed(policies: PolicyQuerySet, reader: Actor, today: date) -> list[ListedPolicy]:
    """The policies of one holder: in force first, then those to come, then the earlier ones. Six queries."""
    loaded = policies.select_related("provider", "customer").prefetch_related("sections", "conditions", "notices")
    order = {"in force": 0, "not begun": 1, "ended": 2}
    rows = [listed_one(policy, reader, today) for policy in loaded.order_by("-ends_on", "kind", "pk")]
    return sorted(rows, key=lambda row: order[row.state])


def policy_sheet(policy: Policy, reader: Actor, today: date, *, who: str = "") -> PolicySheet:
    """The whole policy (holder loaded beforehand); five queries. `who` names the insured where nobody reads."""
    prefetch_related_objects([policy], *PARTS, KEPT)
    sections = sorted(policy.sections.all(), key=lambda section: (section.position, section.name))
    conditions = sorted(policy.conditions.all(), key=lambda condition: condition.code)
    used = used_of(policy, today)
    facts = _facts(policy, sections, used, who or who_is_insured(policy.holder, reader), today)
    acts = acts_words(policy)
    return PolicySheet(
        pk=policy.pk,
        kind=Kind(policy.kind).label,
        insurer=policy.insurer,
        number=policy.number,
        starts_on=policy.starts_on,
        ends_on=policy.ends_on,
        state=facts.state,
        statement=words.statement(facts),
        terms=words.terms(facts, acts),
        milestones=words.milestones(
            starts_on=policy.starts_on, ends_on=policy.ends_on, review_on=policy.review_on, today=today,
            will_lapse=policy.will_lapse,
        ),
        used=used,
        used_words=words.used_words(used),
        sections=tuple(section_of(section) for section in sections),
        sublimits=tuple(_sublimits(policy)),
        conditions=tuple(_condition(condition) for condition in conditions),
        exclusions=exclusions_of(policy),
        help=_help(policy),
        notices=tuple(_notice(notice) for notice in sorted(policy.notices.all(), key=_latest_first)),
        documents=tuple(document_of(document) for document in policy.documents.all()),
        questions=_questions(policy, sections, conditions),
    )  # fmt: skip


def history_of(policy: Policy, actor: Actor) -> list[Event]:
    """What was done to the policy as far as the actor may know, latest first."""
    return list(Event.objects.visible_to(actor).latest_about("contracts.policy", policy.pk))


def shared_limit(policy: Policy) -> Shared | None:
    """The provider's limit beside the customers that share it; None for a customer's policy."""
    if not policy.is_providers:
        return None
    customers = Customer.objects.live().filter(provider=policy.provider).count()
    each = pounds((policy.aggregate_limit / max(1, customers)).quantize(Decimal(1)))
    return Shared(customers=customers, limit=policy.aggregate_limit, each=each)


def is_used(policy: Policy) -> bool:
    """Whether claims, documents or what was recorded of an incident belong to it, removed ones included."""
    found = Policy.objects.filter(pk=policy.pk).aggregate(
        notices=Count("notices", distinct=True), documents=Count("documents", distinct=True)
    )
    recorded = Notification.objects.filter(policy=policy).recorded()
    return bool(found["notices"] or found["documents"]) or recorded.exists()


def state_of(policy: Policy, today: date) -> str:
    """ "in force", "not begun" or "ended"."""
    if policy.is_in_force(today):
        return "in force"
    return "not begun" if policy.starts_on > today else "ended"


def acts_words(policy: Policy) -> str:
    """Which claims and mistakes count, in a sentence."""
    return words.acts(
        claims_made=policy.claims_made, covers_all_past=policy.covers_all_past, retroactive_on=policy.retroactive_on
    )


def section_of(section: PolicySection, *, with_amounts: bool = True) -> SheetSection:
    """A section in words; without amounts where limits are not shown."""
    wait, means = words.waiting(section.waiting_hours, section.waiting_mode)
    limit = pounds(section.limit) if section.limit else "The policy’s limit"
    return SheetSection(
        pk=section.pk,
        name=section.name,
        causes=in_a_row(words.causes_words(section.causes)),
        heads=in_a_row(words.heads_words(section.heads), ", "),
        limit=limit if with_amounts else "",
        waiting=wait,
        waiting_means=means,
        kept=as_per_cent(section.coinsurance) if section.coinsurance and with_amounts else "",
        longest=f"for at most {count(section.indemnity_days, 'day')}" if section.indemnity_days else "",
    )


def exclusions_of(policy: Policy) -> Exclusions:
    """What is not paid."""
    return Exclusions(
        causes=words.causes_words(policy.excluded_causes),
        heads=words.heads_words([*policy.excluded_heads, *policy.uninsurable_heads]),
        words=tuple(line.strip() for line in policy.exclusions.splitlines() if line.strip()),
    )


def who_is_insured(holder: Provider | Customer, reader: Actor) -> str:
    """ "You" on the holder's own pages, its name for everybody else."""
    is_own = reader.is_provider if isinstance(holder, Provider) else reader.is_customer
    return "You" if is_own else holder.name


def listed_one(policy: Policy, reader: Actor, today: date) -> ListedPolicy:
    """One of them (holder, sections, conditions and notices loaded beforehand)."""
    used = used_of(policy, today)
    facts = _facts(policy, policy.sections.all(), used, who_is_insured(policy.holder, reader), today)
    conditions = list(policy.conditions.all())
    short, unknown = short_and_unknown(conditions)
    return ListedPolicy(
        pk=policy.pk,
        url=policy.get_absolute_url(),
        kind=Kind(policy.kind).label,
        name=str(policy),
        state=facts.state,
        statement=words.statement(facts),
        starts_on=policy.starts_on,
        ends_on=policy.ends_on,
        limit=pounds(policy.aggregate_limit),
        left=pounds(used.left) if used.paid else "",
        conditions=words.standing(len(conditions), short, unknown),
        has_short=short > 0,
        has_unknown=unknown > 0,
    )


def short_and_unknown(conditions: Iterable[PolicyCondition]) -> tuple[int, int]:
    """How many are not met, and of how many others nobody has said whether they are."""
    several = list(conditions)
    short = sum(condition.falls_short for condition in several)
    return short, sum(condition.is_met is None and not condition.falls_short for condition in several)


def _facts(policy: Policy, sections: Iterable[PolicySection], used: Used, who: str, today: date) -> words.Facts:
    return words.Facts(
        who=who,
        state=state_of(policy, today),
        starts_on=policy.starts_on,
        ends_on=policy.ends_on,
        limit=policy.aggregate_limit,
        per_claim=policy.per_claim_limit,
        retention=policy.retention,
        costs_inclusive=policy.costs_inclusive,
        bi_retention=policy.bi_retention,
        coinsurance=policy.coinsurance,
        waits=tuple((section.waiting_hours, section.waiting_mode) for section in sections),
        used=used,
    )


def _sublimits(policy: Policy) -> Iterable[SheetSublimit]:
    for sublimit in sorted(policy.sublimits.all(), key=lambda sublimit: sublimit.cause):
        yield SheetSublimit(
            pk=sublimit.pk,
            event=str(sublimit),
            limit=pounds(sublimit.amount) if sublimit.amount else "As in its section",
            kept=as_per_cent(sublimit.coinsurance) if sublimit.coinsurance else "",
        )


def _condition(condition: PolicyCondition) -> SheetCondition:
    state, found = words.found_words(
        falls_short=condition.falls_short,
        is_met=condition.is_met,
        counted=condition.counted,
        counted_of=condition.counted_of,
    )
    return SheetCondition(
        pk=condition.pk,
        code=condition.code,
        words=condition.words,
        effect=words.effect_words(Effect(condition.effect).label, condition.reduced_by),
        relevance=words.matters(condition.causes, condition.relevance),
        state=state,
        found=found,
        checked_on=condition.checked_on,
        evidence=condition.evidence,
        line=condition.line,
    )


def _notice(notice: PolicyNotice) -> SheetNotice:
    return SheetNotice(
        pk=notice.pk,
        kind=NoticeKind(notice.kind).label,
        what=notice.what,
        happened_on=notice.happened_on,
        notified_on=notice.notified_on,
        reference=notice.insurer_reference,
        reserved=pounds(notice.reserved) if notice.reserved is not None else "",
        paid=pounds(notice.paid) if notice.paid else "",
        paid_on=notice.paid_on,
        is_closed=notice.is_closed,
    )


def _latest_first(notice: PolicyNotice) -> Any:
    return -notice.notified_on.toordinal(), notice.what, str(notice.pk)


def _help(policy: Policy) -> Help:
    return Help(
        deadline=words.deadline(period_of(policy).notice_words),
        rule=policy.notice_rule,
        hotline=policy.hotline,
        broker=policy.broker,
        broker_contact=policy.broker_contact,
    )


def _questions(policy: Policy, sections: list[PolicySection], conditions: list[PolicyCondition]) -> tuple[str, ...]:
    return questions(
        Asked(
            causes=frozenset(cause for section in sections for cause in section.causes),
            retroactive_is_known=policy.covers_all_past or policy.retroactive_on is not None,
            claims_made=policy.claims_made,
            waits=tuple(section.waiting_hours for section in sections),
            unmet=tuple(condition.code for condition in conditions if condition.falls_short),
            waiver=policy.allows_subrogation_waiver,
            ends_on=policy.ends_on,
            is_providers=policy.is_providers,
        )
    )
