"""The trend of findings as a chart."""

from collections.abc import Sequence

from django.utils.safestring import SafeString

from core.charts.columns import Column, Part, columns
from core.words import count, day
from findings.queries.board import Point

# The gravest at the foot, so that its height can be compared from week to week.
PARTS = (Part("c-danger", "#a3182b"), Part("c-warn", "#8a4b00"), Part("c-calm", "#64748b"))


def draw_trend(points: Sequence[Point]) -> SafeString:
    """How many findings were there at the end of each week."""
    first, last = points[0], points[-1]
    about = (
        f"On {day(first.on)} there were {count(first.total, 'finding')}, {first.high} of them high; "
        f"on {day(last.on)} {count(last.total, 'finding')}, {last.high} high. The table below has every week."
    )
    piles = [Column(f"{point.on.day} {point.on:%b}", (point.high, point.medium, point.low)) for point in points]
    return columns("trend", "Findings over time", about, PARTS, piles)
