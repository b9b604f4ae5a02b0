"""Amounts and bars of "Who would pay?"."""

from decimal import Decimal

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from contracts.scenarios.changes import words
from contracts.scenarios.sheet import WhoPays
from contracts.scenarios.trade import pounds
from core.charts.tones import FILLS

register = template.Library()
register.filter("terms_words", words)
TONES = {"customer-ins": "p-soft-customer", "provider-ins": "p-soft-provider"}


@register.filter
def amount(value: Decimal) -> SafeString | str:
    """`£1,800`, `− £240`; a quiet 0."""
    if not value:
        return format_html('<span class="muted">{}</span>', "0")
    return pounds(value) if value > 0 else f"− {pounds(-value)}"


@register.filter
def more(value: Decimal) -> str:
    """`£7,700 more`, `£512 less`, `the same`."""
    if not value:
        return "the same"
    return f"{pounds(abs(value))} {'more' if value > 0 else 'less'}"


@register.simple_tag
def shares_bar(answer: WhoPays) -> SafeString:
    """One bar of the whole loss, split by who bears it; the figures stand beside it as text."""
    at, parts = Decimal(0), []
    for share in answer.shares:
        fill = FILLS[share.party.tone][0]
        parts.append((TONES.get(share.party.tone, f"p-{share.party.tone}"), fill, f"{at:.2f}", f"{share.amount:.2f}"))
        at += share.amount
    bars = format_html_join("", '<rect class="{}" fill="{}" x="{}" width="{}" height="10"/>', parts)
    return format_html(
        '<svg class="meter meter--tall" viewBox="0 0 {} 10" preserveAspectRatio="none" aria-hidden="true">{}</svg>',
        f"{answer.loss:.2f}", bars,
    )  # fmt: skip
