"""The model as a table: things with what they need, takings, costs and scores."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Case, F, Q, QuerySet, Value, When

from continuity.models import BusinessModel, Link, Node, StepCost, Takings
from continuity.survival.model import LinkKind, NodeKind
from continuity.survival.wording import lasting
from core.searching import with_words
from core.sorting import ordered
from core.words import as_per_cent, pounds

SORTS = {
    "name": ("name",),
    "kind": ("kind", "name"),
    "wanted": (F("rto_minutes").asc(nulls_last=True), "name"),
    "losable": (F("rpo_minutes").asc(nulls_last=True), "name"),
}


@dataclass(frozen=True)
class NeedLine:
    """One thing needed, in words."""

    pk: UUID
    name: str
    carries_on: str


@dataclass(frozen=True)
class ThingLine:
    """A thing with what it needs and what is wanted of it."""

    pk: UUID
    name: str
    kind: str
    note: str
    wanted: str
    losable: str
    needs: tuple[NeedLine, ...]

    @property
    def needs_words(self) -> str:
        """For an export."""
        return "; ".join(f"{need.name}: {need.carries_on}" for need in self.needs)


@dataclass(frozen=True)
class Line:
    """Takings or a cost."""

    pk: UUID
    name: str
    about: str
    amount: str


@dataclass(frozen=True)
class ModelSheet:
    """Everything on the page of the model."""

    takings: tuple[Line, ...]
    costs: tuple[Line, ...]
    scores: tuple[str, ...]


def listed(nodes: "QuerySet[Node]", chosen: Mapping[str, Any], sort: str) -> "QuerySet[Node]":
    """Things that fit the filters; what customers come for stands first unless another order is asked for."""
    nodes = with_words(nodes, chosen.get("q", ""), "name", "note", also=_needs)
    if kind := chosen.get("kind"):
        nodes = nodes.filter(kind=kind)
    if wanted := chosen.get("wanted"):
        nodes = nodes.filter(rto_minutes__isnull=wanted == "no")
    if sort.removeprefix("-") not in SORTS:
        first = Case(When(kind=NodeKind.SERVICE, then=Value(0)), default=Value(1))
        return nodes.order_by(first, "name", "pk")
    return ordered(nodes, SORTS, sort, "name")


def _needs(word: str) -> Q:
    """A thing that needs something of that name."""
    return Q(pk__in=Link.objects.filter(needs__name__icontains=word).values("node"))


def things_of(nodes: Iterable[Node]) -> list[ThingLine]:
    """The rows of a page of things. One query for what they need, one for what fallbacks need."""
    found = list(nodes)
    needs: dict[UUID, list[NeedLine]] = defaultdict(list)
    links = Link.objects.filter(node__in=[node.pk for node in found]).select_related("needs")
    for link in links.prefetch_related("fallback_needs").order_by("needs__name", "pk"):
        needs[link.node_id].append(NeedLine(link.pk, link.needs.name, _carries_on(link)))
    return [
        ThingLine(
            node.pk, node.name, node.get_kind_display(), node.note, _said(node.rto_minutes), _said(node.rpo_minutes),
            tuple(needs[node.pk]),
        )
        for node in found
    ]  # fmt: skip


def sheet_of(model: BusinessModel) -> ModelSheet:
    """Three queries; the things are a list of their own."""
    takings = [
        Line(row.pk, row.get_weekday_display(), f"{row.opens_at:%H:%M} to {row.closes_at:%H:%M}", _an_hour(row))
        for row in Takings.objects.filter(model=model).order_by("weekday", "opens_at", "pk")
    ]
    costs = [
        Line(row.pk, row.name, _due(row), pounds(row.amount))
        for row in StepCost.objects.filter(model=model).select_related("when").order_by("after_minutes", "name", "pk")
    ]
    scores = [f"{row}: {row.get_score_display()}" for row in model.scores.order_by("kind", "pk")]
    return ModelSheet(tuple(takings), tuple(costs), tuple(scores))


def _an_hour(row: Takings) -> str:
    return f"{pounds(row.per_hour)} an hour"


def _due(row: StepCost) -> str:
    return lasting(row.after_minutes) + (f" without {row.when}" if row.when else " into the outage")


def _said(minutes: int | None) -> str:
    return "" if minutes is None else lasting(minutes)


def _carries_on(link: Link) -> str:
    """`4 h`, `at once slower: 60 %`, `1 h, then flasks at 50 % for 1 h 30 min`."""
    if link.kind == LinkKind.SOFT:
        return f"goes on without it at {as_per_cent(link.share)}"
    if link.kind == LinkKind.MEMBER:
        return f"this way alone carries {as_per_cent(link.share)}"
    said = lasting(link.tolerance_minutes)
    if not link.fallback or link.fallback_capacity is None:
        return said
    then = f"{link.fallback} at {as_per_cent(link.fallback_capacity)}"
    then += "" if link.fallback_minutes is None else f" for {lasting(link.fallback_minutes)}"
    needs = ", ".join(sorted(each.name for each in link.fallback_needs.all()))
    then += f", which needs {needs}" if needs else ""
    return f"{said}, then {then}" if link.tolerance_minutes else then
