"""Facts that cannot both be true."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from responsibilities.reading import contradictions


def test_shared_yet_fully_inheritable():
    (sentence,) = contradictions({"originations": ["provider_system", "shared"], "inheritable": "yes"})

    assert sentence == "It is marked shared, yet the customer is told that all of it can be inherited."


def test_customer_provided_yet_inheritable():
    (sentence,) = contradictions({"originations": ["provided_by_customer"], "inheritable": "yes"})

    assert sentence.startswith("The customer provides it")


@pytest.mark.parametrize("inheritable", ["partial", "no", ""])
def test_shared_and_not_fully_inheritable_agree(inheritable):
    assert contradictions({"originations": ["shared"], "inheritable": inheritable}) == []


@pytest.mark.parametrize(
    ("statuses", "sentences"),
    [
        (["implemented", "not_applicable"], ["It is marked both implemented and not applicable."]),
        (["implemented", "alternative"], ["It is marked both implemented and implemented in another way."]),
        (["partial", "planned"], []),
        (["planned", "alternative"], []),
        (["implemented"], []),
        (["implemented", "implemented"], []),
        (["partial", "not_applicable"], ["It is marked both partially implemented and not applicable."]),
        (["implemented", "odd"], ["It is marked both implemented and odd."]),
    ],
)
def test_statuses(statuses, sentences):
    assert contradictions({"statuses": statuses}) == sentences


@pytest.mark.parametrize("facts", [{}, {"statuses": "implemented"}, {"statuses": [1, None]}, {"inheritable": "yes"}])
def test_odd_facts_contradict_nothing(facts):
    assert contradictions(facts) == []


@given(st.dictionaries(st.sampled_from(["originations", "statuses", "inheritable"]), st.text() | st.lists(st.text())))
def test_any_facts_give_sentences(facts):
    assert all(sentence.endswith(".") for sentence in contradictions(facts))
