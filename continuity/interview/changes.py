"""What an answer changes in the model, and how the same answer is found in a model (None: not to be told)."""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Protocol

from continuity.enums import ImpactKind
from continuity.interview.answers import Open, Value
from continuity.interview.draft import Draft, Target
from continuity.survival.model import ONE, Point

Pair = tuple[str, str]


class Change(Protocol):
    """`touches`: keys of the things, and pairs of the links, that the answer is about."""

    @property
    def touches(self) -> tuple[str | Pair, ...]: ...
    def found(self, draft: Draft) -> Value | None: ...
    def make(self, draft: Draft, value: Value) -> None: ...


@dataclass(frozen=True, slots=True)
class Present:
    """Yes or no: the thing is there."""

    key: str

    @property
    def touches(self) -> tuple[str | Pair, ...]:
        return (self.key,)

    def found(self, draft: Draft) -> Value | None:
        return self.key in draft.nodes and self.key not in draft.gone

    def make(self, draft: Draft, value: Value) -> None:
        (draft.gone.discard if value else draft.gone.add)(self.key)


@dataclass(frozen=True, slots=True)
class OnLink:
    """An answer about how one thing needs another."""

    node: str
    needs: str

    @property
    def touches(self) -> tuple[str | Pair, ...]:
        return ((self.node, self.needs),)


@dataclass(frozen=True, slots=True)
class Carries(OnLink):
    """Minutes: how long it goes on in full."""

    def found(self, draft: Draft) -> Value | None:
        link = draft.links.get((self.node, self.needs))
        return None if link is None else link.tolerance

    def make(self, draft: Draft, value: Value) -> None:
        pair = self.node, self.needs
        draft.links[pair] = replace(draft.links[pair], tolerance=_minutes(value))


@dataclass(frozen=True, slots=True)
class FallbackLasts(OnLink):
    """Minutes: how long the other way goes at most; 0 when there is none."""

    def found(self, draft: Draft) -> Value | None:
        link = draft.links.get((self.node, self.needs))
        if link is None:
            return None
        return 0 if link.workaround is None else link.workaround.longest

    def make(self, draft: Draft, value: Value) -> None:
        pair = self.node, self.needs
        around = draft.links[pair].workaround
        if around is not None:
            draft.links[pair] = replace(draft.links[pair], workaround=replace(around, longest=_minutes(value)))


@dataclass(frozen=True, slots=True)
class FallbackServes(OnLink):
    """Per cent: how much of the normal the other way serves; 0 when there is none."""

    def found(self, draft: Draft) -> Value | None:
        link = draft.links.get((self.node, self.needs))
        if link is None:
            return None
        return Decimal(0) if link.workaround is None else link.workaround.capacity

    def make(self, draft: Draft, value: Value) -> None:
        pair = self.node, self.needs
        around = draft.links[pair].workaround
        if around is not None:
            draft.links[pair] = replace(draft.links[pair], workaround=replace(around, capacity=_amount(value)))


@dataclass(frozen=True, slots=True)
class FallbackNeeds(OnLink):
    """Yes or no: the other way needs this thing itself."""

    other: str

    def found(self, draft: Draft) -> Value | None:
        link = draft.links.get((self.node, self.needs))
        return None if link is None or link.workaround is None else self.other in link.workaround.needs

    def make(self, draft: Draft, value: Value) -> None:
        pair = self.node, self.needs
        around = draft.links[pair].workaround
        if around is not None:
            needs = (*(key for key in around.needs if key != self.other), *((self.other,) if value else ()))
            draft.links[pair] = replace(draft.links[pair], workaround=replace(around, needs=needs))


@dataclass(frozen=True, slots=True)
class Share(OnLink):
    """Per cent: the part that this way carries, or what can still be done without; `rest` is the way that carries
    what remains."""

    rest: str = ""

    def found(self, draft: Draft) -> Value | None:
        link = draft.links.get((self.node, self.needs))
        return None if link is None else link.share

    def make(self, draft: Draft, value: Value) -> None:
        share = _amount(value)
        for pair, carries in (((self.node, self.needs), share), ((self.node, self.rest), ONE - share)):
            if pair in draft.links:
                draft.links[pair] = replace(draft.links[pair], share=carries)


