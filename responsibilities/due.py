"""What falls due in a matrix: reviews of its jobs, signatures, answers to questions."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Max
from django.urls import reverse
from django.utils import timezone

from core.due import DueDate
from responsibilities.models import Question, Row, Signature, Version, VersionState

ANSWER_WITHIN = timedelta(days=7)  # after the last word in the thread
SIGN_WITHIN = timedelta(days=14)  # after it was proposed, where no day was named
OWED_BY = {"provider": "provider", "customer": "customer"}  # by who does the job; both sides otherwise


def due_dates(customer_ids: Iterable[UUID], today: date) -> list[DueDate]:
    """Everything that falls due for these customers, overdue or ahead."""
    ids = list(customer_ids)
    return [*_reviews(ids), *_signatures(ids), *_answers(ids)]


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


def _day(moment: datetime) -> date:
    return timezone.localdate(moment)
