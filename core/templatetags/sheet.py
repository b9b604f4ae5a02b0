"""Small words of the templates: dates, marks and numbers. Loaded everywhere as builtins."""

from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from core.words import ago_or_left, day, long_day, moment, whose

register = template.Library()
register.filter("day", day)
register.filter("long_day", long_day)
register.filter("moment", moment)
register.filter("whose", whose)
# A mark is made once for the same words: a page has hundreds of the same. Text and safe text are not the same words.
_once = lru_cache(maxsize=2048, typed=True)


@register.filter
def left(value: date | None) -> str:
    """What is left until a date: "98 days left", "today", "12 days late"."""
    return ago_or_left(value, timezone.localdate()) if value else ""


@register.filter
def iso(value: date | datetime | None) -> str:
    """For the datetime attribute of <time>."""
    return value.isoformat() if value else ""


@register.simple_tag
@_once
def icon(name: str) -> SafeString:
    """An icon of templates/components/symbols.html; always beside a word."""
    return format_html('<svg class="icon" aria-hidden="true"><use href="#i-{}"/></svg>', name)


@register.simple_tag
@_once
def glyph(ownership: str) -> SafeString:
    """The mark of an owner: square, circle, half of each, diamond, broken ring."""
    return format_html('<svg class="glyph" aria-hidden="true"><use href="#own-{}"/></svg>', _shape(ownership))


@register.simple_tag
@_once
def own(ownership: str, label: str) -> SafeString:
    """Who owns a job: mark, word and colour."""
    shape = _shape(ownership)
    return format_html(
        '<span class="own own--{}"><svg class="glyph" aria-hidden="true"><use href="#own-{}"/></svg>{}</span>',
        shape, shape, label,
    )  # fmt: skip


@register.simple_tag
@_once
def sev(severity: str, label: Any = "") -> SafeString:
    """How bad it is: one, two or three bars and the word or number."""
    return format_html(
        '<span class="sev sev--{}"><svg aria-hidden="true"><use href="#sev-{}"/></svg>{}</span>',
        severity, severity, label or severity.capitalize(),
    )  # fmt: skip


@register.simple_tag
@_once
def chip(kind: str, icon_name: str, label: Any) -> SafeString:
    """How things stand; kind is ok, warn, danger or calm."""
    return format_html(
        '<span class="chip chip--{}"><svg class="icon" aria-hidden="true"><use href="#i-{}"/></svg>{}</span>',
        kind, icon_name, label,
    )  # fmt: skip


def _shape(ownership: str) -> str:
    return {"third_party": "third"}.get(ownership, ownership)
