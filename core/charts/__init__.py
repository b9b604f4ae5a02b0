"""Charts as one piece of SVG for page and PDF: real text, title and description, marks that carry their colours.

Places along the width are percentages, so that text keeps its size on every screen. Attributes colour the print;
classes of the style sheet override them on screen.
"""

from core.charts.bars import Bar, Stretch, bars
from core.charts.curves import Line, Tick, curves
from core.charts.graph import Box, graph
from core.charts.rise import rise
from core.charts.stairs import stairs
from core.charts.trend import Point, trend
from core.charts.waterfall import Step, waterfall

__all__ = [
    "Bar", "Box", "Line", "Point", "Step", "Stretch", "Tick", "bars", "curves", "graph", "rise", "stairs", "trend",
    "waterfall",
]  # fmt: skip
