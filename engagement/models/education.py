"""What people are taught and asked to accept, who has done it, and what they report as suspicious."""

from datetime import date

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Lower

from accounts.actor import Actor
from accounts.enums import Permission
from accounts.models import Customer, Membership, Provider, User
from core.models import Public, choices, one_of, paired
from engagement.education import Met, Teaching

TAUGHT = (Teaching.TRAINING, Teaching.POLICY)  # what a course can be; a phishing exercise needs none


class CourseQuerySet(models.QuerySet["Course"]):
    """Courses, narrowed one thought at a time."""

    def visible_to(self, actor: Actor) -> "CourseQuerySet":
        """Staff see all of their provider's; customers those that they are asked to take."""
        own = self.filter(provider=actor.provider_id)
        if actor.is_provider:
            return own
        return own.filter(pk__in=Campaign.objects.filter(actor.reaches("customer")).values("course"))

    def offered(self) -> "CourseQuerySet":
        """Not taken out of use."""
        return self.filter(retired_at=None)


class Course(Public):
    """Something to learn, or rules to accept: the provider's own text, a link or a file.

    `version` counts up with every change of the content of rules: what was accepted is one version.
    """

    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="courses")
    kind = models.CharField("what it is", max_length=8, choices=choices(TAUGHT), default="training")
    title = models.CharField("what it is called", max_length=120)
    words = models.TextField("the text", blank=True)
    link = models.URLField("a link to it", blank=True)
    minutes = models.PositiveSmallIntegerField("how many minutes it takes", null=True, blank=True)
    file = models.FileField(upload_to="courses/", blank=True)
    filename = models.CharField(max_length=200, blank=True)
    content_type = models.CharField(max_length=100, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    version = models.PositiveSmallIntegerField(default=1)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = CourseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "provider", Lower("title"), condition=Q(retired_at=None), name="%(app_label)s_%(class)s_title_once"
            ),
            models.CheckConstraint(
                condition=~Q(words="") | ~Q(link="") | ~Q(file=""), name="%(app_label)s_%(class)s_has_content"
            ),
            models.CheckConstraint(condition=~Q(title=""), name="%(app_label)s_%(class)s_titled"),
            one_of("kind", TAUGHT),
        ]

    def __str__(self) -> str:
        return self.title


class CampaignQuerySet(models.QuerySet["Campaign"]):
    """Campaigns, narrowed one thought at a time."""

    def visible_to(self, actor: Actor) -> "CampaignQuerySet":
        return self.filter(actor.reaches("customer"))

    def of_customer(self, customer: object) -> "CampaignQuerySet":
        return self.filter(customer=customer)

    def running(self, *, today: date) -> "CampaignQuerySet":
        """People are asked by these today."""
        taught = self.exclude(kind="phishing").filter(stopped_at=None)
        return taught.filter(opens_on__lte=today, closes_on__gte=today)


class Campaign(Public):
    """People of one customer asked to learn or accept something by a day, or sent a made-up phishing e-mail."""

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="campaigns")
    kind = models.CharField(max_length=8, choices=choices(Teaching), default=Teaching.TRAINING)
    course = models.ForeignKey(Course, on_delete=models.PROTECT, null=True, blank=True, related_name="campaigns")
    course_version = models.PositiveSmallIntegerField(null=True, blank=True)
    title = models.CharField("what it is called", max_length=120)
    opens_on = models.DateField("from")
    closes_on = models.DateField("until")
    target_percent = models.PositiveSmallIntegerField("how many should have done it, in per cent", default=90)
    asked_stage = models.CharField("which e-mails have left", max_length=5, blank=True)
    planned_at = models.DateTimeField()
    planned_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    stopped_at = models.DateTimeField(null=True, blank=True)
    stopped_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = CampaignQuerySet.as_manager()

    class Meta:
        constraints = [
            one_of("kind", Teaching),
            models.CheckConstraint(
                condition=Q(kind="phishing", course=None, course_version=None)
                | (~Q(kind="phishing") & Q(course__isnull=False, course_version__isnull=False)),
                name="%(app_label)s_%(class)s_of_a_course",
            ),
            models.CheckConstraint(
                condition=Q(closes_on__gte=models.F("opens_on")), name="%(app_label)s_%(class)s_ends_after"
            ),
            models.CheckConstraint(
                condition=Q(target_percent__gte=1, target_percent__lte=100), name="%(app_label)s_%(class)s_target"
            ),
            paired("stopped"),
        ]
        indexes = [models.Index(fields=["customer", "-closes_on"])]

    def __str__(self) -> str:
        return self.title

    @property
    def teaching(self) -> Teaching:
        return Teaching(self.kind)

    @property
    def is_phishing(self) -> bool:
        return self.kind == Teaching.PHISHING

    @property
    def is_policy(self) -> bool:
        """Rules that people accept."""
        return self.kind == Teaching.POLICY


def _is_here() -> Exists:
    return Exists(Membership.objects.live().filter(user=OuterRef("person"), customer=OuterRef("campaign__customer")))


