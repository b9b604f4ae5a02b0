"""Charts as one piece of SVG for page and PDF: real text, title and description, marks that carry their colours.

Places along the width are percentages, so that text keeps its size on every screen. Attributes colour the print;
classes of the style sheet override them on screen.
"""

from core.charts.trend import Point, trend

__all__ = ["Point", "trend"]
