"""Every word of the vocabularies is told in plain words and in the field's."""

import pytest

from contracts.liability.vocabulary import EDITABLE_CAUSES, EDITABLE_HEADS, UNCAPPED_BY_LAW, CapForm
from contracts.loss.vocabulary import Cause, Head
from core.enums import Labelled
from tests.findings.every_check import YOU


@pytest.mark.parametrize("vocabulary", [Head, Cause, CapForm])
def test_every_word_has_a_label_and_a_term_of_its_own(vocabulary: type[Labelled]) -> None:
    for kind in ("label", "term"):
        words = [getattr(word, kind) for word in vocabulary]
        assert all(words)
        assert len(set(words)) == len(words)


@pytest.mark.parametrize("vocabulary", [Head, Cause])
def test_what_went_wrong_and_what_it_costs_is_told_to_both_sides(vocabulary: type[Labelled]) -> None:
    assert not [word.label for word in vocabulary if YOU.search(word.label)]


def test_what_the_law_leaves_unlimited_cannot_be_chosen() -> None:
    assert UNCAPPED_BY_LAW == (Head.BODILY_INJURY, Cause.FRAUD)
    assert set(EDITABLE_HEADS) == set(Head) - {Head.BODILY_INJURY}
    assert set(EDITABLE_CAUSES) == set(Cause) - {Cause.FRAUD}
