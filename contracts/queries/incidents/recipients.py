"""Who is written to about an incident. Only people with a place there today."""

from accounts.enums import Role
from accounts.models import Membership, User
from contracts.models import Incident

HANDLERS = (Role.OWNER, Role.MANAGER, Role.ENGINEER)


def other_side(incident: Incident) -> list[User]:
    """The side that did not report it: the account lead and the provider's owners, or who reports for the customer."""
    customer = incident.customer
    if incident.side == "provider":
        members = Membership.objects.live().of_customer(customer).filter(role__in=[Role.OWNER, Role.CONTRIBUTOR])
    else:
        staff = Membership.objects.live().reaching(customer).of_provider(customer.provider_id)
        lead = staff.filter(user=customer.lead_id, role__in=HANDLERS) if customer.lead_id else staff.none()
        members = lead | staff.filter(role=Role.OWNER)
    found = members.select_related("user").order_by("user__name", "user__pk")
    return list({member.user_id: member.user for member in found if member.user_id != incident.reported_by_id}.values())
