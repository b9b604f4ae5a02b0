"""What the checks of plans and contacts have to know, loaded in a constant number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from accounts.models import Customer
from continuity.check_words import NUMBERS, PRACTICE
from continuity.models import Call, Contact, Exercise, FollowUp, Plan
from continuity.plans.checks import ContactFacts, Contacts, PlanFacts, Practice, check_contacts, check_plans
from continuity.plans.kinds import Kind
from core.checks import Check, Found, Told, not_told


def findings_of_plans(customers: Sequence[Customer], today: date) -> dict[UUID, list[Told]]:
    """What the checks find; both sides read it, as both read plans and contacts. Five queries for any number."""
    plans, contacts = plan_facts(customers, today), contact_facts(customers)
    return {
        customer.pk: [(each, True) for each in _found(customer, plans[customer.pk], contacts[customer.pk], today)]
        for customer in customers
    }


def _found(customer: Customer, plans: list[PlanFacts], contacts: Contacts, today: date) -> list[Found]:
    found = [*check_plans(plans, today), *check_contacts(contacts, plans, today)]
    if not plans:
        path = reverse("continuity:plan-list", kwargs={"customer_slug": customer.slug})
        found += _missing(customer, PRACTICE, "Plans", "no plan is in force", "Put a plan in force.", path)
    if not contacts.people and all(plan.has_calls for plan in plans):
        action = "Enter whom to ring in an emergency."
        found += _missing(customer, NUMBERS, "Emergency contacts", "nobody to ring is entered", action, contacts.path)
    return found


def _missing(customer: Customer, checks: Sequence[Check], label: str, why: str, action: str, path: str) -> list[Found]:
    message = f"This cannot be told: {why}."
    return not_told(checks, subject=f"plans:{customer.pk}", label=label, message=message, action=action, path=path)


def plan_facts(customers: Sequence[Customer], today: date) -> dict[UUID, list[PlanFacts]]:
    """Each plan in force by customer, with its exercises over all versions. Four queries."""
    plans = list(
        Plan.objects.filter(customer__in=customers).current().select_related("customer").order_by("name", "pk")
    )
    exercises: dict[UUID, list[Exercise]] = defaultdict(list)
    lines = [plan.line for plan in plans]
    for each in Exercise.objects.filter(plan__line__in=lines).select_related("plan").order_by("pk"):
        exercises[each.plan.line].append(each)
    late: dict[UUID, list[str]] = defaultdict(list)
    open_actions = FollowUp.objects.filter(customer__in=customers).open().filter(due_on__lt=today)
    for row in open_actions.select_related("exercise__plan", "use__plan").order_by("due_on", "pk"):
        late[row.source.plan.line].append(row.what)
    with_calls = set(Call.objects.filter(plan__in=plans).values_list("plan", flat=True))
    found: dict[UUID, list[PlanFacts]] = {customer.pk: [] for customer in customers}
    for plan in plans:
        facts = PlanFacts(
            line=str(plan.line),
            name=plan.name,
            path=reverse("continuity:plan", kwargs={"customer_slug": plan.customer.slug, "pk": plan.pk}),
            practices=_practices(exercises[plan.line]),
            overdue=tuple(late[plan.line]),
            has_calls=plan.pk in with_calls,
        )
        found[plan.customer_id].append(facts)
    return found


def contact_facts(customers: Sequence[Customer]) -> dict[UUID, Contacts]:
    """Everybody to ring, by customer. One query."""
    people: dict[UUID, list[ContactFacts]] = defaultdict(list)
    for contact in Contact.objects.filter(customer__in=customers).live().order_by("name", "pk"):
        fact = ContactFacts(
            name=contact.name,
            party=contact.party,
            number=contact.dial,
            added_on=timezone.localdate(contact.added_at),
            verified_on=contact.verified_on,
        )
        people[contact.customer_id].append(fact)
    return {
        customer.pk: Contacts(
            customer=str(customer.pk),
            path=reverse("continuity:contact-list", kwargs={"customer_slug": customer.slug}),
            people=tuple(people[customer.pk]),
        )
        for customer in customers
    }


def _practices(exercises: Iterable[Exercise]) -> tuple[Practice, ...]:
    """Of each kind the one held last and the one planned."""
    rows = list(exercises)
    found = []
    for kind in Kind:
        same = [row for row in rows if row.kind == kind]
        last = max((row for row in same if row.held_on), key=lambda row: row.held_on or date.min, default=None)
        planned = next((row for row in same if row.held_on is None), None)
        if counts := planned or last:
            found.append(
                Practice(
                    kind=kind.label,
                    every_months=counts.every_months,
                    held_on=last.held_on if last else None,
                    due_on=planned.due_on if planned else None,
                    planned_on=timezone.localdate(planned.planned_at) if planned else None,
                )
            )
    return tuple(found)
