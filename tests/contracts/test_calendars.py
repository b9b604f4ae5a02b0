"""Bank holidays: compared with the government's own list where that file is at hand."""

import json
from datetime import date, datetime
from pathlib import Path

import pytest

from accounts.enums import Region
from contracts.calendars import bank_holidays

GOV_UK = Path(__file__).parents[2].parent / "shared/data/real/calendar/govuk-bank-holidays.json"
DIVISIONS = {
    Region.ENGLAND: "common.nations.england-and-wales_slug",
    Region.WALES: "common.nations.england-and-wales_slug",
    Region.SCOTLAND: "common.nations.scotland_slug",
    Region.NORTHERN_IRELAND: "common.nations.northern-ireland_slug",
}


@pytest.mark.realdata
@pytest.mark.skipif(not GOV_UK.exists(), reason="the government's list is not at hand")
@pytest.mark.parametrize("region", Region)
def test_same_days_as_the_governments_list(region):
    division = json.loads(GOV_UK.read_text())["divisions"][DIVISIONS[region]]
    by_year = {int(year): days for year, days in division.items() if year.isdigit()}
    published = {datetime.strptime(day["date"], "%d/%m/%Y").date() for days in by_year.values() for day in days}

    assert published == bank_holidays(region, by_year)


def test_substitute_day_for_boxing_day_2026():
    assert date(2026, 12, 28) in bank_holidays("ENG", [2026])


def test_scotland_keeps_2_january():
    assert date(2026, 1, 2) in bank_holidays(Region.SCOTLAND, [2026])
    assert date(2026, 1, 2) not in bank_holidays(Region.ENGLAND, [2026])


def test_no_years_hold_no_holidays():
    assert bank_holidays(Region.WALES, []) == frozenset()


def test_unknown_region_is_refused():
    with pytest.raises(ValueError, match="ATL"):
        bank_holidays("ATL", [2026])
