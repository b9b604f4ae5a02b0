"""Jobs in words that people outside this code understand."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.utils.timezone import localtime

from accounts.models import Customer
from background.models import Job, JobState
from core.searching import with_words
from core.spreadsheets import in_turn


@dataclass(frozen=True)
class JobLine:
    """One job in the list."""

    id: UUID
    what: str
    name: str
    customer: str
    state: str
    tone: str
    icon: str
    created_at: datetime
    finished_at: datetime | None
    attempts: int
    progress: str
    reason: str
    may_be_retried: bool


SORTS = {
    "job": ("name",),
    "state": ("state",),
    "asked": ("created_at",),
    "finished": (F("finished_at").asc(nulls_last=True),),
    "tries": ("attempt",),
}
TONES = {
    JobState.QUEUED: ("calm", "wait"),
    JobState.RUNNING: ("warn", "wait"),
    JobState.DONE: ("ok", "tick"),
    JobState.FAILED: ("danger", "late"),
}


PLAIN = {
    "background.clear_finished": "Clear away finished jobs",
    "background.deliver_email": "Deliver an e-mail",
    "contracts.follow_policies": "Follow insurance policies",
    "engagement.gather": "Gather dates for the calendar",
    "engagement.gather_own": "Gather the provider’s own dates",
    "engagement.mail_reminders": "Put reminders into e-mails",
    "engagement.remind": "See who is to be reminded",
    "engagement.remind_own": "See who of our own people is to be reminded",
    "findings.refresh": "Look for gaps",
    "findings.refresh_share": "Look for gaps at many customers",
}  # whose names do not say it


def in_words(name: str) -> str:
    """`reports.render_pack` → `Render pack`."""
    plain = name.partition(".")[2].replace("_", " ").replace("email", "e-mail").capitalize()
    return PLAIN.get(name, plain)


def search(jobs: QuerySet[Job], words: str, customers: QuerySet[Customer]) -> QuerySet[Job]:
    """Every word stands in what the job is called, its reason, or the name of its customer."""

    def told(word: str) -> Q:
        plain = [name for name, plain in PLAIN.items() if word.lower() in plain.lower()]
        return Q(name__in=plain) | Q(customer_id__in=customers.filter(name__icontains=word).values("pk"))

    return with_words(jobs, words, "name", "reason", also=told)


def table_of(jobs: QuerySet[Job], customers: Mapping[UUID, str]) -> Iterator[tuple[object, ...]]:
    """The rows of a list as a file tells them."""
    for one in _lines(in_turn(jobs), customers):
        yield (
            one.what, one.name, one.customer, one.state, localtime(one.created_at),
            localtime(one.finished_at) if one.finished_at else None, one.attempts, one.reason,
        )  # fmt: skip


def job_lines(jobs: Iterable[Job], customers: Mapping[UUID, str]) -> list[JobLine]:
    """Jobs as the page shows them; no query."""
    return list(_lines(jobs, customers))


def _lines(jobs: Iterable[Job], customers: Mapping[UUID, str]) -> Iterator[JobLine]:
    return (_line(job, customers.get(job.customer_id, "") if job.customer_id else "") for job in jobs)


def _line(job: Job, customer: str) -> JobLine:
    tone, icon = TONES[JobState(job.state)]
    return JobLine(
        id=job.pk,
        what=in_words(job.name),
        name=job.name,
        customer=customer,
        state=job.get_state_display(),
        tone=tone,
        icon=icon,
        created_at=job.created_at,
        finished_at=job.finished_at,
        attempts=job.attempt,
        progress=f"{job.steps_done} of {job.steps_total}" if job.steps_total and job.state == JobState.RUNNING else "",
        reason=job.reason,
        may_be_retried=job.state == JobState.FAILED,
    )
