"""Five businesses to begin with, and what answers make of them."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from continuity.interview.answers import Kind, keep, read
from continuity.interview.applying import apply, drafted, known_from
from continuity.interview.asking import ask, usual
from continuity.interview.effects import cost_of_a_cut, so_far
from continuity.interview.question import Question, Starter
from continuity.interview.sectors import STARTERS
from continuity.interview.wording import answer_in_words, told
from continuity.survival.course import simulate
from continuity.survival.model import Failure, NodeKind
from continuity.survival.points import alone
from continuity.survival.trade import week_of
from tests.continuity.survival.cafe import NINE

every = pytest.mark.parametrize("starter", STARTERS.values(), ids=STARTERS)
JUNK = st.sampled_from([None, "x", "-5", "NaN", "1e9", -3, 10**9, True, 1.5, [], {"days": [9]}, {"days": []}])
CLOCKS = st.times().map(lambda time: f"{time:%H:%M}")


def answers_to(question: Question) -> st.SearchStrategy[Any]:
    """Sensible, unknown or senseless."""
    kinds: dict[Kind, st.SearchStrategy[Any]] = {
        Kind.YES_NO: st.booleans(),
        Kind.LASTING: st.integers(0, 5000),
        Kind.PERCENT: st.integers(0, 10000).map(lambda hundredths: str(hundredths / 100)),
        Kind.MONEY: st.integers(0, 10**6).map(str),
        Kind.CHOICE: st.sampled_from(question.choices or ("x",)),
        Kind.HOURS: st.fixed_dictionaries(
            {"days": st.lists(st.integers(0, 6), min_size=1), "opens": CLOCKS, "closes": CLOCKS}
        ),
    }
    return kinds[question.kind] | JUNK


def all_answers(starter: Starter) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional={each.id: answers_to(each) for each in starter.questions})


def usual_answers(starter: Starter) -> dict[str, Any]:
    found = {each: usual(starter, each) for each in ask(starter, {}).questions}
    return {each.id: keep(each.kind, value) for each, value in found.items() if value is not None}


@every
@given(data=st.data())
def test_any_answers_make_a_model_that_works(starter: Starter, data: st.DataObject) -> None:
    answers = data.draw(all_answers(starter))

    business = apply(starter, answers)

    assert sum(node.kind == NodeKind.SERVICE for node in business.nodes) == 1
    week_of(business.facts.takings)
    alone(business)
    simulate(business, [Failure(key=node.key, back=480) for node in business.nodes[:3]], NINE).loss(480)
    asked = ask(starter, answers)
    assert {each.id for each in asked.unknown} <= set(answers)
    assert all(so_far(starter, business, section).endswith((".", "")) for section in starter.sections)


@every
def test_untouched_starter_is_believable(starter: Starter) -> None:
    business = starter.business
    power = next(each for each in alone(business) if each.key == "power")

    assert power.below_minimum < 2 * 1440
    assert power.below_minimum <= power.survival
    assert float(cost_of_a_cut(business, "power", NINE, 480)) > 0
    assert len(told(business)) > 40


@every
def test_usual_answers_change_nothing(starter: Starter) -> None:
    assert apply(starter, usual_answers(starter)) == starter.business


@every
def test_every_thing_and_every_question_has_its_counterpart(starter: Starter) -> None:
    asked = starter.asked_by()
    ends = {key for place in asked for key in ((place,) if isinstance(place, str) else place)}
    links = {(link.node, link.needs) for link in starter.links}
    ids = [each.id for each in starter.questions]

    plain = {node.key for node in starter.nodes if node.kind not in (NodeKind.ANY_OF, NodeKind.SERVICE)}
    assert plain - ends <= {"owner", "clinician", "partner"}  # who answers is there
    assert {place for place in asked if isinstance(place, tuple)} <= links
    assert len(ids) == len(set(ids))
    assert {id for each in starter.questions for id, _ in (*each.only_if, *each.unless)} <= set(ids)
    assert all(len(each.id) <= 30 and each.term for each in starter.questions)
    assert len({node.name for node in starter.nodes}) == len(starter.nodes)


@every
def test_usual_answer_is_read_back_as_it_was_kept(starter: Starter) -> None:
    for question in starter.questions:
        value = usual(starter, question)
        if value is not None:
            assert read(question.kind, keep(question.kind, value), question.choices) == value
            assert answer_in_words(question, value)


@every
@given(data=st.data())
def test_model_that_was_kept_gives_its_answers_back(starter: Starter, data: st.DataObject) -> None:
    answers = data.draw(all_answers(starter)) | {"has_busy": False, "has_also": False}
    draft = drafted(starter, answers)
    business = draft.business()

    again = apply(starter, {}, known_from(starter, business, draft.scores, draft.targets))

    assert told(again) == told(business)


@every
def test_other_business_gives_no_answers(starter: Starter) -> None:
    other = next(each for each in STARTERS.values() if each is not starter)
    names = {node.name for node in starter.nodes}
    stranger = other.business

    if sum(node.name in names for node in stranger.nodes) * 2 < len(stranger.nodes):
        assert known_from(starter, stranger, {}) == {}
