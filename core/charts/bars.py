"""Who lasts how long: a row for each thing, its stretches drawn along one time. Full height: as normal; half height:
carrying on; nothing: out, begun by an upright mark."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from core.charts.svg import element, joined, percent, picture

# Fill in print by tone; the class `p-…` overrides it on screen.
FILLS = {"run": "#434945", "half": "#8ba69b", "full": "#1d4d3b", "lost": "#f1efe9", "end": "#a3182b"}
HALF_TONE, INK = "half", "#1a1e1c"
TEXTS = ((False, False), (False, True), (True, False), (True, True))  # strong or not, left or right


@dataclass(frozen=True, slots=True)
class Stretch:
    """From one share of the width to another, in a tone. `is_ended`: it stops there."""

    start: float
    end: float
    tone: str
    is_ended: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """A row: its name, what carries it (left out on a phone), what comes of it, its stretches."""

    label: str
    note: str
    value: str
    stretches: tuple[Stretch, ...]
    is_strong: bool = False


@dataclass(frozen=True, slots=True)
class Rows:
    """Sizes in px: from row to row, the bar, its letters, where words stand, from words to bar."""

    row: int
    bar: int
    letters: int
    baseline: int
    gap: int


ON_SCREEN = Rows(row=46, bar=8, letters=14, baseline=15, gap=7)
ON_PAPER = Rows(row=21, bar=5, letters=9, baseline=8, gap=3)


def bars(key: str, title: str, about: str, rows: Sequence[Bar], size: Rows = ON_SCREEN) -> SafeString:
    """The chart. `key` is unique on the page. What looks alike stands in one group that carries the look."""
    height = size.row * (len(rows) - 1) + size.baseline + size.gap + size.bar + 3
    placed = [(at * size.row, bar) for at, bar in enumerate(rows)]
    return picture(
        key, title, about, height,
        element("g", *(_track(top, size) for top, _ in placed), class_="p-lost", fill=FILLS["lost"]),
        *(_tone(tone, placed, size) for tone in ("run", "half", "full")),
        element("g", *_ends(placed, size), class_="p-end", fill=FILLS["end"]),
        *(_texts(placed, size, is_strong=is_strong, is_end=is_end) for is_strong, is_end in TEXTS),
    )  # fmt: skip


def _track(top: int, size: Rows) -> SafeString:
    return element("rect", y=top + size.baseline + size.gap, width="100%", height=size.bar)


def _tone(tone: str, placed: Sequence[tuple[int, Bar]], size: Rows) -> SafeString:
    """The stretches of one tone; those of carrying on are half as high."""
    high = size.bar / 2 if tone == HALF_TONE else size.bar
    drawn = [
        element(
            "rect", x=percent(each.start), y=f"{top + size.baseline + size.gap + (size.bar - high) / 2:g}",
            width=percent(each.end - each.start), height=f"{high:g}",
        )
        for top, bar in placed
        for each in bar.stretches
        if each.tone == tone and each.end > each.start
    ]  # fmt: skip
    return element("g", *drawn, class_=f"p-{tone}", fill=FILLS[tone]) if drawn else joined()


def _ends(placed: Sequence[tuple[int, Bar]], size: Rows) -> list[SafeString]:
    return [
        element("rect", x=percent(each.end), y=top + size.baseline + size.gap - 2, width=3, height=size.bar + 4)
        for top, bar in placed
        for each in bar.stretches
        if each.is_ended
    ]


def _texts(placed: Sequence[tuple[int, Bar]], size: Rows, *, is_strong: bool, is_end: bool) -> SafeString:
    """Names with what carries them on the left, what comes of it on the right; a rule above each strong row."""
    chosen = [(top, bar) for top, bar in placed if bar.is_strong is is_strong]
    if not chosen:
        return joined()
    rules = [
        element("line", x2="100%", y1=top - 4, y2=top - 4, class_="rule", stroke="#cbc7bc")
        for top, _ in chosen
        if is_strong and not is_end and top
    ]
    look = {"font_size": size.letters, "font_weight": 600 if is_strong else 400, "fill": INK}
    kind = f"{'t-end' if is_end else 't-start'}{' t-strong' if is_strong else ''}"
    place = {"x": "100%", "text_anchor": "end"} if is_end else {}
    texts = (
        element("text", bar.value if is_end else _named(bar, size), y=top + size.baseline, **place)
        for top, bar in chosen
    )
    return joined(*rules, element("g", *texts, class_=kind, **look))


def _named(bar: Bar, size: Rows) -> SafeString:
    """The colour of what carries it comes from the style sheet on screen."""
    look = {"fill": "#5f6560", "font_weight": 400} if size == ON_PAPER else {}
    note = element("tspan", bar.note, dx=8, class_="t-muted only-wide", **look)
    return joined(bar.label, note if bar.note else "")
