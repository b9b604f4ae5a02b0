"""Products added, changed, removed."""

from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.actor import Actor
from core.once import save_once
from technology import permissions
from technology.actions.trace import assign, locked, note, remove
from technology.models import Product
from technology.snapshots import UPDATES, check_untouched, snapshot

TAKEN = "This vendor has a product of that name already. Nothing was changed."


@transaction.atomic
def add_product(*, by: Actor, at: datetime, **about: Any) -> Product:
    """Something a vendor makes."""
    product = Product(**_consistent(about))
    permissions.check_can_edit_product(by, product)
    save_once(product, TAKEN)
    says = f"added the product {product.full_name}"
    note("product_added", product, by=by, at=at, says=says, after=snapshot(product))
    return product


@transaction.atomic
def edit_product(*, product: Product, edited: str, by: Actor, at: datetime, **about: Any) -> Product:
    """Change it. `edited` is the token of the values that the writer saw."""
    product = locked(product, "vendor")
    permissions.check_can_edit_product(by, product)
    check_untouched(product, edited)
    if "vendor" in about:
        permissions.check_can_edit_vendor(by, about["vendor"])
    before, after = assign(product, _consistent(about))
    if after:
        save_once(product, TAKEN)
        says = f"changed the product {product.full_name}"
        note("product_edited", product, by=by, at=at, says=says, before=before, after=after)
    return product


@transaction.atomic
def remove_product(*, product: Product, by: Actor, at: datetime) -> None:
    """Take out what was entered by mistake; a product that ran anywhere stays."""
    product = locked(product, "vendor")
    permissions.check_can_edit_product(by, product)
    says = f"removed the product {product.full_name}"
    note("product_removed", product, by=by, at=at, says=says, before=snapshot(product))
    remove(product, f"{product} runs or ran at a customer, or an agreement or a scorecard names it, so it stays.")


def _consistent(about: dict[str, Any]) -> dict[str, Any]:
    """What gets no content updates has nothing to say about them."""
    if about.get("has_content") is False:
        return about | {f"content_{name}": None for name in UPDATES}
    return about
