"""Questions about a row, and what was answered."""

from django.db import models
from django.urls import reverse

from accounts.actor import Actor
from accounts.models import Customer, User
from core.models import Public, one_of, paired
from responsibilities.models.matrix import Row


class QuestionQuerySet(models.QuerySet["Question"]):
    """Questions, narrowed one thought at a time."""

    def visible_to(self, actor: Actor) -> "QuestionQuerySet":
        return self.filter(actor.reaches("customer"))

    def of_customer(self, customer: object) -> "QuestionQuerySet":
        return self.filter(customer=customer)

    def open(self) -> "QuestionQuerySet":
        return self.filter(closed_at=None)


class Question(Public):
    """Something one side wants to know or change about a row before it agrees. Follows the row by its `line`."""

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="questions")
    row = models.ForeignKey(Row, on_delete=models.PROTECT, related_name="questions")
    line = models.UUIDField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    waits_for = models.CharField(max_length=10, choices=[("provider", "Provider"), ("customer", "Customer")])

    objects = QuestionQuerySet.as_manager()

    class Meta:
        constraints = [paired("closed"), one_of("waits_for", ["provider", "customer"])]
        indexes = [models.Index(fields=["customer", "closed_at"]), models.Index(fields=["line"])]

    def __str__(self) -> str:
        return f"question on {self.row}"

    def get_absolute_url(self) -> str:
        return reverse("responsibilities:question", kwargs={"customer_slug": self.customer.slug, "pk": self.pk})

    @property
    def is_open(self) -> bool:
        return self.closed_at is None


class Message(Public):
    """One thing said in a question's thread; the first is the question itself."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="messages")
    side = models.CharField(max_length=10, choices=[("provider", "Provider"), ("customer", "Customer")])
    said_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField()
    text = models.TextField()

    class Meta:
        constraints = [one_of("side", ["provider", "customer"])]

    def __str__(self) -> str:
        return self.text[:60]
