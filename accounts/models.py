"""Organisations, people, and who belongs where."""

from datetime import datetime
from typing import Any
from uuid import UUID

from allauth.account.models import EmailAddress
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.crypto import salted_hmac

from accounts.actor import Actor
from accounts.enums import CUSTOMER_ROLES, PROVIDER_ROLES, Role, Side
from core.models import Public, choices, one_of
from core.quarters import MONTH_NAMES

COLOUR = RegexValidator(r"^#[0-9a-fA-F]{6}$", "Write the colour as # and six digits, such as #1d4d3b.")
MONTHS = list(enumerate(MONTH_NAMES, 1))
REGIONS = [("ENG", "England"), ("WLS", "Wales"), ("SCT", "Scotland"), ("NIR", "Northern Ireland")]


class UserManager(BaseUserManager["User"]):
    """People are known by e-mail address."""

    def create_user(self, email: str, name: str, password: str | None = None, **about: Any) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), name=name, **about)
        user.set_password(password)
        user.save(using=self._db)
        # People come by invitation to an address, so it is theirs; the sign-in library keeps that in its own table.
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(Public, AbstractBaseUser):
    """A person who signs in."""

    email = models.EmailField("e-mail address", unique=True)
    name = models.CharField("full name", max_length=150)
    job_title = models.CharField("job title", max_length=120, blank=True)
    is_active = models.BooleanField(default=True)
    prefers_digest = models.BooleanField("one weekly e-mail instead of one for each reminder", default=False)
    sessions_ended_at = models.DateTimeField("signed out everywhere", null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    objects = UserManager()

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="%(app_label)s_%(class)s_email_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def initials(self) -> str:
        """Two letters for the round mark in the top bar."""
        words = [word for word in self.name.split() if word[0].isalnum()] or ["?"]
        return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()

    @property
    def is_staff(self) -> bool:
        """Libraries ask; nobody here has an admin site."""
        return False

    def get_full_name(self) -> str:
        return self.name

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What Django checks on each request: another password or an end of all sessions makes the old ones void."""
        stamp = f"{self.password}{self.sessions_ended_at.isoformat() if self.sessions_ended_at else ''}"
        return salted_hmac("accounts.User.session", stamp, secret=secret, algorithm="sha256").hexdigest()


class Provider(Public):
    """An MSP: looks after customers and owns the catalogue."""

    name = models.CharField(max_length=120)
    legal_name = models.CharField("registered name", max_length=160)
    slug = models.SlugField(max_length=60, unique=True)
    brand_colour = models.CharField("brand colour", max_length=7, default="#1d4d3b", validators=[COLOUR])
    logo = models.FileField(upload_to="logos/", blank=True)
    emergency_phone = models.CharField("emergency telephone", max_length=40, blank=True)
    contact_email = models.EmailField("address for replies", blank=True)
    region = models.CharField("bank holidays of", max_length=3, choices=REGIONS, default="ENG")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [one_of("region", dict(REGIONS))]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("portfolio:customer-list", kwargs={"provider_slug": self.slug})


class CustomerQuerySet(models.QuerySet["Customer"]):
    """Customers, narrowed one thought at a time."""

    def visible_to(self, actor: Actor) -> "CustomerQuerySet":
        """Not archived, and within reach of the actor."""
        if actor.customer_ids is None:
            return self.live().filter(provider_id=actor.provider_id)
        return self.live().filter(pk__in=actor.customer_ids)

    def live(self) -> "CustomerQuerySet":
        return self.filter(archived_at=None)


class Customer(Public):
    """A small business that its provider looks after."""

    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="customers")
    name = models.CharField(max_length=120)
    legal_name = models.CharField("registered name", max_length=160)
    slug = models.SlugField(max_length=60, unique=True)
    about = models.CharField("in a few words", max_length=160, blank=True)
    logo = models.FileField(upload_to="logos/", blank=True)
    region = models.CharField("bank holidays of", max_length=3, choices=REGIONS, default="ENG")
    fiscal_year_start = models.PositiveSmallIntegerField("financial year starts in", choices=MONTHS, default=1)
    lead = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="account lead"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    archived_at = models.DateTimeField(null=True, blank=True)

    objects = CustomerQuerySet.as_manager()

    class Meta:
        constraints = [
            one_of("region", dict(REGIONS)),
            models.CheckConstraint(
                condition=Q(fiscal_year_start__range=(1, 12)),
                name="%(app_label)s_%(class)s_fiscal_year_month",
            ),
        ]
        indexes = [models.Index(fields=["provider", "name"])]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("portfolio:home", kwargs={"customer_slug": self.slug})


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


class Membership(Public):
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
            models.CheckConstraint(
                condition=Q(provider__isnull=False, customer__isnull=True, role__in=[str(r) for r in PROVIDER_ROLES])
                | Q(
                    provider__isnull=True,
                    customer__isnull=False,
                    role__in=[str(r) for r in CUSTOMER_ROLES],
                    looks_after_all=False,
                ),
                name="%(app_label)s_%(class)s_one_side",
            ),
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
    def side(self) -> Side:
        return Side.PROVIDER if self.provider_id else Side.CUSTOMER

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


class Invitation(Public):
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
        constraints = [
            models.CheckConstraint(
                condition=Q(provider__isnull=False, customer__isnull=True, role__in=[str(r) for r in PROVIDER_ROLES])
                | Q(
                    provider__isnull=True,
                    customer__isnull=False,
                    role__in=[str(r) for r in CUSTOMER_ROLES],
                    looks_after_all=False,
                ),
                name="%(app_label)s_%(class)s_one_side",
            ),
        ]

    def __str__(self) -> str:
        return f"invitation of {self.name}"
