"""Topics under the headings of a review: what was talked about, what is next, where the agenda is open."""

from dataclasses import dataclass

from engagement.sitting import by_heading, following, sitting_of
from engagement.vocabulary import HEADINGS, Heading, Source


@dataclass(frozen=True)
class ATopic:
    pk: str
    source: Source
    position: int = 1
    is_settled: bool = False

    @property
    def heading(self) -> Heading:
        return HEADINGS[self.source]


LATE = ATopic("late", Source.ACTION)
MISSED, AGAIN = ATopic("missed", Source.LEVEL, 2, is_settled=True), ATopic("again", Source.LEVEL, 3)
GAP, SEEN = ATopic("gap", Source.FINDING, 4), ATopic("seen", Source.VIEWS, 5)
OURS = ATopic("ours", Source.OWN, 0)
AGENDA = [OURS, SEEN, GAP, AGAIN, MISSED, LATE]


def test_every_source_has_a_heading_of_the_agenda() -> None:
    assert set(HEADINGS) == set(Source)
    assert not {Heading.NEXT, Heading.SIGN_OFF} & set(HEADINGS.values())


def test_topics_stand_under_their_headings_in_the_order_of_a_review() -> None:
    assert by_heading(AGENDA) == [LATE, MISSED, AGAIN, GAP, SEEN, OURS]
    assert [group.heading for group in sitting_of(AGENDA).groups] == [
        Heading.SINCE, Heading.LEVELS, Heading.JOBS, Heading.OWN,
    ]  # fmt: skip


def test_what_waits_comes_before_what_is_settled() -> None:
    levels = sitting_of(AGENDA).groups[1]

    assert (levels.waiting, levels.settled) == ((AGAIN,), (MISSED,))
    assert (levels.said, levels.is_settled, levels.has_order) == ("1 of 2 talked about", False, False)
    assert sitting_of(AGENDA).groups[2].said == "2 topics"
    assert sitting_of(AGENDA).groups[2].has_order


def test_it_is_counted_and_open_at_what_is_next_or_where_somebody_looks() -> None:
    sitting = sitting_of(AGENDA)

    assert (sitting.talked, sitting.of, sitting.next) == (1, 6, LATE)
    assert [group.is_open for group in sitting.groups] == [True, False, False, False]
    assert sitting.shown is None
    looked_at = sitting_of(AGENDA, at="seen")
    assert looked_at.shown == SEEN
    assert [group.is_open for group in looked_at.groups] == [False, False, True, False]
    assert [group.is_open for group in sitting_of(AGENDA, at="nowhere").groups] == [True, False, False, False]


def test_whoever_is_not_told_sees_everything_as_still_to_come() -> None:
    sitting = sitting_of(AGENDA, is_told=False)

    assert (sitting.talked, sitting.groups[1].settled) == (0, ())


def test_headings_without_topics_are_named_in_a_row() -> None:
    assert sitting_of(AGENDA).nothing == (
        "Tickets, security, backups, if something stops, money at risk, contract and insurance, vendors, learning, "
        "advice, news from the business"
    )


def test_after_a_topic_comes_the_next_that_waits_and_after_the_last_the_first() -> None:
    assert following(AGENDA, LATE) == AGAIN
    assert following(AGENDA, MISSED) == AGAIN
    assert following(AGENDA, OURS) == LATE
    assert following([LATE, MISSED], LATE) is None


def test_an_empty_agenda_has_nothing_next() -> None:
    sitting = sitting_of([])

    assert (sitting.groups, sitting.next, sitting.of) == ((), None, 0)
