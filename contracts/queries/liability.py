"""What the provider would pay at most under a contract, on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from contracts import terms as rules
from contracts.liability.caps import Facts, resolve
from contracts.liability.erosion import Paid, Standing, stand
from contracts.liability.fees import FeeLine
from contracts.liability.position import NO_CAUSES, NO_HEADS, Liability
from contracts.liability.vocabulary import (
    AdviceRule,
    BasketType,
    CapClass,
    Side,
    SuperMode,
    Treatment,
)
from contracts.loss.vocabulary import Cause, Head
from contracts.models import (
    Contract,
    Indemnity,
    LiabilityCap,
    LiabilityPayment,
    LiabilityRule,
    LiabilityTerms,
)

CLAUSES = ("indirect", "profit", "basket", "advice", "credits", "subrogation")


@dataclass(frozen=True, kw_only=True)
class Entered:
    """All rows about liability of one contract, with the clauses they cite."""

    contract: Contract
    terms: LiabilityTerms
    general: LiabilityCap | None
    higher: LiabilityCap | None
    rules: tuple[LiabilityRule, ...]
    indemnities: tuple[Indemnity, ...]
    payments: tuple[LiabilityPayment, ...]
    lines: tuple[FeeLine, ...]

    @property
    def is_empty(self) -> bool:
        """Nothing at all has been entered: the contract's own words are all there is."""
        return self.terms._state.adding and not (self.general or self.higher or self.rules or self.indemnities)


def entered(contract: Contract) -> Entered:
    """Six queries, whatever the number of rows."""
    caps = {cap.cap_class: cap for cap in _of(contract.caps, contract)}
    terms = LiabilityTerms.objects.select_related(*(f"{name}_clause" for name in CLAUSES)).filter(contract=contract)
    return Entered(
        contract=contract,
        terms=terms.first() or LiabilityTerms(contract=contract),
        general=caps.get(CapClass.GENERAL),
        higher=caps.get(CapClass.SUPER),
        rules=tuple(_of(contract.liability_rules.order_by("clause__position", "pk"), contract)),
        indemnities=tuple(_of(contract.indemnities.order_by("clause__position", "pk"), contract)),
        payments=tuple(_of(contract.liability_payments.order_by("-paid_on", "pk"), contract)),
        lines=fee_lines(contract),
    )


def fee_lines(contract: Contract) -> tuple[FeeLine, ...]:
    """The contract's dated fees, for the arithmetic."""
    return tuple(
        FeeLine(
            name=line.service.name,
            quantity=line.quantity,
            monthly_fee=line.monthly_fee,
            starts_on=line.starts_on,
            ends_on=line.ends_on,
        )
        for line in contract.lines.select_related("service").order_by("starts_on", "service__name", "pk")
    )


def liability_at(contract: Contract, on: date, *, claim: str = "") -> Liability | None:
    """What the contract says about liability for an event on that day; None when nothing has been entered.

    `claim` names the claim whose earlier payments count where each claim has a limit of its own.
    """
    rows = entered(contract)
    return None if rows.is_empty else resolved(rows, on, claim=claim)


def resolved(rows: Entered, on: date, *, claim: str = "") -> Liability:
    """The rows of a contract as the allocation of a loss needs them. No queries."""
    general, higher = standings(rows, on, claim=claim)
    promises = tuple(each.promise for each in rows.indemnities if each.from_party == Side.PROVIDER)
    terms, cap = rows.terms, rows.higher
    return Liability(
        on=on,
        excluded_causes=_causes(rows.rules, Treatment.EXCLUDED),
        excluded_heads=_excluded_heads(rows),
        unlimited_causes=_causes(rows.rules, Treatment.UNLIMITED) | {Cause.FRAUD},
        indemnity_heads=NO_HEADS.union(*(each.covered for each in promises if each.causes)),
        indemnity_causes=NO_CAUSES.union(*(each.causes for each in promises)),
        exclude_indirect=terms.exclude_indirect,
        credits_sole_remedy=terms.credits_sole_remedy,
        credits_set_off=terms.credits_set_off,
        subrogation_waived=terms.subrogation_waived,
        basket=terms.small_losses,
        basket_type=BasketType(terms.basket_type or BasketType.TIPPING),
        advice_rule=AdviceRule(terms.advice_rule) if terms.advice_rule else None,
        promises=promises,
        super_heads=frozenset(cap.head_words) if cap else NO_HEADS,
        super_causes=frozenset(cap.cause_words) if cap else NO_CAUSES,
        super_mode=SuperMode(cap.mode) if cap else SuperMode.SEPARATE,
        **_amounts(general, higher),
    )


def standings(rows: Entered, on: date, *, claim: str = "") -> tuple[Standing | None, Standing | None]:
    """The general and the higher limit on a day, each with its arithmetic; None where none is entered."""
    facts = facts_of(rows.contract, rows.lines, on)
    paid = [_paid(payment) for payment in rows.payments]
    general = resolve(rows.general.rule, facts) if rows.general else None
    first = stand(general, rows.general.known_basis, paid, facts, claim=claim) if rows.general and general else None
    if rows.higher is None:
        return first, None
    classes = frozenset({CapClass.SUPER})
    if rows.higher.mode == SuperMode.INCLUSIVE:
        classes |= {CapClass.GENERAL}
    limit = resolve(rows.higher.rule, facts, general)
    return first, stand(limit, rows.higher.known_basis, paid, facts, classes=classes, claim=claim)


def facts_of(contract: Contract, lines: tuple[FeeLine, ...], on: date) -> Facts:
    """What a limit of the contract is worked out from."""
    return Facts(
        on=on,
        effective_from=contract.effective_from,
        ends_on=rules.position(contract.terms(), today=on).term_end,
        lines=lines,
        currency=contract.currency,
    )


def _of(rows: Any, contract: Contract) -> Iterable[Any]:
    for row in rows.select_related("clause"):
        row.contract = contract
        yield row


def _paid(payment: LiabilityPayment) -> Paid:
    return Paid(
        paid_on=payment.paid_on,
        amount=payment.amount,
        cap_class=CapClass(payment.cap_class),
        claim=payment.claim,
    )


def _amounts(general: Standing | None, higher: Standing | None) -> dict[str, Any]:
    found: dict[str, Any] = {"general": general, "higher": higher}
    if general:
        found |= {"general_cap": general.limit, "general_used": general.used}
    if higher:
        found |= {"super_cap": higher.limit, "super_used": higher.used}
    return found


def _causes(listed: Iterable[LiabilityRule], treatment: Treatment) -> frozenset[Cause]:
    return NO_CAUSES.union(*(rule.cause_words for rule in listed if rule.treatment == treatment))


def _excluded_heads(rows: Entered) -> frozenset[Head]:
    named = NO_HEADS.union(*(rule.head_words for rule in rows.rules if rule.treatment == Treatment.EXCLUDED))
    return named | {Head.LOST_GROSS_PROFIT} if rows.terms.exclude_profit else named
