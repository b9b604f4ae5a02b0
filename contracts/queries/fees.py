"""What counts as bought under documents that name no fees themselves: what their family buys (contracts/priced.py)."""

from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from contracts.models import Contract, Line
from contracts.priced import Priced, whose_fees

ABOUT = (
    "pk", "customer_id", "parent_id", "supersedes_id", "setup_step", "signed_on", "superseded_on", "published_at",
    "currency", "ended_on",
)  # fmt: skip


def lending(contracts: Collection[Contract]) -> dict[UUID, dict[UUID, date | None]]:
    """For each contract without fees the others whose fees count, by id, each with the day on which it was ended.

    One query, none without contracts.
    """
    if not contracts:
        return {}
    priced = Exists(Line.objects.filter(contract=OuterRef("pk")))
    rows = Contract.objects.filter(customer__in={each.customer_id for each in contracts}).annotate(has_fees=priced)
    families: dict[UUID, list[Priced]] = {}
    ended: dict[UUID, date | None] = {}
    for row in rows.only(*ABOUT):
        families.setdefault(row.customer_id, []).append(_priced(row))
        ended[row.pk] = row.ended_on
    chosen = {each.pk: whose_fees(each.pk, families.get(each.customer_id, ())) - {each.pk} for each in contracts}
    return {pk: {other: ended[other] for other in others} for pk, others in chosen.items() if others}


def lent_lines(contracts: Collection[Contract]) -> dict[UUID, list[Line]]:
    """The lines that count for each of these contracts, which have none; two queries at most."""
    by_contract = lending(contracts)
    others = {pk for lenders in by_contract.values() for pk in lenders}
    lines = list(Line.objects.filter(contract__in=others).select_related("service", "contract")) if others else []
    return {pk: list(_until_ended(lines, lenders)) for pk, lenders in by_contract.items()}


def priced_beside(contract: Contract) -> tuple[str, ...]:
    """What belongs to a contract and names fees of its own, by reference: as far as its readers know of it."""
    rows = Contract.objects.filter(parent=contract, setup_step=None, currency=contract.currency)
    rows = rows.exclude(supersedes__isnull=False, signed_on=None)
    stands = Q(superseded_on=None)
    if contract.is_published:
        rows, stands = rows.exclude(published_at=None), stands | Q(successor__published_at=None)
    rows = rows.filter(stands)
    return tuple(rows.filter(lines__isnull=False).order_by("reference").distinct().values_list("reference", flat=True))


def earlier(one: date | None, other: date | None) -> date | None:
    """The earlier of two last days, None where neither is known."""
    return min((day for day in (one, other) if day), default=None)


def _until_ended(lines: Iterable[Line], lenders: dict[UUID, date | None]) -> Iterable[Line]:
    for line in lines:
        ended_on = lenders.get(line.contract_id)
        if line.contract_id in lenders and (ended_on is None or line.starts_on <= ended_on):
            line.ends_on = earlier(line.ends_on, ended_on)
            yield line


def _priced(row: Contract) -> Priced:
    return Priced(
        pk=row.pk,
        parent_id=row.parent_id,
        supersedes_id=row.supersedes_id,
        has_fees=row.has_fees,  # type: ignore[attr-defined]  # annotated above
        is_draft=row.setup_step is not None or (row.supersedes_id is not None and not row.is_signed),
        is_replaced=row.superseded_on is not None,
        is_published=row.is_published,
        currency=row.currency,
    )
