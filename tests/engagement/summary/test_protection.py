"""Incidents that the customer was told of."""

from datetime import UTC, datetime

from engagement.models import Meeting
from tests.cast import NOW, Cast
from tests.engagement.facts import on_one_page
from tests.factories.incidents import make_incident

CLOSED = {"closed_at": NOW, "aware_at": datetime(2026, 7, 1, 9, 0, tzinfo=UTC)}


def test_incidents_since_the_last_quarter_began_and_those_still_open(cast: Cast, held: Meeting) -> None:
    by = cast.provider_lead
    make_incident(cast.customer, by=by, **CLOSED, closed_by=by)
    make_incident(cast.customer, by=by, title="Old and open", aware_at=datetime(2026, 2, 1, 9, 0, tzinfo=UTC))
    make_incident(
        cast.customer, by=by, title="Old", aware_at=datetime(2026, 6, 30, 9, 0, tzinfo=UTC), closed_at=NOW, closed_by=by
    )

    assert on_one_page(held)["Incidents"] == "1 since Wed 1 Jul 2026, still open: INC-002: Old and open"


def test_two_open_ones_are_named_and_the_others_counted(cast: Cast, held: Meeting) -> None:
    for number in range(4):
        make_incident(cast.customer, by=cast.provider_lead, title=f"Stop {number}", number=number)

    assert on_one_page(held)["Incidents"].endswith(" and 2 more")


def test_what_is_over_is_said_so(cast: Cast, held: Meeting) -> None:
    make_incident(cast.customer, by=cast.provider_lead, **CLOSED, closed_by=cast.provider_lead)

    assert on_one_page(held)["Incidents"] == "1 since Wed 1 Jul 2026, none open"


def test_what_the_customer_was_not_told_of_is_not_here(cast: Cast, held: Meeting) -> None:
    make_incident(cast.customer, by=cast.provider_lead, shared_at=None, shared_by=None)
    make_incident(cast.other_customer, by=cast.provider_lead)

    assert "Incidents" not in on_one_page(held)
