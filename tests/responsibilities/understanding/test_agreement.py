"""How far two sides agree, with worked numbers and over anything people may answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from responsibilities.understanding.agreement import Given, Heard, Outcome, Score, compare, heard, score
from responsibilities.understanding.suggesting import Candidate, suggested
from responsibilities.understanding.vocabulary import SPLIT, UNKNOWN, Doer, Payer, Question, choices_for, words_of

ANSWERS = st.lists(
    st.builds(Given, st.sampled_from(["Ann", "Bo", "Cy", "Di"]), st.sampled_from(list(Doer)), st.booleans()),
    max_size=6,
)  # fmt: skip


def said(*values: str, accountable: int | None = None) -> Heard:
    return heard(Given(f"P{at}", value, at == accountable) for at, value in enumerate(values))


@pytest.mark.parametrize(
    ("answers", "accountable", "value"),
    [
        ((), None, ""),
        (("shared",), None, "shared"),
        (("shared", "provider", "shared"), None, "shared"),
        (("shared", "provider"), None, SPLIT),
        (("shared", "provider"), 1, "provider"),
        (("shared", "shared", "provider"), 2, "shared"),
        (("shared", "provider", "customer"), None, SPLIT),
    ],
)
def test_a_sides_answer(answers: tuple[str, ...], accountable: int | None, value: str) -> None:
    assert said(*answers, accountable=accountable).value == value


def test_two_accountable_people_who_differ_leave_a_side_of_two_minds() -> None:
    answers = [Given("Ann", "shared", True), Given("Bo", "provider", True)]

    assert heard(answers).value == SPLIT


def test_who_said_what_is_kept_the_most_said_first() -> None:
    side = heard([Given("Cy", "shared"), Given("Ann", "provider"), Given("Bo", "shared")])

    assert side.said == (("shared", ("Bo", "Cy")), ("provider", ("Ann",)))
    assert side.is_spread
    assert not said("shared", "shared").is_spread


@pytest.mark.parametrize(
    ("provider", "customer", "outcome"),
    [
        ("shared", "shared", Outcome.SAME),
        ("undecided", "undecided", Outcome.SAME),
        ("shared", "provider", Outcome.DIFFERENT),
        (UNKNOWN, UNKNOWN, Outcome.UNSURE),
        (UNKNOWN, "shared", Outcome.UNSURE),
        (SPLIT, "shared", Outcome.UNSURE),
        ("", "shared", Outcome.MISSING),
        ("", "", Outcome.MISSING),
    ],
)
def test_two_answers_compared(provider: str, customer: str, outcome: Outcome) -> None:
    assert compare(Heard(provider), Heard(customer)) == outcome
    assert compare(Heard(customer), Heard(provider)) == outcome


def test_score_leaves_out_what_a_side_did_not_answer() -> None:
    """Six jobs, twelve questions: seven alike, three different, one not known, one not answered: 7 of 11, 64 %."""
    outcomes = [Outcome.SAME] * 7 + [Outcome.DIFFERENT] * 3 + [Outcome.UNSURE, Outcome.MISSING]

    assert score(outcomes) == Score(7, 11)
    assert score(outcomes).percent == 64
    assert score([Outcome.MISSING]).percent is None


@given(ANSWERS)
def test_a_side_says_what_somebody_of_it_said_or_is_of_two_minds(answers: list[Given]) -> None:
    side = heard(answers)

    assert side.value in {one.value for one in answers} | ({SPLIT} if len(answers) > 1 else set()) | (
        set() if answers else {""}
    )
    assert sum(len(people) for _, people in side.said) == len(answers)
    assert heard(reversed(answers)).value == side.value


@given(st.lists(st.sampled_from(list(Outcome))))
def test_score_lies_between_none_and_all(outcomes: list[Outcome]) -> None:
    found = score(outcomes)

    assert 0 <= found.same <= found.of <= len(outcomes)
    assert found.percent is None or 0 <= found.percent <= 100


def test_every_answer_has_words_for_either_reader() -> None:
    for question, enum in ((Question.WHO, Doer), (Question.PAYS, Payer)):
        for value in (*enum, SPLIT):
            assert words_of(question, value, "Fairlead IT", "You")
        for side in ("provider", "customer"):
            offered = choices_for(question, side, "Fairlead IT", "Harbour Roast")
            assert [value for value, _ in offered] == list(enum)
            assert sum(words.startswith("We do") for _, words in offered) == 1
    assert words_of(Question.WHO, "nonsense", "A", "B") == ""


def job(key: str, domain: str = "Backup", ownership: str = "provider", **about: bool) -> Candidate:
    known = {"has_high_finding": False, "was_asked": True} | about
    return Candidate(key, f"Job {key}", domain, ownership, **known)


def test_what_is_wrong_comes_before_what_is_shared_before_what_was_never_asked() -> None:
    jobs = [
        job("known"), job("new", was_asked=False), job("shared", ownership="shared"),
        job("gap", ownership="undecided"), job("wrong", has_high_finding=True, was_asked=False),
    ]  # fmt: skip

    assert suggested(jobs) == ("wrong", "gap", "shared", "new")
    assert suggested(jobs, most=2) == ("wrong", "gap")
    assert jobs[4].reasons == ("something is wrong with it", "never asked")


def test_of_equals_each_domain_gets_its_turn() -> None:
    jobs = [job("a1", "A", was_asked=False), job("a2", "A", was_asked=False), job("b1", "B", was_asked=False)]

    assert suggested(jobs) == ("a1", "b1", "a2")
