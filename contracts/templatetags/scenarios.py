"""Amounts and bars of "Who would pay?"."""

from decimal import Decimal

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from contracts.scenarios.changes import words
from contracts.scenarios.sheet import WhoPays
from core.charts.tones import FILLS
from core.words import pounds

register = template.Library()
register.filter("terms_words", words)
TONES = {"customer-ins": "p-soft-customer", "provider-ins": "p-soft-provider"}


@register.filter
def amount(value: Decimal, in_pence: bool = False) -> SafeString | str:
    """`£1,800`, `− £240`; a quiet £0. With `in_pence` all of a table show theirs: `£1,800.00`, a quiet £0.00."""
    words = pounds(abs(value), in_pence=in_pence)
    if not value:
        return format_html('<span class="muted">{}</span>', words)
    return words if value > 0 else f"− {words}"


@register.filter
def more(value: Decimal, in_pence: bool = False) -> str:
    """`£7,700 more`, `£512 less`, `the same`."""
    if not value:
        return "the same"
    return f"{amount(abs(value), in_pence)} {'more' if value > 0 else 'less'}"


@register.filter
def fill_of(tone: str) -> str:
    """The class of a party's part in that bar, for its key."""
    return TONES.get(tone, f"p-{tone}")


@register.simple_tag
def shares_bar(answer: WhoPays) -> SafeString:
    """One bar of the whole loss, split by who bears it; the figures stand beside it as text."""
    at, parts = Decimal(0), []
    for share in answer.shares:
        fill = FILLS[share.party.tone][0]
        parts.append((fill_of(share.party.tone), fill, f"{at:.2f}", f"{share.amount:.2f}"))
        at += share.amount
    bars = format_html_join("", '<rect class="{}" fill="{}" x="{}" width="{}" height="10"/>', parts)
    return format_html(
        '<svg class="meter meter--tall" viewBox="0 0 {} 10" preserveAspectRatio="none" aria-hidden="true">{}</svg>',
        f"{answer.loss:.2f}", bars,
    )  # fmt: skip
