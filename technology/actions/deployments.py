"""Where products run: said, corrected, ended."""

from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.actor import Actor
from accounts.models import Customer
from audit.record import record
from core.errors import NotAllowed
from core.once import save_once
from technology import permissions
from technology.actions.trace import assign, locked, remove
from technology.models import Deployment, Product
from technology.snapshots import check_untouched, snapshot

TAKEN = "This product is on the list for that place already. Change that line instead."


@transaction.atomic
def add_deployment(*, customer: Customer, product: Product, by: Actor, at: datetime, **about: Any) -> Deployment:
    """A product at work for a customer."""
    permissions.check_can_deploy(by, customer)
    _check_sold_by(product, customer)
    deployment = Deployment(customer=customer, product=product, **about)
    save_once(deployment, TAKEN)
    _note("deployment_added", deployment, by, at, f"wrote down that {product} runs here", after=snapshot(deployment))
    return deployment


@transaction.atomic
def edit_deployment(*, deployment: Deployment, edited: str, by: Actor, at: datetime, **about: Any) -> Deployment:
    """Change where, how many, which version, or that it has ended."""
    deployment = locked(deployment, "product__vendor", "customer")
    permissions.check_can_edit_deployment(by, deployment)
    check_untouched(deployment, edited)
    _check_sold_by(about.get("product", deployment.product), deployment.customer)
    before, after = assign(deployment, about)
    if after:
        save_once(deployment, TAKEN)
        says = f"changed where or how {deployment.product} runs"
        if after.get("retired_on"):
            says = f"wrote down that {deployment.product} was taken out of use"
        _note("deployment_edited", deployment, by, at, says, before=before, after=after)
    return deployment


@transaction.atomic
def remove_deployment(*, deployment: Deployment, by: Actor, at: datetime) -> None:
    """Take out what was entered by mistake; what stopped running gets a last day instead."""
    deployment = locked(deployment, "product__vendor", "customer")
    permissions.check_can_edit_deployment(by, deployment)
    says = f"removed the line about {deployment.product}, entered by mistake"
    _note("deployment_removed", deployment, by, at, says, before=snapshot(deployment))
    remove(deployment, f"Updates of {deployment.product} are recorded here, so it stays. Write when it ended instead.")


def _check_sold_by(product: Product, customer: Customer) -> None:
    if product.vendor.provider_id != customer.provider_id:
        raise NotAllowed(f"{product} is not on the list of {customer.name}’s provider.")


def _note(
    verb: str,
    row: Deployment,
    by: Actor,
    at: datetime,
    says: str,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    """A line that both sides read; notes for the provider's own people stay out of it."""
    record(
        verb, target=row, by=by, at=at, says=says, customer_id=row.customer_id,
        before=_shared(before), after=_shared(after),
    )  # fmt: skip


def _shared(values: dict[str, Any] | None) -> dict[str, Any] | None:
    return None if values is None else {name: value for name, value in values.items() if name != "notes"}
