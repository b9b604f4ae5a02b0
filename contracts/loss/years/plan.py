"""What the engine of one event says of a scenario whatever it costs: which section answers, what may be claimed.

Asked once a scenario, so that the rules of domain.md §4.3 that look at no amount are written once.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from contracts.loss.cover import work_out_cover
from contracts.loss.liability import work_out_liability
from contracts.loss.reasons import CapClass
from contracts.loss.terms import CustomerPolicy, MspPolicy, Section
from contracts.loss.vocabulary import INTERRUPTION, Head
from contracts.loss.years.model import YearModel, YearScenario

SAMPLE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Answer:
    """How the customer's policy answers a cause: the place of the section for each head that is covered."""

    policy: CustomerPolicy
    cause: str
    places: Mapping[Head, int]

    def section(self, head: Head) -> Section:
        return self.policy.sections[self.places[head]]

    def heads(self, *, interruption: bool) -> list[Head]:
        return [head for head in self.places if (head in INTERRUPTION) == interruption]


@dataclass(frozen=True, slots=True)
class Claims:
    """For which heads the provider answers: the share of each, and the class it falls under."""

    shares: Mapping[Head, Decimal]
    classes: Mapping[Head, CapClass]

    def heads(self, cap_class: CapClass) -> list[Head]:
        return [head for head, found in self.classes.items() if found == cap_class]


@dataclass(frozen=True, slots=True)
class Plan:
    """A scenario with all that does not depend on an event's amounts. `answer` and `msp_policy` are None: no cover."""

    model: YearModel
    scenario: YearScenario
    answer: Answer | None
    claims: Claims
    msp_policy: MspPolicy | None


def plan(model: YearModel, scenario: YearScenario) -> Plan:
    """Ask the engine of one event with a pound under each head."""
    return Plan(model, scenario, _answer(model, scenario), _claims(model, scenario), _msp_policy(model, scenario))


def _answer(model: YearModel, scenario: YearScenario) -> Answer | None:
    policy = scenario.insured_by(model.customer_policy)
    cover = work_out_cover(policy, scenario.event(dict.fromkeys(scenario.heads, SAMPLE)))
    places = {head: found.section for head, found in cover.heads.items() if found.section is not None}
    return Answer(policy, scenario.cause, places) if policy and places else None


def _claims(model: YearModel, scenario: YearScenario) -> Claims:
    contract, event = scenario.under(model.contract), scenario.event(dict.fromkeys(scenario.heads, SAMPLE))
    found = work_out_liability(contract, event).claims
    counting = {head: claim for head, claim in found.items() if claim.share and not claim.excluded}
    return Claims(
        {head: claim.share for head, claim in counting.items()},
        {head: claim.cap_class for head, claim in counting.items()},
    )


def _msp_policy(model: YearModel, scenario: YearScenario) -> MspPolicy | None:
    policy = model.msp_policy
    return policy if policy and policy.responds and scenario.cause not in policy.excluded_causes else None
