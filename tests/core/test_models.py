"""What models and lists of every app ask: what had not happened by a day, values in their own order, what is there."""

from datetime import timedelta

import pytest
from django.db import IntegrityError

from accounts.models import Customer
from core.checks import PLACES, Severity
from core.days import day_begins
from core.errors import Conflict
from core.models import in_order, not_by
from core.once import save_once
from core.words import moment
from tests.cast import NOW, Cast

SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(("seconds", "is_ahead"), [(None, True), (1, True), (0, False), (-1, False)])
def test_what_had_not_happened_by_a_moment(cast: Cast, seconds: int | None, is_ahead: bool) -> None:
    Customer.objects.update(archived_at=None if seconds is None else NOW + seconds * SECOND)

    assert Customer.objects.filter(not_by("archived_at", NOW)).exists() is is_ahead


def test_rows_stand_in_the_order_of_their_values(cast: Cast) -> None:
    names = ["Severe", "Grave", "Light"]
    for name in reversed(names):
        Customer.objects.create(provider=cast.provider, name=name, legal_name=name, slug=name.lower())

    rows = Customer.objects.filter(name__in=names).order_by(in_order("name", names))

    assert [each.name for each in rows] == names


def test_the_gravest_severity_comes_first() -> None:
    assert [(each, PLACES[each.value]) for each in Severity] == [("high", 0), ("medium", 1), ("low", 2)]
    assert [each.label for each in Severity] == ["High", "Medium", "Low"]


def test_a_day_begins_by_the_clocks_on_site() -> None:
    summer, winter = NOW.date().replace(month=7, day=1), NOW.date().replace(month=12, day=1)

    assert (moment(day_begins(summer)), moment(day_begins(winter))) == ("1 Jul 2026, 00:00", "1 Dec 2026, 00:00")
    assert day_begins(summer).utcoffset() != day_begins(winter).utcoffset()


def test_what_the_database_has_already_is_refused_with_a_sentence(cast: Cast) -> None:
    twin = Customer(provider=cast.provider, name="Twin", legal_name="Twin", slug=cast.customer.slug)

    with pytest.raises(Conflict, match="There is one"):
        save_once(twin, "There is one of this name already.")

    twin.slug, twin.fiscal_year_start = "twin", 13
    with pytest.raises(IntegrityError):
        save_once(twin, "There is one of this name already.")
