"""A row of the lists of incidents, written here since a long page of them costs five times more as template nodes."""

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from contracts.incidents.sheet import ListedIncident
from core.templatetags.sheet import chip
from core.words import day

register = template.Library()
ROW = (
    '<tr><th scope="row"><div><a class="plain" href="{}">{}</a><span class="term">{}{}</span></div></th>{}\n'
    '<td data-label="Noticed"><div>{}<span class="term">{}</span></div></td>\n'
    '<td data-label="State"><div>{}{}</div></td>\n<td class="r money" data-label="Loss so far">{}</td></tr>\n'
)
CUSTOMER = '<td data-label="Customer"><a class="plain" href="{}">{}</a></td>'
NEXT = '<span class="term">{}</span>'
DRAFT, NO_LOSS = mark_safe(" · Not shared yet"), mark_safe("–")


@register.simple_tag
def incident_row(row: ListedIncident, with_customer: bool) -> SafeString:
    """Title, reference and cause; customer; when noticed; how it stands and who is told next; loss so far."""
    customer = format_html(CUSTOMER, row.customer_url, row.customer) if with_customer else ""
    cause = f"{row.reference} · {row.cause}" if row.cause else row.reference
    noticed = timezone.localtime(row.aware_at)
    return format_html(
        ROW, row.url, row.title, cause, "" if row.is_shared else DRAFT, customer, day(noticed), f"{noticed:%H:%M}",
        chip(row.tone, row.icon, row.state), format_html(NEXT, row.next_words) if row.next_words else "",
        row.loss or NO_LOSS,
    )  # fmt: skip
