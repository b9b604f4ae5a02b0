"""Figures that are worked out for an example: credits from the service levels, the provider's part from the matrix."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from contracts.scenarios.filling import credits_of
from contracts.scenarios.suggested import Outage, Promised, Suggestion, credits_for, from_json, origins, share_of
from contracts.service_levels.availability import ExclusionRule
from contracts.service_levels.clocks import AroundTheClock
from contracts.service_levels.credits import Band, CreditTerms
from contracts.service_levels.facts import Facts, Fee, OutageFacts, Promise, WorkFacts
from contracts.service_levels.measure import Result
from contracts.service_levels.owed import Owed
from contracts.service_levels.windows import Window, month_of
from tests.cast import NOW, Cast
from tests.factories.levels import make_outage, make_uptime

LONDON = ZoneInfo("Europe/London")
BANDS = tuple(Band(Decimal(below), Decimal(share)) for below, share in (("99.9", "5"), ("99", "10"), ("97", "20")))
YEAR = Window(date(2026, 1, 1), date(2026, 12, 31), "term", "term")


@dataclass
class Job:
    label: str
    ownership: str
    is_published: bool = True


def outage(**about: Any) -> Outage:
    """The 36 hours of domain.md §4.4."""
    began = datetime(2024, 7, 19, 5, tzinfo=LONDON)
    facts: dict[str, Any] = {"cause": "dependent_system_failure", "begins": began, "hours": Decimal(36)}
    return Outage(**facts | {"zone": LONDON} | about)


def facts_of(*outages: OutageFacts) -> Facts:
    """What else was down."""
    now = datetime(2026, 11, 26, tzinfo=LONDON)
    return Facts(zone=LONDON, now=now, usual=AroundTheClock(), outages=outages)


def down(began: datetime, minutes: int | None, **about: Any) -> OutageFacts:
    return OutageFacts("o", began, began + timedelta(minutes=minutes) if minutes else None, **about)


def promised(
    given: tuple[Owed, ...] = (), others: tuple[OutageFacts, ...] = (), note: str = "", **about: Any
) -> Promised:
    """99.9 % of each month for everything that is bought, £1,200 a month."""
    facts: dict[str, Any] = {
        "key": 1, "metric": "availability", "value": Decimal("99.9"), "unit": "percent",
        "runs_from": date(2026, 1, 1), "credit": CreditTerms(BANDS),
    }  # fmt: skip
    fees = (Fee(1, Decimal(1200), date(2026, 1, 1), None),)
    return Promised(
        words="Available 99.9 %.", promise=Promise(**facts | about), fees=fees, term=YEAR, given=given,
        facts=facts_of(*others), note=note,
    )  # fmt: skip


def test_credits_are_those_of_the_worked_example() -> None:
    found = credits_for(outage(), [promised()])

    assert found is not None
    assert found.value == Decimal(240)
    assert "(44,640 − 2,160) ÷ 44,640 minutes × 100 = 95.16\xa0%" in found.why[0]
    assert "below 97\xa0% gives 20\xa0% of the fee of £1,200: £240" in found.why[0]


def test_a_version_that_holds_at_another_time_is_the_measure_all_the_same() -> None:
    found = credits_for(outage(), [promised(holds_from=date(2026, 3, 1), holds_until=date(2026, 9, 1))])

    assert found is not None
    assert found.value == Decimal(240)


def test_an_outage_over_the_end_of_a_month_counts_in_both() -> None:
    found = credits_for(outage(begins=datetime(2026, 6, 30, 12, tzinfo=LONDON)), [promised()])

    assert found is not None
    assert found.value == Decimal(360)  # 12 hours in June, 98.33 %; 24 in July, 96.77 %: 10 and 20 per cent of £1,200
    assert len(found.why) == 2


def test_the_caps_of_month_and_term_hold() -> None:
    month = credits_for(outage(), [promised(credit=CreditTerms(BANDS, cap=Decimal(15)))])
    term = credits_for(outage(), [promised(credit=CreditTerms(BANDS, term_cap=Decimal(1)))])

    assert month is not None
    assert month.value == Decimal(180)
    assert term is not None
    assert term.value == Decimal(144)


def test_the_band_goes_by_all_that_was_down_in_the_period() -> None:
    """July 2024: 20 minutes before, 30 more now: 50 of 44,640 are 99.88 %, below 99.9."""
    before = down(datetime(2024, 7, 3, 9, tzinfo=LONDON), 20)

    alone = credits_for(outage(hours=Decimal("0.5")), [promised()])
    found = credits_for(outage(hours=Decimal("0.5")), [promised(others=(before,))])

    assert alone is not None
    assert alone.value == 0
    assert found is not None
    assert found.value == Decimal(60)  # 5 % of £1,200
    assert "(44,640 − 50) ÷ 44,640 minutes × 100 = 99.88\xa0%; below 99.9\xa0% gives 5\xa0%" in found.why[0]


def test_what_is_due_without_the_outage_is_none_of_its_credit() -> None:
    """July 2024: 2 h before are 99.73 % and £60; with 36 h more, 94.89 % and £240: this outage earns £180."""
    before = down(datetime(2024, 7, 3, 9, tzinfo=LONDON), 120)

    found = credits_for(outage(), [promised(others=(before,))])

    assert found is not None
    assert found.value == Decimal(180)
    assert found.why[0].endswith("£240, of which £60 is due without this outage.")


def test_the_outage_itself_where_it_was_recorded_counts_once() -> None:
    recorded = down(datetime(2024, 7, 19, 4, tzinfo=LONDON), 38 * 60)  # an hour longer at both ends

    found = credits_for(outage(), [promised(others=(recorded,))])

    assert found is not None
    assert "(44,640 − 2,280) ÷ 44,640" in found.why[0]
    assert found.value == Decimal(180)  # the two hours around it are 99.73 % by themselves: £60


def test_maintenance_beside_the_outage_counts_as_the_contract_says() -> None:
    """July 2024, 4 h told in time: AST is 44,400; 45 minutes down are 99.898 %, of 44,640 they would be 99.899 %."""
    told = datetime(2024, 7, 1, 9, tzinfo=LONDON)
    begins = datetime(2024, 7, 10, 22, tzinfo=LONDON)
    work = WorkFacts("w", begins, begins + timedelta(hours=4), told, is_agreed=True)
    several = promised(rule=ExclusionRule(notice=timedelta(days=5)))
    several = replace(several, facts=replace(several.facts, works=(work,)))

    found = credits_for(outage(hours=Decimal("0.75")), [several])

    assert found is not None
    assert "(44,400 − 45) ÷ 44,400" in found.why[0]


def test_credits_against_future_fees_alone_say_so() -> None:
    found = credits_for(outage(), [promised(note="Only set against future fees.")])

    assert found is not None
    assert found.why[-1] == "Only set against future fees."


def test_what_the_contract_leaves_out_earns_nothing_and_says_so() -> None:
    found = credits_for(outage(), [promised(rule=ExclusionRule(exclusions=frozenset({"third_party"})))])

    assert found is not None
    assert found.value == 0
    assert "leaves such an outage out (equipment or software of somebody else)" in found.why[0]
    before = down(datetime(2024, 7, 3, 9, tzinfo=LONDON), 120)  # whatever else was missed in that month
    rule = ExclusionRule(exclusions=frozenset({"third_party"}))
    assert credits_for(outage(), [promised(others=(before,), rule=rule)]) == found


def test_a_short_outage_keeps_the_promise() -> None:
    found = credits_for(outage(hours=Decimal("0.5")), [promised()])

    assert found == Suggestion(
        Decimal(0), ("Available 99.9 %. (44,640 − 30) ÷ 44,640 minutes × 100 = 99.93\xa0%: kept, so no credit.",)
    )


def test_without_a_service_level_nothing_is_suggested() -> None:
    assert credits_for(outage(), []) is None


@pytest.mark.parametrize(
    ("owners", "share"),
    [
        (["provider"], "1"),
        (["customer"], "0"),
        (["provider", "customer"], "0.5"),
        (["shared"], "0.5"),
        (["provider", "shared", "undecided"], "0.5"),
        (["provider", "third_party", "third_party"], "0.3333"),
    ],
)
def test_each_failed_job_counts_the_same_and_a_shared_one_half(owners: list[str], share: str) -> None:
    found = share_of([Job(f"BAK-0{at} Job", owner) for at, owner in enumerate(owners)], "Fairlead IT", "Harbour Roast")

    assert found is not None
    assert found.value == Decimal(share)


def test_titles_are_told_only_of_what_both_sides_read() -> None:
    hidden = share_of([Job("BAK-01 Secret plan", "provider", is_published=False)], "Fairlead IT", "Harbour Roast")
    shown = share_of([Job("BAK-01 Make copies", "provider")], "Fairlead IT", "Harbour Roast")

    assert hidden is not None
    assert "Secret" not in " ".join(hidden.why)
    assert shown is not None
    assert shown.why[1] == "BAK-01 Make copies: Fairlead IT."
    assert share_of([], "Fairlead IT", "Harbour Roast") is None


@dataclass
class Row:
    msp_share: Decimal = Decimal("0.5")
    service_credits: Decimal = Decimal(0)
    availability_failure: bool = False
    advice_declined: bool = False
    suggested: Any = None


def test_a_corrected_figure_says_what_would_have_been_worked_out() -> None:
    kept = {"msp_share": {"value": "0.5", "why": ["Two jobs failed."]}}
    (same,) = origins(Row(suggested=kept), "Fairlead IT")
    (other,) = origins(Row(msp_share=Decimal(1), suggested=kept), "Fairlead IT")
    (typed,) = origins(Row(suggested={}), "Fairlead IT")

    assert (same.figure, same.says) == ("50\xa0%", "Worked out from who does the jobs that failed")
    assert other.says == "Written by hand; who does the jobs that failed would give 50\xa0%"
    assert typed.says == "Written by hand"
    assert from_json(kept["msp_share"]) == Suggestion(Decimal("0.5"), ("Two jobs failed.",))


def missed(month: int, amount: str) -> Owed:
    """A miss of 2026 and what it gave."""
    window = month_of(date(2026, month, 1))
    result = Result(window, Fraction(98), is_missed=True, is_final=True)
    return Owed(result, BANDS[1], Decimal(1200), Decimal(amount), None)


def test_what_other_misses_gave_leaves_less_of_the_terms_limit() -> None:
    several = (missed(2, "120.00"), missed(3, "120.00"))
    began = datetime(2026, 7, 19, 5, tzinfo=LONDON)
    found = credits_for(outage(begins=began), [promised(credit=CreditTerms(BANDS, term_cap=Decimal(2)), given=several)])

    # 2 % of 12 × £1,200 is £288; £240 of it was given, so that of 20 % of £1,200 only £48 is paid.
    assert found is not None
    assert found.value == Decimal(48)
    assert found.why[1] == (
        "All credits of a term come to £288 at most, 2\xa0% of its fees; other misses of it gave £240, so £48 is left."
    )


def test_a_miss_of_the_outages_own_month_or_of_another_term_takes_nothing_from_it() -> None:
    began = datetime(2026, 7, 19, 5, tzinfo=LONDON)
    last_year = Owed(
        Result(month_of(date(2025, 3, 1)), Fraction(98), is_missed=True, is_final=True),
        None, Decimal(1200), Decimal(240), None,
    )  # fmt: skip
    several = (missed(7, "240.00"), last_year)

    found = credits_for(outage(begins=began), [promised(credit=CreditTerms(BANDS, term_cap=Decimal(2)), given=several)])

    assert found is not None
    assert (found.value, len(found.why)) == (Decimal(240), 1)


def test_the_limit_of_a_term_counts_what_really_was_missed_in_it(cast: Cast, django_assert_num_queries: Any) -> None:
    make_uptime(cast.customer, bands=[["99.9", "60"]], term_cap=8)
    make_outage(cast.customer, starts_at=datetime(2026, 9, 12, 9, tzinfo=UTC))
    about = {
        "cause": "system_failure", "availability_failure": True, "duration_hours": Decimal(36),
        "terms_on": date(2026, 10, 20),
    }  # fmt: skip

    lead = cast.actor(cast.provider_lead)

    with django_assert_num_queries(7):  # service levels, fees; sites, waits, tickets, downs, fees and counts
        found = credits_of(about, customer=cast.customer, by=lead, today=NOW.date())

    # 60 % of £220.00 is £132.00; 8 % of £2,640.00 is £211.20, and September took £132.00 of it.
    assert found is not None
    assert found.value == Decimal("79.20")


def test_another_outage_of_the_month_counts_for_the_band(cast: Cast) -> None:
    make_uptime(cast.customer, bands=[["99.9", "5"], ["99", "10"]])
    make_outage(
        cast.customer, starts_at=datetime(2026, 10, 5, 9, tzinfo=UTC), ends_at=datetime(2026, 10, 5, 10, tzinfo=UTC)
    )
    about = {
        "cause": "system_failure", "availability_failure": True, "duration_hours": Decimal("7"),
        "terms_on": date(2026, 10, 20),
    }  # fmt: skip

    found = credits_of(about, customer=cast.customer, by=cast.actor(cast.provider_lead), today=NOW.date())

    # 60 of 44,700 minutes are 99.86 %, £11.00; with 420 more they are 98.92 %, £22.00. Alone they would be 99.06 %.
    assert found is not None
    assert found.value == Decimal("11.00")
