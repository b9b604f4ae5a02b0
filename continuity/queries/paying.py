"""Who would pay for an outage: its loss under the contract and the policies on file on its day."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from accounts.actor import Actor
from accounts.models import Customer
from continuity.outages import payers
from continuity.outages.answer import Answer
from continuity.survival.model import Business
from contracts.loss.terms import InvalidTerms
from contracts.loss.vocabulary import Cause
from contracts.models import LossScenario
from contracts.scenarios.queries import OnFile, on_file
from contracts.scenarios.sheet import WhoPays
from contracts.scenarios.suggested import SHARE, Suggestion, share_of
from core.charts.waterfall import ON_SCREEN, Size
from core.words import as_per_cent
from responsibilities.queries.jobs import Job


@dataclass(frozen=True, kw_only=True)
class Paying:
    """The answer, or why there is none: no policy has a name for the `cause`, or the facts do not fit together.

    `part` is the provider's part in it, from who looks after what failed: a beginning, for people to correct.
    """

    cause: Cause | None
    file: OnFile | None = None
    scenario: LossScenario | None = None
    answer: WhoPays | None = None
    part: Suggestion | None = None

    @property
    def counted(self) -> str:
        """What part of the provider it counts, as the end of a sentence."""
        if self.part is None:
            return "counted with no part of the provider in it"
        return f"counted with {as_per_cent(self.part.value)} as the provider’s part, from who looks after what fails"


def paying(
    customer: Customer, actor: Actor, business: Business, answer: Answer, jobs: Sequence[Job], *, size: Size = ON_SCREEN
) -> Paying:
    """Worked out from an example that is not kept. Five queries; none where no policy has a name for it."""
    cause = payers.cause_of(business, tuple(failure.key for failure in answer.course.failures))
    if cause is None:
        return Paying(cause=None)
    file = on_file(customer, actor, answer.course.start.date())
    scenario = LossScenario(customer=customer, **example_of(answer, cause, file, jobs))
    part = share_of(jobs, customer.provider.name, customer.name)
    try:
        found = file.answer(scenario, size=size)
    except InvalidTerms:
        found = None
    return Paying(cause=cause, file=file, scenario=scenario, answer=found, part=part)


def example_of(answer: Answer, cause: Cause, file: OnFile, jobs: Sequence[Job]) -> dict[str, Any]:
    """What an example of who would pay starts from; the provider's part in it is that of these jobs."""
    policy = file.terms(str(cause)).customer_policy
    about = payers.facts_of(answer, cause, policy) | {"terms_on": file.on, "availability_failure": False}
    part = share_of(jobs, file.customer.provider.name, file.customer.name)
    if part is None:
        return about
    lines = sorted(str(job.line) for job in jobs)
    return about | {"msp_share": part.value, "failed_jobs": lines, "suggested": {SHARE: part.to_json()}}