@dataclass(frozen=True, slots=True)
class StopsFirst:
    """The option that stops at once without `needs`; the options are keys of things that need it."""

    needs: str
    among: tuple[str, ...]

    @property
    def touches(self) -> tuple[str | Pair, ...]:
        return tuple((key, self.needs) for key in self.among)

    def found(self, draft: Draft) -> Value | None:
        links = [draft.links[key, self.needs] for key in self.among if (key, self.needs) in draft.links]
        return next((link.node for link in links if not link.tolerance), None)

    def make(self, draft: Draft, value: Value) -> None:
        pair = str(value), self.needs
        draft.links[pair] = replace(draft.links[pair], tolerance=0)


@dataclass(frozen=True, slots=True)
class Fact:
    """The gross-profit rate, the minimum or the money that can be lost."""

    name: str
    touches: tuple[str | Pair, ...] = ()

    def found(self, draft: Draft) -> Value | None:
        value: Value | None = getattr(draft.facts, self.name)
        return value

    def make(self, draft: Draft, value: Value) -> None:
        changed: dict[str, Any] = {self.name: value}
        draft.facts = replace(draft.facts, **changed)


@dataclass(frozen=True, slots=True)
class Trade:
    """A part of the takings: `hours`, `also`, `rate`, `busy`, `busy_rate` or `second`."""

    name: str
    touches: tuple[str | Pair, ...] = ()

    def found(self, draft: Draft) -> Value | None:
        return getattr(draft.trading, self.name, None)

    def make(self, draft: Draft, value: Value) -> None:
        changed: dict[str, Any] = {self.name: value}
        draft.trading = replace(draft.trading, **changed) if draft.trading else None


@dataclass(frozen=True, slots=True)
class Hours:
    """Yes or no: these hours are there: `busy`, a `second` busy time on the day, days that `also` have their own."""

    name: str
    touches: tuple[str | Pair, ...] = ()

    @property
    def said(self) -> str:
        """Where a draft keeps the answer."""
        return f"has_{self.name}"

    def found(self, draft: Draft) -> Value | None:
        hours = getattr(draft.trading, self.name, None)
        return None if draft.trading is None else isinstance(hours, Open) and getattr(draft, self.said)

    def make(self, draft: Draft, value: Value) -> None:
        setattr(draft, self.said, bool(value))


@dataclass(frozen=True, slots=True)
class Wanted:
    """Minutes: what is wanted of a thing, as `rto` (back within) or `rpo` (work that may be lost)."""

    key: str
    name: str

    @property
    def touches(self) -> tuple[str | Pair, ...]:
        return (self.key,)

    def found(self, draft: Draft) -> Value | None:
        minutes: int | None = getattr(draft.targets.get(self.key, Target()), self.name)
        return minutes

    def make(self, draft: Draft, value: Value) -> None:
        changed = {self.name: _minutes(value)}
        draft.targets[self.key] = draft.targets.get(self.key, Target())._replace(**changed)


@dataclass(frozen=True, slots=True)
class Cost:
    """Pounds: a cost that falls due at once, by its name; 0 when there is none."""

    name: str
    touches: tuple[str | Pair, ...] = ()

    def found(self, draft: Draft) -> Value | None:
        return next((cost.amount for cost in draft.facts.step_costs if cost.name == self.name), Decimal(0))

    def make(self, draft: Draft, value: Value) -> None:
        amount, costs = _amount(value), draft.facts.step_costs
        changed = tuple(replace(cost, amount=amount) if cost.name == self.name else cost for cost in costs)
        draft.facts = replace(draft.facts, step_costs=changed)


@dataclass(frozen=True, slots=True)
class Score:
    """An option from 1 to 5: how bad an outage of that length is for something that is not money."""

    kind: ImpactKind
    point: Point
    touches: tuple[str | Pair, ...] = ()

    def found(self, draft: Draft) -> Value | None:
        score = draft.scores.get((self.kind, self.point))
        return None if score is None else str(score)

    def make(self, draft: Draft, value: Value) -> None:
        draft.scores[self.kind, self.point] = int(str(value))


def _minutes(value: Value) -> int:
    return int(str(value))


def _amount(value: Value) -> Decimal:
    return Decimal(str(value))
