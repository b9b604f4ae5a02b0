"""What the parties have promised each other: services, contracts, clauses, targets and documents."""

from datetime import date
from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from accounts.actor import Actor
from accounts.models import Customer, Provider, User
from contracts.enums import NoticeCounting, NoticeUnit, Renewal
from core.models import Public, choices, one_of

PARTIES = [
    ("provider", "The provider"),
    ("customer", "The customer"),
    ("shared", "Both"),
    ("third_party", "Somebody else"),
]


class ServiceQuerySet(models.QuerySet["Service"]):
    """Services, narrowed one thought at a time."""

    def visible_to(self, actor: Actor) -> "ServiceQuerySet":
        return self.filter(provider_id=actor.provider_id)

    def live(self) -> "ServiceQuerySet":
        return self.filter(retired_at=None)


class Service(Public):
    """Something the provider sells, in its own catalogue."""

    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="services")
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=120)
    summary = models.CharField("in plain words", max_length=300, blank=True)
    monthly_fee = models.DecimalField(
        "usual monthly fee", max_digits=12, decimal_places=2, default=Decimal("0.00")
    )
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = ServiceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["provider", "code"], name="%(app_label)s_%(class)s_code_once"),
            models.CheckConstraint(
                condition=Q(monthly_fee__gte=0), name="%(app_label)s_%(class)s_fee_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Bundle(Public):
    """Services that the provider usually sells together."""

    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="bundles")
    name = models.CharField(max_length=120)
    summary = models.CharField("in plain words", max_length=300, blank=True)
    services = models.ManyToManyField(Service, related_name="bundles")
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = ServiceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["provider", "name"], name="%(app_label)s_%(class)s_name_once")
        ]

    def __str__(self) -> str:
        return self.name


class ContractQuerySet(models.QuerySet["Contract"]):
    """Contracts, narrowed one thought at a time."""

    def visible_to(self, actor: Actor) -> "ContractQuerySet":
        """Customers see contracts once they are published to them."""
        reached = self.filter(actor.reaches("customer"))
        return reached if actor.is_provider else reached.filter(published_at__isnull=False)

    def of_customer(self, customer: object) -> "ContractQuerySet":
        return self.filter(customer=customer)

    def live(self, *, today: date) -> "ContractQuerySet":
        """Begun and not ended."""
        return self.filter(effective_from__lte=today).filter(Q(ended_on=None) | Q(ended_on__gte=today))


class Contract(Public):
    """An agreement between the provider and one customer, with its dates."""

    class Kind(models.TextChoices):
        MASTER = "master", "Master services agreement"
        ORDER = "order", "Order or statement of work"
        SLA = "sla", "Service level schedule"
        DATA = "data", "Data processing agreement"
        OTHER = "other", "Other agreement"

    class Delivery(models.TextChoices):
        EMAIL = "email", "E-mail, received the next working day"
        POST = "post", "First-class post, received on the second working day"
        HAND = "hand", "By hand, received the same day"

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="contracts")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.MASTER)
    reference = models.CharField(max_length=40)
    title = models.CharField(max_length=160)
    effective_from = models.DateField("starts on")
    initial_term_months = models.PositiveSmallIntegerField("initial term in months", default=12)
    renewal = models.CharField(
        "at the end of a term", max_length=10, choices=choices(Renewal), default="auto"
    )
    renewal_term_months = models.PositiveSmallIntegerField("renewal term in months", default=12)
    notice_period = models.PositiveSmallIntegerField("notice period", default=3)
    notice_unit = models.CharField("counted in", max_length=15, choices=choices(NoticeUnit), default="months")
    notice_counting = models.CharField(
        "how the days are counted", max_length=15, choices=choices(NoticeCounting), default="not_less_than"
    )
    notice_delivery = models.CharField(
        "notice is sent by", max_length=10, choices=Delivery, default=Delivery.EMAIL
    )
    currency = models.CharField(max_length=3, default="GBP")
    governing_law = models.CharField("governing law", max_length=80, default="England and Wales")
    ended_on = models.DateField("ended on", null=True, blank=True)
    internal_note = models.TextField("note for your own people", blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ContractQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["customer", "reference"], name="%(app_label)s_%(class)s_reference_once"
            ),
            models.CheckConstraint(
                condition=Q(initial_term_months__gte=1)
                & (~Q(renewal="auto") | Q(renewal_term_months__gte=1)),
                name="%(app_label)s_%(class)s_term_positive",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("effective_from")),
                name="%(app_label)s_%(class)s_ends_after_start",
            ),
            one_of("renewal", Renewal),
            one_of("notice_unit", NoticeUnit),
            one_of("notice_counting", NoticeCounting),
        ]

    def __str__(self) -> str:
        return f"{self.reference}: {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("contracts:contract", kwargs={"customer_slug": self.customer.slug, "pk": self.pk})


