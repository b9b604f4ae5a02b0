"""What a simulated year is made of: how often, how long and how much, under one contract (domain.md §4.8).

Imports no numpy: forms build these and show their sentences.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from contracts.loss.amounts import ZERO
from contracts.loss.terms import (
    NO_HEADS,
    Amounts,
    CustomerPolicy,
    Heads,
    InvalidTerms,
    MspContract,
    MspPolicy,
    Scenario,
)
from contracts.loss.vocabulary import Head
from contracts.loss.years.spreads import Pert, Spread

MOST_OFTEN = 100  # events of one scenario in any year
MOST_EVENTS = 25  # of all scenarios in a usual year
LONGEST = 8760  # hours in a year
MOST_SCENARIOS = 50


@dataclass(frozen=True, kw_only=True, slots=True)
class Cost:
    """What a head costs when the event happens: pounds once, or pounds for each clock hour.

    It arises when the event lasts `from_hours` or longer; an hourly cost counts the hours after them. Under an
    interruption head either kind is spread evenly over the clock hours from then to the end: that says how much
    falls into a waiting period. (Trading hours would say it better and are not known here.)
    """

    head: Head
    amount: Spread
    is_hourly: bool = False
    from_hours: Decimal = ZERO

    def __post_init__(self) -> None:
        if not 0 <= self.from_hours <= LONGEST:
            raise InvalidTerms("from_hours", f"A cost must begin within {LONGEST:,} hours of the event.")


@dataclass(frozen=True, kw_only=True, slots=True)
class YearScenario:
    """A kind of event: `frequency` in events a year, `duration` in clock hours. The rest is as in `Scenario`.

    `promised` are the heads that the provider makes good when this happens; None is as the contract says for every
    cause alike, which cannot tell a promise about a breach from one about an outage. `promised_uncapped`,
    `promised_super` and `promised_general` are those of them that name a limit: none, the higher, the general one.
    `no_bearing` are the policy's conditions, by code, that have no bearing on it; None is as the policy itself says.
    Raises InvalidTerms where an event is said to happen too often, last too long, or cost nothing.
    """

    name: str
    cause: str
    frequency: Pert
    duration: Pert
    costs: tuple[Cost, ...]
    msp_share: Decimal
    indirect_heads: Heads = NO_HEADS
    availability_failure: bool = False
    advice_declined: bool = False
    service_credits: Decimal = ZERO
    other_recoveries: Amounts = field(default_factory=dict)
    promised: Heads | None = None
    promised_uncapped: Heads = NO_HEADS
    promised_super: Heads = NO_HEADS
    promised_general: Heads = NO_HEADS
    no_bearing: frozenset[str] | None = None

    def __post_init__(self) -> None:
        if self.frequency.high > MOST_OFTEN:
            raise InvalidTerms("frequency", f"An event must not happen more than {MOST_OFTEN} times a year.")
        if self.duration.high > LONGEST:
            raise InvalidTerms("duration", "An event must not last longer than a year.")
        if not self.costs:
            raise InvalidTerms("costs", "An event must cost something.")

    @property
    def heads(self) -> list[Head]:
        """The heads it costs under, in the order in which money is applied."""
        return [head for head in Head if any(cost.head == head for cost in self.costs)]

    def under(self, contract: MspContract) -> MspContract:
        """The contract as it speaks of this event."""
        if self.promised is None:
            return contract
        return replace(
            contract,
            indemnity_heads=self.promised,
            indemnity_causes=frozenset({self.cause}),
            uncapped_indemnity_heads=self.promised_uncapped,
            super_indemnity_heads=self.promised_super,
            general_indemnity_heads=self.promised_general,
        )

    def insured_by(self, policy: CustomerPolicy | None) -> CustomerPolicy | None:
        """The customer's policy as it answers this event."""
        if policy is None or self.no_bearing is None:
            return policy
        known = (replace(each, relevant=each.code not in self.no_bearing) for each in policy.conditions)
        return replace(policy, conditions=tuple(known))

    def event(self, heads: Mapping[Head, Decimal], *, hours: Decimal = ZERO, **parts: Amounts) -> Scenario:
        """One such event that cost these amounts. `parts` are `in_waiting`, `beyond_indemnity`, `other_recoveries`."""
        return Scenario(
            cause=self.cause,
            duration_hours=hours,
            msp_share=self.msp_share,
            heads=heads,
            indirect_heads=self.indirect_heads,
            availability_failure=self.availability_failure,
            advice_declined=self.advice_declined,
            service_credits=self.service_credits,
            **parts,
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class YearModel:
    """What can happen in a year, and the contract and policies that share it out.

    Every year begins with what the terms say is used up of caps and limits. With `caps_per_claim` each event has
    the caps to itself, else they are used up within the year. `indemnity_hours` is the longest interruption that
    the customer's policy pays for; None is no limit.
    """

    scenarios: tuple[YearScenario, ...]
    contract: MspContract
    customer_policy: CustomerPolicy | None = None
    msp_policy: MspPolicy | None = None
    caps_per_claim: bool = False
    indemnity_hours: Decimal | None = None

    def __post_init__(self) -> None:
        if not 1 <= len(self.scenarios) <= MOST_SCENARIOS:
            raise InvalidTerms("scenarios", f"A year needs between 1 and {MOST_SCENARIOS} scenarios.")
        if self.events_a_year > MOST_EVENTS:
            raise InvalidTerms("scenarios", f"There must not be more than {MOST_EVENTS} events in a usual year.")

    @property
    def events_a_year(self) -> float:
        """How many events there are in a year on average."""
        return sum(scenario.frequency.mean for scenario in self.scenarios)
