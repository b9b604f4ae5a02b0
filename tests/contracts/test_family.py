"""Which document belongs to which, and which prevails."""

from uuid import UUID, uuid4

from hypothesis import given
from hypothesis import strategies as st

from contracts.family import PLACES, Paper, family, prevails, would_loop


def paper(reference: str, kind: str = "order", parent: Paper | None = None, **about: object) -> Paper:
    place = about.pop("place", PLACES[kind])
    return Paper(
        pk=uuid4(), parent_id=parent.pk if parent else None, kind=kind, reference=reference, title=reference,
        place=place, **about,
    )  # fmt: skip


MASTER = paper("MSA", "master")
ORDER = paper("ORD", "order", MASTER)
DATA = paper("DPA", "data", MASTER)
AMENDMENT = paper("AMD", "amendment", ORDER)
LONE = paper("NDA", "other")
ALL = [MASTER, ORDER, DATA, AMENDMENT, LONE]


def test_a_family_stands_in_the_order_of_precedence() -> None:
    assert [each.paper.reference for each in family(ALL, ORDER.pk)] == ["AMD", "DPA", "ORD", "MSA"]
    assert [each.paper.reference for each in family(ALL, ORDER.pk) if each.is_here] == ["ORD"]


def test_each_says_how_it_stands_to_what_it_belongs_to() -> None:
    sentences = {each.paper.reference: each.sentence for each in family(ALL, MASTER.pk)}

    assert sentences == {
        "AMD": "The amendment AMD prevails over the order ORD.",
        "DPA": "The data processing agreement DPA prevails over the master agreement MSA.",
        "ORD": "The order ORD prevails over the master agreement MSA.",
        "MSA": "",
    }


def test_the_contracts_own_words_come_first() -> None:
    order = paper("ORD", "order", MASTER, says="Clause 2.3 of the master prevails.")

    assert next(each.sentence for each in family([MASTER, order], order.pk)) == "Clause 2.3 of the master prevails."


def test_the_reverse_can_be_agreed_and_nothing_can_be_said() -> None:
    under, level = paper("ORD", "order", MASTER, place=9), paper("ORD", "order", MASTER, place=PLACES["master"])

    assert prevails(under, MASTER) == "The master agreement MSA prevails over the order ORD."
    assert prevails(level, MASTER).startswith("Nothing says whether the order ORD or")


def test_a_document_alone_has_no_family() -> None:
    assert family(ALL, LONE.pk) == ()


def test_what_the_reader_does_not_see_is_no_part_of_it() -> None:
    assert family([ORDER], ORDER.pk) == ()


def test_nothing_belongs_to_itself() -> None:
    assert would_loop(ALL, MASTER.pk, AMENDMENT.pk)
    assert would_loop(ALL, MASTER.pk, MASTER.pk)
    assert not would_loop(ALL, DATA.pk, AMENDMENT.pk)


@given(st.lists(st.integers(0, 9), min_size=1, max_size=10))
def test_links_of_any_shape_come_to_an_end(links: list[int]) -> None:
    ids = [UUID(int=number + 1) for number in range(len(links))]
    papers = [
        Paper(pk=pk, parent_id=ids[link % len(ids)], kind="order", reference=str(pk), title="", place=3)
        for pk, link in zip(ids, links, strict=True)
    ]

    assert len(family(papers, ids[0])) <= len(papers)
    assert would_loop(papers, ids[0], ids[0])
