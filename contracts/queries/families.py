"""The documents a contract belongs with, and the versions before and after it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet, SlugField

from accounts.actor import Actor
from contracts.family import Paper, Relative, family
from contracts.models import Contract
from contracts.queries.liability_sheet import with_lost_profit
from core.prepared import prepared


@dataclass(frozen=True)
class Edition:
    """The version before or after: its reference, where it is, and the first day of the later one once known."""

    reference: str
    url: str
    from_on: date | None


@dataclass(frozen=True)
class Standing:
    """Whether both sides signed a contract, and which version came before and follows."""

    former: Edition | None
    newer: Edition | None
    is_replaced: bool
    is_awaited: bool


def together(actor: Actor, customer_slug: str) -> list[Contract]:
    """Every contract of a customer within the actor's sight, each with what its page shows of it; one query."""
    return _contracts(actor, customer_slug=customer_slug)


@prepared(customer_slug=SlugField())
def _contracts(actor: Actor, customer_slug: Any) -> QuerySet[Contract]:
    rows = Contract.objects.visible_to(actor).filter(customer__slug=customer_slug)
    rows = with_lost_profit(rows.select_related("customer__provider", "decision__decided_by"))
    return rows.order_by("reference", "pk")


def paper_of(contract: Contract) -> Paper:
    """A contract as a member of its family."""
    return Paper(
        pk=contract.pk,
        parent_id=contract.parent_id,
        kind=contract.kind,
        reference=contract.reference,
        title=contract.title,
        place=contract.place,
        url=contract.get_absolute_url(),
        says=contract.precedence_words,
    )


def family_of(contract: Contract, contracts: Iterable[Contract]) -> tuple[Relative, ...]:
    """The family as the contract's page lists it: no replaced versions, no drafts of new ones, but this one always."""
    return family([paper_of(row) for row in contracts if row.pk == contract.pk or _is_standing(row)], contract.pk)


def standing_of(contract: Contract, contracts: Iterable[Contract], today: date) -> Standing:
    """Where the contract stands among its versions, as far as the reader sees them."""
    former = next((row for row in contracts if row.pk == contract.supersedes_id), None)
    newer = next((row for row in contracts if row.supersedes_id == contract.pk), None)
    return Standing(
        former=Edition(former.reference, former.get_absolute_url(), former.superseded_on) if former else None,
        newer=Edition(newer.reference, newer.get_absolute_url(), contract.superseded_on) if newer else None,
        is_replaced=contract.superseded_on is not None and contract.superseded_on <= today,
        is_awaited=contract.supersedes_id is not None and not contract.is_signed,
    )


def _is_standing(contract: Contract) -> bool:
    is_draft = contract.setup_step is not None or (contract.supersedes_id is not None and not contract.is_signed)
    return contract.superseded_on is None and not is_draft
