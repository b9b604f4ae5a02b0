"""Who is told about a version or a question. Only people with a place there today."""

from django.db.models import Q, QuerySet

from accounts.enums import Role
from accounts.models import Customer, Membership, User
from responsibilities.models import Message

ANSWERERS = (Role.OWNER, Role.MANAGER, Role.ENGINEER)


def signers_of_customer(customer: Customer) -> list[User]:
    """The customer's owners: they agree and sign."""
    return _people(Membership.objects.live().of_customer(customer).filter(role=Role.OWNER))


def account_team(customer: Customer) -> list[User]:
    """The account lead, while they still look after the customer; else the provider's owners who do."""
    staff = Membership.objects.live().reaching(customer).of_provider(customer.provider_id)
    lead = _people(staff.filter(user=customer.lead_id, role__in=ANSWERERS)) if customer.lead_id else []
    return lead or _people(staff.filter(role=Role.OWNER))


def signers_of_provider(customer: Customer) -> list[User]:
    """The account team's people who may sign."""
    staff = Membership.objects.live().reaching(customer).of_provider(customer.provider_id)
    may_sign = staff.filter(role__in=[Role.OWNER, Role.MANAGER])
    lead = _people(may_sign.filter(user=customer.lead_id)) if customer.lead_id else []
    return lead or _people(may_sign.filter(role=Role.OWNER))


def readers_of_message(message: Message) -> list[User]:
    """The other side of a message: the account team, or the customer's owners and whoever of them asked."""
    question = message.question
    if message.side == "customer":
        told = account_team(question.customer)
    else:
        members = Membership.objects.live().of_customer(question.customer)
        told = _people(members.filter(Q(role=Role.OWNER) | Q(user=question.asked_by_id)))
    asker = Membership.objects.live().reaching(question.customer).filter(user=question.asked_by_id)
    everybody = {user.pk: user for user in [*told, *_people(asker)]}
    return [user for user in everybody.values() if user.pk != message.said_by_id]


def _people(members: QuerySet[Membership]) -> list[User]:
    ordered = members.select_related("user").order_by("user__name", "user__pk")
    return list({member.user_id: member.user for member in ordered}.values())
