"""Minutes of a meeting on paper: what both sides approve, who approved it when, and the digest of that."""

from datetime import datetime

from django.db import transaction
from django.template.loader import render_to_string

from accounts.actor import Actor, check_may
from accounts.enums import Permission
from advice.queries.sheet import grouped
from core.errors import NotAllowed
from engagement.minutes import read
from engagement.models import Meeting
from reports.gather import brand_of, logo_of
from reports.models import OnePager, PackState, PageKind
from reports.onepager.actions import freeze


@transaction.atomic
def request_minutes_copy(*, meeting: Meeting, by: Actor, at: datetime) -> OnePager:
    """Freeze the minutes as they stand (customer and provider loaded beforehand), and ask for their PDF.

    Asked again while nothing has changed, the copy that is there is the answer: an archive holds each once.
    """
    check_may(by, Permission.MEETING_VIEW)
    if meeting.proposed_at is None:
        raise NotAllowed("There are no minutes yet: propose them first.")
    Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)  # two at once make one copy
    html = minutes_html(meeting)
    copies = OnePager.objects.visible_to(by).filter(kind=PageKind.MINUTES, subject=meeting.pk, html=html)
    if known := copies.exclude(state=PackState.FAILED).order_by("-asked_at", "pk").first():
        return known
    return freeze(
        customer=meeting.customer, kind=PageKind.MINUTES, subject=meeting.pk, title=f"Minutes: {meeting}"[:120],
        html=html, by=by, at=at,
    )  # fmt: skip


def minutes_html(meeting: Meeting) -> str:
    """The page that is printed: the same for whoever asks, and at any moment. Every text is escaped."""
    customer, approvals = meeting.customer, list(meeting.approvals.order_by("side", "pk"))
    names = {"provider": customer.provider.name, "customer": customer.name}
    about = {
        "meeting": meeting,
        "minutes": read(meeting.minutes or {}),
        "approvals": [(each, names[each.side]) for each in approvals],
        "waits_for": [name for side, name in names.items() if side not in {each.side for each in approvals}],
        "customer": customer,
        "provider": customer.provider,
        "provider_logo": logo_of(customer.provider.logo),
        "customer_logo": logo_of(customer.logo),
        "brand": brand_of(customer.provider.brand_colour),
        "digest": grouped(meeting.digest),
    }
    return render_to_string("reports/onepager/minutes.html", about)
