"""Actions agreed between both sides: who does what by when, and what shows that it was done."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.urls import reverse

from accounts.actor import Actor
from accounts.models import Customer, User
from advice.enums import Owner, Progress
from core.models import Public, choices, one_of, paired


class ActionQuerySet(models.QuerySet["Action"]):
    """Actions, narrowed one thought at a time."""

    def visible_to(self, actor: Actor) -> "ActionQuerySet":
        """Both sides see what has been agreed, whoever owes it."""
        return self.filter(actor.reaches("customer"))

    def of_customer(self, customer: object) -> "ActionQuerySet":
        return self.filter(customer=customer)

    def open(self) -> "ActionQuerySet":
        return self.filter(state=Progress.OPEN)

    def overdue(self, *, today: date) -> "ActionQuerySet":
        return self.open().filter(due_on__lt=today)

    def from_origin(self, kind: str, pk: object) -> "ActionQuerySet":
        """Those that came out of one recommendation, meeting, or whatever `kind` names."""
        return self.filter(origin_kind=kind, origin_id=pk)


class Action(Public):
    """Something one side promised to do by a day.

    `origin_kind`, `origin_id` and `origin_words` say what it came out of: a recommendation, or something that a higher
    app keeps, such as a meeting. It stays open from meeting to meeting until it is done or dropped: `closing` says
    what shows it, or why it is no longer needed. A file that shows it is kept with its digest.
    """

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="actions")
    text = models.CharField("what is to be done", max_length=300)
    owed_by = models.CharField("who does it", max_length=10, choices=choices(Owner))
    person = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="who in person"
    )
    due_on = models.DateField("by when")
    cost = models.DecimalField("what it costs", max_digits=12, decimal_places=2, null=True, blank=True)
    currency = models.CharField(max_length=3, default="GBP")
    origin_kind = models.CharField(max_length=20, blank=True)
    origin_id = models.UUIDField(null=True, blank=True)
    origin_words = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=8, choices=choices(Progress), default="open")
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    closing = models.CharField("what shows it", max_length=500, blank=True)
    file = models.FileField(upload_to="actions/", blank=True)
    filename = models.CharField(max_length=200, blank=True)
    content_type = models.CharField(max_length=100, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)

    objects = ActionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="%(app_label)s_%(class)s_has_text"),
            models.CheckConstraint(
                condition=(Q(state__in=["done", "dropped"], closed_at__isnull=False) & ~Q(closing=""))
                | Q(state="open", closed_at=None, closing="", filename=""),
                name="%(app_label)s_%(class)s_closed_with_words",
            ),
            models.CheckConstraint(
                condition=Q(origin_kind="", origin_id=None) | (~Q(origin_kind="") & Q(origin_id__isnull=False)),
                name="%(app_label)s_%(class)s_origin_whole",
            ),
            models.CheckConstraint(
                condition=Q(cost=None) | Q(cost__gte=0), name="%(app_label)s_%(class)s_cost_positive"
            ),
            paired("closed"),
            one_of("owed_by", Owner),
            one_of("state", Progress),
        ]
        indexes = [
            models.Index(fields=["customer", "state", "due_on"]),
            models.Index(fields=["origin_kind", "origin_id"]),
        ]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return reverse("advice:action", kwargs={"customer_slug": self.customer.slug, "pk": self.pk})

    @property
    def is_open(self) -> bool:
        return self.state == Progress.OPEN

    @property
    def is_done(self) -> bool:
        return self.state == Progress.DONE

    def is_overdue(self, today: date) -> bool:
        """Its day has passed and nobody has done it."""
        return self.is_open and self.due_on < today
