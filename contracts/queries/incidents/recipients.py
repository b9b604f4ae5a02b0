"""Who is written to about an incident. Only people with a place there today."""

from accounts.enums import Role
from accounts.models import Customer, Membership, User
from contracts.liability.vocabulary import Side
from contracts.models import Incident

HANDLERS = (Role.OWNER, Role.MANAGER, Role.ENGINEER)


def other_side(incident: Incident) -> list[User]:
    """The side that did not report it."""
    to = Side.CUSTOMER if incident.side == Side.PROVIDER else Side.PROVIDER
    return [user for user in people_of(incident.customer, to) if user.pk != incident.reported_by_id]


def people_of(customer: Customer, side: str) -> list[User]:
    """Who acts for a side: the account lead and the provider's owners, or who reports for the customer."""
    if side == Side.CUSTOMER:
        members = Membership.objects.live().of_customer(customer).filter(role__in=[Role.OWNER, Role.CONTRIBUTOR])
    else:
        staff = Membership.objects.live().reaching(customer).of_provider(customer.provider_id)
        lead = staff.filter(user=customer.lead_id, role__in=HANDLERS) if customer.lead_id else staff.none()
        members = lead | staff.filter(role=Role.OWNER)
    found = members.select_related("user").order_by("user__name", "user__pk")
    return list({member.user_id: member.user for member in found}.values())
