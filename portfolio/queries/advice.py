"""What advice to a customer can bear on: causes and heads of loss, and what its insurers require."""

from datetime import date

from accounts.actor import Actor
from accounts.models import Customer
from advice.enums import About
from contracts.loss.vocabulary import Cause, Head
from contracts.models import PolicyCondition

Offered = dict[About, list[tuple[str, str]]]


def offered_to(actor: Actor, customer: Customer, today: date) -> Offered:
    """Key and words of everything that can be named, conditions of policies that have not run out. One query."""
    conditions = PolicyCondition.objects.visible_to(actor).filter(policy__customer=customer, policy__ends_on__gte=today)
    rows = conditions.select_related("policy").order_by("policy__starts_on", "code", "pk")
    return {
        About.CAUSE: [(str(cause), cause.label) for cause in Cause],
        About.HEAD: [(str(head), head.label) for head in Head],
        About.CONDITION: [(str(row.pk), f"{row.code}: {row.words}"[:200]) for row in rows],
    }
