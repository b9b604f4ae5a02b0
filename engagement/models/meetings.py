"""Meetings of both sides: who comes, what is talked about, what is decided, and the minutes that both approve."""

from datetime import UTC, datetime
from typing import TypeVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from accounts.actor import Actor
from accounts.models import Customer, User
from core.models import Public, choices, one_of, paired
from core.words import day
from engagement.vocabulary import HEADINGS, Heading, MeetingKind, Source, Standing

SIDES = [("provider", "Provider"), ("customer", "Customer")]
Part = TypeVar("Part", bound=models.Model)


class MeetingQuerySet(models.QuerySet["Meeting"]):
    """Meetings, narrowed one thought at a time."""

    def visible_to(self, actor: Actor) -> "MeetingQuerySet":
        return self.filter(actor.reaches("customer"))

    def of_customer(self, customer: object) -> "MeetingQuerySet":
        return self.filter(customer=customer)

    def standing(self, standing: Standing, *, now: datetime) -> "MeetingQuerySet":
        """Those that stand so at that moment."""
        live = Q(cancelled_at=None)
        return self.filter(
            {
                Standing.PLANNED: live & Q(proposed_at=None, starts_at__gt=now),
                Standing.TO_WRITE: live & Q(proposed_at=None, starts_at__lte=now),
                Standing.PROPOSED: live & Q(proposed_at__isnull=False, approved_at=None),
                Standing.APPROVED: live & Q(approved_at__isnull=False),
                Standing.CANCELLED: ~live,
            }[standing]
        )

    def approved(self) -> "MeetingQuerySet":
        return self.exclude(approved_at=None)


class Meeting(Public):
    """A meeting of a customer and its provider.

    Its agenda and minutes are one sheet on which both sides write. Proposing freezes them (`minutes`, with `digest`);
    once both sides have approved, the database refuses every change.
    """

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="meetings")
    kind = models.CharField("what kind", max_length=10, choices=choices(MeetingKind), default="quarterly")
    about = models.CharField("what it is about", max_length=160, blank=True)
    starts_at = models.DateTimeField("when")
    place = models.CharField("where", max_length=300, blank=True)
    planned_at = models.DateTimeField()
    planned_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    cancelled_at = models.DateTimeField(null=True)
    cancelled_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    proposed_at = models.DateTimeField(null=True)
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    minutes = models.JSONField("the minutes as proposed", null=True)
    digest = models.CharField(max_length=64, blank=True)
    approved_at = models.DateTimeField("approved by both sides", null=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(proposed_at__isnull=True, digest="", minutes__isnull=True)
                | (Q(proposed_at__isnull=False, minutes__isnull=False) & ~Q(digest="")),
                name="%(app_label)s_%(class)s_proposed_is_frozen",
            ),
            models.CheckConstraint(
                condition=Q(approved_at=None) | Q(proposed_at__isnull=False),
                name="%(app_label)s_%(class)s_approved_was_proposed",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at=None) | Q(proposed_at=None),
                name="%(app_label)s_%(class)s_cancelled_has_no_minutes",
            ),
            paired("cancelled"),
            paired("proposed"),
            one_of("kind", MeetingKind),
        ]
        indexes = [models.Index(fields=["customer", "starts_at"])]

    def __str__(self) -> str:
        return f"{self.about or MeetingKind(self.kind).label}, {day(timezone.localdate(self.starts_at))}"

    def get_absolute_url(self) -> str:
        return reverse("engagement:meeting", kwargs={"customer_slug": self.customer.slug, "pk": self.pk})

    @property
    def title(self) -> str:
        """What it is about, or its kind."""
        return self.about or str(MeetingKind(self.kind).label)

    @property
    def is_review(self) -> bool:
        """A quarterly review of everything, with the customer's own news."""
        return self.kind == MeetingKind.QUARTERLY

    @property
    def is_approved(self) -> bool:
        return self.approved_at is not None

    @property
    def round(self) -> str:
        """Changes whenever minutes are proposed, even the same ones again; empty while they are not."""
        return f"{self.digest[:16]}:{self.proposed_at.astimezone(UTC):%Y%m%d%H%M%S%f}" if self.proposed_at else ""

    def stands(self, now: datetime) -> Standing:
        """How it stands at a moment."""
        if self.cancelled_at is not None:
            return Standing.CANCELLED
        if self.approved_at is not None:
            return Standing.APPROVED
        if self.proposed_at is not None:
            return Standing.PROPOSED
        return Standing.PLANNED if self.starts_at > now else Standing.TO_WRITE


