"""What can still be served as steps, and what the outage costs as a rising line."""

from fractions import Fraction

from continuity.pictures.carrying import percent
from continuity.pictures.clock import Clock, rounded
from continuity.pictures.trading import Stage
from continuity.survival.course import Course
from continuity.survival.model import NEVER
from continuity.survival.trade import pence
from core.charts import Tick, rise, stairs
from core.charts.stairs import ON_PAPER, ON_SCREEN, Step
from core.words import pounds


def draw_capacity(
    course: Course, found: tuple[Stage, ...], clock: Clock, *, key: str = "capacity", on_paper: bool = False
) -> str:
    """Share of the normal against the least that counts as trading."""
    least = course.business.facts.minimum
    steps = [
        Step(clock.share(each.start), clock.share(each.end), float(each.share), each.figure, _below(each))
        for each in found
    ]
    about = "; ".join(f"{each.figure} from {clock.at(each.start)}" for each in found)
    limit = Tick(float(least), f"Minimum, {percent(least)}") if least else None
    return stairs(
        key, "Share of normal trade through the outage", f"{about}, until {clock.at(clock.until)}.", steps,
        limit=limit, across=clock.ticks(), heading="Share of normal trade that can still be served",
        size=ON_PAPER if on_paper else ON_SCREEN,
    )  # fmt: skip


def draw_impact(course: Course, clock: Clock, *, key: str = "impact", on_paper: bool = False) -> str:
    """What the outage costs as it goes on, against what can be borne; empty where it costs nothing."""
    corners = course.impact.points(clock.until)
    total, tolerance = corners[-1][1], course.business.facts.tolerance
    if not total:
        return ""
    high = max(total, Fraction(tolerance or 0)) * Fraction(108, 100)
    points = [(clock.share(float(at)), float(value / high)) for at, value in corners]
    limit = None if tolerance is None else Tick(float(Fraction(tolerance) / high), f"Bearable, {pounds(tolerance)}")
    reached = course.impact.reaches(Fraction(tolerance)) if tolerance is not None else NEVER
    shown = (
        Tick(clock.share(float(reached)), f"Gone at {clock.at(rounded(reached))}") if reached < clock.until else None
    )
    said = "; ".join(f"{pounds(pence(value))} by {clock.at(rounded(at))}" for at, value in corners if value)
    return rise(
        key, "What the outage costs as it goes on", f"{said}.", points, across=clock.ticks(), limit=limit,
        moment=shown, heading="Profit lost and costs, added up", top=f"{pounds(pence(total))} at the end",
        size=ON_PAPER if on_paper else ON_SCREEN,
    )  # fmt: skip


def _below(each: Stage) -> str:
    if not each.share:
        return "Closed"
    return "" if each.hourly is None else f"{pounds(each.hourly)} an hour"
