"""How plans speak: times after the start, minutes, who stands on which side."""

from datetime import datetime

from django.utils import timezone

from continuity.plans.kinds import Party
from core.words import count

DAY, HOUR = 24 * 60, 60


def spell(minutes: int) -> str:
    """`45 min`, `1 h`, `1 h 30 min`, `2 days`, `1 day 4 h`."""
    days, rest = divmod(minutes, DAY)
    hours, left = divmod(rest, HOUR)
    parts = [count(days, "day") if days else "", f"{hours} h" if hours else "", f"{left} min" if left else ""]
    return " ".join(part for part in parts if part) or "0 min"


def after(minutes: int) -> str:
    """`at once`, `after 30 min`: when a step is done, counted from the start."""
    return f"after {spell(minutes)}" if minutes else "at once"


def at_time(moment: datetime, begun: datetime) -> str:
    """`09:30`, or with its day when that is not the day of the start."""
    local, start = timezone.localtime(moment), timezone.localtime(begun)
    return f"{local:%H:%M}" if local.date() == start.date() else f"{local:%a} {local.day} {local:%b}, {local:%H:%M}"


def party_words(party: str, *, customer: str, provider: str) -> str:
    """Who it is: both parties by their names (the customer passes "You" for itself), others by what they are."""
    names = {Party.CUSTOMER: customer, Party.PROVIDER: provider, Party.VENDOR: "Supplier", Party.INSURER: "Insurer"}
    return names.get(Party(party), "Authority")


def party_mark(party: str) -> str:
    """Whose mark stands beside it (templatetag `own`)."""
    return party if party in (Party.CUSTOMER, Party.PROVIDER) else "third_party"
