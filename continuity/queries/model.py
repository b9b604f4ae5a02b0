"""The rows of a model as the engine's dataclasses: four queries, for one customer or for thousands at once."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Max, QuerySet, UUIDField

from accounts.models import Customer
from continuity.models import BusinessModel, Link, Node, Takings
from continuity.outages.promises import Wanted
from continuity.survival import model as engine
from core.prepared import prepared

Models = QuerySet[BusinessModel]
Rows = QuerySet[Any, Any]


def business_of(customer: Customer) -> engine.Business | None:
    """The customer's business; None when nobody has begun a model. Keys are the nodes' ids as text."""
    found = _made(*(rows(customer=customer.pk) for rows in (_own_facts, _own_nodes, _own_links, _own_takings)))
    return next(iter(found.values()), None)


def businesses(models: Models) -> dict[UUID, engine.Business]:
    """The businesses of these models by customer."""
    return _made(_fact_rows(models), _node_rows(models), _link_rows(models), _taking_rows(models))


@prepared(customer=UUIDField())
def _own_facts(customer: Any) -> Rows:
    return _fact_rows(BusinessModel.objects.filter(customer=customer))


@prepared(customer=UUIDField())
def _own_nodes(customer: Any) -> Rows:
    return _node_rows(BusinessModel.objects.filter(customer=customer))


@prepared(customer=UUIDField())
def _own_links(customer: Any) -> Rows:
    return _link_rows(BusinessModel.objects.filter(customer=customer))


@prepared(customer=UUIDField())
def _own_takings(customer: Any) -> Rows:
    return _taking_rows(BusinessModel.objects.filter(customer=customer))


def _made(
    fact_rows: Iterable[Any], node_rows: Iterable[Any], link_rows: Iterable[Any], taking_rows: Iterable[Any]
) -> dict[UUID, engine.Business]:
    nodes, links, takings = _nodes(node_rows), _links(link_rows), _takings(taking_rows)
    return {
        customer: engine.Business(
            nodes=tuple(nodes[pk]), links=tuple(links[pk]), facts=engine.Facts(takings=tuple(takings[pk]), **facts)
        )
        for pk, (customer, facts) in _facts(fact_rows).items()
    }


def _fact_rows(models: Models) -> Rows:
    """Costs and the worst score of each point come as one table, every cost with every point: both are few."""
    return models.order_by("pk", "step_costs__after_minutes", "step_costs__name", "scores__point").values_list(
        "pk", "customer_id", "gross_profit", "minimum", "tolerance", "step_costs", "step_costs__name",
        "step_costs__amount", "step_costs__after_minutes", "step_costs__when", "scores__point",
    ).annotate(worst=Max("scores__score"))  # fmt: skip


def _facts(rows: Iterable[Any]) -> dict[UUID, tuple[UUID, dict[str, Any]]]:
    """Customer and facts by model."""
    facts: dict[UUID, tuple[UUID, dict[str, Any]]] = {}
    costs: dict[UUID, dict[UUID, engine.StepCost]] = defaultdict(dict)
    scores: dict[UUID, dict[str, int]] = defaultdict(dict)
    for pk, customer, profit, minimum, tolerance, cost, name, amount, after, when, point, worst in rows:
        facts[pk] = (customer, {"gross_profit": profit, "minimum": minimum, "tolerance": tolerance})
        if cost is not None:
            needs = None if when is None else str(when)
            costs[pk][cost] = engine.StepCost(name=name, amount=amount, after=after, when=needs)
        if point is not None:
            scores[pk][point] = worst
    for pk, (_, known) in facts.items():
        known["step_costs"] = tuple(costs[pk].values())
        known["scores"] = tuple((engine.Point(point), worst) for point, worst in scores[pk].items())
    return facts


def _taking_rows(models: Models) -> Rows:
    rows = Takings.objects.filter(model__in=models.order_by().values("pk")).order_by("weekday", "opens_at", "pk")
    return rows.values_list("model_id", "weekday", "opens_at", "closes_at", "per_hour")


def _takings(rows: Iterable[Any]) -> dict[UUID, list[engine.Takings]]:
    found: dict[UUID, list[engine.Takings]] = defaultdict(list)
    for model, weekday, opens, closes, per_hour in rows:
        one = engine.Takings(weekday=weekday, opens=opens, closes=closes, per_hour=per_hour)
        found[model].append(one)
    return found


def wanted_of(customer: Customer) -> dict[str, Wanted]:
    """What is wanted of each thing and known of its restoring, by the engine's key. One query."""
    rows: Any = Node.objects.filter(model__customer=customer).values_list(
        "pk", "name", "rto_minutes", "rpo_minutes", "backup_minutes", "notice_minutes", "restore_minutes", "priority",
        "line",
    )  # fmt: skip
    return {str(pk): Wanted(str(pk), *about) for pk, *about in rows}


def _node_rows(models: Models) -> Rows:
    rows = Node.objects.filter(model__in=models.order_by().values("pk")).order_by("name", "pk")
    return rows.values_list("model_id", "pk", "name", "kind", "holds_minutes", "restart_minutes")


def _nodes(rows: Iterable[Any]) -> dict[UUID, list[engine.Node]]:
    found: dict[UUID, list[engine.Node]] = defaultdict(list)
    for model, pk, name, kind, holds, restart in rows:
        node = engine.Node(key=str(pk), name=name, kind=engine.NodeKind(kind), holds=holds, restart=restart)
        found[model].append(node)
    return found


def _link_rows(models: Models) -> Rows:
    """A link comes once for each thing that its fallback needs."""
    rows = Link.objects.filter(node__model__in=models.order_by().values("pk"))
    return rows.order_by("node__name", "needs__name", "pk").values_list(
        "pk", "fallback_needs", "node__model_id", "node_id", "needs_id", "kind", "tolerance_minutes", "share",
        "fallback", "fallback_capacity", "fallback_minutes",
    )  # fmt: skip


def _links(rows: Iterable[Any]) -> dict[UUID, list[engine.Link]]:
    lines: dict[UUID, tuple[Any, ...]] = {}
    needs: dict[UUID, list[str]] = defaultdict(list)
    for pk, need, *rest in rows:
        lines[pk] = tuple(rest)
        if need is not None:
            needs[pk].append(str(need))
    found: dict[UUID, list[engine.Link]] = defaultdict(list)
    for pk, (model, node, other, kind, tolerance, share, name, capacity, longest) in lines.items():
        around = None
        if capacity is not None:
            around = engine.Workaround(capacity=capacity, longest=longest, needs=tuple(needs[pk]), name=name)
        found[model].append(
            engine.Link(
                node=str(node),
                needs=str(other),
                kind=engine.LinkKind(kind),
                tolerance=tolerance,
                share=share,
                workaround=around,
            )
        )
    return found
