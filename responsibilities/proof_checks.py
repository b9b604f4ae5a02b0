"""The check of proof: C-09 of domain.md chapter 6. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta

from core.checks import Found, Severity
from core.words import count, day


@dataclass(frozen=True, kw_only=True)
class ProofFacts:
    """A job in force. `expected` is the proof it asks for, "" where none; `latest_on` the day that the newest shows of
    what is still good; `ran_out_on` until when the last was good that is not."""

    line: str
    code: str
    title: str
    expected: str
    interval_months: int
    latest_on: date | None
    path: str
    ran_out_on: date | None = None


def check_proof(jobs: Iterable[ProofFacts], today: date) -> Iterator[Found]:
    """C-09: proof is expected, and there is none that is still good, or the latest is older than a review allows."""
    for job in jobs:
        if not job.expected:
            continue
        if job.latest_on is None:
            ran_out = f"the last was good until {day(job.ran_out_on)}" if job.ran_out_on else "none was ever added"
            yield _found(job, ran_out)
        elif job.latest_on + relativedelta(months=job.interval_months) < today:
            yield _found(job, f"the latest is of {day(job.latest_on)}, wanted every {_every(job.interval_months)}")


def _every(months: int) -> str:
    return "month" if months == 1 else count(months, "month")


def _found(job: ProofFacts, why: str) -> Found:
    message = f"No proof this is being done: {why}."
    about = {"path": job.path, "code": job.code, "proof": job.expected}
    label = f"{job.code} {job.title}"
    return Found("C-09", Severity.MEDIUM, f"row:{job.line}", label, message, "Supply evidence.", about)
