"""How customers stand, out of the database."""

from datetime import date

from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Customer
from contracts.measuring.protection import standing_of, standings_of
from contracts.service_levels.standing import Stand
from contracts.service_levels.vocabulary import Counted
from tests.cast import Cast
from tests.factories.levels import make_share

ON = date(2026, 11, 23)


def make_mfa(customer: Customer, on: date, good: int, **about: object) -> None:
    make_share(customer, "second_factor", good, 20, on, source="Sign-in", **about)


def mfa(stands: tuple[Stand, ...]) -> Stand:
    return stands[list(Counted).index(Counted.SECOND_FACTOR)]


def test_the_latest_that_ended_by_the_day_counts(cast: Cast) -> None:
    for on, good in ((date(2026, 3, 1), 15), (date(2026, 6, 1), 17), (date(2026, 9, 1), 19), (date(2026, 11, 24), 20)):
        make_mfa(cast.customer, on, good, note=f"{20 - good} left")
    reader = cast.actor(cast.customer_reader)

    now = mfa(standing_of(reader, cast.customer, ON))

    assert (now.words, now.on, now.tally and now.tally.note) == ("19 of 20, 95\xa0%", ON, "1 left")
    assert now.before
    assert now.before.words == "17 of 20, 85\xa0%"
    assert mfa(standing_of(reader, cast.customer, date(2026, 5, 31))).words == "15 of 20, 75\xa0%"
    assert mfa(standing_of(reader, cast.customer, date(2026, 2, 28))).tally is None


def test_what_was_reported_after_a_cut_off_is_left_out(cast: Cast) -> None:
    make_mfa(cast.customer, date(2026, 6, 1), 17)
    make_mfa(cast.customer, date(2026, 9, 30), 19, counted_on=date(2026, 10, 2))
    reader, end = cast.actor(cast.customer_reader), date(2026, 9, 30)

    assert mfa(standing_of(reader, cast.customer, end)).words == "19 of 20, 95\xa0%"
    assert mfa(standing_of(reader, cast.customer, end, counted_by=end)).words == "17 of 20, 85\xa0%"


def test_nobody_reads_another_customers(cast: Cast) -> None:
    make_mfa(cast.other_customer, date(2026, 9, 1), 19)
    make_mfa(cast.strange_customer, date(2026, 9, 1), 18)
    everybody = [cast.customer, cast.other_customer, cast.strange_customer]

    member = standings_of(cast.actor(cast.customer_owner), everybody, ON)
    lead = standings_of(cast.actor(cast.provider_lead, provider=cast.provider), everybody, ON)

    assert [mfa(member[each.pk]).words for each in everybody] == ["", "", ""]
    assert [mfa(lead[each.pk]).words for each in everybody] == ["", "19 of 20, 95\xa0%", ""]


def test_many_customers_are_one_query_of_the_latest_rows(cast: Cast) -> None:
    for customer in (cast.customer, cast.other_customer):
        for month in range(1, 11):
            make_mfa(customer, date(2026, month, 1), month)
    lead = cast.actor(cast.provider_lead, provider=cast.provider)

    with CaptureQueriesContext(connection) as queries:
        found = standings_of(lead, [cast.customer, cast.other_customer], ON)

    assert len(queries) == 1
    assert [mfa(each).words for each in found.values()] == ["10 of 20, 50\xa0%"] * 2
    with connection.cursor() as cursor:
        cursor.execute(queries[0]["sql"])
        assert len(cursor.fetchall()) == 6
