"""Which customers a failing vendor or product hits: four queries and one simulation each, for thousands at once.

Keys, shares and times are read as text, without making ids, decimals and times of tens of thousands of rows.
"""

import gc
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from datetime import time
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import CharField, Q, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast

from accounts.actor import Actor
from accounts.models import Customer
from continuity.blast.striking import Ground, Strike, Thing, Tie, strike
from continuity.blast.urgency import Hit, by_urgency, hourly
from continuity.models import BusinessModel, Link, Node, Takings
from continuity.survival.checking import ModelRefused
from continuity.survival.model import NodeKind
from technology.models import Deployment, Product

A_DAY = 1440
GROUP, SERVICE = str(NodeKind.ANY_OF), str(NodeKind.SERVICE)


class _Things(NamedTuple):
    """Things that are not plain by key; by model the service and what fails."""

    things: dict[str, Thing]
    services: dict[str, str]
    failing: dict[str, list[str]]


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Rows by the ten thousand make the garbage collector look at all of them again and again, a third of the time,
    for nothing: none of them stands in a circle."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def products_of(actor: Actor) -> list[Product]:
    """What can be chosen: every product that this actor may see, with its vendor, in order."""
    found = Product.objects.visible_to(actor).select_related("vendor")
    return list(found.order_by("vendor__name", "vendor__pk", "name", "pk"))


@_no_collecting()
def hits_of(products: Collection[UUID], actor: Actor) -> list[Hit]:
    """The customers within reach that run one of these products, whom to ring first in front."""
    nodes = Node.objects.visible_to(actor).filter(product__in=products, model__customer__archived_at=None)
    models = BusinessModel.objects.filter(pk__in=nodes.order_by().values("model"))
    things, services, failing = _things(models, products)
    ground = Ground(*_links(nodes), things)
    takings = _takings(models)
    hits = []
    for pk, slug, name, model, minimum in _customers(products, nodes, actor):
        keys = failing.get(model, ())
        found = _strike(keys, services.get(model), ground) if keys else None
        hits.append(
            Hit(
                customer=pk,
                slug=slug,
                name=name,
                has_model=model is not None,
                strike=found,
                minimum=_exact(minimum or Decimal(0)),
                per_hour=hourly(tuple(takings.get(model, ()))),
            )
        )
    return by_urgency(hits)


def keys_of(hits: Iterable[Hit]) -> set[UUID]:
    """What goes out or goes on by a fallback at these customers."""
    return {
        UUID(key) for hit in hits if hit.strike
        for key in (*(key for key, _ in hit.strike.out), *(bridge.key for bridge in hit.strike.bridges))
    }  # fmt: skip


def _customers(products: Collection[UUID], nodes: QuerySet[Node], actor: Actor) -> Any:
    """Customers with one of these products running there or among what they depend on."""
    running = Deployment.objects.running().filter(product__in=products).order_by()
    either = Q(pk__in=running.values("customer")) | Q(pk__in=nodes.order_by().values("model__customer"))
    rows = (
        Customer.objects.visible_to(actor).filter(either).annotate(key=_text("pk"), model=_text("business_model__pk"))
    )
    return rows.order_by("name", "pk").values_list("key", "slug", "name", "model", "business_model__minimum")


def _strike(keys: Iterable[str], service: str | None, ground: Ground) -> Strike | None:
    """None where it cannot be worked out."""
    try:
        return strike(keys, service, ground) if service else None
    except ModelRefused:
        return None


def _reached(failing: QuerySet[Node]) -> QuerySet[Link]:
    """The links of these things and of all that need them in any number of steps. The ORM has no words for that: it
    writes whom an actor reaches, and links do not leave a model."""
    try:
        seeds, values = failing.order_by().values("pk").query.sql_with_params()
    except EmptyResultSet:  # an actor who reaches nobody
        return Link.objects.none()
    link = connection.ops.quote_name(Link._meta.db_table)
    reached = RawSQL(  # noqa: S611  # written by the ORM, values apart
        f"WITH RECURSIVE reached(id) AS ({seeds} UNION SELECT link.node_id FROM {link} link"  # noqa: S608  # as above
        " JOIN reached ON link.needs_id = reached.id) SELECT id FROM reached",
        values,
    )
    return Link.objects.filter(node__in=reached)


def _links(failing: QuerySet[Node]) -> tuple[dict[str, list[Tie]], dict[str, list[str]], dict[Any, list[str]]]:
    """Of all that this failure can reach: by what needs, by what is needed, and what fallbacks need."""
    below: dict[str, list[Tie]] = defaultdict(list)
    above: dict[str, list[str]] = defaultdict(list)
    fallback_needs: dict[tuple[str, str], list[str]] = {}
    rows = _reached(failing).order_by().annotate(
        key=_text("node_id"), needed=_text("needs_id"), carries=_text("share"), serves=_text("fallback_capacity"),
        other=_text("fallback_needs"),
    )  # fmt: skip
    for *tie, other in rows.values_list(
        "key", "needed", "kind", "tolerance_minutes", "carries", "fallback", "serves", "fallback_minutes", "other"
    ).iterator(5000):
        key, needed = tie[0], tie[1]
        if other is not None:  # a link comes once for each thing that its fallback needs
            others = fallback_needs.setdefault((key, needed), [])
            others.append(other)
            if len(others) > 1:
                continue
        below[key].append(Tie._make(tie))
        above[needed].append(key)
    return below, above, fallback_needs


def _things(models: QuerySet[BusinessModel], products: Collection[UUID]) -> _Things:
    """Those that fail or are not plain."""
    found = _Things({}, {}, defaultdict(list))
    apart = Q(holds_minutes__gt=0) | Q(restart_minutes__gt=0) | Q(kind__in=[GROUP, SERVICE]) | Q(product__in=products)
    rows = Node.objects.filter(apart, model__in=models).order_by().annotate(of=_text("model_id"), key=_text("pk"))
    fails = set(products)
    for model, key, kind, holds, restart, product in rows.values_list(
        "of", "key", "kind", "holds_minutes", "restart_minutes", "product"
    ):
        found.things[key] = Thing(holds, restart, kind == GROUP)
        if kind == SERVICE:
            found.services[model] = key
        if product in fails:
            found.failing[model].append(key)
    return found


def _takings(models: QuerySet[BusinessModel]) -> dict[str, list[tuple[int, Decimal]]]:
    """Minutes open and what an hour brings in, by model."""
    found: dict[str, list[tuple[int, Decimal]]] = defaultdict(list)
    rows = (
        Takings.objects.filter(model__in=models)
        .order_by()
        .annotate(of=_text("model_id"), opens=_text("opens_at"), closes=_text("closes_at"), money=_text("per_hour"))
    )
    for model, opens, closes, money in rows.values_list("of", "opens", "closes", "money"):
        length = _minute(closes) - _minute(opens)
        found[model].append((length if length > 0 else length + A_DAY, Decimal(money)))
    return found


def _text(name: str) -> Cast:
    return Cast(name, CharField())


@lru_cache(maxsize=4096)
def _minute(written: str) -> int:
    """The minute of the day."""
    found = time.fromisoformat(written)
    return found.hour * 60 + found.minute


@lru_cache(maxsize=1024)
def _exact(share: Decimal) -> Fraction:
    return Fraction(share)
