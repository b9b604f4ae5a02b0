"""Vendors and products are checked with what a business relies on, entered as running there or not."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from uuid import UUID

from accounts.models import Customer
from continuity.models import Node
from core.checks import Told
from technology.facts import findings_of_technology
from technology.models import Product


def findings_of_vendors(customers: Sequence[Customer], today: date) -> dict[UUID, list[Told]]:
    """What the checks of vendors and products find. Five queries, however many customers."""
    relied_on: dict[UUID, list[Product]] = defaultdict(list)
    nodes = Node.objects.filter(model__customer__in=customers, product__isnull=False)
    for node in nodes.select_related("model", "product__vendor").order_by("product__name", "pk"):
        if node.product is not None:
            relied_on[node.model.customer_id].append(node.product)
    return findings_of_technology(customers, today, relied_on)
