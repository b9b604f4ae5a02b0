"""In which order customers are rung when a vendor or product fails, and what the list says of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum
from fractions import Fraction
from functools import lru_cache

from continuity.blast.striking import Strike
from continuity.survival.model import NEVER
from continuity.survival.network import Share
from continuity.survival.trade import pence
from continuity.survival.wording import after
from core.words import count


class Effect(IntEnum):
    """What becomes of the business, the worst first. What nobody has written down is never taken for harmless."""

    STOPS = 1
    BELOW = 2
    UNKNOWN = 3
    SLOWED = 4
    CARRIES_ON = 5


@dataclass(frozen=True, slots=True)
class Hit:
    """One customer that runs what fails. Minutes since the failure; `per_hour` is what an average hour of trade brings
    in, None where no takings are written. `strike` is None where it is not known what depends on what fails."""

    customer: str
    slug: str
    name: str
    has_model: bool
    strike: Strike | None
    minimum: Fraction = Fraction(0)
    per_hour: Fraction | None = None

    @property
    def stops(self) -> float:
        return self.strike.stops if self.strike else NEVER

    @property
    def low(self) -> float:
        """When it first serves less than the least it would call trading (MBCO)."""
        return self.strike.below(self.minimum) if self.strike else NEVER

    @property
    def bites(self) -> float:
        """When somebody has to have been rung: it stops, or serves less than it would call trading."""
        return min(self.stops, self.low)

    @property
    def effect(self) -> Effect:
        if self.strike is None:
            return Effect.UNKNOWN
        if self.stops < NEVER:
            return Effect.STOPS
        if self.low < NEVER:
            return Effect.BELOW
        return Effect.SLOWED if self.strike.lowest < 1 else Effect.CARRIES_ON

    @property
    def at_risk(self) -> Decimal | None:
        """What an average hour of trade loses once all that stops has stopped, to the penny; None: not known."""
        if self.strike is None or self.per_hour is None:
            return None
        return _lost(self.per_hour, self.strike.lowest)


@lru_cache(maxsize=4096)  # businesses of one kind lose alike
def _lost(per_hour: Fraction, lowest: Share) -> Decimal:
    return pence(per_hour * (1 - lowest))


@lru_cache(maxsize=4096)
def hourly(takings: tuple[tuple[int, Decimal], ...]) -> Fraction | None:
    """What an average hour of trade brings in, of (minutes open, takings an hour); None where nothing is written."""
    minutes, money = 0, Decimal(0)  # of pounds and pence, so that no digit is lost
    for length, per_hour in takings:
        minutes += length
        money += length * per_hour
    return Fraction(money) / minutes if minutes else None


def by_urgency(hits: Iterable[Hit]) -> list[Hit]:
    """Those to ring first in front: whoever stops or falls below its minimum soonest, of those the one that loses
    most an hour; then those of whom it is not known; then those that carry on, the dearest first."""
    return [hit for _, hit in sorted(((_rank(hit), hit) for hit in hits), key=lambda pair: pair[0])]


def _rank(hit: Hit) -> tuple[int, float, Decimal, str, str]:
    effect, risk = hit.effect, hit.at_risk
    step = 0 if effect <= Effect.BELOW else int(effect)
    return step, hit.bites, -(risk or Decimal(0)), hit.name.casefold(), hit.slug


def sentence(name: str, hits: Sequence[Hit], customers: int) -> str:
    """The answer in one sentence, of hits `by_urgency`."""
    if not hits:
        return f"If {name} stops, none of your {count(customers, 'customer')} is hit, as far as is written down."
    hit = "is" if len(hits) == 1 else "are"
    said = f"If {name} stops, {len(hits)} of your {count(customers, 'customer')} {hit} hit; {_first(hits)}"
    unknown = sum(each.effect == Effect.UNKNOWN for each in hits)
    return f"{said}; of {unknown} it is not known." if 0 < unknown < len(hits) else f"{said}."


def _first(hits: Sequence[Hit]) -> str:
    stopping = min((hit.stops for hit in hits), default=NEVER)
    low = min((hit.low for hit in hits), default=NEVER)
    if stopping < NEVER and low < stopping:
        return f"the first falls below its minimum {after(low)}, the first stops {after(stopping)}"
    if stopping < NEVER:
        return f"the first stops {after(stopping)}"
    if low < NEVER:
        return f"none stops, the first falls below its minimum {after(low)}"
    if all(hit.effect == Effect.UNKNOWN for hit in hits):
        return "how soon they stop is not known"
    return "none of those we know of stops"
