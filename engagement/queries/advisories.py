"""Whom an advisory concerns, who has read it, what was decided."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.actor import Actor
from accounts.enums import PERMISSIONS, Permission, Role, Side
from accounts.models import Customer, Membership, User
from audit.models import Event
from continuity.models import Node
from core.due import DueDate
from core.models import in_order
from core.searching import with_words
from engagement.advisories import Chased, Severity, Standing, due_on
from engagement.models import Advisory, AdvisoryCopy
from technology.models import Deployment, Product

SEARCHED = ("title", "what", "why", "what_to_do")
SORTS: dict[str, tuple[Any, ...]] = {
    "title": ("title",),
    "severity": (in_order("severity", Severity), "-issued_at"),
    "sent": (F("issued_at").asc(nulls_last=True), "number"),
    "do_by": (F("do_by").asc(nulls_last=True),),
    "open": ("undecided", "number"),
}
COPY_SORTS: dict[str, tuple[Any, ...]] = {
    "title": ("advisory__title",),
    "severity": (in_order("advisory__severity", Severity), "-told_at"),
    "sent": ("told_at",),
    "do_by": (F("advisory__do_by").asc(nulls_last=True),),
    "standing": ("decision", "acknowledged_at"),
}  # fmt: skip


@dataclass(frozen=True)
class Match:
    """A customer whom an advisory may concern; `because` is empty where nothing of it is known there."""

    customer: Customer
    because: str


def counted(rows: QuerySet[Advisory], actor: Actor) -> QuerySet[Advisory]:
    """With how many customers that this actor looks after got it, have read it and have not decided."""
    reached = actor.reaches("copies__customer")
    return rows.annotate(
        told=Count("copies", filter=reached),
        read=Count("copies", filter=reached & Q(copies__acknowledged_at__isnull=False)),
        undecided=Count("copies", filter=reached & Q(copies__decision="")),
    )


def narrowed(rows: QuerySet[Advisory], chosen: Mapping[str, Any]) -> QuerySet[Advisory]:
    """Advisories that fit the filters."""
    rows = with_words(rows, chosen.get("q", ""), *SEARCHED)
    if severity := chosen.get("severity"):
        rows = rows.filter(severity=severity)
    shows = {
        "drafts": Q(issued_at=None),
        "open": Q(issued_at__isnull=False, withdrawn_at=None, undecided__gt=0),
        "withdrawn": Q(withdrawn_at__isnull=False),
    }
    return rows.filter(shows.get(chosen.get("show", ""), Q()))


def narrowed_copies(rows: QuerySet[AdvisoryCopy], chosen: Mapping[str, Any]) -> QuerySet[AdvisoryCopy]:
    """A customer's advisories that fit the filters."""
    rows = with_words(rows, chosen.get("q", ""), *(f"advisory__{field}" for field in SEARCHED))
    if severity := chosen.get("severity"):
        rows = rows.filter(advisory__severity=severity)
    shows = {
        "waiting": Q(decision="", advisory__withdrawn_at=None),
        "done": Q(decision="done"),
        "declined": Q(decision="declined"),
    }
    return rows.filter(shows.get(chosen.get("show", ""), Q()))


def matches(actor: Actor, advisory: Advisory) -> list[Match]:
    """Every customer this actor looks after that has not got it yet, those it concerns first; four queries."""
    because = _reasons(actor, list(advisory.products.values_list("pk", flat=True)))
    customers = Customer.objects.visible_to(actor).live().exclude(advisories__advisory=advisory).order_by("name", "pk")
    found = [Match(customer, "; ".join(because[customer.pk])[:300]) for customer in customers]
    return sorted(found, key=lambda match: not match.because)


def _reasons(actor: Actor, products: list[UUID]) -> dict[UUID, list[str]]:
    """By customer: what runs there, and what depends on it."""
    because: dict[UUID, list[str]] = defaultdict(list)
    running = Deployment.objects.visible_to(actor).running().filter(product__in=products)
    for deployment in running.select_related("product__vendor").order_by("product__name", "where", "pk"):
        where = f" ({deployment.where})" if deployment.where else ""
        because[deployment.customer_id].append(f"{deployment.product.full_name} runs there{where}")
    nodes = Node.objects.visible_to(actor).filter(product__in=products)
    for customer_id, name in nodes.order_by("name").values_list("model__customer", "name"):
        because[customer_id].append(f"“{name}” depends on it")
    return because


def copies_of(actor: Actor, advisory: Advisory) -> list[AdvisoryCopy]:
    """How each customer stands with it, those that need somebody first."""
    copies = AdvisoryCopy.objects.visible_to(actor).filter(advisory=advisory)
    order = list(Standing)
    loaded = copies.select_related("customer", "acknowledged_by", "decided_by").order_by("customer__name", "pk")
    return sorted(loaded, key=lambda copy: order.index(copy.standing))


def history_of(advisory: Advisory, actor: Actor, customer: Customer | None = None) -> QuerySet[Event]:
    """What happened with it, the newest first: in a customer's path its own part, else what concerns all of them.

    How each customer answered stands in the table of copies.
    """
    events = Event.objects.visible_to(actor).filter(
        target_id=advisory.pk, customer_id=customer.pk if customer else None
    )
    return events.order_by("-sequence")


def answerers(customer: Customer) -> list[User]:
    """The customer's people who may answer an advisory."""
    able = [role for role in Role if Permission.ADVISORY_ANSWER in PERMISSIONS.get((Side.CUSTOMER, role), ())]
    members = Membership.objects.live().of_customer(customer).filter(role__in=able).select_related("user")
    return [member.user for member in members.order_by("user__name", "pk")]


def page_of_copy(copy: AdvisoryCopy) -> str:
    """Where the customer reads and answers it; its customer is loaded."""
    return reverse("engagement:advisory", args=[copy.customer.slug, copy.pk])


def due_dates(customer_ids: Iterable[UUID], today: date) -> list[DueDate]:
    """By when customers have to answer, do what they planned, or look again at what they declined."""
    copies = AdvisoryCopy.objects.in_force().filter(customer__in=list(customer_ids)).exclude(decision="done")
    dates = []
    for copy in copies.select_related("advisory", "customer"):
        day = due_on(chased(copy))
        if day is not None:
            dates.append(
                DueDate(
                    customer_id=copy.customer_id, kind="advisory", subject_id=copy.pk, owed_by="customer",
                    title=_asks(copy), path=page_of_copy(copy), due_on=day,
                )
            )  # fmt: skip
    return dates


def products_named(actor: Actor, products: Iterable[str], vendors: Iterable[str]) -> list[UUID]:
    """The products with these ids, and all of these vendors, as far as the actor sees them."""
    named = Product.objects.visible_to(actor).filter(Q(pk__in=products) | Q(vendor__in=vendors))
    return list(named.order_by("pk").values_list("pk", flat=True))


def chased(copy: AdvisoryCopy) -> Chased:
    """What the next reminder is worked out from; the advisory is loaded."""
    return Chased(
        told_on=timezone.localdate(copy.told_at), do_by=copy.advisory.do_by, chase_days=copy.advisory.chase_days,
        decision=copy.decision, scheduled_for=copy.scheduled_for, review_on=copy.review_on,
    )  # fmt: skip


def _asks(copy: AdvisoryCopy) -> str:
    asks = {"scheduled": "Do what you planned about", "declined": "Look again at what you decided against:"}
    return f"{asks.get(copy.decision, 'Say what you do about')} “{copy.advisory}”"
