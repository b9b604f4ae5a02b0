"""Vendors and products are checked with what a business relies on, entered as running there or not."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.models import Q
from django.urls import reverse

from accounts.models import Customer
from continuity.models import Node
from continuity.survival.model import NodeKind
from core.checks import Found, Severity, Told
from core.words import listed
from technology.facts import findings_of_technology
from technology.models import Product

NAMED_MOST = 6  # suppliers that one finding names


def findings_of_vendors(customers: Sequence[Customer], today: date) -> dict[UUID, list[Told]]:
    """What the checks of vendors and products find. Five queries, however many customers."""
    relied_on: dict[UUID, list[Product]] = defaultdict(list)
    nameless: dict[UUID, list[str]] = defaultdict(list)
    nodes = Node.objects.filter(Q(product__isnull=False) | Q(kind=NodeKind.VENDOR), model__customer__in=customers)
    for node in nodes.select_related("model", "product__vendor").order_by("product__name", "name", "pk"):
        if node.product is not None:
            relied_on[node.model.customer_id].append(node.product)
        else:
            nameless[node.model.customer_id].append(node.name)
    told = findings_of_technology(customers, today, relied_on)
    for customer in customers:
        if customer.pk in nameless:
            told[customer.pk] = [*told[customer.pk], (_not_listed(customer, nameless[customer.pk]), True)]
    return told


def _not_listed(customer: Customer, names: list[str]) -> Found:
    """Suppliers that the business relies on and no product leads to: nobody can tell whether they were assessed."""
    shown = listed(names, NAMED_MOST)
    message = f"Whether anybody has checked these suppliers cannot be told: no product of theirs is named: {shown}."
    path = reverse("continuity:overview", kwargs={"customer_slug": customer.slug})
    return Found(
        "C-30", Severity.MEDIUM, f"suppliers:{customer.pk}", "Suppliers the business relies on", message,
        "Name the product that comes from each.", {"path": path}, is_unknown=True,
    )  # fmt: skip
