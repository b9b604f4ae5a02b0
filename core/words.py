"""Dates, amounts and counts as people say them. British English; time of day in the site's zone."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

from django.utils import timezone


def day(value: date | None) -> str:
    """`Thu 26 Nov 2026`."""
    return f"{value:%a} {value.day} {value:%b %Y}" if value else ""


def long_day(value: date | None) -> str:
    """`Thursday 26 November 2026`."""
    return f"{value:%A} {value.day} {value:%B %Y}" if value else ""


def moment(value: datetime | None) -> str:
    """`2 Sep 2026, 16:42`."""
    if value is None:
        return ""
    local = timezone.localtime(value)
    return f"{local.day} {local:%b %Y, %H:%M}"


@lru_cache(maxsize=4096)  # looking the currency's way up costs more than the rest of a row
def money(amount: Decimal, currency: str) -> str:
    """`£1,200.00`."""
    from moneyed import Money  # large, and not every process speaks of money
    from moneyed.l10n import format_money

    return format_money(Money(amount, currency), locale="en_GB")


def short_money(amount: Decimal, currency: str) -> str:
    """`£1,200`, `£1,200.50`: without pence that say nothing."""
    return money(amount, currency).removesuffix(".00")


def pounds(amount: Decimal, *, in_pence: bool = False) -> str:
    """`£1,800`, `£410.55`; with `in_pence`, as beside others that have them, `£1,800.00`."""
    return money(amount, "GBP") if in_pence else short_money(amount, "GBP")


def count(number: int, one: str, many: str = "") -> str:
    """`1 job`, `3 jobs`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def per_cent(figure: object) -> str:
    """`99.73 %`, of a figure that is in per cent: never written in two lines."""
    return f"{figure}\N{NO-BREAK SPACE}%"


def as_per_cent(part: Decimal) -> str:
    """`25 %`, of a fraction of 1."""
    return per_cent(f"{(part * 100).normalize():f}")


def times(number: int) -> str:
    """`once`, `twice`, `3 times`."""
    return {1: "once", 2: "twice"}.get(number, f"{number:,} times")


def listed(words: Sequence[str], most: int | None = None) -> str:
    """`a, b and c`; where there are more than `most`, the first of them: `a, b and 3 more`."""
    if most is not None and len(words) > most:
        words = [*words[:most], f"{len(words) - most:,} more"]
    return " and ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)


def lower_first(text: str) -> str:
    """A sentence that goes on in another: `Restore tests that worked` as `restore tests that worked`."""
    return f"{text[:1].lower()}{text[1:]}"


def upper_first(text: str) -> str:
    """A word at the beginning of a sentence: `The excess` of `the excess`."""
    return f"{text[:1].upper()}{text[1:]}"


def in_a_row(sentences: Sequence[str], between: str = "; ") -> str:
    """`Restore tests that worked; accounts looked through`: several as one, the first alone with its capital."""
    return between.join([*sentences[:1], *map(lower_first, sentences[1:])])


def one_of(nouns: str) -> str:
    """`ticket` of `tickets`, `entry` of `entries`, `switch` of `switches`."""
    if nouns.endswith("ies"):
        return f"{nouns[:-3]}y"
    return nouns.removesuffix("es" if nouns.endswith(("sses", "xes", "shes", "tches")) else "s")


def initials(name: str) -> str:
    """`AO` of Amara Osei: two letters for a round mark."""
    words = [word for word in name.split() if word[0].isalnum()] or ["?"]
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()


def whose(name: str) -> str:
    """`Harbour Roast’s`, `Tidewell Lettings’`."""
    return f"{name}’" if name.endswith("s") else f"{name}’s"


def ago_or_left(value: date, today: date) -> str:
    """`98 days left`, `today`, `12 days late`."""
    days = (value - today).days
    if days == 0:
        return "today"
    return f"{count(days, 'day')} left" if days > 0 else f"{count(-days, 'day')} late"
