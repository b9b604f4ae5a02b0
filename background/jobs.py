"""How an action asks for work, and how an app says what to do.

    enqueue("reports.render_pack", key=f"pack:{pack.pk}", pack_id=pack.pk)      # in the action's transaction

    @handles("reports.render_pack", prepares=True)                              # in reports/tasks.py
    def render_pack(*, pack_id: str, **_newer: Any) -> Callable[[], None]: ...

A handler runs in one transaction with the mark "done", so its effect is there once or not at all. Long
work says `prepares=True`: it runs outside a transaction and returns a function, which is called in the
transaction that marks the job done. It calls `progress(3, 10)` now and then, which keeps its lease.
"""

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone

from background.dispatch import publish_after_commit
from background.models import Job

Work = Callable[..., Any]


class UnknownJob(LookupError):
    """No handler of that name is registered in this version of the product."""


@dataclass(frozen=True)
class Handler:
    """What to do for jobs of one name."""

    name: str
    work: Work
    prepares: bool


_handlers: dict[str, Handler] = {}
reporter: ContextVar[Callable[[int, int], None] | None] = ContextVar("job progress", default=None)


def handles(name: str, *, prepares: bool = False) -> Callable[[Work], Work]:
    """Register the handler of jobs with this name. It takes ids as keywords and ignores newer ones."""

    def register(work: Work) -> Work:
        known = _handlers.get(name)
        if known and (known.work.__module__, known.work.__qualname__) != (work.__module__, work.__qualname__):
            raise ValueError(f"Jobs named {name} are already handled by {known.work.__module__}.")
        _handlers[name] = Handler(name, work, prepares)
        return work

    return register


def handler_of(name: str) -> Handler:
    """The handler of jobs with this name."""
    try:
        return _handlers[name]
    except KeyError:
        raise UnknownJob(f"This version of Same Sheet does not know the job “{name}”.") from None


def enqueue(
    name: str,
    *,
    key: str | None = None,
    run_after: datetime | None = None,
    provider_id: UUID | None = None,
    customer_id: UUID | None = None,
    **ids: Any,
) -> Job:
    """Ask for work in the caller's transaction. While a job with this key is unfinished, it is the answer.

    `provider_id` and `customer_id` say on whose Jobs page it appears; they are not passed to the handler.
    """
    handler_of(name)
    now = timezone.now()
    job = Job(
        name=name,
        key=key,
        payload={field: _plain(value) for field, value in ids.items()},
        provider_id=provider_id,
        customer_id=customer_id,
        created_at=now,
        run_after=run_after or now,
    )
    if key is None:
        job.save(force_insert=True)
    else:
        job = _insert_once(job)
    if job.run_after <= now:
        publish_after_commit(job.pk)
    return job


def progress(steps_done: int, steps_total: int) -> None:
    """Say how far the running job is, and keep its lease. Outside a job it does nothing."""
    if report := reporter.get():
        report(steps_done, steps_total)


def _insert_once(job: Job) -> Job:
    """The new job, or the unfinished one with its key; somebody else may insert or finish one meanwhile."""
    while True:
        Job.objects.bulk_create([job], ignore_conflicts=True)
        if found := Job.objects.unfinished().filter(key=job.key).first():
            return found
        job.pk = uuid4()


def _plain(value: Any) -> Any:
    """As JSON holds it."""
    return str(value) if isinstance(value, UUID | date) else value