class OfContractQuerySet(models.QuerySet[models.Model]):
    """Parts of contracts: seen by whoever sees the contract."""

    def visible_to(self, actor: Actor) -> "OfContractQuerySet":
        return self.filter(contract__in=Contract.objects.visible_to(actor))


class Line(Public):
    """A service bought under a contract, with its fee and dates."""

    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="lines")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="lines")
    quantity = models.DecimalField(max_digits=10, decimal_places=2, default=Decimal("1"))
    monthly_fee = models.DecimalField("fee a month", max_digits=12, decimal_places=2)
    starts_on = models.DateField("from")
    ends_on = models.DateField("until", null=True, blank=True)

    objects = OfContractQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(monthly_fee__gte=0, quantity__gt=0),
                name="%(app_label)s_%(class)s_amounts_positive",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="%(app_label)s_%(class)s_dates_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.service}"


class Clause(Public):
    """A numbered clause that others can cite."""

    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="clauses")
    number = models.CharField(max_length=30)
    heading = models.CharField(max_length=160)
    summary = models.CharField("in plain words", max_length=500, blank=True)
    text = models.TextField(blank=True)
    owed_by = models.CharField("who it makes responsible", max_length=12, choices=PARTIES, blank=True)
    position = models.PositiveIntegerField(default=0)

    objects = OfContractQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contract", "number"], name="%(app_label)s_%(class)s_number_once"
            ),
            one_of("owed_by", ["", *dict(PARTIES)]),
        ]

    def __str__(self) -> str:
        return f"clause {self.number}"


class SlaTarget(Public):
    """A service level promised: the words of the contract, and the number that can be measured."""

    class Metric(models.TextChoices):
        RESPONSE = "response", "Response time"
        RESTORE = "restore", "Time to restore"
        RESOLUTION = "resolution", "Resolution time"
        AVAILABILITY = "availability", "Availability"
        BACKUP = "backup", "Backups that succeed"
        PATCHING = "patching", "Updates installed in time"

    class Unit(models.TextChoices):
        MINUTES = "minutes", "minutes"
        HOURS = "hours", "hours"
        DAYS = "days", "days"
        PERCENT = "percent", "%"

    class Calendar(models.TextChoices):
        ALWAYS = "always", "Around the clock"
        BUSINESS = "business", "Business hours"

    class Commitment(models.TextChoices):
        FIRM = "firm", "Promised"
        EFFORTS = "efforts", "Reasonable efforts"

    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="targets")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    clause = models.ForeignKey(
        Clause, on_delete=models.SET_NULL, null=True, blank=True, related_name="targets"
    )
    metric = models.CharField(max_length=15, choices=Metric)
    priority = models.CharField("priority or scope", max_length=40, blank=True)
    words = models.CharField("in the contract’s words", max_length=300)
    value = models.DecimalField("number", max_digits=9, decimal_places=3, null=True, blank=True)
    unit = models.CharField(max_length=10, choices=Unit, blank=True)
    calendar = models.CharField("clock", max_length=10, choices=Calendar, blank=True)
    window = models.CharField(
        "measured over",
        max_length=20,
        choices=[("month", "a calendar month"), ("quarter", "a quarter")],
        blank=True,
    )
    commitment = models.CharField(max_length=10, choices=Commitment, default=Commitment.EFFORTS)

    objects = OfContractQuerySet.as_manager()

    class Meta:
        constraints = [
            one_of("metric", ["response", "restore", "resolution", "availability", "backup", "patching"]),
            models.CheckConstraint(
                condition=Q(value=None) | Q(value__gt=0), name="%(app_label)s_%(class)s_value_positive"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_metric_display()} {self.priority}".strip()


class Document(Public):
    """An uploaded document of a contract, kept as it came, with its digest."""

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="documents")
    title = models.CharField(max_length=160)
    file = models.FileField(upload_to="contracts/")
    filename = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField("size in bytes")
    sha256 = models.CharField(max_length=64)
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = OfContractQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(size__gt=0), name="%(app_label)s_%(class)s_not_empty"),
        ]

    def __str__(self) -> str:
        return self.title
