"""Questions and starters, as data."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from continuity.interview.answers import Kind, Value
from continuity.interview.changes import Change, Pair
from continuity.interview.draft import Draft, Scores, Targets
from continuity.interview.trading import Trading
from continuity.survival.model import Business, Facts, Link, Node

Options = tuple[tuple[str, str], ...]
Condition = tuple[str, Value]


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """One plain question: `term` is the field's word for it, `changes` what the answer does to the model.

    Asked only if each question of `only_if` was asked and means that answer, and none of `unless` does.
    """

    id: str
    text: str
    term: str
    kind: Kind
    changes: tuple[Change, ...]
    hint: str = ""
    options: Options = ()
    only_if: tuple[Condition, ...] = ()
    unless: tuple[Condition, ...] = ()

    @property
    def choices(self) -> tuple[str, ...]:
        return tuple(value for value, _ in self.options)


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """Questions that belong together. After them the failure of `fails` is told; `lead` begins the sentence."""

    key: str
    title: str
    questions: tuple[Question, ...]
    lead: str = ""
    fails: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Starter:
    """A believable business of one kind. `can`: what it can do while it trades, as in “you could serve customers”."""

    key: str
    name: str
    about: str
    can: str
    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    facts: Facts
    trading: Trading
    sections: tuple[Section, ...]
    scores: Scores = field(default_factory=dict)
    targets: Targets = field(default_factory=dict)

    @property
    def questions(self) -> tuple[Question, ...]:
        return tuple(question for section in self.sections for question in section.questions)

    @property
    def business(self) -> Business:
        """The model before anything is answered."""
        return self.draft().business()

    def draft(self) -> Draft:
        return Draft(
            nodes={node.key: node for node in self.nodes},
            links={(link.node, link.needs): link for link in self.links},
            facts=self.facts,
            trading=self.trading,
            has_busy=self.trading.busy is not None,
            scores=dict(self.scores),
            targets=dict(self.targets),
        )

    def section_of(self, question: Question) -> Section:
        return next(section for section in self.sections if question in section.questions)

    def asked_by(self) -> dict[str | Pair, tuple[str, ...]]:
        """Which questions ask about each thing and each link."""
        found: dict[str | Pair, tuple[str, ...]] = {}
        for question, place in self._touched():
            found[place] = (*found.get(place, ()), question.id)
        return found

    def _touched(self) -> Iterator[tuple[Question, str | Pair]]:
        for question in self.questions:
            for change in question.changes:
                for place in change.touches:
                    yield question, place
