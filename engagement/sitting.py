"""Where a meeting stands on its agenda: topics under the headings of a review, what was talked about, what is next.
Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from core.words import count, in_a_row
from engagement.vocabulary import Heading

ORDER = list(Heading)
BESIDE = (Heading.OWN, Heading.NEXT, Heading.SIGN_OFF)  # never missed on an agenda: sections of their own, or nothing


class Talked(Protocol):
    """A topic, as far as its place on the agenda goes."""

    pk: Any
    position: Any

    @property
    def heading(self) -> Heading: ...

    @property
    def is_settled(self) -> bool: ...


T = TypeVar("T", bound=Talked)


@dataclass(frozen=True)
class Group(Generic[T]):
    """A heading with its topics, those still to be talked about first; `is_open` where the meeting is."""

    heading: Heading
    waiting: tuple[T, ...]
    settled: tuple[T, ...]
    is_open: bool

    @property
    def is_settled(self) -> bool:
        return not self.waiting

    @property
    def has_order(self) -> bool:
        """More than one waits, so one can go before another."""
        return len(self.waiting) > 1

    @property
    def said(self) -> str:
        """`2 topics`, `1 of 3 talked about`."""
        number = len(self.waiting) + len(self.settled)
        return f"{len(self.settled)} of {number} talked about" if self.settled else count(number, "topic")


@dataclass(frozen=True)
class Sitting(Generic[T]):
    """A whole agenda in its order; `next` is what comes next, None once everything has been talked about.

    `shown` is the topic that somebody looks at, None where nobody asked for one.
    """

    groups: tuple[Group[T], ...]
    next: T | None
    shown: T | None
    talked: int
    of: int

    @property
    def nothing(self) -> str:
        """The headings under which there is nothing to talk about, in a row."""
        here = {group.heading for group in self.groups}
        return in_a_row([each.label for each in ORDER if each not in here and each not in BESIDE], ", ")


def by_heading(topics: Iterable[T]) -> list[T]:
    """Heading by heading, under each as people have put them."""
    return sorted(topics, key=lambda each: (ORDER.index(each.heading), each.position, str(each.pk)))


def sitting_of(topics: Iterable[T], *, at: str = "", is_told: bool = True) -> Sitting[T]:
    """The agenda, opened where the topic `at` stands, else at what is next.

    Unless the reader `is_told` what was said so far, everything is still to be talked about.
    """
    several = by_heading(topics)
    settled = [each for each in several if is_told and each.is_settled]
    coming = next((each for each in several if each not in settled), None)
    shown = next((each for each in several if str(each.pk) == at), None)
    here = next((each.heading for each in (shown, coming) if each is not None), None)
    headings = dict.fromkeys(each.heading for each in several)
    groups = (_group(each, several, settled, is_open=each == here) for each in headings)
    return Sitting(tuple(groups), coming, shown, len(settled), len(several))


def following(topics: Iterable[T], topic: T) -> T | None:
    """What is talked about after this one: the next that waits, from the top again after the last; None without."""
    several = by_heading(topics)
    place = next((number for number, each in enumerate(several) if each.pk == topic.pk), len(several))
    return next((each for each in [*several[place + 1 :], *several[:place]] if not each.is_settled), None)


def _group(heading: Heading, topics: Sequence[T], settled: Sequence[T], *, is_open: bool) -> Group[T]:
    mine = [each for each in topics if each.heading == heading]
    waiting, done = (tuple(each for each in mine if (each in settled) is is_done) for is_done in (False, True))
    return Group(heading, waiting, done, is_open)
