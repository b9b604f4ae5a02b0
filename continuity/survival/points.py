"""Single points of failure: each thing fails alone, each group with all its ways at once (domain.md §7.3)."""

from dataclasses import dataclass
from fractions import Fraction

from continuity.survival.fading import Fading
from continuity.survival.model import NEVER, Business, NodeKind
from continuity.survival.network import connect


@dataclass(frozen=True, slots=True)
class Alone:
    """What comes of it when this alone fails for good, in minutes; NEVER when nothing does."""

    key: str
    is_group: bool
    survival: float
    below_minimum: float

    @property
    def stops_business(self) -> bool:
        """A single point of failure for survival."""
        return self.survival < NEVER

    @property
    def breaks_minimum(self) -> bool:
        """It takes the business below the least it would call trading."""
        return self.below_minimum < NEVER


def alone(business: Business) -> tuple[Alone, ...]:
    """Every node but the service, in the model's order. ModelRefused for what cannot be worked out."""
    network = connect(business)
    fading, least = Fading(network), Fraction(business.facts.minimum)
    found = []
    for node in business.nodes:
        if node.kind != NodeKind.SERVICE:
            place = network.number[node.key]
            part = network.parts[place]
            failed = {need.of for need in part.needs} if part.is_group else {place}
            found.append(Alone(part.key, part.is_group, *fading.falls(failed, least)))
    return tuple(found)


def single_points(business: Business) -> tuple[Alone, ...]:
    """The single things whose failure alone stops the business, soonest first; groups fail only way by way."""
    found = [each for each in alone(business) if each.stops_business and not each.is_group]
    return tuple(sorted(found, key=lambda each: each.survival))
