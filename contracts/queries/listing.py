"""A customer's contracts as the list shows them."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.urls import reverse

from contracts.models import Contract
from contracts.models.contract import ContractQuerySet
from contracts.queries.agreements import dates_of
from contracts.sheet import ListedContract
from core.searching import with_words

SORTS: dict[str, Callable[[ListedContract], Any]] = {
    "title": lambda row: row.title.casefold(),
    "ends": lambda row: row.dates.position.term_end,
    "notice": lambda row: row.dates.next_on,
}


def listed(contracts: ContractQuerySet, search: str, today: date, sort: str = "notice") -> list[ListedContract]:
    """The contracts of a list with their dates, sorted by one of SORTS (`-` turns it round); ended ones last."""
    rows = []
    for contract in with_words(contracts, search, "reference", "title").select_related("customer"):
        dates = dates_of(contract, today)
        rows.append(
            ListedContract(
                pk=contract.pk,
                url=_where(contract),
                kind=contract.get_kind_display(),
                reference=contract.reference,
                title=contract.title,
                is_published=contract.is_published,
                standing=_standing(contract, today),
                dates=dates,
            )
        )
    by = SORTS.get(sort.removeprefix("-"), SORTS["notice"])
    rows.sort(key=lambda row: (by(row), row.reference), reverse=sort.startswith("-"))
    return sorted(rows, key=lambda row: row.dates.position.is_over)


def _where(contract: Contract) -> str:
    """Its page; while it is being entered, the step it has come to."""
    if contract.setup_step is None:
        return contract.get_absolute_url()
    kwargs = {"customer_slug": contract.customer.slug, "pk": contract.pk, "step": contract.setup_step}
    return reverse("contracts:guided-step", kwargs=kwargs)


def _standing(contract: Contract, today: date) -> str:
    """What sets it apart from a contract that simply holds."""
    if contract.setup_step is not None:
        return "Being entered"
    if contract.superseded_on is not None and contract.superseded_on <= today:
        return "Replaced by a newer version"
    if contract.supersedes_id is not None and not contract.is_signed:
        return "Draft of a new version"
    return ""
