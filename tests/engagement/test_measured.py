"""Topics out of what was counted and assessed: for reviews alone, and as the customer may read them."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

from engagement.queries import measured
from engagement.queries.agenda import seeds_of
from engagement.queries.asking import Asking, asking_of
from engagement.vocabulary import Source
from tests.cast import NOW, Cast
from tests.factories.levels import make_share, make_ticket
from tests.factories.meetings import make_meeting
from tests.factories.technology import make_deployment, make_product, make_vendor

TODAY = NOW.date()
AUGUST = datetime(2026, 8, 3, 9, tzinfo=UTC)


def topics(cast: Cast, source: Source, kind: str = "quarterly") -> list[tuple[str, str]]:
    seeds = seeds_of(make_meeting(cast.customer, cast.provider_lead, kind=kind), NOW)
    return [(each.title, each.fact) for each in sorted(seeds, key=lambda seed: -seed.weight) if each.source == source]


def asking(cast: Cast) -> Asking:
    return asking_of(make_meeting(cast.customer, cast.provider_lead, kind="quarterly"), NOW)


def count(cast: Cast, metric: str, good: int, total: int, on: date = TODAY, **about: Any) -> None:
    make_share(about.pop("customer", cast.customer), metric, good, total, on, **about)


def test_a_cause_that_keeps_coming_up(cast: Cast) -> None:
    for cause in ("Printer", "printer ", "Printer", "Sign-in", ""):
        make_ticket(cast.customer, reported_at=AUGUST, cause=cause)

    assert topics(cast, Source.TICKETS) == [
        ("Keeps coming up: Printer", "3 of 5 tickets in July to September 2026 came from it. What would end them?")
    ]


def test_the_way_to_the_tickets_of_a_cause_in_other_letters_is_whole(cast: Cast) -> None:
    cause = "Принтер " * 10
    for _ in range(3):
        make_ticket(cast.customer, reported_at=AUGUST, cause=cause)

    (seed,) = measured.tickets(asking(cast))

    (searched,) = parse_qs(urlsplit(seed.path).query)["q"]
    assert cause.startswith(searched)
    assert len(seed.path) <= 300


def test_what_nobody_has_counted_is_one_topic_however_much_is_left(cast: Cast) -> None:
    (before,) = measured.protection(asking(cast))
    count(cast, "second_factor", 24, 24)
    (after,) = measured.protection(asking(cast))

    assert before.fact != after.fact
    assert before.source_id == after.source_id


def test_what_falls_short_what_is_old_and_what_nobody_counted(cast: Cast) -> None:
    count(cast, "second_factor", 24, 24, date(2026, 7, 1))
    count(cast, "endpoint", 30, 31, note="A new till.")
    count(cast, "access", 40, 40)
    count(cast, "backup", 299, 300)

    assert topics(cast, Source.PROTECTION) == [
        ("Computers with endpoint protection", "30 of 31, 96\xa0%, on Mon 23 Nov 2026. A new till."),
        ("People who sign in with a second factor", "24 of 24, 100\xa0%, on Wed 1 Jul 2026, 145 days old."),
        (
            "What nobody has counted",
            "Updates installed in time; restore tests that worked; the provider’s accounts looked through.",
        ),
    ]


def test_a_vendor_to_assess_and_a_product_whose_support_ends(cast: Cast) -> None:
    vendor = make_vendor(cast.provider, name="Sentryfold", is_critical=True)
    make_deployment(cast.customer, make_product(cast.provider, vendor, name="Watch", support_ends_on=date(2026, 12, 1)))
    make_deployment(cast.customer, make_product(cast.provider, support_ends_on=TODAY + timedelta(days=121)))

    (ending, _), (assess, told) = topics(cast, Source.VENDOR)

    assert (ending, assess) == ("Sentryfold Watch: its support", "Sentryfold: to assess")
    assert told == "Nobody has assessed Sentryfold yet."


def test_other_meetings_and_other_customers_have_none_of_it(cast: Cast) -> None:
    count(cast, "second_factor", 1, 2, customer=cast.other_customer)
    make_deployment(cast.other_customer, make_product(cast.provider, make_vendor(cast.provider, is_critical=True)))
    for _ in range(3):
        make_ticket(cast.other_customer, reported_at=AUGUST, cause="Printer")

    assert topics(cast, Source.TICKETS) == topics(cast, Source.VENDOR) == []
    assert topics(cast, Source.PROTECTION, kind="incident") == []


def test_how_long_a_restore_took_is_part_of_the_fact(cast: Cast) -> None:
    count(cast, "restore_test", 1, 2, took_minutes=160, note="The till server")

    assert topics(cast, Source.BACKUP) == [
        ("Restore tests that worked", "1 of 2, 50\xa0%, on Mon 23 Nov 2026, took 2 h 40 min. The till server.")
    ]
