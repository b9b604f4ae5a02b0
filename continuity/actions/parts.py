"""Things, links between them, takings and costs: added, changed, removed."""

from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.actor import Actor
from continuity import policies
from continuity.actions.model import check_works, locked, note
from continuity.models import BusinessModel, Link, NamedFailure, Node, StepCost, Takings
from continuity.trace import assign, check_untouched, snapshot
from core.errors import Conflict
from core.once import save_once
from core.words import count

Part = Node | Link | StepCost | Takings
NOUNS: dict[type[Part], tuple[str, str]] = {
    Node: ("node", "what the business depends on"),
    Link: ("link", "what needs what"),
    StepCost: ("step_cost", "the cost"),
    Takings: ("takings", "the takings of"),
}
TAKEN = {
    Node: "There is something of this name already. Give it another.",
    Link: "This link is there already. Change that one.",
    StepCost: "There is a cost of this name already. Give it another.",
    Takings: "The takings from then on are written already. Change those.",
}
GONE = "Somebody else removed this in the meantime. Nothing was changed."


@transaction.atomic
def add_part(*, model: BusinessModel, of: type[Part], by: Actor, at: datetime, **about: Any) -> Part:
    """One more of them. Conflict when it is there already, or when the model could not be worked out with it."""
    model = locked(model, by)
    row = _made(model, of, about)
    save_once(row, TAKEN[of])
    _set_needs(row, about)
    check_works(model)
    code, noun = NOUNS[of]
    note(f"{code}_added", model, row, by=by, at=at, says=f"added {noun}: {row}", after=snapshot(row))
    return row


@transaction.atomic
def edit_part(*, part: Part, edited: str, by: Actor, at: datetime, **about: Any) -> Part:
    """Change one of them. `edited` is the token of the values that the writer saw."""
    model = locked(model_of(part), by)
    row = _fresh(part)
    check_untouched(row, edited)
    before = snapshot(row)
    plain = {name: value for name, value in about.items() if name != "fallback_needs"}
    _check_same_model(model, about)
    if isinstance(row, Node):
        policies.check_kind(row.kind, plain.get("kind", row.kind))
    assign(row, plain)
    save_once(row, TAKEN[type(row)])
    _set_needs(row, about)
    after = snapshot(row)
    if before != after:
        check_works(model)
        code, noun = NOUNS[type(row)]
        says = f"changed {noun}: {row}"
        note(f"{code}_edited", model, row, by=by, at=at, says=says, before=before, after=after)
    return row


@transaction.atomic
def remove_part(*, part: Part, by: Actor, at: datetime) -> None:
    """Take one out; with a thing go the links to and from it, and the history says which."""
    model = locked(model_of(part), by)
    row = _fresh(part)
    before = snapshot(row)
    if isinstance(row, Node):
        policies.check_removable(row)
        before["with"] = [str(link) for link in hanging_on(row)]
        Link.objects.filter(needs=row).delete()
        StepCost.objects.filter(when=row).delete()
        NamedFailure.objects.filter(node=row).delete()
    code, noun = NOUNS[type(row)]
    note(f"{code}_removed", model, row, by=by, at=at, says=f"removed {noun}: {row}", before=before)
    row.delete()


def hanging_on(node: Node) -> list[Link | StepCost | str]:
    """What goes when this thing goes: links of others to it, fallbacks and costs that name it, and its part in kept
    outages: those are counted, not named, the other side may not know of them."""
    links = Link.objects.select_related("node", "needs").order_by("node__name", "pk")
    needing = links.filter(needs=node)
    falling = links.filter(fallback_needs=node).exclude(needs=node)
    costs = StepCost.objects.filter(when=node).order_by("name", "pk")
    number = NamedFailure.objects.filter(node=node).count()
    return [*needing, *falling, *costs, *([f"its failure in {count(number, 'kept outage')}"] if number else [])]


def model_of(part: Part) -> BusinessModel:
    return part.node.model if isinstance(part, Link) else part.model


def _made(model: BusinessModel, of: type[Part], about: dict[str, Any]) -> Part:
    plain = {name: value for name, value in about.items() if name != "fallback_needs"}
    _check_same_model(model, about)
    if of is Node:
        policies.check_kind("", plain.get("kind", ""))
    made: Any = of  # each takes fields of its own
    row: Part = made(**plain) if of is Link else made(model=model, **plain)
    return row


def _check_same_model(model: BusinessModel, about: dict[str, Any]) -> None:
    """Things of another business are no part of this one, nor are another provider’s products."""
    named = [about.get(name) for name in ("node", "needs", "when")] + list(about.get("fallback_needs") or ())
    if any(node is not None and node.model_id != model.pk for node in named):
        raise Conflict("One of these belongs to another business.")
    product = about.get("product")
    if product is not None and product.vendor.provider_id != model.customer.provider_id:
        raise Conflict("This product is on another provider’s list.")


def _set_needs(row: Part, about: dict[str, Any]) -> None:
    if isinstance(row, Link) and "fallback_needs" in about:
        row.fallback_needs.set(about["fallback_needs"])


def _fresh(part: Part) -> Part:
    links = ("node__model", "needs") if isinstance(part, Link) else ("model",)
    found = type(part)._default_manager.select_related(*links).filter(pk=part.pk).first()
    if found is None:
        raise Conflict(GONE)
    return found
