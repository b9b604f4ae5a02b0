"""What the pages about service levels show, worked out beforehand."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from contracts.measuring.board import Kept
from contracts.measuring.promises import terms_of
from contracts.models import SlaTarget, Ticket
from contracts.service_levels import wording
from contracts.service_levels.facts import RESTORE_TEST, TIMED
from contracts.service_levels.measure import Result
from contracts.service_levels.windows import Window
from core.charts import Point, trend
from core.words import count, day, per_cent

SHOWN = 12  # windows of a trend
MISSED, KEPT, RUNNING, NOTHING = "missed", "kept", "running", "nothing"
LOOKS = {
    MISSED: ("danger", "late", "Missed"),
    KEPT: ("ok", "tick", "Kept"),
    RUNNING: ("calm", "wait", "So far"),
    NOTHING: ("calm", "doc", "Nothing measured"),
}


@dataclass(frozen=True)
class Figure:
    """A result as a cell: its number, how it stands in a word, a shape and a colour, and where it is explained."""

    text: str
    state: str
    url: str
    why: str = ""

    @property
    def tone(self) -> str:
        return LOOKS[self.state][0]

    @property
    def icon(self) -> str:
        return LOOKS[self.state][1]

    @property
    def word(self) -> str:
        return LOOKS[self.state][2]

    @property
    def is_measured(self) -> bool:
        return self.text != wording.NOTHING_MEASURED


@dataclass(frozen=True)
class PromiseRow:
    """A service level with its figures over the windows of a page."""

    pk: UUID
    metric: str
    scope: str
    service: str
    words: str
    needed: str
    commitment: str
    url: str
    figures: tuple[tuple[str, Figure | None, str], ...]
    worst: str
    unmeasured: str
    right: str


def needed_words(kept: Kept) -> str:
    """What had to be reached: "1 hour for 95 % of tickets", "99.9 %"."""
    target = kept.target
    if target.value is None:
        return ""
    if target.unit == "percent":
        return per_cent(wording.number(target.value))
    if target.metric == RESTORE_TEST:
        return f"at most {wording.number(target.value)} {target.unit} apart"
    unit = target.unit.removesuffix("s") if target.value == 1 else target.unit
    clock = "" if target.calendar == "always" else ", in business hours"
    share = terms_of(target).required_percent
    of = "" if share == 100 else f" for {per_cent(wording.number(share))} of tickets"
    return f"{wording.number(target.value)} {unit}{of}{clock}"


def figure_of(kept: Kept, window: Window, slug: str) -> Figure | None:
    """The cell of a window; None when the service level did not run then."""
    result = kept.result(window)
    if result is None or kept.promise is None:
        return None
    url = reverse("contracts:level-window", args=[slug, kept.target.pk, window.slug])
    return Figure(wording.figure(result), state_of(result), url, wording.figure_why(kept.promise, result))


def blank_word(kept: Kept, window: Window) -> str:
    """Why a window has no figure: it lies ahead, or outside the contract."""
    return "Not yet" if window.first > kept.facts.today else "Not in force"


def state_of(result: Result) -> str:
    """How a result stands: a window that still runs is neither kept nor missed."""
    if result.measured is None:
        return NOTHING
    if not result.is_final:
        return RUNNING
    return MISSED if result.is_missed else KEPT


def row_of(kept: Kept, windows: Iterable[Window], slug: str, names: dict[UUID, str]) -> PromiseRow:
    """One line of the board; `names` are the tickets that may be named as the worst."""
    target, several = kept.target, list(windows)
    return PromiseRow(
        pk=target.pk,
        metric=target.get_metric_display(),
        scope=target.priority,
        service=target.service.name if target.service else "",
        words=target.words,
        needed=needed_words(kept),
        commitment=target.get_commitment_display(),
        url=reverse("contracts:level", args=[slug, target.pk]),
        figures=tuple((window.label, figure_of(kept, window, slug), blank_word(kept, window)) for window in several),
        worst=worst_words(kept.result(several[-1]) if several else None, names),
        unmeasured=unmeasured_words(kept),
        right=right_words(kept),
    )


def unmeasured_words(kept: Kept) -> str:
    """Why a service level has no figure at all."""
    if kept.promise is not None:
        return ""
    if kept.target.missing:
        return f"Cannot be measured yet. Still to agree: {', '.join(kept.target.missing)}."
    wanted = measure_of(kept.target)
    return f"Cannot be measured: its number is in {kept.target.get_unit_display()}, and has to be in {wanted}."


def measure_of(target: SlaTarget) -> str:
    """What the number of a service level is measured in."""
    if target.metric == RESTORE_TEST:
        return "days"
    return "minutes, hours or days" if target.metric in TIMED else "%"


def worst_words(result: Result | None, names: dict[UUID, str]) -> str:
    """The worst miss: "T-104 Till down, 2 h over", of an availability the longest stretch down, of restore tests the
    time without one."""
    downs = [part.length for each in result.places for part in each.found.down_parts] if result else []
    if downs:
        return f"{wording.duration(max(downs))} down at a stretch"
    if result and result.gaps:
        gap = result.gaps.longest if result.is_missed else None
        return f"None from {day(gap.first)} to {day(gap.last)}" if gap else ""
    if result and result.score:
        return f"{result.score.failed:,} of {result.score.total:,} did not" if result.score.failed else ""
    worst = result.compliance.worst if result and result.compliance else None
    if worst is None:
        return ""
    return f"{names.get(worst.key, 'A ticket')}, {wording.duration(worst.late_by)} over"  # type: ignore[call-overload]  # its key is the ticket's id


def worst_keys(board: Iterable[Kept], window: Window) -> list[UUID]:
    """The tickets that a page names as the worst."""
    results = (kept.result(window) for kept in board)
    return [r.compliance.worst.key for r in results if r and r.compliance and r.compliance.worst]  # type: ignore[misc]  # ids


def names_of(keys: Iterable[UUID]) -> dict[UUID, str]:
    """Reference and title of tickets; one query, none for nothing."""
    wanted = list(keys)
    rows = Ticket.objects.filter(pk__in=wanted).values_list("pk", "reference", "title") if wanted else ()
    return {pk: f"{reference} {title}" for pk, reference, title in rows}


def right_words(kept: Kept) -> str:
    """The right to end the contract, and the months that give it; "" without one."""
    if not kept.right:
        return ""
    months = [window.label for window in kept.right]
    rule = terms_of(kept.target).get_termination_display().lower()
    return f"{', '.join(months[:-1])} and {months[-1]} ({rule})"


def statement(board: Iterable[Kept], window: Window) -> tuple[int, int, int]:
    """How many finished windows inside this one were kept, how many missed, and how many had nothing to measure."""
    numbers = {KEPT: 0, MISSED: 0, NOTHING: 0, RUNNING: 0}
    for kept in board:
        for result in own_results(kept):
            if window.first <= result.window.last <= window.last and result.is_final:
                numbers[state_of(result)] += 1
    return numbers[KEPT], numbers[MISSED], numbers[NOTHING]


def own_results(kept: Kept) -> list[Result]:
    """The results over the windows that the service level itself is measured by, the oldest first."""
    if kept.promise is None:
        return []
    is_quarter = kept.promise.window == "quarter"
    return [result for slug, result in kept.results.items() if ("q" in slug) == is_quarter]


@dataclass(frozen=True)
class Period:
    """One window of a trend's table."""

    label: str
    figure: Figure | None
    worst: str


def period_of(kept: Kept, result: Result, slug: str, names: dict[UUID, str]) -> Period:
    """A window with its figure and its worst miss."""
    return Period(result.window.label, figure_of(kept, result.window, slug), worst_words(result, names))


def chart_of(kept: Kept) -> str:
    """The trend over the last months or quarters, as SVG."""
    if kept.promise is None:
        return ""
    results = own_results(kept)[-SHOWN:]
    points = [
        Point(
            label=_short(result.window),
            value=None if result.measured is None else float(result.measured),
            shown=wording.figure(result).split(" ")[0],
            is_missed=result.is_missed,
        )
        for result in results
    ]
    missed = [result.window.label for result in results if result.is_missed]
    about = f"{count(len(results), 'period')}; missed: {', '.join(missed) or 'none'}. The table below has the numbers."
    unit = "d" if kept.promise.is_tested else "%"
    return trend(points, float(kept.promise.needed), title=f"{kept.target} over time", about=about, unit=unit)


def _short(window: Window) -> str:
    return f"{window.first:%b}" if "q" not in window.slug else f"{window.first:%b} to {window.last:%b}"
