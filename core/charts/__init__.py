"""Charts as one piece of SVG for page and PDF: real text, title and description, marks that carry their colours.

Places along the width are percentages, so that text keeps its size on every screen. Attributes colour the print;
classes of the style sheet override them on screen.
"""

from core.charts.curves import Line, Tick, curves
from core.charts.trend import Point, trend
from core.charts.waterfall import Step, waterfall

__all__ = ["Line", "Point", "Step", "Tick", "curves", "trend", "waterfall"]
