"""What falls due in the provider's agreements with vendors: notice to give, or the end of a fixed term."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.urls import reverse

from contracts import terms as rules
from contracts.models import VendorAgreement
from contracts.queries.vendors import vendor_terms
from contracts.wording import in_time
from core.due import DueDate


def own_due_dates(provider_ids: Iterable[UUID], today: date) -> list[DueDate]:
    """Of each agreement that runs on: its next notice date, or its last day where nothing renews it. One query."""
    agreements = VendorAgreement.objects.named().filter(provider__in=list(provider_ids), ended_on=None)
    found = agreements.select_related("provider").order_by("vendor__name", "product__name", "pk")
    return [due for row in found if (due := _due(row, today))]


def _due(row: VendorAgreement, today: date) -> DueDate | None:
    terms = vendor_terms(row, today)
    if notice := rules.next_notice(terms, today=today):
        title = f"Last day to give {row.vendor} notice{_about(row)}{in_time(notice)}"
        return _date(row, "notice", title, notice.notice_by, act_by=notice.act_by)
    position = rules.position(terms, today=today)
    if position.is_over:
        return None
    return _date(row, "ending", f"Last day of the agreement with {row.vendor}{_about(row)}", position.term_end)


def _about(row: VendorAgreement) -> str:
    """The product it is about; "" where it is about all that the vendor supplies."""
    return f" on {row.product}" if row.product else ""


def _date(row: VendorAgreement, kind: str, title: str, due_on: date, *, act_by: date | None = None) -> DueDate:
    path = reverse("contracts:vendor-list", kwargs={"provider_slug": row.provider.slug})
    return DueDate(
        customer_id=None,
        kind=kind,
        subject_id=row.pk,
        owed_by="provider",
        title=title[:300],
        path=f"{path}#v-{row.pk}",
        due_on=due_on,
        act_by=act_by,
    )
