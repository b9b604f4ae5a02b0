"""A policy in sentences."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from contracts.insurance import words
from contracts.insurance.answers import Used
from contracts.insurance.questions import Asked, questions
from contracts.wording import Sentence

D = Decimal
FACTS = words.Facts(
    who="You", state="in force", starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31), limit=D(250000),
    per_claim=None, retention=D(1000), costs_inclusive=True, bi_retention="greater_of", coinsurance=D(0),
    waits=((8, "deductible"), (0, "deductible")), used=Used(limit=D(250000), paid=D(0), reserved=D(0)),
)  # fmt: skip


def plain(sentence: Sentence) -> str:
    return "".join(part.text for part in sentence)


@pytest.mark.parametrize(
    ("about", "said"),
    [
        ({}, "You are covered up to £250,000 in a year; the first £1,000 of each event is yours, "
             "and nothing is paid for the first 8 hours of an outage."),
        ({"who": "Harbour Roast"},
         "Harbour Roast is covered up to £250,000 in a year; the first £1,000 of each event is theirs, "
         "and nothing is paid for the first 8 hours of an outage."),
        ({"retention": D(0)},
         "You are covered up to £250,000 in a year; nothing is paid for the first 8 hours of an outage."),
        ({"waits": ()}, "You are covered up to £250,000 in a year; the first £1,000 of each event is yours."),
        ({"retention": D(0), "waits": ((12, "qualifying"), (8, "qualifying"))},
         "You are covered up to £250,000 in a year; an outage is paid only once it has lasted 8 to 12 hours."),
        ({"retention": D(0), "waits": (), "ends_on": date(2026, 6, 30)},
         "You are covered up to £250,000 from Thu 1 Jan 2026 to Tue 30 Jun 2026."),
        ({"state": "ended"}, "It ran out on Thursday 31 December 2026."),
        ({"state": "not begun", "waits": (), "retention": D(0)},
         "From Thursday 1 January 2026 you are covered up to £250,000 in a year."),
    ],
)  # fmt: skip
def test_statement(about: dict[str, object], said: str) -> None:
    assert plain(words.statement(replace(FACTS, **about))) == said  # type: ignore[arg-type]  # fields


def test_terms_name_the_fields_words() -> None:
    terms = words.terms(replace(FACTS, per_claim=D(50000), coinsurance=D("0.1"), costs_inclusive=False), "Claims made.")

    assert [(term.term, term.value) for term in terms] == [
        ("Aggregate limit", "£250,000"),
        ("Limit any one claim", "£50,000"),
        ("Retention, excess or deductible", "£1,000"),
        ("Coinsurance", "10\xa0%"),
        ("Costs in addition", "Paid on top of the limit"),
        ("Claims-made, retroactive date", "Claims made."),
    ]
    assert terms[2].means == "For lost business: this amount or the loss in the waiting hours, whichever is more."


@pytest.mark.parametrize(
    ("about", "said"),
    [
        ({"claims_made": False}, "What happens in the period, whenever it is claimed."),
        ({"retroactive_on": date(2024, 5, 5)}, "for mistakes made on or after Sun 5 May 2024."),
        ({"covers_all_past": True}, "however long ago the mistake was made."),
        ({}, "From when on mistakes count has not been entered."),
    ],
)
def test_which_mistakes_count(about: dict[str, object], said: str) -> None:
    whole = {"claims_made": True, "covers_all_past": False, "retroactive_on": None} | about

    assert words.acts(**whole).endswith(said)  # type: ignore[arg-type]  # as the table has them


def test_the_limit_is_a_sum_that_can_be_followed() -> None:
    said = words.used_words(Used(limit=D(100000), paid=D(30000), reserved=D(500), payments=(("A breach", D(30000)),)))

    assert said.steps == (("The most it pays in the period", "£100,000"), ("Paid: A breach", "– £30,000"))
    assert (said.left, said.reserved, said.is_used) == ("£70,000", "£500", True)


@pytest.mark.parametrize(
    ("falls_short", "is_met", "counted", "found"),
    [
        (True, False, None, ("short", "Not met")),
        (True, None, 22, ("short", "Not met: 22 of 24")),
        (False, True, 24, ("met", "Met: 24 of 24")),
        (False, None, None, ("unknown", "Nobody knows yet")),
        (False, None, 24, ("unknown", "Nobody has said it is met: 24 of 24")),
    ],
)
def test_how_a_condition_stands(
    falls_short: bool, is_met: bool | None, counted: int | None, found: tuple[str, str]
) -> None:
    of = 24 if counted else None

    assert words.found_words(falls_short=falls_short, is_met=is_met, counted=counted, counted_of=of) == found


def test_conditions_together_say_the_worst_first() -> None:
    assert words.standing(3, 1, 1) == "1 of 3 conditions not met"
    assert words.standing(3, 0, 2) == "Not looked at: 2 of 3 conditions"
    assert words.standing(1, 0, 0) == "1 condition met"
    assert words.standing(0, 0, 0) == ""


def test_dates_ahead_stand_in_their_order() -> None:
    about = {"starts_on": date(2026, 1, 1), "ends_on": date(2026, 12, 31), "review_on": date(2026, 11, 1)}
    ahead = words.milestones(**about, today=date(2025, 12, 1), will_lapse=True)  # type: ignore[arg-type]  # dates
    over = words.milestones(**about, today=date(2027, 2, 1), will_lapse=False)  # type: ignore[arg-type]  # dates

    assert [milestone.on.month for milestone in ahead] == [1, 11, 12, 1]
    assert ahead[-1].what == "Nothing is insured from here on"
    assert [milestone.what for milestone in over] == ["Last day of the policy"]


def test_questions_never_advise() -> None:
    asked = Asked(
        causes=frozenset({"ransomware"}), retroactive_is_known=False, claims_made=True, waits=(12,), unmet=("MFA",),
        waiver=None, ends_on=date(2026, 12, 31), is_providers=False,
    )  # fmt: skip
    found = questions(asked)

    assert len(found) == 6
    assert all(question.endswith("?") for question in found)
    assert "MFA" in found[0]
    assert len(questions(replace(asked, is_providers=True))) == 4
