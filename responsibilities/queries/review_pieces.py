"""Pieces of a job on the review page, ready to print.

A template takes some microseconds for each word it puts in; a page of hundreds of jobs has thousands of them.
"""

from collections.abc import Iterable

from django.utils.html import format_html
from django.utils.safestring import SafeString

from core.templatetags.sheet import glyph
from responsibilities.duties import Duty


def duties_piece(duties: Iterable[Duty]) -> SafeString:
    """Each party's part side by side; nothing when there is no part to tell."""
    parts = [_part(duty) for duty in duties]
    if not parts:
        return SafeString("")
    look = "duties duties--one" if len(parts) == 1 else "duties"
    return format_html('<div class="{}">{}</div>', look, SafeString("".join(parts)))


def place_piece(clause: str, clause_url: str, code: str) -> SafeString:
    """Where the contract says it, as a link for those who may open it, and the job's code."""
    if clause_url:
        where = format_html('<a class="fine" href="{}">{}</a>', clause_url, clause)
    else:
        where = format_html('<span class="fine muted">{}</span>', clause or "No clause covers this")
    return format_html('<span>{}<span class="term">{}</span></span>', where, code)


def _part(duty: Duty) -> SafeString:
    return format_html(
        '<div class="duty--{}"><h4>{}{}{}</h4><p{}>{}</p>{}</div>',
        duty.party,
        glyph(duty.party),
        duty.heading,
        format_html(' <small class="muted">{}</small>', duty.person) if duty.person else "",
        SafeString(' class="care"') if duty.is_missing else "",
        duty.text,
        format_html("<p>{}</p>", duty.note) if duty.note else "",
    )
