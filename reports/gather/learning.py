"""Training, phishing exercises, advisories and suspicious things of the quarter; counts alone, never who."""

from django.db.models import Exists, OuterRef, Prefetch, Q
from django.utils import timezone

from accounts.models import Membership
from core.models import not_by
from core.words import day, per_cent
from engagement.advisories import Severity
from engagement.education import completion, falls_short, figures, whole_percent
from engagement.models import AdvisoryCopy, Campaign, Participation, Suspicion
from reports.gather.scope import Scope
from reports.learning import Learned, Learning, Tried, Warned


def learning_of(scope: Scope) -> Learning:
    """As it stood at the cut-off; six queries."""
    campaigns = _campaigns(scope)
    of_quarter = {"reported_at__gte": scope.starts_at, "reported_at__lte": scope.cut_off_at}
    # Only counted: what was reported is read by its writer and those who answer for it.
    reported = Suspicion.objects.of_customer(scope.customer).filter(**of_quarter)
    return Learning(
        learned=tuple(_learned(each, scope) for each in campaigns if not each.is_phishing),
        tried=tuple(_tried(each) for each in campaigns if each.is_phishing),
        warned=tuple(_warned(each, scope) for each in _copies(scope)),
        reported=reported.count(),
        answered=reported.filter(answered_at__lte=scope.cut_off_at).count(),
    )


def _campaigns(scope: Scope) -> list[Campaign]:
    """What ran in the quarter or became known in it, as results of an exercise do afterwards; with whoever was still
    there at the cut-off or had finished."""
    at = scope.cut_off_at
    members = Membership.objects.filter(user=OuterRef("person"), customer=OuterRef("campaign__customer"))
    stays = Q(person=None) | Exists(members.filter(not_by("ended_at", at)))
    people = Participation.objects.filter(stays | Q(done_at__lte=at) | Q(campaign__kind="phishing"))
    campaigns = Campaign.objects.visible_to(scope.reader).of_customer(scope.customer)
    told = campaigns.filter(planned_at__lte=at, opens_on__lte=scope.today)
    ran = told.filter(Q(closes_on__gte=scope.quarter.start) | Q(planned_at__gte=scope.starts_at))
    return list(ran.prefetch_related(Prefetch("people", queryset=people)).order_by("closes_on", "title", "pk"))


def _learned(campaign: Campaign, scope: Scope) -> Learned:
    people = list(campaign.people.all())
    done = sum(each.done_at is not None and each.done_at <= scope.cut_off_at for each in people)
    share = whole_percent(completion(done, len(people)))
    version = f", version {campaign.course_version}" if campaign.is_policy else ""
    return Learned(
        title=campaign.title,
        kind=f"{campaign.teaching.label}{version}",
        closes_on=campaign.closes_on,
        finished=f"{done} of {len(people)}" + ("" if share is None else f", {per_cent(share)}"),
        target_percent=campaign.target_percent,
        stands=_stands(campaign, scope, is_short=falls_short(done, len(people), campaign.target_percent)),
    )


def _stands(campaign: Campaign, scope: Scope, *, is_short: bool) -> str:
    if campaign.stopped_at and campaign.stopped_at <= scope.cut_off_at:
        return "Stopped"
    if not is_short:
        return "Reached"
    return "Below target" if campaign.closes_on < scope.today else "Under way"


def _tried(campaign: Campaign) -> Tried:
    found = figures(each.met for each in campaign.people.all())
    first = found.minutes_to_first_report
    return Tried(
        title=campaign.title,
        sent_on=campaign.opens_on,
        delivered=found.delivered,
        reported=_share(found.reported, found.report_rate),
        clicked=_share(found.clicked, found.click_rate),
        first_report="nobody reported it" if first is None else f"{first:.0f} min",
    )


def _share(number: int, rate: float | None) -> str:
    return f"{number}" if rate is None else f"{number} ({per_cent(whole_percent(rate))})"


def _copies(scope: Scope) -> list[AdvisoryCopy]:
    at = scope.cut_off_at
    sent = AdvisoryCopy.objects.visible_to(scope.reader).of_customer(scope.customer).filter(told_at__lte=at)
    still = not_by("advisory__withdrawn_at", at)
    waiting = still & not_by("decided_at", at)
    rows = sent.filter(Q(told_at__gte=scope.starts_at) | waiting).select_related("advisory")
    return list(rows.order_by("told_at", "advisory__number", "pk"))


def _warned(copy: AdvisoryCopy, scope: Scope) -> Warned:
    read_at = copy.acknowledged_at if copy.acknowledged_at and copy.acknowledged_at <= scope.cut_off_at else None
    return Warned(
        reference=copy.advisory.reference,
        title=copy.advisory.title,
        severity=Severity(copy.advisory.severity).label,
        told_on=timezone.localdate(copy.told_at),
        read_on=timezone.localdate(read_at) if read_at else None,
        stands=_decided(copy, scope),
    )


def _decided(copy: AdvisoryCopy, scope: Scope) -> str:
    """Read is not acted on; what was decided later is not known at the cut-off."""
    at = scope.cut_off_at
    if copy.advisory.withdrawn_at and copy.advisory.withdrawn_at <= at:
        return "Taken back"
    if copy.decided_at is None or copy.decided_at > at:
        return "Not decided"
    if copy.scheduled_for:
        return f"{copy.standing.label} for {day(copy.scheduled_for)}"
    again = f"; looked at again on {day(copy.review_on)}" if copy.review_on else ""
    return f"{copy.standing.label}{': ' if copy.reason else ''}{copy.reason}{again}"
