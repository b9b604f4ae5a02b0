"""What falls due in contracts: the last day to give notice, and the dates of insurance."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q

from contracts.insurance import due as insurance
from contracts.models import Contract
from contracts.queries.agreements import notice_date
from core.due import DueDate
from core.words import day


def due_dates(customer_ids: Iterable[UUID], today: date) -> list[DueDate]:
    """Every date of these customers' contracts and policies."""
    ids = list(customer_ids)
    return [*_notices(ids, today), *insurance.due_dates(ids, today)]


def _notices(ids: list[UUID], today: date) -> list[DueDate]:
    """The next notice date of each contract that has one; the customer's too once it has seen the contract."""
    contracts = Contract.objects.filter(customer__in=ids).filter(Q(ended_on=None) | Q(ended_on__gte=today))
    return [due for contract in contracts.select_related("customer") if (due := _due_date(contract, today))]


def _due_date(contract: Contract, today: date) -> DueDate | None:
    notice = notice_date(contract, today)
    if notice is None:
        return None
    in_time = f", to be sent by {day(notice.send_by)}" if notice.send_by < notice.notice_by else ""
    return DueDate(
        customer_id=contract.customer_id,
        kind="notice",
        subject_id=contract.pk,
        owed_by="both" if contract.published_at else "provider",
        title=f"Last day to give notice on {contract}{in_time}"[:300],
        path=contract.get_absolute_url(),
        due_on=notice.notice_by,
    )
