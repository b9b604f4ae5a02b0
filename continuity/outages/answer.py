"""The answer to “what if this fails?”: the sentence, the figures, the pictures and the tables behind them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from continuity.pictures import bars, curves, depends
from continuity.pictures.carrying import names_of, percent
from continuity.pictures.clock import Clock, clock_of, rounded
from continuity.pictures.events import Event, events
from continuity.pictures.lasting import Lasting, lastings
from continuity.pictures.table import Thing, things
from continuity.pictures.trading import Stage, stages
from continuity.survival.course import Course, Loss, simulate
from continuity.survival.model import NEVER, Business, Failure
from continuity.survival.points import single_points
from continuity.survival.trade import pence
from continuity.survival.wording import lasting, since, spoken
from contracts.wording import Part, Sentence
from core.words import pounds, upper_first


@dataclass(frozen=True, slots=True)
class Reader:
    """How the page speaks to whoever reads it: `you`, or the customer by name."""

    you: str = "you"
    is_you: bool = True

    @property
    def starts(self) -> str:
        """At the beginning of a sentence."""
        return upper_first(self.you)


@dataclass(frozen=True, slots=True)
class Stat:
    """A figure and what it is here; `kind` is what it is in every outage."""

    kind: str
    figure: str
    label: str


@dataclass(frozen=True, slots=True)
class StageRow:
    """One line of the table beneath the pictures of capacity and impact."""

    start: str
    end: str
    share: str
    hourly: str
    kept: str
    lost: str
    lost_so_far: str


@dataclass(frozen=True, slots=True)
class Pictures:
    """SVG, for the page or for paper; empty where there is nothing to draw."""

    map: str
    lasting: str
    capacity: str
    impact: str


@dataclass(frozen=True, kw_only=True)
class Answer:
    """Everything one outage leads to, as both sides read it."""

    course: Course
    clock: Clock
    loss: Loss
    title: str
    sentence: Sentence
    stats: tuple[Stat, ...]
    events: tuple[Event, ...]
    lasting: tuple[Lasting, ...]
    stages: tuple[Stage, ...]
    things: tuple[Thing, ...]
    pictures: Pictures

    @property
    def failed(self) -> frozenset[str]:
        """The keys of what fails by itself."""
        return frozenset(failure.key for failure in self.course.failures)

    @property
    def span(self) -> str:
        """`09:00 to 17:00`: what a bar across the whole width stands for."""
        return f"{self.clock.at(0)} to {self.clock.at(self.clock.until)}"

    @property
    def stage_rows(self) -> tuple[StageRow, ...]:
        """The stages in words."""
        at = self.clock.at
        return tuple(
            StageRow(
                at(each.start), at(each.end), each.figure, "" if each.hourly is None else pounds(each.hourly),
                pounds(each.kept), pounds(each.lost), pounds(each.lost_so_far),
            )
            for each in self.stages
        )  # fmt: skip

    @property
    def costs_due(self) -> tuple[tuple[str, str, str], ...]:
        """Step costs that fall due: what for, when, how much."""
        dues = sorted(self.course.impact.dues, key=lambda due: due.at)
        return tuple(
            (due.name, self.clock.at(due.at), pounds(pence(due.amount))) for due in dues if due.at <= self.clock.until
        )


def tell(
    business: Business, failures: Iterable[Failure], start: datetime, reader: Reader, *, on_paper: bool = False
) -> Answer:
    """Play these failures from `start`, local time. ModelRefused, in a sentence, for what cannot be worked out."""
    course = simulate(business, failures, start)
    clock, names = clock_of(course), names_of(business)
    lasts, served = lastings(course, names, clock), stages(course, clock)
    loss = course.loss(clock.until)
    return Answer(
        course=course,
        clock=clock,
        loss=loss,
        title=title(course, clock),
        sentence=sentence(course, clock, loss, reader),
        stats=tuple(_stats(course, clock, loss)),
        events=events(course, lasts, served, names, clock),
        lasting=lasts,
        stages=served,
        things=things(course, lasts, names, clock),
        pictures=_pictures(course, clock, lasts, served, on_paper=on_paper),
    )


def title(course: Course, clock: Clock) -> str:
    """`Mains power fails, 09:00 to 17:00`."""
    names = {node.key: node.name for node in course.business.nodes}
    failed = [names[failure.key] for failure in course.failures]
    if not failed:
        return "Nothing fails"
    backs = {failure.back for failure in course.failures}
    back = next(iter(backs)) if len(backs) == 1 else None
    until = f"{clock.at(0)} to {clock.at(back)}" if back is not None else f"from {clock.at(0)}"
    return f"{' and '.join(failed)}, {until}"


def sentence(course: Course, clock: Clock, loss: Loss, reader: Reader) -> Sentence:
    """`You can trade for 6 hours. The outage costs you £586.50 in sales.`"""
    return (*_trading(course, reader), *_costs(clock, loss, reader))


def _trading(course: Course, reader: Reader) -> Sentence:
    worst = min(share for _, share in course.capacity)
    if course.survival == 0:
        return (Part("Trade stops "), Part("at once.", is_strong=True))
    if course.survival < NEVER:
        lasts = (Part(f"{reader.starts} can trade for "), Part(f"{spoken(course.survival)}.", is_strong=True))
        return (*lasts, *_less(course))
    if worst == 1:
        return (Part(f"{reader.starts} can trade "), Part("as on any other day.", is_strong=True))
    at_worst = Part(f"{percent(worst)} of normal.", is_strong=True)
    return (Part(f"{reader.starts} can go on trading, at worst at "), at_worst)


def _less(course: Course) -> Sentence:
    """From when on it is less than the least that counts as trading, where that is before trade stops."""
    low, least = course.below_minimum, percent(course.business.facts.minimum)
    return (Part(f" It is below {least} of normal {since(low)}."),) if low < course.survival else ()


def _costs(clock: Clock, loss: Loss, reader: Reader) -> Sentence:
    if not loss.normal_revenue:
        return (Part(" No takings are written for these hours."),)
    if not loss.lost_revenue and not loss.costs:
        return (Part(" It costs nothing."),)
    begun = "The outage costs" if not clock.is_open else f"The first {spoken(clock.until)} cost"
    said = (Part(f" {begun} {reader.you} "), Part(pounds(loss.lost_revenue), is_strong=True), Part(" in sales"))
    more = (Part(" and "), Part(pounds(loss.costs), is_strong=True), Part(" in costs")) if loss.costs else ()
    return (*said, *more, Part("."))


def _stats(course: Course, clock: Clock, loss: Loss) -> Iterable[Stat]:
    facts = course.business.facts
    if loss.normal_revenue:
        yield Stat("sales kept", pounds(loss.kept_revenue), f"sales kept, of {pounds(loss.normal_revenue)}")
        yield Stat("sales lost", pounds(loss.lost_revenue), "sales lost")
        profit = f"profit lost, at {percent(facts.gross_profit)}"
        yield Stat("profit lost", pounds(loss.lost_profit), profit)
    if loss.costs:
        yield Stat("costs that fall due", pounds(loss.costs), "costs that fall due")
    if facts.minimum:
        minimum = f"until below {percent(facts.minimum)} (MBCO)"
        yield Stat("until below the minimum", _until(course.below_minimum), minimum)
    if facts.tolerance is not None or facts.scores:
        gone = facts.tolerance if _is_money(course) else None
        borne = "until unbearable (MTPD)" if gone is None else f"until {pounds(gone)} is gone (MTPD)"
        yield Stat("until unbearable", _until(course.mtpd), borne)


def _is_money(course: Course) -> bool:
    """Whether it is the money that becomes too much first."""
    tolerance = course.business.facts.tolerance
    return tolerance is not None and course.mtpd == course.impact.reaches(Fraction(tolerance))


def _until(minutes: Fraction | float) -> str:
    return "never" if minutes == NEVER else lasting(rounded(minutes))


def _pictures(
    course: Course, clock: Clock, lasts: tuple[Lasting, ...], served: tuple[Stage, ...], *, on_paper: bool
) -> Pictures:
    alone = [point.key for point in single_points(course.business)]
    return Pictures(
        map=depends.draw_map(course.business, alone, course, clock, on_paper=on_paper),
        lasting=bars.draw_lastings(lasts, clock, on_paper=on_paper),
        capacity=curves.draw_capacity(course, served, clock, on_paper=on_paper),
        impact=curves.draw_impact(course, clock, on_paper=on_paper),
    )
