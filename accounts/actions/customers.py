"""Customers come, change and go."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from accounts.actions.slugs import free_slug
from accounts.actor import Actor, check_may
from accounts.enums import Permission
from accounts.models import Assignment, Customer, Invitation, Membership, Provider, User
from accounts.permissions import check_can_change_customer
from accounts.sessions import end_sessions
from audit.record import differences, record
from core.errors import Conflict
from core.words import count

FACTS = ("name", "legal_name", "about", "region", "fiscal_year_start")
RESERVED_SLUGS = {"add", "new", "export"}


@transaction.atomic
def add_customer(
    *,
    name: str,
    legal_name: str,
    about: str = "",
    region: str = "ENG",
    fiscal_year_start: int = 1,
    lead: User | None = None,
    by: Actor,
    at: datetime,
) -> Customer:
    """A new customer of the actor’s provider. Staff who are limited to some customers look after those they add."""
    check_may(by, Permission.CUSTOMER_ADD)
    provider = Provider.objects.select_for_update().get(pk=by.provider_id)
    if _is_taken(provider, name):
        raise Conflict(f"{provider.name} has a customer called {name} already. Open it, or choose another name.")
    customer = Customer(
        provider=provider, name=name, legal_name=legal_name, about=about,
        slug=free_slug(name, Customer.objects.all(), otherwise="customer", reserved=RESERVED_SLUGS),
        region=region, fiscal_year_start=fiscal_year_start, lead=lead,
    )  # fmt: skip
    try:
        with transaction.atomic():
            customer.save(force_insert=True)
    except IntegrityError as taken:  # another provider took the address in the same moment
        raise Conflict("Another customer was added at the same moment. Save once more.") from taken
    own = Membership.objects.live().filter(user=by.user_id, provider=provider, looks_after_all=False).first()
    if own is not None:
        Assignment.objects.create(membership=own, customer=customer)
    says = f"added the customer {customer.name}"
    record("customer_added", target=customer, by=by, at=at, says=says, customer_id=customer.pk, after=_facts(customer))
    return customer


@transaction.atomic
def change_customer(*, customer: Customer, values: dict[str, Any], by: Actor, at: datetime) -> Customer:
    """Change facts about a customer; `values` holds fields of the settings page."""
    customer = Customer.objects.select_for_update(of=("self",)).get(pk=customer.pk)
    check_can_change_customer(by, customer, values)
    before = _facts(customer)
    for field, value in values.items():
        setattr(customer, field, value)
    customer.save(update_fields=list(values))
    was, now = differences(before, _facts(customer))
    if now:
        says = f"changed the details of {customer.name}"
        record(
            "customer_changed", target=customer, by=by, at=at, says=says, customer_id=customer.pk,
            before=was, after=now,
        )  # fmt: skip
    return customer


@transaction.atomic
def archive_customer(*, customer: Customer, by: Actor, at: datetime) -> Customer:
    """Put a customer away: nobody reaches it any more, its people are signed out, who is invited no longer is.

    Nothing is deleted: `restore_customer` brings it back.
    """
    check_may(by, Permission.CUSTOMER_ARCHIVE)
    customer = Customer.objects.select_for_update(of=("self",)).get(pk=customer.pk)
    if customer.archived_at is not None:
        raise Conflict("This customer has been archived in the meantime.")
    customer.archived_at = at
    customer.save(update_fields=["archived_at"])
    people = Membership.objects.of_customer(customer).filter(ended_at=None)
    end_sessions(people.values_list("user_id", flat=True), at=at)
    asked = Invitation.objects.filter(customer=customer).open(at=at).update(revoked_at=at)
    taken_back = f" and took back {count(asked, 'invitation')}" if asked else ""
    says = f"archived the customer {customer.name}{taken_back}"
    record("customer_archived", target=customer, by=by, at=at, says=says, customer_id=customer.pk)
    return customer


@transaction.atomic
def restore_customer(*, customer: Customer, by: Actor, at: datetime) -> Customer:
    """Bring an archived customer back. Whoever had access when it was archived, and still would, has it again."""
    check_may(by, Permission.CUSTOMER_ARCHIVE)
    provider = Provider.objects.select_for_update().get(pk=customer.provider_id)
    customer = Customer.objects.select_for_update(of=("self",)).get(pk=customer.pk)
    if customer.archived_at is None:
        raise Conflict("This customer has been brought back in the meantime.")
    if _is_taken(provider, customer.name):
        raise Conflict(
            f"{provider.name} has another customer called {customer.name} by now. "
            "Change that one’s name in its settings, then bring this one back."
        )
    customer.archived_at = None
    customer.save(update_fields=["archived_at"])
    says = f"brought back the customer {customer.name}"
    record("customer_restored", target=customer, by=by, at=at, says=says, customer_id=customer.pk)
    return customer


def _is_taken(provider: Provider, name: str) -> bool:
    return Customer.objects.live().filter(provider=provider, name__iexact=name).exists()


def _facts(customer: Customer) -> dict[str, Any]:
    facts = {field: getattr(customer, field) for field in FACTS}
    return facts | {"lead": customer.lead.name if customer.lead else "", "logo": customer.logo.name or ""}
