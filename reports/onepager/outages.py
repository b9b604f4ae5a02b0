"""An outage on paper: the answer, its pictures, promises, jobs, and who would pay; on one sheet where it fits."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from accounts.actor import Actor, check_may
from accounts.enums import Permission
from continuity.models import NamedOutage
from continuity.queries.model import business_of
from continuity.queries.outages import kept_facts, outage_sheet
from continuity.queries.paying import paying
from core.charts.waterfall import ON_PAPER
from core.errors import Conflict
from reports.models import OnePager, PageKind
from reports.onepager.actions import freeze


@transaction.atomic
def request_outage_copy(*, outage: NamedOutage, by: Actor, at: datetime) -> OnePager:
    """Freeze the outage as this reader may see it now, and ask for its PDF. ModelRefused where it can't be worked out;
    Conflict where nothing is left that fails."""
    check_may(by, Permission.REPORT_REQUEST)
    html = outage_html(outage, by, at)
    return freeze(
        customer=outage.customer, kind=PageKind.OUTAGE, subject=outage.pk, title=outage.name, html=html, by=by, at=at
    )


def outage_html(outage: NamedOutage, by: Actor, at: datetime) -> str:
    """The page that is printed: the same answer as on screen. Every text is escaped."""
    customer, business = outage.customer, business_of(outage.customer)
    facts = kept_facts(outage, outage.failures.order_by("node__name", "pk"))
    if business is None or not facts.failures:
        raise Conflict("What this outage named is no longer there, so there is nothing to print.")
    sheet = outage_sheet(customer, by, business, facts, timezone.localdate(at), on_paper=True)
    about: dict[str, Any] = {
        "outage": outage, "customer": customer, "provider": customer.provider, "sheet": sheet, "answer": sheet.answer,
        "at": at,
    }  # fmt: skip
    about["paying"] = paying(customer, by, business, sheet.answer, sheet.failed_jobs, size=ON_PAPER)
    return render_to_string("reports/onepager/outage.html", about)
