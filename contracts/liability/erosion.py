"""How much of a limit earlier payments have used up (domain.md §2.1)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from contracts.liability.caps import Facts, Resolved
from contracts.liability.fees import contract_year
from contracts.liability.vocabulary import Basis, CapClass
from core.words import day, short_money

NOTHING = Decimal("0.00")


@dataclass(frozen=True, kw_only=True)
class Paid:
    """A payment made under a limit. `claim` ties payments for connected events together."""

    paid_on: date
    amount: Decimal
    cap_class: CapClass = CapClass.GENERAL
    claim: str = ""


@dataclass(frozen=True, kw_only=True)
class Standing:
    """A limit on a day: what it comes to, what is used, what is left; None is no limit."""

    limit: Decimal | None
    used: Decimal
    available: Decimal | None
    basis: Basis
    is_basis_unclear: bool
    steps: tuple[str, ...]


def stand(
    limit: Resolved,
    basis: Basis | None,
    paid: Iterable[Paid],
    facts: Facts,
    *,
    classes: frozenset[CapClass] = frozenset({CapClass.GENERAL}),
    claim: str = "",
) -> Standing:
    """The limit after the payments of those classes in the same basis period, up to the day.

    Where the contract does not say clearly what one limit covers (`basis` None), it is taken as one for the
    whole term. With a limit per claim only payments for the same `claim` count; a new claim has used nothing.
    """
    counted = basis or Basis.AGGREGATE_TERM
    same = [each for each in paid if each.cap_class in classes and _counts(each, counted, facts, claim)]
    used = sum((each.amount for each in same), NOTHING)
    available = None if limit.amount is None else max(NOTHING, limit.amount - used)
    return Standing(
        limit=limit.amount,
        used=used,
        available=available,
        basis=counted,
        is_basis_unclear=basis is None,
        steps=(*limit.steps, *_said(limit.amount, used, available, counted, facts)),
    )


def _counts(paid: Paid, basis: Basis, facts: Facts, claim: str) -> bool:
    if paid.paid_on > facts.on:
        return False
    if basis == Basis.PER_CLAIM:
        return bool(claim) and paid.claim == claim
    return basis == Basis.AGGREGATE_TERM or paid.paid_on >= contract_year(facts.effective_from, facts.on).starts_on


def _said(
    limit: Decimal | None, used: Decimal, available: Decimal | None, basis: Basis, facts: Facts
) -> tuple[str, ...]:
    if limit is None or available is None or (basis == Basis.PER_CLAIM and not used):
        return ()
    since = {
        Basis.PER_CLAIM: "for the same claim",
        Basis.AGGREGATE_YEAR: f"since {day(contract_year(facts.effective_from, facts.on).starts_on)}",
        Basis.AGGREGATE_TERM: "since the contract began",
    }[basis]
    if not used:
        return (f"Nothing has been paid {since}",)
    said = [short_money(each, facts.currency) for each in (used, limit, available)]
    return (f"Paid {since}: {said[0]}", f"{said[1]} − {said[0]}, never below 0, leaves {said[2]}")
