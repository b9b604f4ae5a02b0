"""Rows of the list of customers, written here: as template nodes a long page of them costs many times more."""

from collections.abc import Iterable
from datetime import date

from django import template
from django.utils.safestring import SafeString

from core.markup import NOTHING, fill
from core.templatetags.sheet import chip
from core.words import day
from portfolio.queries.portfolio import CustomerLine

register = template.Library()
ROW = (
    '<tr><th scope="row"><a href="{}">{}</a><small>{}</small></th>\n<td>{}<small>{}</small></td>\n'
    "<td>{}</td>\n<td>{}</td>\n<td>{}</td>\n<td>{}</td>\n<td>{}</td>\n<td>{}</td></tr>\n"
)
NOT_CHECKED, NONE_OPEN, NO_DATE, NOT_KNOWN = map(
    SafeString, ("<i>Not checked yet</i>", "<i>None open</i>", "<i>No date</i>", "<i>Not known</i>")
)
NONE_PLANNED, NONE_YET, NOBODY = map(SafeString, ("<i>None planned</i>", "<i>None yet</i>", "<i>Nobody</i>"))


@register.simple_tag
def customer_rows(lines: Iterable[CustomerLine]) -> SafeString:
    """One row for each customer. Columns are named by the table."""
    return SafeString("".join(map(_row, lines)))


def _row(line: CustomerLine) -> SafeString:
    """Name, agreement, findings, last day for notice, end of cover, reviews, latest pack and lead."""
    stands = line.agreement
    return fill(
        ROW, line.home_url, line.name, line.about, chip(stands.tone, stands.icon, stands.label), line.agreement_words,
        _findings(line), _near(line.notice_on, line.notice_left, line.notice_tone) or NO_DATE,
        _near(line.cover_ends_on, line.cover_left, line.cover_tone) or NOT_KNOWN,
        _reviews(line), _pack(line), _lead(line),
    )  # fmt: skip


def _findings(line: CustomerLine) -> SafeString:
    """High, medium and low in places of their own, empty where there are none."""
    if not line.has_findings:
        return NONE_OPEN if line.is_checked else NOT_CHECKED
    marks = (line.high or "", line.medium or "", line.low or "")
    return fill('<a class="sevs" href="{}"><b>{}</b><b>{}</b><b>{}</b></a>', line.findings_url, *marks)


def _near(on: date | None, left: str, tone: str) -> SafeString:
    """A day with how far off it is; empty where there is none."""
    if on is None:
        return NOTHING
    if not tone:
        return fill("{}<small>{}</small>", day(on), left)
    return fill('{}<small class="{}">{}</small>', day(on), tone, left)


def _reviews(line: CustomerLine) -> SafeString:
    late = next_on = NOTHING
    if line.overdue_reviews:
        late = fill('<a class="alarm" href="{}">{} overdue</a>', line.reviews_url, line.overdue_reviews)
    if line.next_review_on:
        next_on = fill("<small>Next {}</small>", day(line.next_review_on))
    return late + next_on or NONE_PLANNED


def _pack(line: CustomerLine) -> SafeString:
    if not line.pack_quarter:
        return NONE_YET
    return fill('<a href="{}">{}</a>', line.packs_url, line.pack_quarter.upper())


def _lead(line: CustomerLine) -> SafeString:
    if not line.lead:
        return NOBODY
    return fill('<span class="avatar" role="img" title="{}">{}</span>', line.lead, line.lead_initials)
