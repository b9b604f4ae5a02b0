"""Whom to ring when something breaks: the list, one contact, “I have checked this number today”."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires
from accounts.enums import Permission
from accounts.models import Customer
from accounts.requests import Request, customer_of
from continuity.actions.plans import contacts as actions
from continuity.forms.plans.contacts import ContactFilter, ContactForm
from continuity.models import Contact
from continuity.models.contacts import ContactQuerySet
from continuity.plans import permissions
from continuity.queries.plans.contacts import in_order, narrowed, people_of
from continuity.views.plans.common import find
from core.errors import allowed
from core.methods import require_form
from core.pages import back_to, posted, send_form
from core.paging import page_of, query_without
from core.sorting import headings
from core.spreadsheets import KINDS, table_file

COLUMNS = (("name", "Name"), ("party", "Side"), ("checked", "Number checked"))
HEADINGS = ("Name", "What they do", "Side", "Telephone", "Second telephone", "E-mail", "Checked on", "Checked by")


@require_safe
@requires(Permission.CONTINUITY_VIEW)
def contact_list(request: Request, customer_slug: str) -> HttpResponse:
    customer, actor, today = customer_of(request), request.actor, timezone.localdate()
    form, sort = ContactFilter(request.GET), request.GET.get("sort", "name")
    chosen = form.chosen()
    live = Contact.objects.visible_to(actor).of_customer(customer).live().select_related("verified_by")
    found = in_order(narrowed(live, chosen, today), sort)
    if request.GET.get("export") in KINDS:
        return _file(request, found, customer, today)
    page = page_of(found, request.GET)
    context = {
        "tab": {"contacts": True},
        "form": form,
        "page": page,
        "people": people_of(page, customer, actor, today),
        "headings": headings(COLUMNS, sort),
        "is_filtered": bool(chosen),
        "query": query_without(request.GET, "page"),
        "kept": query_without(request.GET, "page", "sort"),
        "may_add": allowed(permissions.check_can_write, actor, customer),
        "may_verify": actor.may(Permission.EXERCISE_RECORD),
    }
    return render(request, "continuity/contact_list.html", context)


@requires(Permission.PLAN_EDIT)
@require_form
def contact_add(request: Request, customer_slug: str) -> HttpResponse:
    customer = customer_of(request)
    permissions.check_can_write(request.actor, customer)
    form = ContactForm(posted(request), instance=Contact(customer=customer))

    def save() -> HttpResponse:
        values = form.values
        verified_on = timezone.localdate() if values.pop("checked") else None
        made = actions.add_contact(
            customer=customer, by=request.actor, at=timezone.now(), verified_on=verified_on, **values
        )
        return back_to(request, _list(customer), f"c-{made.pk}", f"{made} is among the contacts.")

    return send_form(request, form, save, submit="Add them", **_around(customer, "Add a contact"))


@requires(Permission.PLAN_EDIT)
@require_form
def contact_edit(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    contact = _find(request, customer_slug, pk)
    permissions.check_can_keep(request.actor, contact)
    form = ContactForm(posted(request), instance=contact)

    def save() -> HttpResponse:
        edited = form.cleaned_data["edited"]
        actions.edit_contact(contact=contact, edited=edited, by=request.actor, at=timezone.now(), **form.values)
        return back_to(request, _list(contact.customer), f"c-{contact.pk}", "Saved.")

    page = _around(contact.customer, f"{contact}", hint="A changed number counts as unchecked until somebody rings it.")
    remove = reverse("continuity:contact-retire", kwargs={"customer_slug": customer_slug, "pk": pk})
    return send_form(request, form, save, row=contact, remove_url=remove, **page)


@require_POST
@requires(Permission.EXERCISE_RECORD)
def contact_verify(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """Back to where the button was pressed: the list."""
    contact = actions.verify_contact(contact=_find(request, customer_slug, pk), by=request.actor, at=timezone.now())
    return back_to(request, _list(contact.customer), f"c-{contact.pk}", f"{contact}: checked today.")


@require_POST
@requires(Permission.PLAN_EDIT)
def contact_retire(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    contact = actions.retire_contact(contact=_find(request, customer_slug, pk), by=request.actor, at=timezone.now())
    return back_to(request, _list(contact.customer), "", f"{contact} is no longer among the contacts.")


def _find(request: Request, customer_slug: str, pk: UUID) -> Contact:
    found: Contact = find(request, Contact, {"customer__slug": customer_slug}, pk, "customer__provider")
    return found


def _list(customer: Customer) -> str:
    return reverse("continuity:contact-list", kwargs={"customer_slug": customer.slug})


def _around(customer: Customer, title: str, hint: str = "") -> dict[str, Any]:
    return {"title": title, "back": _list(customer), "back_text": "Contacts", "cancel": "Go back", "hint": hint}


def _file(request: Request, found: ContactQuerySet, customer: Customer, today: date) -> HttpResponse:
    people = people_of(found, customer, request.actor, today)
    rows = [
        (one.name, one.role, one.party, one.phone, one.second_phone, one.email, one.verified_on, one.verified_by)
        for one in people
    ]
    return table_file(request.GET["export"], HEADINGS, rows, name="contacts", title="Contacts", on=today)
