"""The staff's list of jobs, written in Python since there may be hundreds (docs/adr/0012)."""

from collections.abc import Iterable

from django import template
from django.utils.safestring import SafeString

from core.markup import NOTHING, fill
from core.templatetags.sheet import glyph
from responsibilities.queries.matrix import GapGroup, Tab
from responsibilities.queries.matrix_lines import MatrixLine
from responsibilities.queries.matrix_pieces import rows_piece

register = template.Library()
TAB = '<a href="{}"{}>{}{} <b>{}</b></a>\n'
HERE = SafeString(' aria-current="true"')
GAPS = (
    '<li><span class="gap gap--{mark}">{bars}{title}<span class="term">{check}, {number}</span></span>'
    '<span class="codes">{messages}{links}{all}</span></li>\n'
)
BARS = '<svg aria-hidden="true"><use href="#sev-{}"/></svg>'


@register.simple_tag
def matrix_rows(lines: Iterable[MatrixLine], may_pick: bool, with_domains: bool) -> SafeString:
    """Its rows, with a heading for each domain or without."""
    return rows_piece(lines, may_pick=may_pick, with_domains=with_domains)


@register.simple_tag
def owner_tabs(tabs: Iterable[tuple[Tab, str]], owner: str) -> SafeString:
    """Each owner with how many jobs it has and where they are shown; the one that is chosen is marked."""
    pieces = (
        fill(
            TAB, url, HERE if tab.value == owner else NOTHING, glyph(tab.value) if tab.has_glyph else NOTHING,
            tab.label, tab.number,
        )
        for tab, url in tabs
    )  # fmt: skip
    return SafeString("".join(pieces))


@register.simple_tag
def gap_groups(groups: Iterable[tuple[GapGroup, str]]) -> SafeString:
    """The findings of each check, with the first of their jobs and where all of them are shown."""
    return SafeString("".join(_gaps(group, url) for group, url in groups))


def _gaps(group: GapGroup, url: str) -> SafeString:
    words = f"and {group.more} more" if group.more else "show these"
    return fill(
        GAPS,
        mark=group.mark,
        bars=fill(BARS, group.mark) if group.has_bars else NOTHING,
        title=group.title,
        check=group.check,
        number=group.number,
        messages=SafeString("".join(fill("<span>{}</span>", message) for message in group.messages)),
        links=group.links,
        all=fill('<a href="{}">{}</a>', url, words) if group.shown else NOTHING,
    )
