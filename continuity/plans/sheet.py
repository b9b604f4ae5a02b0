"""Plans, contacts, uses and exercises as pages and paper show them."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class StepLine:
    """One step; `when` counts from the start. Of a use also the time of day, and when and by whom it was done."""

    pk: UUID
    when: str
    who: str
    what: str
    where: str
    how: str
    is_first: bool = False
    is_last: bool = False
    clock: str = ""
    done: str = ""
    done_by: str = ""
    is_late: bool = False
    is_next: bool = False


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody to ring. `mark` and `party` say on whose side; `checked` how sure the number is."""

    pk: UUID
    name: str
    role: str
    mark: str
    party: str
    phone: str
    dial: str
    second_phone: str
    second_dial: str
    email: str
    verified_on: date | None
    verified_by: str
    is_checked: bool


@dataclass(frozen=True, kw_only=True)
class CallLine:
    """One call: how far down the tree, who rings, who is rung."""

    pk: UUID
    depth: int
    caller: str
    person: Person


@dataclass(frozen=True, kw_only=True)
class ListedPlan:
    """One plan in the list: the version that counts."""

    url: str
    name: str
    number: int
    state: str
    tone: str
    icon: str
    since: date | None
    held_on: date | None
    due_on: date | None
    is_late: bool
    use_url: str
    customer: str = ""


@dataclass(frozen=True, kw_only=True)
class ListedExercise:
    """One exercise in the list. `outcome` says whether it showed what it was to, once it was held."""

    url: str
    plan: str
    kind: str
    term: str
    due_on: date
    held_on: date | None
    tone: str
    icon: str
    state: str
    found: int
    open_actions: int
    reached: str = ""
    outcome: str = ""
    customer: str = ""

    @property
    def stage(self) -> str:
        """The state without how it went."""
        return "Held" if self.held_on else self.state


@dataclass(frozen=True, kw_only=True)
class TimeLine:
    """How long one thing should take and took in an exercise, in words, with a chip."""

    what: str
    target: str
    took: str
    tone: str
    icon: str
    says: str


@dataclass(frozen=True, kw_only=True)
class Action:
    """Something agreed after an exercise or a use."""

    pk: UUID
    what: str
    owner: str
    side: str
    mark: str
    due_on: date
    done_at: datetime | None
    done_by: str
    is_late: bool
    source: str
    source_url: str


@dataclass(frozen=True, kw_only=True)
class Learnt:
    """What is still open after exercises and uses of one plan, and the exercises ahead and behind."""

    planned: tuple[ListedExercise, ...]
    held: tuple[ListedExercise, ...]
    actions: tuple[Action, ...]


@dataclass(frozen=True, kw_only=True)
class Moment:
    """A line of a use's log: what people wrote, and what the use itself tells."""

    at: datetime
    text: str
    who: str = ""
    is_fact: bool = False
