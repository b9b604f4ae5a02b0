"""What belongs to an incident: what was done when, who is told, what it cost."""

from django.db import models
from django.db.models import Q

from accounts.actor import Actor
from accounts.models import User
from contracts.incidents.kinds import Whom
from contracts.loss.vocabulary import Head
from contracts.models.incidents.incident import SIDES, Incident, OfIncidentQuerySet
from contracts.models.insurance import Policy, PolicyNotice
from core.models import Public, choices, one_of, paired


class TimelineEntry(Public):
    """One thing that happened or was done, in somebody's words. It is never changed: a later entry corrects it."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="timeline")
    happened_at = models.DateTimeField("when")
    text = models.CharField("what happened or was done", max_length=1000)
    side = models.CharField(max_length=8, choices=SIDES)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = OfIncidentQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "timeline entries"
        constraints = [one_of("side", ["provider", "customer"])]
        indexes = [models.Index(fields=["incident", "happened_at"])]

    def __str__(self) -> str:
        return self.text[:80]


class NotificationQuerySet(OfIncidentQuerySet["Notification"]):
    """Notices of incidents, narrowed one thought at a time."""

    def visible_to(self, actor: Actor) -> "NotificationQuerySet":
        """As the incident; what the provider tells its own insurer is read by its own people alone."""
        seen = self.filter(incident__in=Incident.objects.visible_to(actor))
        return seen if actor.is_provider else seen.filter(Q(policy=None) | Q(policy__provider=None))

    def recorded(self) -> "NotificationQuerySet":
        """Done, or said to be unnecessary."""
        return self.exclude(done_at=None, not_needed_at=None)

    def waiting(self) -> "NotificationQuerySet":
        """Neither done nor said to be unnecessary."""
        return self.filter(done_at=None, not_needed_at=None)


class Notification(Public):
    """Somebody who has to be told of an incident, by when, under which rule, and what became of it.

    `due_at` is empty where the rule names no time ("without undue delay"). An insurer is told under a policy; what it
    was told is the policy's own notice, which `notice` points to.
    """

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="notifications")
    whom = models.CharField("who is told", max_length=8, choices=choices(Whom))
    name = models.CharField("who it is", max_length=120, blank=True)
    policy = models.ForeignKey(Policy, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    owed_by = models.CharField("who tells them", max_length=8, choices=SIDES)
    rule = models.CharField("by which rule", max_length=500)
    due_at = models.DateTimeField("by when", null=True, blank=True)
    is_in_hours = models.BooleanField("the time is counted in hours", default=True)
    done_at = models.DateTimeField("when they were told", null=True, blank=True)
    done_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reference = models.CharField("their reference", max_length=60, blank=True)
    notice = models.ForeignKey(PolicyNotice, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    not_needed_at = models.DateTimeField(null=True, blank=True)
    not_needed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField("why not", max_length=300, blank=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        constraints = [
            paired("done"),
            paired("not_needed"),
            models.CheckConstraint(
                condition=Q(done_at=None) | Q(not_needed_at=None), name="%(app_label)s_%(class)s_done_or_not_needed"
            ),
            models.CheckConstraint(
                condition=Q(not_needed_at=None, reason="") | (Q(not_needed_at__isnull=False) & ~Q(reason="")),
                name="%(app_label)s_%(class)s_not_needed_because",
            ),
            models.CheckConstraint(
                condition=Q(whom="insurer", policy__isnull=False) | (~Q(whom="insurer") & Q(policy=None, notice=None)),
                name="%(app_label)s_%(class)s_insurer_by_policy",
            ),
            models.UniqueConstraint(
                fields=["incident", "policy"],
                condition=Q(policy__isnull=False),
                name="%(app_label)s_%(class)s_policy_once",
            ),
            models.UniqueConstraint(
                fields=["incident", "whom"],
                condition=Q(whom__in=["ico", "customer"]),
                name="%(app_label)s_%(class)s_whom_once",
            ),
            one_of("whom", Whom),
            one_of("owed_by", ["provider", "customer"]),
        ]
        indexes = [models.Index(fields=["incident", "due_at"])]

    def __str__(self) -> str:
        return self.name or str(Whom(self.whom).label)

    @property
    def named(self) -> str:
        """`the ICO`, `Calder Mutual`: inside a sentence."""
        return "the ICO" if self.whom == Whom.ICO else str(self)

    @property
    def is_waiting(self) -> bool:
        return self.done_at is None and self.not_needed_at is None


class LossEntry(Public):
    """What one head of loss is known to come to, in pounds, as of a day. Never changed: the latest one counts."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="losses")
    head = models.CharField("what for", max_length=20, choices=choices(Head))
    amount = models.DecimalField("how much in all so far", max_digits=14, decimal_places=2)
    is_final = models.BooleanField("it will not change any more", default=False)
    known_on = models.DateField("as known on")
    note = models.CharField("how it comes about", max_length=300, blank=True)
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = OfIncidentQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "loss entries"
        constraints = [
            models.CheckConstraint(condition=Q(amount__gte=0), name="%(app_label)s_%(class)s_amount_positive"),
            one_of("head", Head),
        ]
        indexes = [models.Index(fields=["incident", "head", "known_on"])]

    def __str__(self) -> str:
        return str(Head(self.head).label)
