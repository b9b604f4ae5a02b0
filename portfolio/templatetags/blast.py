"""A row of the call list: written here, since as template nodes a long page of them costs five times more."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from core.words import pounds
from portfolio.queries.blast import NAMED_MOST, CallLine

register = template.Library()
ROW = (
    '<tr><th scope="row"><div><a href="{}">{}</a>{}</div></th>\n'
    '<td data-label="Stops"><div><b{}>{}</b>{}</div></td>\n'
    '<td data-label="At risk">{}</td>\n<td data-label="Fallback">{}</td>\n'
    '<td data-label="Practised">{}</td>\n<td data-label="Policy"><div>{}<span class="term">{}</span></div></td>\n'
    '<td data-label="Ring"><div>{}</div></td></tr>\n'
)
RING = '<a href="tel:{}">{}</a><span class="term">{}</span>'
INCIDENT = '<br><a href="{}">Start an incident</a>'
NOT_KNOWN, NONE, NOBODY, NO_PLAN = (
    mark_safe("<i>Not known</i>"), mark_safe("<i>None</i>"), mark_safe("<i>No number yet</i>"),
    mark_safe("<i>No plan</i>"),
)  # fmt: skip


@register.simple_tag
def call_row(line: CallLine, may_report: bool) -> SafeString:
    """Customer, what stops and when, revenue at risk, fallback, plan, policy, whom to ring."""
    risk = line.hit.at_risk
    incident = format_html(INCIDENT, line.incident_url) if may_report else ""
    return format_html(
        ROW, line.overview_url, line.hit.name, incident, mark_safe(' class="alarm"') if line.is_urgent else "",
        line.what_becomes, _few(line.stops), NOT_KNOWN if risk is None else pounds(risk),
        _few(line.fallbacks) or (NONE if line.hit.strike else NOT_KNOWN), _plan(line),
        line.policy or NONE, line.policy_says,
        format_html(RING, line.dial, line.phone, line.who) if line.dial else NOBODY,
    )  # fmt: skip


def _few(said: tuple[str, ...]) -> SafeString:
    """The first of them, and how many more there are."""
    shown = format_html_join("", '<span class="term">{}</span>', ((each,) for each in said[:NAMED_MOST]))
    more = len(said) - NAMED_MOST
    return shown + format_html('<span class="term">and {} more</span>', more) if more > 0 else shown


def _plan(line: CallLine) -> SafeString:
    if not line.plan:
        return NO_PLAN
    return format_html('<div>{}<span class="term">{}</span></div>', line.practised or "Never", line.plan)
