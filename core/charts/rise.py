"""A sum that grows over time, the most that can be borne, and the moment at which it is gone."""

from collections.abc import Iterable, Sequence

from django.utils.safestring import SafeString

from core.charts.curves import Tick
from core.charts.stairs import LIMIT, MUTED, ON_SCREEN, PAPER, Plot, foot, grid
from core.charts.svg import element, joined, percent, picture
from core.charts.svg import text as words

WIDTH, FULL = 1000, "#34604f"
HIGH = 0.88  # above it words stand below the line


def rise(
    key: str, title: str, about: str, points: Sequence[tuple[float, float]], *, across: Iterable[Tick],
    limit: Tick | None, moment: Tick | None, heading: str, top: str, size: Plot = ON_SCREEN,
) -> SafeString:  # fmt: skip
    """`points` from 0 to 1 both ways; `moment` is where the limit is reached, `top` the sum at full height."""
    ticks = list(across)
    area = " ".join(f"{x * WIDTH:.1f},{(1 - y) * size.height:.1f}" for x, y in points)
    last = f"{points[-1][0] * WIDTH:.1f}"
    plot = element(
        "svg",
        element("polygon", points=f"0,{size.height} {area} {last},{size.height}", class_="p-soft", fill="#d6e0db"),
        element(
            "polyline", points=area, class_="c-rise", fill="none", stroke=FULL, stroke_width=2.5,
            vector_effect="non-scaling-stroke",
        ),
        y=size.top, width="100%", height=size.height, viewBox=f"0 0 {WIDTH} {size.height}", preserveAspectRatio="none",
    )  # fmt: skip
    return picture(
        key, title, about, size.top + size.height + size.letters * 2,
        *(grid(tick, size) for tick in ticks),
        plot,
        _limit(limit, size) if limit else "",
        _moment(moment, limit, size) if moment and limit else "",
        *(foot(tick, size) for tick in ticks),
        words(heading, x=0, y=size.top - size.letters * 0.7, class_="t-muted", font_size=size.letters - 1),
        words(
            top, x="100%", y=size.top - size.letters * 0.7, class_="t-muted t-end", text_anchor="end",
            font_size=size.letters - 1,
        ),
    )  # fmt: skip


def _limit(limit: Tick, size: Plot) -> SafeString:
    level = size.top + size.height * (1 - limit.at)
    y = f"{level:.1f}"
    line = {"x1": 0, "x2": "100%", "y1": y, "y2": y}
    words_at = level + size.letters * (1.2 if limit.at > HIGH else -0.55)
    return joined(
        element("line", class_="limit-halo", stroke=PAPER, stroke_width=4, opacity=0.75, **line),
        element("line", class_="limit", stroke=LIMIT, stroke_width=1.5, stroke_dasharray="6 4", **line),
        words(
            limit.label, x="0.8%", y=f"{words_at:.1f}", class_="t-limit t-start",
            font_size=size.letters - 1, fill=LIMIT, font_weight=600,
        ),
    )  # fmt: skip


def _moment(moment: Tick, limit: Tick, size: Plot) -> SafeString:
    """A diamond where the line is crossed, its words to the side that has room."""
    x, level = percent(moment.at), size.top + size.height * (1 - limit.at)
    anchor = "end" if moment.at > 0.5 else "start"
    mark = element(
        "svg",
        element("path", d="M0 -6 6 0 0 6 -6 0z", class_="p-end", fill=LIMIT),
        x=x, y=f"{level:.1f}", overflow="visible", width=1, height=1,
    )  # fmt: skip
    line = element(
        "line", x1=x, x2=x, y1=f"{level:.1f}", y2=size.top + size.height, class_="join", stroke=MUTED,
        stroke_dasharray="2 3",
    )  # fmt: skip
    foot = size.top + size.height - size.letters * 0.7
    look = {"class_": f"t-strong t-{anchor}", "text_anchor": anchor, "font_size": size.letters, "font_weight": 600}
    place = percent(moment.at + (-0.012 if anchor == "end" else 0.012))
    return joined(line, mark, words(moment.label, x=place, y=f"{foot:.1f}", **look))
