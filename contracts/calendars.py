"""Bank holidays of the United Kingdom, on which no notice counts as received."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from accounts.enums import Region

SATURDAY = 5


def bank_holidays(region: Region | str, years: Iterable[int]) -> frozenset[date]:
    """Weekdays of these years that are bank holidays there, with the substitutes for those on weekends."""
    return _bank_holidays(Region(region), frozenset(years))


@lru_cache(maxsize=256)
def _bank_holidays(region: Region, years: frozenset[int]) -> frozenset[date]:
    if not years:
        return frozenset()
    from holidays import country_holidays  # large, and not every process counts days

    days = country_holidays("GB", subdiv=region.value, years=years)
    return frozenset(day for day in days if day.weekday() < SATURDAY)
