"""The customer's policies with their conditions, and the published facts of the provider's."""

from collections.abc import Iterable, Iterator
from uuid import UUID

from contracts.insurance.publishing import published_policies
from contracts.insurance.queries import policy_sheet
from contracts.insurance.sheet import (
    Exclusions,
    PolicySheet,
    PublishedPolicy,
    SheetCondition,
    SheetSection,
    SheetSublimit,
)
from contracts.models import Policy
from contracts.sheet import SheetDocument
from core.words import day
from reports.cover import Certificate, Cover, CoverPart, Required, ShownCover
from reports.gather.scope import Scope
from responsibilities.duties import Names, owner_of
from responsibilities.models import Version


def cover_of(scope: Scope, version: Version | None) -> tuple[Cover, ...]:
    """Policies entered by the cut-off that had not run out before the quarter began; eight queries for each."""
    policies = Policy.objects.visible_to(scope.reader).of_customer(scope.customer)
    policies = policies.filter(created_at__lte=scope.cut_off_at, ends_on__gte=scope.quarter.start)
    who = _who_answers(scope, version)
    loaded = policies.select_related("provider", "customer").order_by("starts_on", "insurer", "pk")
    return tuple(
        _cover(scope, policy_sheet(policy, scope.reader, scope.today, who=scope.customer.name), who)
        for policy in loaded
    )


def shown_cover_of(scope: Scope) -> tuple[ShownCover, ...]:
    """What the provider let its customers read by the cut-off."""
    shown = published_policies(scope.reader, scope.today, by=scope.cut_off_at)
    return tuple(_shown(scope, policy) for policy in shown)


def _who_answers(scope: Scope, version: Version | None) -> dict[UUID, str]:
    """The owner of each job of the version in force, by its line."""
    if version is None:
        return {}
    names = Names(scope.customer.provider.name, scope.customer.name)
    return {row.line: f"{row.code}: {owner_of(row, names).label}" for row in version.rows.filter(is_out_of_scope=False)}


def _cover(scope: Scope, sheet: PolicySheet, who: dict[UUID, str]) -> Cover:
    return Cover(
        name=f"{sheet.insurer} {sheet.number}",
        kind=sheet.kind,
        statement="".join(part.text for part in sheet.statement),
        starts_on=sheet.starts_on,
        ends_on=sheet.ends_on,
        terms=tuple((term.label, term.value) for term in sheet.terms),
        left=sheet.used_words.left,
        parts=_parts(sheet.sections),
        events=tuple(_events(sheet.sublimits)),
        required=tuple(_required(condition, who) for condition in sheet.conditions),
        exclusions=_excluded(sheet.exclusions),
        certificates=_certificates(scope, sheet.documents),
    )


def _required(condition: SheetCondition, who: dict[UUID, str]) -> Required:
    return Required(
        code=condition.code,
        words=condition.words,
        effect=condition.effect,
        found=condition.found,
        checked_on=condition.checked_on,
        evidence=condition.evidence,
        who=who.get(condition.line, "") if condition.line else "",
    )


def _parts(sections: Iterable[SheetSection]) -> tuple[CoverPart, ...]:
    return tuple(
        CoverPart(section.name, section.causes, section.heads, section.limit, section.waiting) for section in sections
    )


def _events(sublimits: Iterable[SheetSublimit]) -> Iterator[str]:
    for sublimit in sublimits:
        kept = f", {sublimit.kept} of the loss kept" if sublimit.kept else ""
        yield f"{sublimit.event}: {sublimit.limit} at the most{kept}"


def _excluded(exclusions: Exclusions | None) -> str:
    if exclusions is None:
        return ""
    return "; ".join((*exclusions.causes, *exclusions.heads, *exclusions.words))


def _certificates(scope: Scope, documents: Iterable[SheetDocument]) -> tuple[Certificate, ...]:
    return tuple(
        Certificate(each.title, each.filename, each.sha256, each.added_at)
        for each in documents
        if each.added_at <= scope.cut_off_at
    )


def _shown(scope: Scope, policy: PublishedPolicy) -> ShownCover:
    period = f"{day(policy.starts_on)} to {day(policy.ends_on)}" if policy.starts_on else ""
    facts = (
        ("Insurer", policy.insurer),
        ("Policy number", policy.number),
        ("From, to", period),
        ("The most it pays, for all customers together", policy.aggregate_limit),
        ("The most it pays for one event", policy.per_claim_limit),
        ("Paid first by the provider, each event", policy.retention),
        ("Which mistakes and claims count", policy.acts),
        ("Not paid", _excluded(policy.exclusions)),
    )
    return ShownCover(
        kind=policy.kind,
        facts=tuple((label, value) for label, value in facts if value),
        parts=_parts(policy.sections),
        certificates=_certificates(scope, policy.documents),
    )
