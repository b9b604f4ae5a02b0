"""Whose fees count for what a document says."""

from typing import Any
from uuid import uuid4

from contracts.priced import Priced, whose_fees

MASTER, ORDER, SCHEDULE, CHANGE = (uuid4() for _ in range(4))


def document(pk: Any, parent: Any = None, **about: Any) -> Priced:
    return Priced(pk=pk, parent_id=parent, **about)


def family(**order: Any) -> list[Priced]:
    """A master agreement without prices, an order with, an SLA schedule, and a change of the order."""
    return [
        document(MASTER),
        document(ORDER, MASTER, **({"has_fees": True} | order)),
        document(SCHEDULE, MASTER),
        document(CHANGE, ORDER),
    ]


def test_a_document_with_fees_counts_its_own() -> None:
    documents = [document(MASTER, has_fees=True), document(ORDER, MASTER, has_fees=True)]

    assert whose_fees(MASTER, documents) == {MASTER}
    assert whose_fees(ORDER, documents) == {ORDER}


def test_a_master_agreement_without_fees_counts_those_of_its_orders() -> None:
    other = uuid4()
    documents = [*family(), document(CHANGE, ORDER, has_fees=True), document(other, has_fees=True)]

    assert whose_fees(MASTER, documents) == {ORDER, CHANGE}


def test_a_schedule_counts_those_of_the_family() -> None:
    assert whose_fees(SCHEDULE, family()) == {ORDER}
    assert whose_fees(CHANGE, family()) == {ORDER}


def test_what_does_not_stand_counts_for_nothing() -> None:
    for about in ({"is_draft": True}, {"currency": "EUR"}, {"is_published": False}):
        assert whose_fees(MASTER, family(**about)) == {MASTER}


def test_a_replaced_order_counts_for_readers_who_may_not_know_of_the_new_one() -> None:
    new = uuid4()
    former = {"is_replaced": True, "supersedes_id": None}

    assert whose_fees(MASTER, [*family(**former), document(new, MASTER, supersedes_id=ORDER, has_fees=True)]) == {new}
    for about in ({"is_published": False}, {"is_draft": True}):
        hidden = document(new, MASTER, supersedes_id=ORDER, has_fees=True, **about)
        assert whose_fees(MASTER, [*family(**former), hidden]) == {ORDER}


def test_to_a_document_that_nobody_else_reads_unpublished_fees_count() -> None:
    documents = [document(MASTER, is_published=False), document(ORDER, MASTER, has_fees=True, is_published=False)]

    assert whose_fees(MASTER, documents) == {ORDER}


def test_versions_count_what_belongs_to_the_one_that_stands() -> None:
    first, draft = uuid4(), uuid4()
    documents = [
        document(first, is_replaced=True),
        document(MASTER, supersedes_id=first),
        document(draft, supersedes_id=MASTER, is_draft=True),
        document(ORDER, MASTER, has_fees=True),
    ]

    assert whose_fees(first, documents) == whose_fees(draft, documents) == {ORDER}


def test_documents_in_a_circle_end() -> None:
    documents = [document(MASTER, ORDER, supersedes_id=ORDER), document(ORDER, MASTER, supersedes_id=MASTER)]

    assert whose_fees(MASTER, documents) == {MASTER}


def test_an_unknown_document_counts_its_own() -> None:
    assert whose_fees(MASTER, []) == {MASTER}
