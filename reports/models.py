"""What is printed: audit packs of a quarter; “Who would pay?”, outages, copies of plans, advice, minutes."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify

from accounts.actor import Actor
from accounts.models import Customer, User
from core.models import Public, one_of
from core.quarters import Quarter
from core.words import moment


class PackState(models.TextChoices):
    """How far a pack is."""

    QUEUED = "queued", "Being made"
    READY = "ready", "Ready"
    FAILED = "failed", "Not made"


class PackQuerySet(models.QuerySet["Pack"]):
    """Packs, narrowed one thought at a time."""

    def visible_to(self, actor: Actor) -> "PackQuerySet":
        return self.filter(actor.reaches("customer"))

    def of_customer(self, customer: object) -> "PackQuerySet":
        return self.filter(customer=customer)

    def of_quarter(self, quarter: Quarter) -> "PackQuerySet":
        """By its days: the same name stands for others once a customer’s financial year starts in another month."""
        return self.filter(starts_on=quarter.start)

    def newest_first(self) -> "PackQuerySet":
        """By their number, which goes on when the quarter gets another name."""
        return self.order_by("-number", "pk")

    def ready(self) -> "PackQuerySet":
        return self.filter(state=PackState.READY)


class Pack(Public):
    """The audit pack of one customer for one quarter: frozen data, rendered once, kept with its digest."""

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="packs")
    quarter = models.CharField(max_length=10)
    starts_on = models.DateField()
    ends_on = models.DateField()
    number = models.PositiveSmallIntegerField("edition", default=1)
    state = models.CharField(max_length=8, choices=PackState, default=PackState.QUEUED)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    cut_off_at = models.DateTimeField()
    data = models.JSONField(null=True)
    data_sha256 = models.CharField(max_length=64, blank=True)
    file = models.FileField(upload_to="packs/", blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField("size in bytes", default=0)
    pages = models.PositiveIntegerField(default=0)
    ready_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300, blank=True)

    objects = PackQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["customer", "quarter", "number"], name="%(app_label)s_%(class)s_edition_once"
            ),
            models.UniqueConstraint(
                fields=["customer", "quarter"],
                condition=Q(state="queued"),
                name="%(app_label)s_%(class)s_one_in_making",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")), name="%(app_label)s_%(class)s_dates_in_order"
            ),
            models.CheckConstraint(
                condition=~Q(state="ready") | (~Q(sha256="") & ~Q(file="")),
                name="%(app_label)s_%(class)s_ready_has_file",
            ),
            one_of("state", PackState.values),
        ]

    def __str__(self) -> str:
        return f"audit pack {self.quarter}, edition {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("reports:pack", kwargs={"customer_slug": self.customer.slug, "pk": self.pk})

    @property
    def is_ready(self) -> bool:
        return self.state == PackState.READY

    @property
    def is_queued(self) -> bool:
        return self.state == PackState.QUEUED

    @property
    def is_failed(self) -> bool:
        return self.state == PackState.FAILED

    @property
    def cut_off_words(self) -> str:
        """ "30 September 2026, 24:00" for a quarter that was over, otherwise the moment of asking."""
        if timezone.localdate(self.cut_off_at) > self.ends_on:
            return f"{self.ends_on.day} {self.ends_on:%B %Y}, 24:00"
        return moment(self.cut_off_at)

    @property
    def filename(self) -> str:
        """How the download is called: "harbour-roast-audit-pack-2026-q3-edition-1.pdf"."""
        return f"{self.customer.slug}-audit-pack-{self.quarter}-edition-{self.number}.pdf"


class OnePagerQuerySet(models.QuerySet["OnePager"]):
    """One-page answers, narrowed one thought at a time."""

    def visible_to(self, actor: Actor) -> "OnePagerQuerySet":
        """The side that asked: it was frozen as that side may read it."""
        return self.filter(actor.reaches("customer")).filter(is_customers=actor.is_customer)


class PageKind(models.TextChoices):
    """What was printed; the value stands in the name of the file."""

    WHO_PAYS = "who-pays", "Who would pay?"
    PLAN_CARD = "plan-card", "Card of a plan"
    PLAN = "plan", "Whole plan"
    OUTAGE = "outage", "Outage"
    LETTER = "letter", "Letter of advice"
    MINUTES = "minutes", "Minutes"


PLAN_KINDS = (PageKind.PLAN_CARD, PageKind.PLAN)


class OnePager(Public):
    """“Who would pay?”, an outage, a plan, a letter of advice or minutes: frozen HTML for one side, and its PDF.

    It stands on its own: the example, outage, plan, advice or meeting may change or go, the page stays what it was.
    """

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="one_pagers")
    is_customers = models.BooleanField("for the customer's people")
    kind = models.CharField(max_length=9, choices=PageKind, default=PageKind.WHO_PAYS)
    subject = models.UUIDField("what it is about")
    title = models.CharField(max_length=120)
    html = models.TextField()
    state = models.CharField(max_length=8, choices=PackState, default=PackState.QUEUED)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    file = models.FileField(upload_to="one-pagers/", blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    pages = models.PositiveSmallIntegerField(default=0)
    reason = models.CharField(max_length=300, blank=True)

    objects = OnePagerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="ready") | (~Q(sha256="") & ~Q(file="")),
                name="%(app_label)s_%(class)s_ready_has_file",
            ),
            one_of("state", PackState.values),
            one_of("kind", PageKind.values),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: “{self.title}”"

    def get_absolute_url(self) -> str:
        return reverse(f"reports:{self._name}", kwargs={"customer_slug": self.customer.slug, "pk": self.pk})

    @property
    def download_url(self) -> str:
        return reverse(f"reports:{self._name}-download", kwargs={"customer_slug": self.customer.slug, "pk": self.pk})

    @property
    def is_of_plan(self) -> bool:
        return self.kind in PLAN_KINDS

    @property
    def is_card(self) -> bool:
        return self.kind == PageKind.PLAN_CARD

    @property
    def is_of_outage(self) -> bool:
        return self.kind == PageKind.OUTAGE

    @property
    def is_of_advice(self) -> bool:
        return self.kind == PageKind.LETTER

    @property
    def is_of_meeting(self) -> bool:
        return self.kind == PageKind.MINUTES

    @property
    def _name(self) -> str:
        names = {
            PageKind.WHO_PAYS: "one-pager", PageKind.OUTAGE: "outage-copy", PageKind.LETTER: "advice-letter",
            PageKind.MINUTES: "minutes-copy",
        }  # fmt: skip
        return names.get(PageKind(self.kind), "plan-copy")

    @property
    def is_ready(self) -> bool:
        return self.state == PackState.READY

    @property
    def is_queued(self) -> bool:
        return self.state == PackState.QUEUED

    @property
    def filename(self) -> str:
        """`harbour-roast-who-pays-2026-11-23.pdf`; of a plan or an outage also its name."""
        about = f"-{slugify(self.title)}" if self.kind != PageKind.WHO_PAYS else ""
        return f"{self.customer.slug}{about}-{self.kind}-{timezone.localdate(self.asked_at)}.pdf"
