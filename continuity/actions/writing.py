"""A whole model written at once."""

from datetime import datetime

from django.db import transaction

from accounts.actor import Actor
from accounts.models import Customer
from continuity.actions.model import check_works, locked
from continuity.interview.draft import Scores, Target, Targets
from continuity.models import BusinessModel, ImpactScore, Link, NamedFailure, Node, StepCost, Takings
from continuity.survival import model as engine
from core.once import save_once


@transaction.atomic
def write_business(
    *, customer: Customer, business: engine.Business, scores: Scores, by: Actor, at: datetime,
    targets: Targets | None = None,
) -> BusinessModel:  # fmt: skip
    """Make the customer's model say what `business` says. Things that keep their name keep what else is known of them:
    backups, notes, and the targets that `targets` (by key) does not name. Scores of harm that `scores` does not name
    stay. The caller tells the history."""
    model = BusinessModel.objects.filter(customer=customer).first()
    if model is None:
        model = BusinessModel(customer=customer, started_at=at, started_by_id=by.user_id)
        save_once(model, "Somebody has begun this already.")
    model = locked(model, by)
    facts = business.facts
    model.gross_profit, model.minimum, model.tolerance = facts.gross_profit, facts.minimum, facts.tolerance
    model.save()
    for rows in (Link.objects.filter(node__model=model), model.takings.all(), model.step_costs.all()):
        rows.delete()
    nodes = _write_nodes(model, business, targets or {})
    _write_links(business, nodes)
    _write_facts(model, facts, nodes, scores)
    check_works(model)
    return model


def _write_nodes(model: BusinessModel, business: engine.Business, targets: Targets) -> dict[str, Node]:
    """Rows by the engine's keys."""
    kept = {node.name: node for node in model.nodes.all() if not node.is_service}
    service = next((node for node in model.nodes.all() if node.is_service), Node(model=model))
    wanted = {node.name for node in business.nodes if node.kind != engine.NodeKind.SERVICE}
    NamedFailure.objects.filter(node__in=[kept[name] for name in kept.keys() - wanted]).delete()
    for name in kept.keys() - wanted:
        kept.pop(name).delete()
    found: dict[str, Node] = {}
    for node in sorted(business.nodes, key=lambda node: node.kind != engine.NodeKind.SERVICE):
        is_service = node.kind == engine.NodeKind.SERVICE
        row = service if is_service else kept.get(node.name) or Node(model=model)
        row.name, row.kind = node.name, node.kind
        row.holds_minutes, row.restart_minutes = node.holds, node.restart
        target = targets.get(node.key, Target())
        row.rto_minutes = row.rto_minutes if target.rto is None else target.rto
        row.rpo_minutes = row.rpo_minutes if target.rpo is None else target.rpo
        row.save()
        found[node.key] = row
    return found


def _write_links(business: engine.Business, nodes: dict[str, Node]) -> None:
    for link in business.links:
        around = link.workaround
        row = Link.objects.create(
            node=nodes[link.node],
            needs=nodes[link.needs],
            kind=link.kind,
            tolerance_minutes=link.tolerance,
            share=link.share,
            fallback=around.name if around else "",
            fallback_capacity=around.capacity if around else None,
            fallback_minutes=around.longest if around else None,
        )
        if around and around.needs:
            row.fallback_needs.set([nodes[key] for key in around.needs])


def _write_facts(model: BusinessModel, facts: engine.Facts, nodes: dict[str, Node], scores: Scores) -> None:
    Takings.objects.bulk_create(
        Takings(
            model=model, weekday=each.weekday, opens_at=each.opens, closes_at=each.closes, per_hour=each.per_hour
        )
        for each in facts.takings
    )  # fmt: skip
    StepCost.objects.bulk_create(
        StepCost(
            model=model, name=cost.name, amount=cost.amount, after_minutes=cost.after,
            when=nodes[cost.when] if cost.when else None,
        )
        for cost in facts.step_costs
    )  # fmt: skip
    for (kind, point), score in scores.items():
        ImpactScore.objects.update_or_create(model=model, kind=kind, point=point, defaults={"score": score})
