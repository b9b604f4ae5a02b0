"""Agreements with vendors fall due by their notice, or by their end where nothing renews them."""

from datetime import date

import pytest

from accounts.access import may_open
from accounts.enums import PERMISSIONS, Role, Side
from contracts.due import due_dates, own_due_dates
from core.due import DueDate
from tests.cast import Cast
from tests.factories.agreements import make_vendor_agreement

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


def due(cast: Cast, today: date = TODAY) -> list[DueDate]:
    return own_due_dates([cast.provider.pk], today)


def test_the_last_day_for_notice_is_due(cast: Cast) -> None:
    agreement = make_vendor_agreement(cast.provider, effective_from=date(2026, 4, 1))
    make_vendor_agreement(cast.strange_provider)

    [found] = due(cast)

    assert (found.kind, found.owed_by, found.subject_id) == ("notice", "provider", agreement.pk)
    assert found.customer_id is None
    assert (found.due_on, found.path) == (
        date(2026, 12, 31),
        f"/providers/fairlead-it/vendor-agreements/#v-{agreement.pk}",
    )
    assert found.title == "Last day to give CrowdStrike notice on Falcon, to be sent by Wed 30 Dec 2026"
    assert due_dates([cast.customer.pk], TODAY) == []


def test_after_a_notice_date_the_next_terms_follows(cast: Cast) -> None:
    make_vendor_agreement(cast.provider, notice_period=2)

    assert [each.due_on for each in due(cast)] == [date(2027, 10, 31)]


@pytest.mark.parametrize(("today", "expected"), [(TODAY, [date(2026, 12, 31)]), (date(2027, 1, 1), [])])
def test_a_fixed_term_is_due_on_its_last_day_and_no_longer(cast: Cast, today: date, expected: list[date]) -> None:
    make_vendor_agreement(cast.provider, renewal="none")

    assert [each.due_on for each in due(cast, today)] == expected
    assert {each.kind for each in due(cast, today)} <= {"ending"}


def test_what_has_been_ended_needs_nothing_more(cast: Cast) -> None:
    make_vendor_agreement(cast.provider, ended_on=date(2026, 12, 31))

    assert due(cast) == []


def test_whoever_is_reminded_may_open_the_link(cast: Cast) -> None:
    make_vendor_agreement(cast.provider)

    assert may_open(due(cast)[0].path, PERMISSIONS[Side.PROVIDER, Role.OWNER])
