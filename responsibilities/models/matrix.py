"""The responsibility matrix: versions, their rows, and the two signatures."""

import uuid
from datetime import date, datetime

from django.db import models
from django.db.models import Q
from django.urls import reverse

from accounts.actor import Actor
from accounts.enums import Permission
from accounts.models import Customer, User
from contracts.models import Clause, Service
from core.models import Public, choices, one_of, paired
from responsibilities.enums import Ownership, VersionState
from responsibilities.models.catalogue import Activity


class VersionQuerySet(models.QuerySet["Version"]):
    """Versions, narrowed one thought at a time."""

    def visible_to(self, actor: Actor) -> "VersionQuerySet":
        """Customers see a version once it was proposed to them."""
        reached = self.filter(actor.reaches("customer"))
        return reached if actor.may(Permission.DRAFT_VIEW) else reached.filter(proposed_at__isnull=False)

    def of_customer(self, customer: object) -> "VersionQuerySet":
        return self.filter(customer=customer)

    def in_force(self) -> "VersionQuerySet":
        return self.filter(state=VersionState.AGREED)

    def open(self) -> "VersionQuerySet":
        """Still being written or waiting for signatures."""
        return self.filter(state__in=[VersionState.DRAFT, VersionState.PROPOSED])


class Version(Public):
    """One version of a customer's matrix: who does what, as both sides can sign it."""

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=12, choices=choices(VersionState), default="draft")
    based_on = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="successors")
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    proposed_at = models.DateTimeField(null=True)
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    sign_by = models.DateField("please sign by", null=True)
    provider_name = models.CharField("the provider as proposed", max_length=160, blank=True)
    customer_name = models.CharField("the customer as proposed", max_length=160, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    agreed_at = models.DateTimeField(null=True)
    superseded_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    objects = VersionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["customer", "number"], name="%(app_label)s_%(class)s_number_once"),
            models.UniqueConstraint(
                fields=["customer"],
                condition=Q(state__in=["draft", "proposed"]),
                name="%(app_label)s_%(class)s_one_open",
            ),
            models.UniqueConstraint(
                fields=["customer"], condition=Q(state="agreed"), name="%(app_label)s_%(class)s_one_in_force"
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | ~Q(digest="") | Q(state="withdrawn"),
                name="%(app_label)s_%(class)s_frozen_has_digest",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["agreed", "superseded"]) | Q(agreed_at__isnull=False),
                name="%(app_label)s_%(class)s_agreed_has_date",
            ),
            one_of("state", VersionState),
            paired("proposed"),
            paired("withdrawn"),
        ]

    def __str__(self) -> str:
        return f"version {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("responsibilities:version", kwargs={"customer_slug": self.customer.slug, "number": self.number})

    @property
    def is_draft(self) -> bool:
        return self.state == VersionState.DRAFT

    @property
    def is_proposed(self) -> bool:
        return self.state == VersionState.PROPOSED

    @property
    def is_agreed(self) -> bool:
        return self.state == VersionState.AGREED

    def was_in_force(self, at: datetime) -> bool:
        """Whether both sides had agreed it by that moment, and nothing had replaced it or taken it back."""
        ended = (self.superseded_at, self.withdrawn_at)
        return self.agreed_at is not None and self.agreed_at <= at and not any(end and end <= at for end in ended)


class RowQuerySet(models.QuerySet["Row"]):
    """Rows, narrowed one thought at a time."""

    def visible_to(self, actor: Actor) -> "RowQuerySet":
        return self.filter(version__in=Version.objects.visible_to(actor))

    def in_scope(self) -> "RowQuerySet":
        return self.filter(is_out_of_scope=False)

    def overdue(self, *, today: date) -> "RowQuerySet":
        return self.in_scope().filter(review_on__lt=today)


# What the customer has said about a row.
ANSWER_FIELDS = ("agreed_at", "agreed_by", "risk_accepted_at", "risk_accepted_by", "risk_accepted_reason")


