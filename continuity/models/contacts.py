"""Who is rung when something breaks."""

from datetime import date

from django.db import models
from django.db.models import Q

from accounts.actor import Actor
from accounts.models import Customer, User
from continuity.plans.kinds import Party
from core.models import Public, choices, one_of, paired


class ContactQuerySet(models.QuerySet["Contact"]):
    """Contacts, narrowed one thought at a time."""

    def visible_to(self, actor: Actor) -> "ContactQuerySet":
        return self.filter(actor.reaches("customer"))

    def of_customer(self, customer: object) -> "ContactQuerySet":
        return self.filter(customer=customer)

    def live(self) -> "ContactQuerySet":
        return self.filter(retired_at=None)


class Contact(Public):
    """Somebody to ring in an emergency, for every plan of the customer, and when the number was last checked.

    A changed number counts as unchecked. Who is no longer rung is retired: older versions of plans still name them.
    """

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="emergency_contacts")
    name = models.CharField("name", max_length=120)
    role = models.CharField("what they do", max_length=120, blank=True)
    party = models.CharField("on whose side", max_length=10, choices=choices(Party))
    phone = models.CharField("telephone", max_length=30)
    second_phone = models.CharField("second telephone", max_length=30, blank=True)
    email = models.EmailField("e-mail", blank=True)
    verified_on = models.DateField("number checked on", null=True, blank=True)
    verified_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    retired_at = models.DateTimeField(null=True, blank=True)
    retired_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = ContactQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(verified_on=None, verified_by=None)
                | Q(verified_on__isnull=False, verified_by__isnull=False),
                name="%(app_label)s_%(class)s_verified_paired",
            ),
            paired("retired"),
            one_of("party", Party),
        ]
        indexes = [models.Index(fields=["customer", "retired_at", "name"])]

    def __str__(self) -> str:
        return self.name

    @property
    def dial(self) -> str:
        """The number as a telephone takes it."""
        return dialled(self.phone)

    @property
    def second_dial(self) -> str:
        return dialled(self.second_phone)

    @property
    def is_live(self) -> bool:
        return self.retired_at is None

    def is_checked(self, *, since: date) -> bool:
        """Whether somebody has checked the number on or after that day."""
        return self.verified_on is not None and self.verified_on >= since


def dialled(phone: str) -> str:
    """`+441632960100` of `+44 (0)1632 960 100`: digits, a plus in front, no zero that is for calls from at home."""
    is_abroad = phone.strip().startswith("+")
    digits = "".join(mark for mark in phone.replace("(0)", "" if is_abroad else "0") if mark in "0123456789*#")
    return f"+{digits}" if is_abroad else digits
