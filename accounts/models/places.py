"""Who belongs where: memberships, what staff look after, and invitations."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Q

from accounts.actor import Actor
from accounts.enums import CUSTOMER_ROLES, PERMISSIONS, PROVIDER_ROLES, Permission, Role, Side
from accounts.models.organisations import Customer, Provider
from accounts.models.users import User
from core.models import Public, choices


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Who belongs where, narrowed one thought at a time."""

    def live(self) -> "MembershipQuerySet":
        return self.filter(ended_at=None, user__is_active=True).exclude(customer__archived_at__isnull=False)

    def visible_to(self, actor: Actor) -> "MembershipQuerySet":
        """Customers see their own people; staff see theirs and those of customers they reach."""
        own = actor.reaches("customer")
        return self.filter(own | Q(provider_id=actor.provider_id) if actor.is_provider else own)

    def reaching(self, customer: Customer) -> "MembershipQuerySet":
        """Members of the customer, and staff of its provider who look after it."""
        return self.filter(
            Q(customer=customer)
            | Q(provider=customer.provider_id, looks_after_all=True)
            | Q(
                provider=customer.provider_id,
                pk__in=Assignment.objects.filter(customer=customer).values("membership"),
            )
        )

    def of_customer(self, customer: Any) -> "MembershipQuerySet":
        return self.filter(customer=customer)

    def of_provider(self, provider: Any) -> "MembershipQuerySet":
        return self.filter(provider=provider)


class OfOneSide(Public):
    """A row that belongs to a provider or to a customer, and to one of them only."""

    provider_id: UUID | None

    class Meta:
        abstract = True

    @property
    def side(self) -> Side:
        return Side.PROVIDER if self.provider_id else Side.CUSTOMER


def _of_one_side() -> models.CheckConstraint:
    """It is the provider's or the customer's, with a role of that side; customers' people look after nobody."""
    staff = Q(provider__isnull=False, customer__isnull=True, role__in=[str(role) for role in PROVIDER_ROLES])
    own = Q(
        provider__isnull=True,
        customer__isnull=False,
        role__in=[str(role) for role in CUSTOMER_ROLES],
        looks_after_all=False,
    )
    return models.CheckConstraint(condition=staff | own, name="%(app_label)s_%(class)s_one_side")


class Membership(OfOneSide):
    """A person's place in one organisation, with one role."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, null=True, blank=True, related_name="memberships")
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, null=True, blank=True, related_name="memberships")
    role = models.CharField(max_length=20, choices=choices(Role))
    looks_after_all = models.BooleanField("looks after every customer", default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            _of_one_side(),
            models.UniqueConstraint(
                fields=["user", "provider"],
                condition=Q(ended_at=None),
                name="%(app_label)s_%(class)s_provider_once",
            ),
            models.UniqueConstraint(
                fields=["user", "customer"],
                condition=Q(ended_at=None),
                name="%(app_label)s_%(class)s_customer_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} ({self.get_role_display()})"

    @property
    def permissions(self) -> frozenset[Permission]:
        """What the role allows on its side."""
        return PERMISSIONS[self.side, Role(self.role)]

    def customer_ids(self) -> frozenset[UUID] | None:
        """Customers this membership reaches; None for every customer of the provider."""
        if self.customer_id:
            return frozenset({self.customer_id})
        if self.looks_after_all:
            return None
        live = self.assignments.filter(customer__archived_at=None)
        return frozenset(live.values_list("customer_id", flat=True))


class Assignment(models.Model):
    """A customer that a member of staff looks after, for staff limited to some."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="assignments")
    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="assignments")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["membership", "customer"], name="%(app_label)s_%(class)s_once")]

    def __str__(self) -> str:
        return f"{self.membership} looks after {self.customer}"


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Invitations, narrowed one thought at a time."""

    def visible_to(self, actor: Actor) -> "InvitationQuerySet":
        own = actor.reaches("customer")
        return self.filter(own | Q(provider_id=actor.provider_id) if actor.is_provider else own)

    def open(self, *, at: datetime) -> "InvitationQuerySet":
        return self.filter(accepted_at=None, revoked_at=None, expires_at__gt=at)


class Invitation(OfOneSide):
    """An offer of a place in an organisation: one use, with an end, sent to one address."""

    email = models.EmailField("e-mail address")
    name = models.CharField("full name", max_length=150)
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, null=True, blank=True, related_name="invitations")
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, null=True, blank=True, related_name="invitations")
    role = models.CharField(max_length=20, choices=choices(Role))
    looks_after_all = models.BooleanField("looks after every customer", default=False)
    customers = models.ManyToManyField(Customer, related_name="+", blank=True, verbose_name="customers to look after")
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [_of_one_side()]

    def __str__(self) -> str:
        return f"invitation of {self.name}"
