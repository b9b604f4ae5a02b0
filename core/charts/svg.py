"""Elements of SVG, with every text and attribute escaped."""

from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


def element(name: str, *inside: object, **attributes: Any) -> SafeString:
    """`<name …>inside</name>`; `_` in an attribute's name stands for `-`, a trailing one is dropped (`class_`)."""
    written = format_html_join(
        "", ' {}="{}"', ((key.rstrip("_").replace("_", "-"), value) for key, value in attributes.items())
    )
    if not inside:
        return format_html("<{}{}/>", name, written)
    return format_html("<{}{}>{}</{}>", name, written, joined(*inside), name)


def joined(*parts: object) -> SafeString:
    """The parts one after the other, plain text escaped."""
    return format_html_join("", "{}", ((part,) for part in parts))


def text(words: object, **attributes: Any) -> SafeString:
    """Text in the chart's small size."""
    attributes = {"font_size": 12, "fill": "#434945"} | attributes
    return element("text", words, **attributes)


def percent(share: float) -> str:
    """A place along the width: 0 is the left edge, 1 the right."""
    return f"{100 * share:.2f}%"


def picture(key: str, title: str, about: str, height: int, *inside: object) -> SafeString:
    """A whole chart. `key` is unique on the page; `about` says what it shows, for those who do not see it."""
    return element(
        "svg",
        element("title", title, id=f"{key}-t"),
        element("desc", about, id=f"{key}-d"),
        *inside,
        role="img",
        aria_labelledby=f"{key}-t {key}-d",
        width="100%",
        height=height,
        class_="chart",
        font_family="Sheet, SheetX, sans-serif",
        xmlns="http://www.w3.org/2000/svg",
    )
