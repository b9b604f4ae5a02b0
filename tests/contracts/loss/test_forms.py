"""Open FAIR's six forms of loss over our heads (domain.md §4.8)."""

import pytest

from contracts.loss.forms import FORM_OF, Form, forms_of, heads_of
from contracts.loss.vocabulary import Head


def test_every_head_is_one_form() -> None:
    assert set(FORM_OF) == set(Head)
    assert [head for form in Form for head in heads_of(form)] == sorted(
        Head, key=lambda head: (list(Form).index(FORM_OF[head]), list(Head).index(head))
    )


@pytest.mark.parametrize(
    ("form", "heads"),
    [
        (Form.PRODUCTIVITY, {Head.EXTRA_EXPENSE, Head.LOST_GROSS_PROFIT, Head.WASTED_FEES}),
        (Form.RESPONSE, {Head.INCIDENT_RESPONSE, Head.EXTORTION, Head.NOTIFICATION, Head.LEGAL_DEFENCE}),
        (Form.REPLACEMENT, {Head.DATA_RESTORATION, Head.HARDWARE, Head.STOCK_SPOILAGE, Head.FUNDS_TRANSFER}),
        (Form.JUDGEMENTS, {Head.THIRD_PARTY_DAMAGES, Head.REGULATORY_FINE, Head.BODILY_INJURY}),
        (Form.ADVANTAGE, set()),
        (Form.REPUTATION, {Head.GOODWILL}),
        (Form.OTHER, {Head.OTHER}),
    ],
)
def test_heads_of_each_form(form: Form, heads: set[Head]) -> None:
    assert set(heads_of(form)) == heads


def test_forms_of_some_heads_stand_once_and_in_order() -> None:
    assert forms_of([Head.GOODWILL, Head.EXTORTION, Head.LEGAL_DEFENCE]) == (Form.RESPONSE, Form.REPUTATION)
