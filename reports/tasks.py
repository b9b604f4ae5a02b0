"""The work behind what is printed: packs of a batch asked for, one printed, people told; one-page answers."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.conf import settings
from django.utils import timezone

from accounts.actor import Actor
from accounts.models import Customer, User
from accounts.queries import find_actor
from background.jobs import handles
from background.mail import hand_over, post_email
from background.models import Email
from core.quarters import parse_slug
from reports import actions
from reports.frozen import read
from reports.models import OnePager, Pack, PackState, PageKind
from reports.onepager.actions import fail_one_pager, finish_one_pager, print_one_pager, read_one_pager
from reports.onepager.plans import render_card
from reports.onepager.sending import post_copies
from reports.queries import quarter_of_pack
from reports.render import RenderFailed, render_pack, render_page
from responsibilities.queries.recipients import account_team, signers_of_customer

PRINTERS = {
    PageKind.WHO_PAYS: print_one_pager, PageKind.OUTAGE: print_one_pager, PageKind.PLAN_CARD: render_card,
    PageKind.PLAN: render_page, PageKind.LETTER: render_page,
    PageKind.MINUTES: render_page,
}  # fmt: skip


@handles("reports.make_pack")
def make_pack(*, of_customer: str, quarter: str, by_id: str = "", **_newer: Any) -> None:
    """Ask for one pack of a batch, for the person who asked or, at a quarter's end, by ourselves."""
    customer = Customer.objects.live().filter(pk=of_customer).first()
    actor = customer and _who(customer, by_id)
    if customer and actor:
        wanted = parse_slug(quarter, customer.fiscal_year_start)
        actions.request_pack(customer=customer, quarter=wanted, by=actor, at=timezone.now())


@handles("reports.render_pack", prepares=True)
def render(*, pack_id: str, **_newer: Any) -> Callable[[], object] | None:
    """Print a frozen pack. What stops the printing is kept as the reason; anything else is tried again."""
    pack = Pack.objects.filter(pk=pack_id, state=PackState.QUEUED).first()
    if pack is None or pack.data is None:
        return None
    try:
        printed = render_pack(read(pack.data))
    except RenderFailed as failure:
        return partial(actions.fail_pack, pack=pack, reason=str(failure), at=timezone.now())
    return partial(actions.finish_pack, pack=pack, printed=printed, at=timezone.now())


@handles("reports.render_one_pager", prepares=True)
def render_one_pager(*, page_id: str, **_newer: Any) -> Callable[[], object] | None:
    """Print a frozen one-page answer, outage, copy of a plan, letter of advice or minutes."""
    page = OnePager.objects.filter(pk=page_id, state=PackState.QUEUED).first()
    if page is None:
        return None
    try:
        printed = PRINTERS[PageKind(page.kind)](page.html)
    except RenderFailed as failure:
        return partial(fail_one_pager, page=page, reason=str(failure))
    return partial(finish_one_pager, page=page, printed=printed)


@handles("reports.send_plan_copy", prepares=True)
def send_plan_copy(*, page_id: str, people: list[str], **_newer: Any) -> Callable[[], object] | None:
    """Print a frozen copy of a plan, then write to those it is for."""
    page = OnePager.objects.select_related("customer__provider", "asked_by").get(pk=page_id)
    if not page.is_queued:
        return None
    printed = PRINTERS[PageKind(page.kind)](page.html)

    def finish() -> None:
        finish_one_pager(page=page, printed=printed)
        post_copies(page, people)

    return finish


@handles("reports.deliver_plan_copy", prepares=True)
def deliver_plan_copy(*, email_id: str, page_id: str, **_newer: Any) -> Callable[[], None] | None:
    """Hand the e-mail over with the PDF."""
    page = OnePager.objects.select_related("customer").get(pk=page_id)
    return hand_over(Email.objects.get(pk=email_id), (page.filename, read_one_pager(page), "application/pdf"))


@handles("reports.email_pack_ready")
def email_pack_ready(*, pack_id: str, **_newer: Any) -> None:
    """Tell the customer's owners and the account lead."""
    pack = Pack.objects.select_related("customer__provider", "customer__lead").get(pk=pack_id)
    label = quarter_of_pack(pack).label
    people = [*signers_of_customer(pack.customer), *account_team(pack.customer)]
    for person in {person.pk: person for person in people}.values():
        post_email(
            key=f"pack-ready:{pack.pk}:{person.pk}",
            kind="pack_ready",
            to=person,
            template="reports/email/pack_ready",
            context={
                "pack": pack,
                "quarter": label,
                "customer": pack.customer,
                "provider": pack.customer.provider,
                "link": f"{settings.SITE_URL}{pack.get_absolute_url()}",
                "link_text": "Open the pack",
            },
            at=timezone.now(),
            provider_id=pack.customer.provider_id,
            customer_id=pack.customer_id,
            reply_to=pack.customer.provider.contact_email,
        )


def _who(customer: Customer, by_id: str) -> Actor | None:
    """The asker as they stand now: nobody, when their access has ended since."""
    if not by_id:
        return Actor.system("Quarter’s end", customer.provider_id)
    user = User.objects.filter(pk=by_id).first()
    found = user and find_actor(user, provider_slug=None, customer_slug=customer.slug)
    return found[0] if found else None
