"""A copy of a plan by e-mail, for the day on which nothing else works: to its people who may read it here anyway."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4, uuid5

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.actor import Actor
from accounts.enums import Permission, Side
from accounts.models import Customer, Membership, User
from accounts.queries import find_actor
from audit.record import record
from background.jobs import enqueue
from background.mail import post_email
from continuity.models import Call, Contact, Plan
from continuity.plans.kinds import Party
from continuity.plans.permissions import check_can_send
from core.errors import NotAllowed
from core.once import made_before
from reports.models import OnePager, PageKind
from reports.onepager.actions import keep
from reports.onepager.plans import card_html, plan_html, title_of

OURS = (Party.CUSTOMER, Party.PROVIDER)


@dataclass(frozen=True)
class Reader:
    """Somebody among the contacts who reads the customer's plans here. `is_called`: the plan says to ring them."""

    user: User
    is_customers: bool
    is_called: bool


def readers_of(plan: Plan) -> list[Reader]:
    """To whom a copy may go: contacts of both sides whose address is that of somebody with access. Three queries."""
    contacts = Contact.objects.of_customer(plan.customer_id).live().filter(party__in=OURS).exclude(email="")
    addresses = {contact.email.casefold(): contact.pk for contact in contacts}
    calls = Call.objects.filter(plan=plan).values_list("caller", "called")
    called = {contact for call in calls for contact in call}
    found = [
        Reader(member.user, member.side == Side.CUSTOMER, addresses[address] in called)
        for member in _members(plan.customer)
        if (address := member.user.email.casefold()) in addresses
    ]
    return sorted(found, key=lambda reader: (not reader.is_called, reader.user.name.casefold(), reader.user.pk))


@transaction.atomic
def send_plan_copy(
    *, plan: Plan, kind: PageKind, to: Collection[UUID], by: Actor, at: datetime, key: UUID | None = None
) -> list[Reader]:
    """Freeze the plan as each side may read it (customer and provider loaded beforehand); print and send it then.

    Sent twice to the same people (`key`), it leaves once.
    """
    check_can_send(by, plan)
    chosen = [reader for reader in readers_of(plan) if reader.user.pk in set(to)]
    if not chosen:
        raise NotAllowed("Choose somebody who may read this plan.")
    Customer.objects.select_for_update(of=("self",)).get(pk=plan.customer_id)
    pk, whose = _page_id(key, kind, chosen), {"customer_id": plan.customer_id, "asked_by_id": by.user_id}
    if made_before(OnePager, pk, subject=plan.pk, **whose):
        return chosen
    sides = [[each for each in chosen if each.is_customers is is_customers] for is_customers in (True, False)]
    for place, side in enumerate(filter(None, sides)):
        _begin(_frozen(plan, kind, side[0], by, at, uuid4() if place else pk), side)
    names = ", ".join(reader.user.name for reader in chosen)
    what = "the card of" if kind == PageKind.PLAN_CARD else "a copy of"
    record(
        "plan_copy_sent", target=plan, target_id=plan.line, by=by, at=at, customer_id=plan.customer_id,
        says=f"sent {what} “{plan}”, version {plan.number}, by e-mail to {names}",
        after={"kind": str(kind), "version": plan.number, "to": [reader.user.email for reader in chosen]},
    )  # fmt: skip
    return chosen


def _page_id(key: UUID | None, kind: PageKind, chosen: Iterable[Reader]) -> UUID:
    """The same for the same form, kind and people: of the first page that it makes."""
    people = " ".join(sorted(str(reader.user.pk) for reader in chosen))
    return uuid5(key, f"{kind} {people}") if key else uuid4()


def _begin(page: OnePager, side: Iterable[Reader]) -> None:
    """Have it printed and sent to these."""
    enqueue(
        "reports.send_plan_copy",
        key=f"plan-copy:{page.pk}",
        provider_id=page.customer.provider_id,
        customer_id=page.customer_id,
        page_id=page.pk,
        people=[str(reader.user.pk) for reader in side],
    )


def _frozen(plan: Plan, kind: PageKind, reader: Reader, by: Actor, at: datetime, pk: UUID) -> OnePager:
    """As this reader may see it, and everybody of the same side."""
    found = find_actor(reader.user, provider_slug=None, customer_slug=plan.customer.slug)
    if found is None:
        raise NotAllowed(f"{reader.user.name} has no access any more.")
    write = card_html if kind == PageKind.PLAN_CARD else plan_html
    return keep(
        customer=plan.customer, is_customers=reader.is_customers, kind=kind, subject=plan.pk,
        title=title_of(plan), html=write(plan, found[0], at), by=by, at=at, pk=pk,
    )  # fmt: skip


def post_copies(page: OnePager, people: Collection[str]) -> None:
    """Write to those of these people who still may read it (customer and provider loaded); the PDF goes along."""
    plan = Plan.objects.get(pk=page.subject)
    for member in _members(page.customer):
        if str(member.user_id) in people and (member.side == Side.CUSTOMER) == page.is_customers:
            post_email(
                key=f"plan-copy:{page.pk}:{member.user_id}",
                kind="plan_copy",
                to=member.user,
                template="reports/email/plan_copy",
                context={
                    "page": page,
                    "plan": plan,
                    "sender": page.asked_by.name,
                    "customer": page.customer,
                    "link": f"{settings.SITE_URL}{_path(plan, page.customer)}",
                    "link_text": "Open the plan",
                },
                at=timezone.now(),
                provider_id=page.customer.provider_id,
                customer_id=page.customer_id,
                reply_to=page.asked_by.email,
                courier="reports.deliver_plan_copy",
                page_id=page.pk,
            )


def _path(plan: Plan, customer: Customer) -> str:
    plan.customer = customer
    return plan.get_absolute_url()


def _members(customer: Customer) -> list[Membership]:
    """Everybody with a place at this customer or its provider that lets them read plans."""
    members = Membership.objects.live().reaching(customer).select_related("user").order_by("user__name", "pk")
    reading = {m.user_id: m for m in members if Permission.CONTINUITY_VIEW in m.permissions}
    return list(reading.values())
