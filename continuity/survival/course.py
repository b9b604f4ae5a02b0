"""One failure played through a business: what is out when, what it can still do, what it costs (domain.md §7)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from continuity.survival.capacity import FLAT, Curve, curves
from continuity.survival.checking import check_failures
from continuity.survival.impact import Due, Impact
from continuity.survival.model import NEVER, UNBEARABLE, Business, Failure
from continuity.survival.network import Network, connect
from continuity.survival.outages import Cause, Spans, outages
from continuity.survival.trade import minute_of_week, pence, week_of


@dataclass(frozen=True, slots=True)
class Stop:
    """One step of the way by which a failure reaches a thing: what went out, when, and what ended its fallback."""

    key: str
    at: float
    ended_by: str | None = None


@dataclass(frozen=True, slots=True)
class Loss:
    """Money over some minutes, in pounds to the penny; `costs` are the step costs."""

    normal_revenue: Decimal
    lost_revenue: Decimal
    lost_profit: Decimal
    costs: Decimal

    @property
    def kept_revenue(self) -> Decimal:
        return self.normal_revenue - self.lost_revenue

    @property
    def total(self) -> Decimal:
        return self.lost_profit + self.costs


@dataclass(frozen=True, slots=True)
class Course:
    """What happens after the failures, in minutes since `start`. NEVER stands for what does not happen.

    `curves` are those of what the business depends on.
    """

    business: Business
    start: datetime
    failures: tuple[Failure, ...]
    network: Network
    spans: Mapping[int, Spans]
    causes: Mapping[int, Cause]
    curves: Mapping[int, Curve]
    impact: Impact

    @property
    def capacity(self) -> Curve:
        """What the business can serve, as steps."""
        return self.curves.get(self.network.service, FLAT)

    @property
    def survival(self) -> float:
        """When the business itself stops."""
        return self.out(self.business.service.key)

    @property
    def below_minimum(self) -> float:
        """When it first serves less than the least it would call trading (MBCO)."""
        return next(iter(self._low()), (NEVER, NEVER))[0]

    @property
    def recovered(self) -> float:
        """From when on it serves all of the normal again; 0 when it always does."""
        at, share = self.capacity[-1]
        return at if share == 1 else NEVER

    @property
    def mtpd(self) -> Fraction | float:
        """When the money lost, or any other impact, becomes more than the business can bear."""
        tolerance = self.business.facts.tolerance
        money = NEVER if tolerance is None else self.impact.reaches(Fraction(tolerance))
        return min([money, *self._scored()])

    def out(self, key: str) -> float:
        """When this thing first goes out."""
        return next(iter(self.outages_of(key)), (NEVER, NEVER))[0]

    def back(self, key: str) -> float:
        """From when on it works for good; 0 when it never goes out."""
        found = self.outages_of(key)
        return found[-1][1] if found else 0

    def outages_of(self, key: str) -> Spans:
        return self.spans.get(self.network.number[key], ())

    def capacity_of(self, key: str) -> Curve:
        """What it can do, as steps. What the business does not depend on is worked out when it is asked for."""
        place = self.network.number[key]
        if place in self.curves:
            return self.curves[place]
        return curves(self.network, self.spans, self.network.below(place)).get(place, FLAT)

    def way_to(self, key: str) -> tuple[Stop, ...]:
        """From the failure to this thing, which goes out last; nothing when it stays up."""
        place: int | None = self.network.number[key]
        way: list[Stop] = []
        while place is not None and place in self.causes:
            cause = self.causes[place]
            ended = None if cause.ended_by is None else self.network.parts[cause.ended_by].key
            way.append(Stop(self.network.parts[place].key, self.spans[place][0][0], ended))
            place = cause.of
        return tuple(reversed(way))

    def loss(self, until: float) -> Loss:
        """What the first so many minutes cost."""
        impact = self.impact
        return Loss(
            pence(impact.normal_revenue(until)),
            pence(impact.lost_revenue(until)),
            pence(impact.lost_profit(until)),
            pence(impact.costs(until)),
        )

    def _low(self, *, or_stopped: bool = False) -> Spans:
        """When it serves less than the minimum; `or_stopped`: nothing at all counts too, where no minimum is named."""
        least = Fraction(self.business.facts.minimum)
        found: list[tuple[float, float]] = []
        begun: float | None = None
        for at, share in self.capacity:
            is_low = share < least or (or_stopped and not share)
            if is_low and begun is None:
                begun = at
            elif not is_low and begun is not None:
                found.append((begun, at))
                begun = None
        return (*found, (begun, NEVER)) if begun is not None else tuple(found)

    def _scored(self) -> list[float]:
        """When other impacts become unbearable: each counts from a stop or a fall below the minimum that lasts so
        long."""
        points = [point.minutes for point, score in self.business.facts.scores if score >= UNBEARABLE]
        low = self._low(or_stopped=True)
        return [begins + after for begins, ends in low for after in points if begins + after < ends]


def simulate(business: Business, failures: Iterable[Failure], start: datetime) -> Course:
    """Let these fail at `start`, local time. ModelRefused, in a sentence, for what cannot be worked out."""
    failures = tuple(failures)
    check_failures(business, failures)
    return play(business, connect(business), failures, start)


def play(business: Business, network: Network, failures: tuple[Failure, ...], start: datetime) -> Course:
    """The same for a network that is ready."""
    failed = {network.number[each.key]: NEVER if each.back is None else each.back for each in failures}
    spans, causes = outages(network, failed)
    curve = curves(network, spans, network.below(network.service))
    facts = business.facts
    impact = Impact(
        week=week_of(facts.takings),
        begins=minute_of_week(start),
        capacity=curve.get(network.service, FLAT),
        gross_profit=Fraction(facts.gross_profit),
        dues=_dues(business, network, spans, max(failed.values(), default=0)),
    )
    return Course(business, start, failures, network, spans, causes, curve, impact)


def _dues(business: Business, network: Network, spans: Mapping[int, Spans], lasts: float) -> tuple[Due, ...]:
    """Each step cost once, at the first time its condition has lasted long enough."""
    found = []
    for cost in business.facts.step_costs:
        out: Spans = ((0, lasts),) if cost.when is None else spans.get(network.number[cost.when], ())
        at = next((begins + cost.after for begins, ends in out if begins + cost.after < ends), None)
        if at is not None:
            found.append(Due(cost.name, at, Fraction(cost.amount)))
    return tuple(found)
