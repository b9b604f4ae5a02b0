"""Whom to ring, as a reader sees them."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import F, Q

from accounts.actor import Actor
from accounts.models import Customer
from continuity.models import Contact
from continuity.models.contacts import ContactQuerySet
from continuity.plans.cadence import checked_since
from continuity.plans.sheet import Person
from continuity.plans.wording import party_mark, party_words
from core.searching import with_words
from core.sorting import ordered

SORTS = {
    "name": ("name",),
    "party": ("party", "name"),
    "checked": (F("verified_on").asc(nulls_first=True), "name"),
}


def narrowed(contacts: ContactQuerySet, chosen: Mapping[str, Any], today: date) -> ContactQuerySet:
    """Those that fit the filters: words, side, whether the number was checked lately."""
    contacts = with_words(contacts, chosen.get("q", ""), "name", "role", "phone", "second_phone", "email")
    if party := chosen.get("party"):
        contacts = contacts.filter(party=party)
    checked = Q(verified_on__gte=checked_since(today))
    if state := chosen.get("checked"):
        contacts = contacts.filter(checked) if state == "yes" else contacts.exclude(checked)
    return contacts


def in_order(contacts: ContactQuerySet, sort: str) -> ContactQuerySet:
    return ordered(contacts, SORTS, sort, "name")


def people_of(contacts: Iterable[Contact], customer: Customer, reader: Actor, today: date) -> list[Person]:
    """The same in words (who checked them loaded beforehand)."""
    return [person_of(contact, customer, reader, today) for contact in contacts]


def person_of(contact: Contact, customer: Customer, reader: Actor, today: date) -> Person:
    own = reader.you_or(customer.name)
    return Person(
        pk=contact.pk,
        name=contact.name,
        role=contact.role,
        mark=party_mark(contact.party),
        party=party_words(contact.party, customer=own, provider=customer.provider.name),
        phone=contact.phone,
        dial=contact.dial,
        second_phone=contact.second_phone,
        second_dial=contact.second_dial,
        email=contact.email,
        verified_on=contact.verified_on,
        verified_by=contact.verified_by.name if contact.verified_by else "",
        is_checked=contact.is_checked(since=checked_since(today)),
    )
