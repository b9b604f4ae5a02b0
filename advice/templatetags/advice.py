"""How advice stands, as a mark."""

from django import template
from django.utils.safestring import SafeString

from advice.models import Recommendation
from advice.wording import advice_chip
from core.templatetags.sheet import chip

register = template.Library()


@register.simple_tag
def state_chip(recommendation: Recommendation) -> SafeString:
    """Tone, icon and word of its state."""
    found = advice_chip(recommendation)
    mark: SafeString = chip(found.tone, found.icon, found.words)
    return mark
