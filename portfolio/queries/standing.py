"""Where customers stand, worked out in the database: what their list is filtered, sorted and summed up by."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import (
    Aggregate,
    Case,
    CharField,
    Count,
    DateField,
    Exists,
    F,
    FilteredRelation,
    Max,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from accounts.actor import Actor
from accounts.models import Customer
from contracts.insurance.kinds import Kind
from contracts.models import Policy
from core.checks import Severity
from core.models import in_order
from core.prepared import prepared
from engagement.models import Due
from portfolio.enums import Agreement
from responsibilities.models import Question, Signature

WAITING = (Agreement.QUESTIONS, Agreement.LATE, Agreement.WITH_US, Agreement.WITH_CUSTOMER)
# What a column sorts by; the key is the value of ?sort=, a leading "-" turns it round.
SORTS: dict[str, tuple[str, ...]] = {
    "name": ("name",),
    "agreement": ("urgency", "name"),
    "findings": (*(f"-watch__{each}" for each in Severity), "name"),
    "notice": ("notice_on", "name"),
    "cover": ("cover_ends_on", "name"),
    "reviews": ("-overdue_reviews", "next_review_on", "name"),
}


@dataclass(frozen=True)
class Totals:
    """The figures above the list, over everybody whom the reader looks after."""

    customers: int
    signed: int
    waiting: int
    high: int
    notice_soon: int
    overdue_reviews: int


def with_agreement(customers: QuerySet[Customer], *, today: date) -> QuerySet[Any]:
    """Customers with their `agreement`, beside the version `at_work` and the one `in_force`: one of each at most."""
    if "agreement" in customers.query.annotations:
        return customers
    asked = Question.objects.open().filter(customer=OuterRef("pk"), waits_for="provider")
    signed = Signature.objects.filter(version=OuterRef("at_work__pk"), side="customer")
    is_proposed = Q(at_work__state="proposed")
    agreement = Case(
        When(Exists(asked), then=Value("questions")),
        When(is_proposed & Exists(signed), then=Value("with_us")),
        When(is_proposed & Q(at_work__sign_by__lt=today), then=Value("late")),
        When(is_proposed, then=Value("with_customer")),
        When(in_force__pk__isnull=False, then=Value("signed")),
        When(at_work__pk__isnull=False, then=Value("draft")),
        default=Value("none"),
        output_field=CharField(),
    )
    return customers.annotate(
        at_work=FilteredRelation("versions", condition=Q(versions__state__in=["draft", "proposed"])),
        in_force=FilteredRelation("versions", condition=Q(versions__state="agreed")),
        agreement=agreement,
    )


def dates(today: date) -> dict[str, Aggregate]:
    """What the open due dates of a customer come to."""
    notice, review, ahead = Q(kind="notice"), Q(kind="review"), Q(due_on__gte=today)
    return {
        "notice_on": Min("due_on", filter=notice & ahead),
        "next_review_on": Min("due_on", filter=review & ahead),
        "overdue_reviews": Count("pk", filter=review & ~ahead),
    }


def cover_ends() -> Subquery:
    """The last day of a customer's cyber cover, of all its policies the latest."""
    policies = Policy.objects.filter(kind=Kind.CYBER, customer=OuterRef("pk")).order_by().values("customer")
    return Subquery(policies.annotate(ends_on=Max("ends_on")).values("ends_on"))


def sorted_by(customers: QuerySet[Customer], sort: str, *, today: date) -> QuerySet[Customer]:
    """In the order asked for, empty values last, ending in the primary key. Works out only what it sorts by."""
    names = SORTS.get(sort.removeprefix("-"), SORTS["findings"])
    order = []
    for name in names:
        key = name.removeprefix("-")
        falls = name.startswith("-") != sort.startswith("-")
        customers = _with_key(customers, key, today)
        order.append(F(key).desc(nulls_last=True) if falls else F(key).asc(nulls_last=True))
    return customers.order_by(*order, "pk")


def _with_key(customers: QuerySet[Customer], key: str, today: date) -> QuerySet[Customer]:
    if key == "urgency":
        return with_agreement(customers, today=today).annotate(urgency=in_order("agreement", Agreement))
    if key == "cover_ends_on":
        return customers.annotate(cover_ends_on=cover_ends())
    figure = dates(today).get(key)
    if figure is None:
        return customers
    dues = Due.objects.open().filter(customer=OuterRef("pk")).order_by().values("customer")
    found = Subquery(dues.annotate(found=figure).values("found"))
    return customers.annotate(**{key: Coalesce(found, 0) if key == "overdue_reviews" else found})


def totals(actor: Actor, *, today: date, soon: date) -> Totals:
    """The figures above the list in two queries: one pass over the customers, one over their due dates."""
    found = {group["agreement"]: group for group in _groups(actor, today=today)}
    near = next(iter(_near(actor, today=today, soon=soon)), {"soon": 0, "overdue": 0})

    def number(*states: Agreement) -> int:
        return sum(found[state]["customers"] for state in states if state in found)

    return Totals(
        customers=number(*Agreement),
        signed=number(Agreement.SIGNED),
        waiting=number(*WAITING),
        high=sum(group["high"] for group in found.values()),
        notice_soon=near["soon"],
        overdue_reviews=near["overdue"],
    )


@prepared(today=DateField())
def _groups(actor: Actor, today: Any) -> QuerySet[Any, Any]:
    """How many customers stand how, and their high findings."""
    customers = with_agreement(Customer.objects.visible_to(actor), today=today).order_by().values("agreement")
    return customers.annotate(customers=Count("pk"), high=Coalesce(Sum("watch__high"), 0))


@prepared(today=DateField(), soon=DateField())
def _near(actor: Actor, today: Any, soon: Any) -> QuerySet[Any, Any]:
    """One row with what falls due; none where nothing does."""
    notice, late = Q(kind="notice", due_on__range=(today, soon)), Q(kind="review", due_on__lt=today)
    due = Due.objects.visible_to(actor).open().filter(notice | late).exclude(customer=None).order_by()
    return due.values("provider").annotate(
        soon=Count("customer", distinct=True, filter=notice), overdue=Count("pk", filter=late)
    )
