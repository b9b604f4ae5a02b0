"""The marks of owners and severities, as pictures for print: shapes first, colours second.

A picture with the same address is read once for the whole document; SVG in the page would be read every time.
"""

from base64 import b64encode

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()

_SHAPES = {
    "provider": '<rect x="2" y="2" width="12" height="12" rx="1" fill="#2b55a8"/>',
    "customer": '<circle cx="8" cy="8" r="6.5" fill="#83306f"/>',
    "shared": '<path d="M1.5 2h5.75v12H1.5z" fill="#2b55a8"/><path d="M8.75 2a6 6 0 0 1 0 12z" fill="#83306f"/>',
    "third_party": '<path d="M8 1.8 14.2 8 8 14.2 1.8 8z" fill="none" stroke="#4f5963" stroke-width="2"/>',
    "undecided": '<circle cx="8" cy="8" r="6.6" fill="none" stroke="#b43500" stroke-width="2" '
    'stroke-dasharray="2.6 2.1"/>'
    '<path d="M6.3 6.6a1.8 1.8 0 1 1 2.7 1.5c-.7.4-1 .7-1 1.5M8 11.4v.1" fill="none" stroke="#b43500" '
    'stroke-width="1.5" stroke-linecap="round"/>',
}
_BARS = (
    '<rect x="1" y="10" width="3.5" height="5" fill="{}"/>'
    '<rect x="6.25" y="6" width="3.5" height="9" fill="{}"/>'
    '<rect x="11.5" y="1" width="3.5" height="14" fill="{}"/>'
)
_ON, _OFF = "#a3182b", "#cbc7bc"


def _picture(shapes: str) -> str:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">{shapes}</svg>'
    return "data:image/svg+xml;base64," + b64encode(svg.encode()).decode()


_MARKS = {name: _picture(shapes) for name, shapes in _SHAPES.items()} | {
    "high": _picture(_BARS.format(_ON, _ON, _ON)),
    "medium": _picture(_BARS.format("#7d4f00", "#7d4f00", _OFF)),
    "low": _picture(_BARS.format("#47525c", _OFF, _OFF)),
}

_ALT = {
    "provider": "Provider",
    "customer": "Customer",
    "shared": "Both",
    "third_party": "Third party",
    "undecided": "Nobody",
}


@register.filter
def mark(name: str) -> SafeString:
    """The mark of an owner or a severity. Tagged PDF wants words for it although its own stand beside it."""
    picture = _MARKS.get(name)
    if picture is None:
        return SafeString("")
    return format_html('<img class="mark" src="{}" alt="{}">', picture, _ALT.get(name, "Severity"))


@register.filter
def grouped(digest: str) -> str:
    """The first sixteen digits of a digest in fours: "9f3c 71d0 a84e 5b26"."""
    return " ".join(digest[i : i + 4] for i in range(0, 16, 4))
