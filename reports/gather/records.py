"""What was on file at the cut-off: evidence, findings, questions, reminders."""

from uuid import UUID

from django.db.models import Prefetch, Q
from django.utils import timezone

from audit.models import Event
from contracts.models import SlaTarget
from core.checks import PLACES
from core.models import not_by
from core.words import day
from engagement.models import Due, Reminder
from findings.enums import Deed
from findings.models import Finding, Step
from reports.gather.scope import Scope
from reports.records import Asked, Gap, Proof, Sent
from responsibilities.models import Evidence, Message, Question, Row


def evidence_of(scope: Scope) -> list[Evidence]:
    """Evidence on file for what the customer had been shown, thing by thing, the latest first."""
    shown = Row.objects.visible_to(scope.reader).filter(
        version__customer=scope.customer, version__proposed_at__lte=scope.cut_off_at
    )
    promised = SlaTarget.objects.visible_to(scope.reader).filter(
        contract__customer=scope.customer, contract__published_at__lte=scope.cut_off_at
    )
    about = Q(kind="job", subject_id__in=shown.values("line")) | Q(kind="promise", subject_id__in=promised.values("pk"))
    kept = Evidence.objects.visible_to(scope.reader).of_customer(scope.customer)
    kept = kept.filter(about | Q(kind__in=["condition", "exercise"]))
    kept = kept.filter(not_by("removed_at", scope.cut_off_at), added_at__lte=scope.cut_off_at)
    return list(kept.select_related("added_by").order_by("subject_id", "-happened_on", "-added_at", "pk"))


def proofs_of(evidence: list[Evidence]) -> tuple[Proof, ...]:
    """The index of all evidence, by what it is about, the latest first."""
    newest_first = sorted(evidence, key=lambda each: each.happened_on, reverse=True)
    return tuple(
        Proof(each.label, each.title, each.happened_on, each.added_by.name, each.filename, each.sha256)
        for each in sorted(newest_first, key=lambda each: each.label)
    )


def gaps_of(scope: Scope) -> tuple[Gap, ...]:
    """Open findings, the worst first, in the names of both parties: a pack is read by others too."""
    found = Finding.objects.visible_to(scope.reader).of_customer(scope.customer)
    found = found.filter(not_by("closed_at", scope.cut_off_at), opened_at__lte=scope.cut_off_at)
    ordered = sorted(found.order_by("label", "check_id", "pk"), key=lambda each: PLACES[each.severity])
    decided = _decisions(scope, ordered)
    return tuple(
        Gap(
            each.check_id,
            each.severity,
            each.label,
            each.message_in_names,
            each.action_in_names,
            timezone.localdate(each.opened_at),
            each.is_unknown,
            decided.get(each.pk, ""),
        )
        for each in ordered
    )


def _decisions(scope: Scope, found: list[Finding]) -> dict[UUID, str]:
    """What held at the cut-off: of each finding the last step that decided it, unless it was brought back since."""
    words = {Deed.ACCEPTED: "Accepted", Deed.SNOOZED: "Put off"}
    steps = Step.objects.filter(finding__in=found, at__lte=scope.cut_off_at).exclude(deed=Deed.SEEN)
    told: dict[UUID, str] = {}
    for step in steps.select_related("by").order_by("at", "pk"):
        deed = words.get(Deed(step.deed))
        told[step.finding_id] = (
            f"{deed} by {step.by.name} until {day(step.until_on)}: {step.reason}" if deed and step.by else ""
        )
    return told


def is_checked(scope: Scope) -> bool:
    """Whether the checks had run for the customer by then: nothing found is something else."""
    runs = Event.objects.of_customer(scope.customer.pk).filter(verb="findings_refreshed", at__lte=scope.cut_off_at)
    return runs.exists()


def questions_of(scope: Scope) -> tuple[Asked, ...]:
    """Open questions with the question itself and what was said last; two queries."""
    said = Message.objects.select_related("said_by").order_by("said_at", "pk")
    asked = Question.objects.visible_to(scope.reader).of_customer(scope.customer)
    asked = asked.filter(not_by("closed_at", scope.cut_off_at), asked_at__lte=scope.cut_off_at)
    questions = asked.select_related("row", "asked_by").prefetch_related(Prefetch("messages", queryset=said))
    return tuple(_asked(scope, question) for question in questions.order_by("asked_at", "pk"))


def _asked(scope: Scope, question: Question) -> Asked:
    everything = list(question.messages.all())
    messages = [each for each in everything if each.said_at <= scope.cut_off_at]
    last = messages[-1] if len(messages) > 1 else None
    provider, customer = scope.customer.provider.name, scope.customer.name
    waits = {"provider": provider, "customer": customer}[question.waits_for]
    if messages and len(messages) < len(everything):  # whoever has the word now may not have had it then
        waits = {"provider": customer, "customer": provider}[messages[-1].side]
    return Asked(
        code=question.row.code,
        title=question.row.title,
        asked_on=timezone.localdate(question.asked_at),
        asked_by=question.asked_by.name,
        text=messages[0].text if messages else "",
        waits_for=waits,
        last_said=f"{last.said_by.name}, {timezone.localdate(last.said_at):%-d %b %Y}: {last.text}" if last else "",
    )


def reminders_of(scope: Scope) -> tuple[Sent, ...]:
    """Reminders that left between the quarter's first day and the cut-off, for what the customer may see."""
    due = Due.objects.visible_to(scope.reader).of_customer(scope.customer)
    sent = Reminder.objects.filter(due__in=due, made_at__gte=scope.starts_at, made_at__lte=scope.cut_off_at)
    return tuple(
        Sent(
            timezone.localdate(each.made_at), each.recipient.name, each.due.title, each.due_on, stage_words(each.stage)
        )
        for each in sent.select_related("recipient", "due").order_by("made_at", "pk")
    )


def stage_words(stage: str) -> str:
    """A reminder's stage for people: "30" → "30 days before", "overdue-2" → "overdue, reminder 2"."""
    if stage.startswith("overdue-"):
        return f"overdue, reminder {stage.removeprefix('overdue-')}"
    return "1 day before" if stage == "1" else f"{stage} days before"
