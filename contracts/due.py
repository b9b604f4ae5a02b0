"""What falls due in contracts: notice to give, credits to claim, dates of insurance, notices of incidents.

The provider's own dates are asked for apart: no customer may know of them.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from uuid import UUID, uuid5

from django.db.models import Q
from django.urls import reverse

from accounts.actor import Actor
from accounts.models import Customer
from contracts import vendor_dates as vendors
from contracts.incidents import due as incidents
from contracts.insurance import due as insurance
from contracts.measuring.board import Miss
from contracts.measuring.loading import ZONE
from contracts.measuring.misses import misses_of_customers
from contracts.models import Contract, CreditClaim
from contracts.queries.agreements import last_day, notice_date
from contracts.queries.renewals import decision_on
from contracts.service_levels.windows import midnight
from contracts.sheet import NoticeDate
from contracts.wording import in_time
from core.due import DueDate
from core.words import money


def due_dates(customer_ids: Iterable[UUID], today: date) -> list[DueDate]:
    """Every date of these customers' contracts, policies and incidents."""
    ids = list(customer_ids)
    return [
        *_notices(ids, today), *_credits(ids, today), *insurance.due_dates(ids, today), *incidents.due_dates(ids),
    ]  # fmt: skip


def own_due_dates(provider_ids: Iterable[UUID], today: date) -> list[DueDate]:
    """Every date that is these providers' alone: of their own policies and their agreements with vendors."""
    ids = list(provider_ids)
    return [*insurance.own_due_dates(ids, today), *vendors.own_due_dates(ids, today)]


def settled_credits(customer: Customer, actor: Actor) -> set[UUID]:
    """The subjects of due dates whose credit has been claimed or left; one query."""
    claims = CreditClaim.objects.visible_to(actor).filter(customer=customer)
    return {_credit_key(target, window) for target, window in claims.values_list("target_id", "window")}


def _credit_key(target: UUID, window: str) -> UUID:
    return uuid5(target, window)


def _notices(ids: list[UUID], today: date) -> list[DueDate]:
    """Each contract's next notice date, or its end where none is needed; the customer's too once it has seen it."""
    contracts = (
        Contract.objects.filter(customer__in=ids).current(today=today).filter(Q(ended_on=None) | Q(ended_on__gte=today))
    )
    found = contracts.select_related("customer", "decision")
    return [due for contract in found for due in _due_dates(contract, today)]


def _due_dates(contract: Contract, today: date) -> list[DueDate]:
    """One date for both sides until the provider has decided; then the customer's own, which stands whatever was said.

    A decision to end the contract leaves the provider's: the notice has still to be given.
    """
    notice = notice_date(contract, today)
    if notice is None:
        return _ending(contract, today)
    decision = decision_on(contract, notice.term_end)
    if decision is None:
        return [_due_date(contract, notice, "both" if contract.published_at else "provider")]
    customers = [_due_date(contract, notice, "customer")] if contract.published_at else []
    if decision.is_settled:
        return customers
    return [*customers, _due_date(contract, notice, "provider", f"Give notice on {contract}, which is to end")]


def _ending(contract: Contract, today: date) -> list[DueDate]:
    """The last day of what nothing renews; whoever has ended a contract knows it."""
    ends_on = last_day(contract, today)
    if ends_on is None or contract.ended_on:
        return []
    return [
        DueDate(
            customer_id=contract.customer_id,
            kind="ending",
            subject_id=contract.pk,
            owed_by="both" if contract.published_at else "provider",
            title=f"Last day of {contract}: nothing renews it"[:300],
            path=contract.get_absolute_url(),
            due_on=ends_on,
        )
    ]


def _due_date(contract: Contract, notice: NoticeDate, owed_by: str, title: str = "") -> DueDate:
    title = title or f"Last day to give notice on {contract}"
    return DueDate(
        customer_id=contract.customer_id,
        kind="notice",
        subject_id=contract.pk,
        owed_by=owed_by,
        title=f"{title}{in_time(notice)}"[:300],
        path=contract.get_absolute_url(),
        due_on=notice.notice_by,
        act_by=notice.act_by,
    )


def _credits(customer_ids: Iterable[UUID], today: date) -> Iterator[DueDate]:
    """The last day to claim each credit that nobody has claimed or left yet."""
    for pk, misses in misses_of_customers(customer_ids, midnight(today, ZONE)).items():
        for miss in misses:
            if miss.owed.claim_by and miss.is_claimable(today):
                yield _credit(miss, pk, miss.owed.claim_by)


def _credit(miss: Miss, customer_id: UUID, claim_by: date) -> DueDate:
    contract = miss.target.contract
    amount = money(miss.amount, contract.currency)
    return DueDate(
        customer_id=customer_id,
        kind="credit",
        subject_id=_credit_key(miss.target.pk, miss.window.slug),
        owed_by="customer",
        title=f"Last day to claim {amount} for {miss.target}, {miss.window.label}"[:300],
        path=reverse("contracts:level-list", args=[contract.customer.slug]) + "#l-claim",
        due_on=claim_by,
    )