class Row(Public):
    """One job and who does it. `line` stays the same over all versions, so that its history can be told."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="rows")
    line = models.UUIDField(default=uuid.uuid4, editable=False)
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, null=True, blank=True, related_name="rows")
    position = models.PositiveIntegerField(default=0)
    code = models.CharField(max_length=40)
    domain = models.CharField(max_length=60)
    title = models.CharField("job", max_length=200)
    description = models.TextField("in plain words", blank=True)
    ownership = models.CharField("who does it", max_length=12, choices=choices(Ownership), default="undecided")
    provider_duty = models.TextField("the provider’s part", blank=True)
    customer_duty = models.TextField("the customer’s part", blank=True)
    provider_person = models.CharField("who answers for it at the provider", max_length=120, blank=True)
    customer_person = models.CharField("who answers for it at the customer", max_length=120, blank=True)
    third_party = models.CharField("which third party", max_length=120, blank=True)
    answers_for = models.CharField(
        "who answers for the third party",
        max_length=10,
        choices=[("provider", "Provider"), ("customer", "Customer")],
        blank=True,
    )
    service = models.ForeignKey(Service, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    service_name = models.CharField("service in words", max_length=120, blank=True)
    clause = models.ForeignKey(Clause, on_delete=models.SET_NULL, null=True, blank=True, related_name="rows")
    clause_reference = models.CharField("clause in words", max_length=120, blank=True)
    evidence_expected = models.CharField("proof expected", max_length=300, blank=True)
    review_interval_months = models.PositiveSmallIntegerField("reviewed every … months", default=12)
    review_on = models.DateField("next review", null=True, blank=True)
    is_out_of_scope = models.BooleanField("out of scope", default=False)
    out_of_scope_reason = models.CharField("why it is out of scope", max_length=300, blank=True)
    facts = models.JSONField(default=dict, blank=True)
    edition = models.PositiveIntegerField(default=1)
    edited_at = models.DateTimeField(null=True)
    edited_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    agreed_at = models.DateTimeField(null=True)
    agreed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    risk_accepted_reason = models.CharField("why the risk is accepted", max_length=500, blank=True)
    risk_accepted_at = models.DateTimeField(null=True)
    risk_accepted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    objects = RowQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "code"], name="%(app_label)s_%(class)s_code_once"),
            models.UniqueConstraint(fields=["version", "line"], name="%(app_label)s_%(class)s_line_once"),
            models.CheckConstraint(
                condition=Q(is_out_of_scope=False) | ~Q(out_of_scope_reason=""),
                name="%(app_label)s_%(class)s_out_of_scope_reason",
            ),
            models.CheckConstraint(
                condition=Q(review_interval_months__range=(1, 60)),
                name="%(app_label)s_%(class)s_interval_sensible",
            ),
            one_of("ownership", Ownership),
            one_of("answers_for", ["", "provider", "customer"]),
            paired("agreed"),
            paired("edited"),
            paired("reviewed"),
            paired("risk_accepted"),
            models.CheckConstraint(
                condition=Q(risk_accepted_at=None) | ~Q(risk_accepted_reason=""),
                name="%(app_label)s_%(class)s_risk_reason",
            ),
        ]
        indexes = [
            # In a matrix's order; and how far it is can be counted without opening its wide rows.
            models.Index(
                fields=["version", "position", "is_out_of_scope", "ownership", "agreed_at"],
                name="responsibil_row_counted_idx",
            ),
            models.Index(fields=["line"]),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    def forget_answer(self) -> None:
        """The customer has neither agreed it nor accepted its risk: `ANSWER_FIELDS` are to be saved."""
        self.agreed_at = self.agreed_by = self.risk_accepted_at = self.risk_accepted_by = None
        self.risk_accepted_reason = ""


class SignatureQuerySet(models.QuerySet["Signature"]):
    """Signatures: seen by whoever sees the version."""

    def visible_to(self, actor: Actor) -> "SignatureQuerySet":
        return self.filter(version__in=Version.objects.visible_to(actor))


class Signature(Public):
    """One side's signature under a version: who, when, from where, and exactly what was shown."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="signatures")
    side = models.CharField(max_length=10, choices=[("provider", "Provider"), ("customer", "Customer")])
    signed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()
    name = models.CharField(max_length=150)
    role = models.CharField(max_length=120)
    address = models.CharField("internet address", max_length=45)
    digest = models.CharField(max_length=64)
    text_seen = models.TextField()

    objects = SignatureQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "side"], name="%(app_label)s_%(class)s_side_once"),
            one_of("side", ["provider", "customer"]),
            models.CheckConstraint(condition=~Q(digest=""), name="%(app_label)s_%(class)s_has_digest"),
        ]

    def __str__(self) -> str:
        return f"{self.name} for the {self.side}"
