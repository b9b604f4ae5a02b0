"""Who is shown to whom: the one place for what a customer may know of its provider's cover (domain.md §4.3 step 5).

What the provider's insurer pays gives away the excess and limit of its policy. Until the provider publishes both,
a customer sees the provider and its insurer as one party: on the page, in exports, in print and in simulated years.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from contracts.insurance.kinds import Fact
from contracts.loss.allocation import Allocation
from contracts.loss.amounts import ZERO
from contracts.loss.years.party import Party
from core.words import upper_first, whose

NEEDED = frozenset({Fact.LIMITS, Fact.RETENTION})
PROVIDER_SIDE = "provider_side"


@dataclass(frozen=True, kw_only=True)
class Reader:
    """For whom an answer is written. `is_open`: reads the provider and its insurer as two."""

    customer: str
    provider: str
    is_you: bool
    is_open: bool

    @property
    def you(self) -> str:
        return "you" if self.is_you else self.customer

    @property
    def your(self) -> str:
        return "your" if self.is_you else whose(self.customer)

    @property
    def yours(self) -> str:
        """`a policy of yours`."""
        return "yours" if self.is_you else self.customer

    @property
    def stays(self) -> str:
        """`stays with you`."""
        return f"stays with {self.you}"


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A party as it is shown: whose shares it adds up, its words, its look in a chart."""

    key: str
    of: tuple[Party, ...]
    label: str
    tone: str


@dataclass(frozen=True, kw_only=True)
class Share:
    """What a party bears of one loss."""

    party: Shown
    amount: Decimal


def is_open(*, is_provider: bool, published: Iterable[str]) -> bool:
    """Whether a reader may see the provider's insurer apart. The provider's own people always do."""
    return is_provider or set(published) >= NEEDED


def parties(reader: Reader) -> tuple[Shown, ...]:
    """The parties in the order in which they are shown."""
    insurer = f"{reader.your} insurer"
    first = (
        Shown(key="customer", of=(Party.CUSTOMER,), label=upper_first(reader.you), tone="customer"),
        Shown(key="customer_insurer", of=(Party.CUSTOMER_INSURER,), label=upper_first(insurer), tone="customer-ins"),
    )
    others = Shown(key="third_party", of=(Party.THIRD_PARTY,), label="Others", tone="third")
    return (*first, *_provider(reader), others)


def shares(allocation: Allocation, reader: Reader) -> tuple[Share, ...]:
    """Who bears a loss, as this reader may see it. The amounts sum to the loss."""
    found = (Share(party=party, amount=_borne(allocation, party)) for party in parties(reader))
    return tuple(share for share in found if share.amount or share.party.key != "third_party")


def _provider(reader: Reader) -> tuple[Shown, ...]:
    if not reader.is_open:
        both = (Party.MSP, Party.MSP_INSURER)
        return (Shown(key=PROVIDER_SIDE, of=both, label=f"{reader.provider} and its insurer", tone="provider"),)
    return (
        Shown(key="msp", of=(Party.MSP,), label=reader.provider, tone="provider"),
        Shown(
            key="msp_insurer", of=(Party.MSP_INSURER,), label=f"{whose(reader.provider)} insurer", tone="provider-ins"
        ),
    )


def _borne(allocation: Any, party: Shown) -> Decimal:
    return sum((getattr(allocation, str(each)) for each in party.of), ZERO)