class OfMeetingQuerySet(models.QuerySet[Part]):
    """What belongs to meetings: seen by whoever sees the meeting."""

    def visible_to(self, actor: Actor) -> "OfMeetingQuerySet[Part]":
        return self.filter(actor.reaches("meeting__customer"))


class TopicQuerySet(OfMeetingQuerySet["Topic"]):
    """Topics, narrowed one thought at a time."""

    def waiting(self) -> "TopicQuerySet":
        """On the agenda and still to be talked about: not `is_settled`."""
        return self.filter(dropped_at=None, notes="", decision="")


class Attendee(Public):
    """Somebody who comes, or came: one of the people of a side, or anybody by name."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendees")
    side = models.CharField(max_length=10, choices=SIDES)
    person = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=150)

    objects = OfMeetingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "person"],
                condition=Q(person__isnull=False),
                name="%(app_label)s_%(class)s_person_once",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="%(app_label)s_%(class)s_has_name"),
            one_of("side", ["provider", "customer"]),
        ]

    def __str__(self) -> str:
        return self.name


class Topic(Public):
    """Something to talk about: where it came from, the fact as it stood when it was put on the agenda, what was
    decided. What was dropped is kept, so that bringing the agenda up to date does not put it back."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="topics")
    position = models.PositiveSmallIntegerField()
    source = models.CharField("where it comes from", max_length=10, choices=choices(Source), default="own")
    source_id = models.UUIDField(null=True, blank=True)
    title = models.CharField("what it is about", max_length=200)
    fact = models.CharField("how it stands", max_length=500, blank=True)
    path = models.CharField(max_length=300, blank=True)
    notes = models.TextField("what was said", blank=True, max_length=4000)
    decision = models.TextField("what was decided", blank=True, max_length=2000)
    added_at = models.DateTimeField()
    dropped_at = models.DateTimeField("taken off the agenda", null=True)
    dropped_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    objects = TopicQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "source", "source_id"],
                condition=Q(source_id__isnull=False),
                name="%(app_label)s_%(class)s_source_once",
            ),
            models.CheckConstraint(condition=~Q(title=""), name="%(app_label)s_%(class)s_has_title"),
            models.CheckConstraint(
                condition=(Q(source="own", source_id=None)) | (~Q(source="own") & Q(source_id__isnull=False)),
                name="%(app_label)s_%(class)s_source_whole",
            ),
            paired("dropped"),
            one_of("source", Source),
        ]
        indexes = [models.Index(fields=["meeting", "position"])]

    def __str__(self) -> str:
        return self.title

    @property
    def is_news(self) -> bool:
        """Where the customer's people tell their own news."""
        return self.source == Source.NEWS

    @property
    def heading(self) -> Heading:
        """Under which of the headings of a review it stands."""
        return HEADINGS[Source(self.source)]

    @property
    def is_settled(self) -> bool:
        """Somebody wrote down what was said or decided: it has been talked about."""
        return bool(self.notes or self.decision)


class Approval(Public):
    """One side's word that the minutes are right, under their digest."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="approvals")
    side = models.CharField(max_length=10, choices=SIDES)
    approved_at = models.DateTimeField()
    approved_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=150)
    digest = models.CharField(max_length=64)

    objects = OfMeetingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "side"], name="%(app_label)s_%(class)s_side_once"),
            models.CheckConstraint(condition=~Q(digest=""), name="%(app_label)s_%(class)s_has_digest"),
            one_of("side", ["provider", "customer"]),
        ]

    def __str__(self) -> str:
        return f"{self.name} for the {self.side}"
