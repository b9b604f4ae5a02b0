"""Proof that a job is being done."""

from django.db import models

from accounts.actor import Actor
from accounts.models import Customer, User
from core.models import Public


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    """Evidence, narrowed one thought at a time."""

    def visible_to(self, actor: Actor) -> "EvidenceQuerySet":
        return self.filter(actor.reaches("customer"))

    def of_customer(self, customer: object) -> "EvidenceQuerySet":
        return self.filter(customer=customer)


class Evidence(Public):
    """Something that shows a row's job was done: what, when, and the file if there is one."""

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="evidence")
    line = models.UUIDField()
    code = models.CharField(max_length=40)
    title = models.CharField("what it shows", max_length=200)
    happened_on = models.DateField("date of the proof")
    file = models.FileField(upload_to="evidence/", blank=True)
    filename = models.CharField(max_length=200, blank=True)
    content_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveBigIntegerField("size in bytes", default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["customer", "line", "-happened_on"])]

    def __str__(self) -> str:
        return f"{self.title} ({self.code})"
