"""Where customers stand, worked out in the database: what their list is filtered, sorted and summed up by."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import (
    Aggregate,
    Case,
    CharField,
    Count,
    Exists,
    F,
    FilteredRelation,
    IntegerField,
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

from accounts.models import Customer
from engagement.models import Due
from portfolio.enums import Agreement
from responsibilities.models import Question, Signature

WAITING = (Agreement.QUESTIONS, Agreement.LATE, Agreement.WITH_US, Agreement.WITH_CUSTOMER)
# What a column sorts by; the key is the value of ?sort=, a leading "-" turns it round.
SORTS: dict[str, tuple[str, ...]] = {
    "name": ("name",),
    "agreement": ("urgency", "name"),
    "findings": ("-watch__high", "-watch__medium", "-watch__low", "name"),
    "notice": ("notice_on", "name"),
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
        whens = (When(agreement=a, then=Value(i)) for i, a in enumerate(Agreement))
        return with_agreement(customers, today=today).annotate(urgency=Case(*whens, output_field=IntegerField()))
    figure = dates(today).get(key)
    if figure is None:
        return customers
    dues = Due.objects.open().filter(customer=OuterRef("pk")).order_by().values("customer")
    found = Subquery(dues.annotate(found=figure).values("found"))
    return customers.annotate(**{key: Coalesce(found, 0) if key == "overdue_reviews" else found})


def totals(customers: QuerySet[Customer], *, today: date, soon: date) -> Totals:
    """The figures above the list in two queries: one pass over the customers, one over their due dates."""
    groups = with_agreement(customers, today=today).order_by().values("agreement")
    found = {
        group["agreement"]: group
        for group in groups.annotate(customers=Count("pk"), high=Coalesce(Sum("watch__high"), 0))
    }
    due = Due.objects.open().filter(customer__in=customers.order_by().values("pk"))
    near = due.aggregate(
        soon=Count("customer", distinct=True, filter=Q(kind="notice", due_on__range=(today, soon))),
        overdue=Count("pk", filter=Q(kind="review", due_on__lt=today)),
    )

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