class ParticipationQuerySet(models.QuerySet["Participation"]):
    """Who takes part, narrowed one thought at a time."""

    def visible_to(self, actor: Actor) -> "ParticipationQuerySet":
        """Everybody sees their own; the customer's lead sees all; of phishing nobody else sees who.

        Staff who may plan campaigns see who has still to learn or accept something, never who clicked.
        """
        reached = self.filter(actor.reaches("campaign__customer"))
        if actor.is_customer and actor.may(Permission.TEACHING_LEAD):
            return reached
        if actor.is_provider:
            return reached.exclude(campaign__kind="phishing") if actor.may(Permission.TEACHING_PLAN) else self.none()
        return reached.filter(person=actor.user_id)

    def counted(self) -> "ParticipationQuerySet":
        """Without those who left before they had finished: nobody waits for them any more."""
        return self.filter(Q(campaign__kind="phishing") | Q(done_at__isnull=False) | Q(person=None) | _is_here())

    def here(self) -> "ParticipationQuerySet":
        """Those with an account who have not left, and those who never had one."""
        return self.filter(Q(person=None) | _is_here())

    def to_do(self) -> "ParticipationQuerySet":
        """Not finished by people who are still there, of campaigns that were not stopped."""
        return self.counted().filter(done_at=None, campaign__stopped_at=None).exclude(campaign__kind="phishing")


class Participation(Public):
    """One person in one campaign. `person` is empty without an account: the lead then says when they are done.

    `done_version` is the version of the course that was finished or accepted: it may be later than the one asked for.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="people")
    person = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    done_at = models.DateTimeField("finished or accepted", null=True, blank=True)
    done_version = models.PositiveSmallIntegerField("the version that was read", null=True, blank=True)
    marked_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    is_delivered = models.BooleanField(default=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    clicked_at = models.DateTimeField(null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    reported_at = models.DateTimeField(null=True, blank=True)

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "person"], condition=Q(person__isnull=False), name="%(app_label)s_%(class)s_once"
            ),
            models.UniqueConstraint(
                "campaign", Lower("email"), condition=~Q(email=""), name="%(app_label)s_%(class)s_address_once"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="%(app_label)s_%(class)s_named"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def met(self) -> Met:
        """What this person did with a made-up phishing e-mail, for the figures."""
        return Met(
            delivered=self.is_delivered, sent_at=self.sent_at, opened_at=self.opened_at, clicked_at=self.clicked_at,
            submitted_at=self.submitted_at, reported_at=self.reported_at,
        )  # fmt: skip


class SuspicionQuerySet(models.QuerySet["Suspicion"]):
    """What was reported, narrowed one thought at a time."""

    def visible_to(self, actor: Actor) -> "SuspicionQuerySet":
        """Staff and the customer's lead see all of a customer; everybody else their own."""
        reached = self.filter(actor.reaches("customer"))
        if actor.is_provider or actor.may(Permission.TEACHING_LEAD):
            return reached
        return reached.filter(reported_by=actor.user_id)

    def of_customer(self, customer: object) -> "SuspicionQuerySet":
        return self.filter(customer=customer)

    def open(self) -> "SuspicionQuerySet":
        return self.filter(answered_at=None)


class Suspicion(Public):
    """Something suspicious that somebody at the customer reports, and what the provider says to it.

    `told_later_at` is when the e-mail about it leaves together with others, where many came within an hour.
    """

    class Verdict(models.TextChoices):
        DANGEROUS = "dangerous", "It was dangerous: good that you said it"
        EXERCISE = "exercise", "It was an exercise: well done"
        HARMLESS = "harmless", "It was harmless: better once too often"

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="suspicions")
    what = models.TextField("what is suspicious about it")
    came_from = models.CharField("who or what it came from", max_length=200, blank=True)
    did = models.CharField("what you have done with it", max_length=200, blank=True)
    file = models.FileField(upload_to="suspicions/", blank=True)
    filename = models.CharField(max_length=200, blank=True)
    content_type = models.CharField(max_length=100, blank=True)
    reported_at = models.DateTimeField()
    reported_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    told_later_at = models.DateTimeField("told together with others", null=True, blank=True)
    verdict = models.CharField(max_length=9, choices=Verdict, blank=True)
    answer = models.TextField("what to do now", blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = SuspicionQuerySet.as_manager()

    class Meta:
        constraints = [
            one_of("verdict", ["", "dangerous", "exercise", "harmless"]),
            models.CheckConstraint(
                condition=Q(verdict="", answered_at=None) | (~Q(verdict="") & Q(answered_at__isnull=False)),
                name="%(app_label)s_%(class)s_answered_with_verdict",
            ),
            models.CheckConstraint(condition=~Q(what=""), name="%(app_label)s_%(class)s_says_what"),
            paired("answered"),
        ]
        indexes = [models.Index(fields=["customer", "-reported_at"])]

    @property
    def is_dangerous(self) -> bool:
        return self.verdict == self.Verdict.DANGEROUS

    def __str__(self) -> str:
        return "report of something suspicious"  # the history keeps it, and not everybody reads what was reported
