"""Beginning a model; the lock, the check and the history that every change of it shares."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Model

from accounts.actor import Actor
from accounts.models import Customer
from audit.record import record
from continuity import permissions
from continuity.models import BusinessModel, Node
from continuity.queries.model import business_of
from continuity.survival.checking import ModelRefused
from continuity.survival.model import NodeKind
from continuity.survival.network import connect
from continuity.survival.trade import week_of
from core.errors import Conflict
from core.once import save_once

SERVICE = "Serve customers"


@transaction.atomic
def begin_model(*, customer: Customer, service: str = SERVICE, by: Actor, at: datetime) -> BusinessModel:
    """A model with one thing in it: what customers come for. Conflict when there is one already."""
    permissions.check_can_edit(by)
    model = BusinessModel(customer=customer, started_at=at, started_by_id=by.user_id)
    save_once(model, "Somebody has begun this already.")
    Node.objects.create(model=model, name=service, kind=NodeKind.SERVICE)
    note("business_model_begun", model, model, by=by, at=at, says="began to write what the business depends on")
    return model


def locked(model: BusinessModel, by: Actor) -> BusinessModel:
    """The model as it is now, for an actor who may change it, kept from others until the transaction ends."""
    permissions.check_can_edit(by)
    rows = BusinessModel.objects.select_for_update(of=("self",)).select_related("customer__provider")
    return rows.get(pk=model.pk)


def check_works(model: BusinessModel) -> None:
    """Conflict, with the engine's sentence, when what was written cannot be worked out: a circle by its path."""
    business = business_of(model.customer)
    try:
        if business is not None:
            connect(business)
            week_of(business.facts.takings)
    except ModelRefused as refusal:
        raise Conflict(str(refusal)) from refusal


def note(
    verb: str,
    model: BusinessModel,
    row: Model,
    *,
    by: Actor,
    at: datetime,
    says: str,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    """A line in the customer's history, which both sides read."""
    record(verb, target=row, by=by, at=at, says=says, customer_id=model.customer_id, before=before, after=after)
