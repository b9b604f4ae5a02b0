"""Small words of the templates: dates, marks and numbers. Loaded everywhere as builtins."""

from collections.abc import Hashable
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.template import Context, defaulttags
from django.template.base import Parser, Token
from django.template.loader import render_to_string
from django.urls import NoReverseMatch
from django.utils import timezone
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from core.addresses import address
from core.words import ago_or_left, as_per_cent, day, long_day, moment, one_of, per_cent, whose

register = template.Library()
register.filter("day", day)
register.filter("long_day", long_day)
register.filter("moment", moment)
register.filter("per_cent", per_cent)
register.filter("as_per_cent", as_per_cent)
register.filter("whose", whose)
# A mark is made once for the same words: a page has hundreds of the same. Text and safe text are not the same words.
_once = lru_cache(maxsize=2048, typed=True)


class AddressNode(defaulttags.URLNode):
    """Django's `{% url %}`, with addresses that are worked out once."""

    def render(self, context: Context) -> str:
        args = [arg.resolve(context) for arg in self.args]
        kwargs = {name: value.resolve(context) for name, value in self.kwargs.items()}
        found = ""
        try:
            found = address(self.view_name.resolve(context), *args, **kwargs)
        except NoReverseMatch:
            if self.asvar is None:
                raise
        if self.asvar:
            context[self.asvar] = found
            return ""
        return conditional_escape(found) if context.autoescape else found


@register.tag
def url(parser: Parser, token: Token) -> AddressNode:
    """In place of Django's own."""
    node = defaulttags.url(parser, token)
    return AddressNode(node.view_name, node.args, node.kwargs, node.asvar)


@register.simple_tag
def once(name: str, **about: Hashable) -> SafeString:
    """A part of the frame that shows nothing but these values: rendered once for the same ones (docs/adr/0013)."""
    return _part.__wrapped__(name, **about) if settings.DEBUG else _part(name, **about)


@lru_cache(maxsize=512, typed=True)
def _part(name: str, **about: Hashable) -> SafeString:
    lines = render_to_string(name, about).splitlines()
    return SafeString("\n".join(filter(None, map(str.strip, lines))))  # no page needs its indentation


@register.filter
def shown(page: Page, noun: str) -> str:
    """What a page of a list shows: "1 ticket", "61 to 120 of 200 tickets", "No tickets"."""
    total, first, last = page.paginator.count, page.start_index(), page.end_index()
    if total <= 1:
        return f"1 {one_of(noun)}" if total else f"No {noun}"
    return f"{first} of {total} {noun}" if first == last else f"{first} to {last} of {total} {noun}"


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
