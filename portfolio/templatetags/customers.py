"""A row of the list of customers: written here, since as template nodes a long page of them costs five times more."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from core.templatetags.sheet import chip
from core.words import day
from portfolio.queries.portfolio import CustomerLine

register = template.Library()
ROW = (
    '<tr><th scope="row"><a href="{}">{}</a><small>{}</small></th>\n<td>{}<small>{}</small></td>\n'
    "<td>{}</td>\n<td>{}</td>\n<td>{}</td>\n<td>{}</td>\n<td>{}</td></tr>\n"
)
NOT_CHECKED, NONE_OPEN, NO_DATE = (
    mark_safe("<i>Not checked yet</i>"),
    mark_safe("<i>None open</i>"),
    mark_safe("<i>No date</i>"),
)
NONE_PLANNED, NONE_YET, NOBODY = (
    mark_safe("<i>None planned</i>"),
    mark_safe("<i>None yet</i>"),
    mark_safe("<i>Nobody</i>"),
)


@register.simple_tag
def customer_row(line: CustomerLine) -> SafeString:
    """Name, agreement, findings, last day for notice, reviews, latest pack and lead. Columns are named by the table."""
    stands = line.agreement
    return format_html(
        ROW, line.home_url, line.name, line.about, chip(stands.tone, stands.icon, stands.label), line.agreement_words,
        _findings(line), _notice(line), _reviews(line), _pack(line), _lead(line),
    )  # fmt: skip


def _findings(line: CustomerLine) -> SafeString:
    """High, medium and low in places of their own, empty where there are none."""
    if not line.has_findings:
        return NONE_OPEN if line.is_checked else NOT_CHECKED
    marks = (line.high or "", line.medium or "", line.low or "")
    return format_html('<a class="sevs" href="{}"><b>{}</b><b>{}</b><b>{}</b></a>', line.findings_url, *marks)


def _notice(line: CustomerLine) -> SafeString:
    if line.notice_on is None:
        return NO_DATE
    return format_html('{}<small class="{}">{}</small>', day(line.notice_on), line.notice_tone, line.notice_left)


def _reviews(line: CustomerLine) -> SafeString:
    late = next_on = SafeString("")
    if line.overdue_reviews:
        late = format_html('<a class="alarm" href="{}">{} overdue</a>', line.reviews_url, line.overdue_reviews)
    if line.next_review_on:
        next_on = format_html("<small>Next {}</small>", day(line.next_review_on))
    return late + next_on or NONE_PLANNED


def _pack(line: CustomerLine) -> SafeString:
    if not line.pack_quarter:
        return NONE_YET
    return format_html('<a href="{}">{}</a>', line.packs_url, line.pack_quarter.upper())


def _lead(line: CustomerLine) -> SafeString:
    if not line.lead:
        return NOBODY
    return format_html('<span class="avatar" role="img" title="{}">{}</span>', line.lead, line.lead_initials)
