"""Who a clause makes responsible, in the reader's words."""

from typing import Any

from django import template
from django.db.models import Model
from django.template.defaultfilters import filesizeformat
from django.utils.safestring import SafeString

from contracts.incidents.wording import within_words
from contracts.service_levels.wording import duration
from contracts.snapshots import token
from contracts.wording import Part
from core.templatetags.sheet import own

register = template.Library()
register.filter("promised", within_words)
register.filter("duration", duration)


@register.simple_tag(takes_context=True)
def owner(context: dict[str, Any], owed_by: str, name: str = "") -> SafeString:
    """The mark and name of a party: the customer reads "You", the provider's people "Us". `name` says it otherwise."""
    actor, org = context["actor"], context["org"]
    names = {
        "provider": actor.us_or(org.provider.name),
        "customer": actor.you_or(org.customer.name),
        "shared": "Shared",
        "third_party": "Somebody else",
    }
    return own(owed_by, name or names[owed_by])


@register.filter
def seen(row: Model) -> str:
    """The token of a row as the reader sees it, to travel with what is done about it."""
    return token(row)


@register.filter
def plain(sentence: tuple[Part, ...]) -> str:
    """A sentence without its strong parts marked."""
    return "".join(part.text for part in sentence)


@register.filter
def grouped(digest: str) -> str:
    """A digest in groups of four, to be read and compared."""
    return " ".join(digest[i : i + 4] for i in range(0, len(digest), 4))


@register.filter
def size(number: int) -> str:
    """Bytes as "412 kB"."""
    return filesizeformat(number).replace("\xa0", " ")
