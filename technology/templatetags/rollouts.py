"""The marks of rings, rows of the board and of the ways back: written here since a page has hundreds of their marks."""

from collections.abc import Sequence

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator

from core.templatetags.sheet import chip
from core.words import day, moment
from technology.rollouts.kinds import StageState
from technology.rollouts.sheet import BoardRow, Step, WayBack

register = template.Library()
ROW = (
    '<tr><th scope="row"><div><a class="plain" href="{}">{} {}</a><span class="term">{} · {}</span></div></th>\n'
    '<td data-label="Ring"><div>{}{}<span class="term">since {}</span></div></td>\n'
    '<td data-label="State"><div>{}<span class="term">{}</span></div></td>\n'
    '<td data-label="Within 14 days"><div>{}</div></td></tr>\n'
)
DOTS = '<span class="ring-dots" aria-hidden="true">{}</span>{}'
LIMIT = '<span class="{}">by {}</span><span class="term">{}</span>'
NONE = mark_safe("–")
BACK = (
    '<tr><th scope="row"><div>{}<span class="term">{}</span></div></th>\n'
    '<td data-label="Tried"><div>{}{}{}</div></td>\n'
    '<td data-label="How"><div>{}</div></td></tr>\n'
)
HOW = '{}<span class="term">{}, {} minutes a device. {}</span>'
TRY_BY = '<span class="term">Next by {}</span>'
EDIT = '<a href="products/{}/edit/">{}</a>'
TRIED = '<a href="{}/test/">It was tried<span class="hidden">: {}</span></a>'


@register.simple_tag
def update_row(row: BoardRow) -> SafeString:
    """What and whose; the line of rings with the one it is in; how it stands and what it waits for; the limit."""
    return format_html(
        ROW, row.url, row.product, row.version, row.vendor, row.kind, ring_dots(row.steps), row.here,
        moment(row.since), chip(row.tone, row.icon, row.state), row.waits, _limit(row),
    )  # fmt: skip


@register.simple_tag
def ring_dots(steps: Sequence[Step]) -> SafeString:
    """A mark for each ring. What stands beside them says it in words; only a ring that was left out needs its own."""
    marks = format_html_join("", '<i class="{}"></i>', ((step.state,) for step in steps))
    missed = [step.name for step in steps if step.state == StageState.SKIPPED]
    told = format_html('<span class="hidden">Left out: {}. </span>', ", ".join(missed)) if missed else ""
    return format_html(DOTS, marks, told)


@register.simple_tag
def way_back_row(row: WayBack, may_record: bool) -> SafeString:
    """The product; how and by whom it is taken back; when that was tried; what may be done."""
    how = NONE
    if row.plan:
        how = format_html(HOW, Truncator(row.method).chars(160), row.who, row.minutes, row.needs)
    return format_html(
        BACK, format_html(EDIT, row.product, row.name) if may_record else row.name, row.vendor,
        chip(row.tone, row.icon, row.tested), format_html(TRY_BY, day(row.due_on)) if row.due_on else "",
        format_html(TRIED, row.plan, row.name) if may_record and row.plan else "", how,
    )  # fmt: skip


def _limit(row: BoardRow) -> SafeString:
    if row.fix_by is None:
        return NONE
    said = "It can’t be kept any more" if row.is_late else "High-risk fix"
    return format_html(LIMIT, "alarm" if row.is_late else "", day(row.fix_by), said)
