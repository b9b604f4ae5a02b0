"""Which facts come onto an agenda; minutes with one digest. Pure."""

from uuid import UUID, uuid4

from hypothesis import given
from hypothesis import strategies as st

from engagement.agenda import MOST, Seed, agenda
from engagement.minutes import Line, Minutes, Person, Promised, Talked, plain, read
from engagement.vocabulary import Source

SEEDS = st.lists(
    st.builds(
        Seed, st.sampled_from(list(MOST)), st.uuids(), st.text(max_size=5), st.just(""), st.just(""), st.integers(0, 9)
    ),
    max_size=60,
    unique_by=lambda seed: seed.source_id,
)  # fmt: skip


def seed(source: Source, title: str, weight: int = 0, pk: UUID | None = None) -> Seed:
    return Seed(source, pk or uuid4(), title, "", weight=weight)


def test_each_source_gives_its_weightiest_few_in_the_order_of_a_review() -> None:
    gaps = [seed(Source.FINDING, f"Gap {weight}", weight) for weight in range(9)]
    chosen = agenda([seed(Source.RENEWAL, "Notice"), *gaps, seed(Source.ACTION, "Promised")])

    assert [one.title for one in chosen] == ["Promised", "Gap 8", "Gap 7", "Gap 6", "Notice"]


def test_what_the_agenda_knows_is_not_put_there_again_nor_replaced_by_the_next() -> None:
    gaps = [seed(Source.FINDING, f"Gap {weight}", weight) for weight in range(6)]
    known = {("finding", gaps[5].source_id)}

    assert [one.title for one in agenda(gaps, known)] == ["Gap 4", "Gap 3"]


@given(SEEDS)
def test_no_source_floods_an_agenda(seeds: list[Seed]) -> None:
    chosen = agenda(seeds)

    assert set(chosen) <= set(seeds)
    assert len(set(chosen)) == len(chosen)
    assert all(sum(one.source == source for one in chosen) <= most for source, most in MOST.items())
    assert agenda(seeds, {(str(one.source), one.source_id) for one in seeds}) == []
    assert agenda(list(reversed(seeds))) == chosen


def make(**about: object) -> Minutes:
    whole = {
        "provider": "Fairlead IT", "customer": "Harbour Roast", "title": "Review", "kind": "Quarterly review",
        "starts_at": "23 Nov 2026, 09:30", "place": "Upstairs", "attendees": (Person("Amara Osei", "Harbour Roast"),),
        "summary": (Line("Promised", "2 of 3 done"),), "topics": (Talked("Gaps", "A", "B", "C", "D"),),
        "actions": (Promised("1", "Order the line", "Fairlead IT", "", "Fri 15 Jan 2027", "£380", "To do"),),
        "carried": (),
    }  # fmt: skip
    return Minutes(**whole | about)  # type: ignore[arg-type]  # a keyword each


def test_minutes_come_back_as_they_were_frozen() -> None:
    assert read(plain(make())) == make()
    assert read(plain(make())).digest == make().digest


def test_any_word_changed_is_another_digest() -> None:
    digests = {
        make(**about).digest for about in ({}, {"place": "Downstairs"}, {"topics": ()}, {"carried": (), "summary": ()})
    }

    assert len(digests) == 4
