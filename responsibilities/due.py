"""What falls due in a matrix: reviews of its jobs, signatures, answers to questions and checks, proof that runs out."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Exists, Max, OuterRef
from django.urls import reverse
from django.utils import timezone

from core.due import DueDate
from responsibilities.models import Evidence, Participant, Question, Row, Signature, Version, VersionState

ANSWER_WITHIN = timedelta(days=7)  # after the last word in the thread
SIGN_WITHIN = timedelta(days=14)  # after it was proposed, where no day was named
OWED_BY = {"provider": "provider", "customer": "customer"}  # by who does the job; both sides otherwise


def due_dates(customer_ids: Iterable[UUID], today: date) -> list[DueDate]:
    """Everything that falls due for these customers, overdue or ahead."""
    ids = list(customer_ids)
    return [*_reviews(ids), *_signatures(ids), *_answers(ids), *_proofs(ids), *_views(ids)]


def _reviews(ids: list[UUID]) -> Iterator[DueDate]:
    """Each job in force by the day its review is planned for."""
    rows = Row.objects.in_scope().filter(
        version__customer__in=ids, version__state=VersionState.AGREED, review_on__isnull=False
    )
    for row in rows.select_related("version__customer"):
        customer = row.version.customer
        yield DueDate(
            customer_id=customer.pk,
            kind="review",
            subject_id=row.line,
            owed_by=OWED_BY.get(row.ownership) or OWED_BY.get(row.answers_for, "both"),
            title=f"Review who does “{row.title}”",
            path=reverse("responsibilities:upkeep", kwargs={"customer_slug": customer.slug}),
            due_on=row.review_on,  # type: ignore[arg-type]  # filtered above
        )


def _signatures(ids: list[UUID]) -> Iterator[DueDate]:
    """A proposed version by each side that has not signed it."""
    signed = set(
        Signature.objects.filter(version__customer__in=ids, version__state=VersionState.PROPOSED).values_list(
            "version", "side"
        )
    )
    versions = Version.objects.filter(customer__in=ids, state=VersionState.PROPOSED)
    for version in versions.select_related("customer"):
        place = {"customer_slug": version.customer.slug, "number": version.number}
        for side, page in (("customer", "review"), ("provider", "sign")):
            if (version.pk, side) not in signed:
                yield DueDate(
                    customer_id=version.customer_id,
                    kind="signature",
                    subject_id=version.pk,
                    owed_by=side,
                    title=f"Sign version {version.number} of who does what",
                    path=reverse(f"responsibilities:{page}", kwargs=place),
                    due_on=version.sign_by or _day(version.proposed_at) + SIGN_WITHIN,  # type: ignore[arg-type]  # proposed, so it has a time
                )


def _answers(ids: list[UUID]) -> Iterator[DueDate]:
    """An open question by the side that has the word."""
    questions = Question.objects.open().filter(customer__in=ids).annotate(last_at=Max("messages__said_at"))
    for question in questions.select_related("row", "customer"):
        is_theirs = question.waits_for == "customer"
        yield DueDate(
            customer_id=question.customer_id,
            kind="question",
            subject_id=question.pk,
            owed_by=question.waits_for,
            title=f"Answer the question about “{question.row.title}”",
            path=question.get_absolute_url(),
            due_on=_day(question.last_at or question.asked_at) + ANSWER_WITHIN,
            person_id=question.asked_by_id if is_theirs else None,
        )


def _views(ids: list[UUID]) -> Iterator[DueDate]:
    """An open check by each side of which somebody has not answered everything. One query."""
    left = Participant.objects.filter(round__customer__in=ids, round__revealed_at=None, finished_at=None)
    by_side: dict[tuple[UUID, str], list[Participant]] = {}
    for each in left.select_related("round__customer", "person").order_by("person__name", "pk"):
        by_side.setdefault((each.round_id, each.side), []).append(each)
    for (_, side), several in by_side.items():
        round_, names = several[0].round, ", ".join(each.person.name for each in several)
        yield DueDate(
            customer_id=round_.customer_id,
            kind="views",
            subject_id=round_.pk,
            owed_by=side,
            title=f"Say who does what, and who pays if it fails: {names}"[:300],
            path=round_.get_absolute_url(),
            due_on=round_.due_on,
            person_id=several[0].person_id if len(several) == 1 else None,
        )


def _proofs(ids: list[UUID]) -> Iterator[DueDate]:
    """The last day of proof that runs out, while nothing newer about the same thing is on file."""
    newer = Evidence.objects.on_file().filter(
        customer=OuterRef("customer"), subject_id=OuterRef("subject_id"), happened_on__gt=OuterRef("happened_on")
    )
    proofs = Evidence.objects.on_file().filter(~Exists(newer), customer__in=ids, expires_on__isnull=False)
    lines = Row.objects.filter(version__customer__in=ids, version__state=VersionState.AGREED)
    owners = dict(lines.values_list("line", "ownership"))
    for proof in proofs.select_related("customer"):
        index = reverse("portfolio:evidence-index", args=[proof.customer.slug])
        yield DueDate(
            customer_id=proof.customer_id,
            kind="proof",
            subject_id=proof.pk,
            owed_by=_who_proves(proof, owners),
            title=f"Renew the proof “{proof.title}” of {proof.label}",
            path=f"{index}?about={proof.subject_id}",
            due_on=proof.expires_on,  # type: ignore[arg-type]  # filtered above
        )


def _who_proves(proof: Evidence, owners: dict[UUID, str]) -> str:
    """The side that does the job, promised the level or is insured; both for an exercise."""
    if proof.kind == Evidence.Kind.JOB:
        return OWED_BY.get(owners.get(proof.subject_id, ""), "both")
    return {"promise": "provider", "condition": "customer"}.get(proof.kind, "both")


def _day(moment: datetime) -> date:
    return timezone.localdate(moment)
