"""What the provider would pay at most under a contract, on a day."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from contracts import terms as rules
from contracts.liability.caps import Facts, resolve
from contracts.liability.erosion import Paid, Standing, stand
from contracts.liability.fees import FeeLine
from contracts.liability.position import NO_CAUSES, NO_HEADS, Liability
from contracts.liability.vocabulary import AdviceRule, Basis, CapClass, Side, Treatment
from contracts.loss.vocabulary import BasketType, Cause, Head, SuperMode
from contracts.models import (
    Contract,
    Indemnity,
    LiabilityCap,
    LiabilityPayment,
    LiabilityRule,
    LiabilityTerms,
    Line,
)
from contracts.queries.fees import lent_lines
from core.together import together

CLAUSES = ("indirect", "profit", "basket", "advice", "credits", "subrogation", "insurance")


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


def with_liability_said(contracts: QuerySet[Contract]) -> QuerySet[Contract]:
    """Contracts with whether anything about liability has been entered in them (`says_liability`)."""
    models = (LiabilityTerms, LiabilityCap, LiabilityRule, Indemnity)
    terms, caps, rules, promises = (Exists(model.objects.filter(contract=OuterRef("pk"))) for model in models)
    return contracts.annotate(says_liability=terms | caps | rules | promises)


def entered(contract: Contract) -> Entered:
    """Three queries, whatever the number of rows; two more where its limits go by fees that others name."""
    terms = LiabilityTerms.objects.select_related(*(f"{name}_clause" for name in CLAUSES)).filter(contract=contract)
    caps = list(contract.caps.with_cover().select_related("clause"))
    _, *parts = parts_of(Contract.objects.filter(pk=contract.pk))
    return entered_in(contract, terms.first(), caps, *together(*parts))


def entered_in_all(contracts: Iterable[Contract]) -> dict[UUID, Entered]:
    """The same for many contracts, by id. Three queries, however many; two more as above."""
    several = {contract.pk: contract for contract in contracts}
    if not several:
        return {}
    terms = LiabilityTerms.objects.select_related(*(f"{name}_clause" for name in CLAUSES)).filter(contract__in=several)
    known = {each.contract_id: each for each in terms}
    caps = LiabilityCap.objects.filter(contract__in=several).with_cover().select_related("clause")
    _, *parts = parts_of(Contract.objects.filter(pk__in=list(several)))
    mine = [_by_contract(rows) for rows in (list(caps), *together(*parts))]
    limits, *_, lines = mine
    lent = lent_lines([each for pk, each in several.items() if not lines[pk] and _go_by_fees(limits[pk])])
    return {
        pk: entered_in(contract, known.get(pk), *(rows[pk] for rows in mine), lent=lent)
        for pk, contract in several.items()
    }


def _by_contract(rows: Iterable[Any]) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.contract_id].append(row)
    return found


def former_payments(contract: Contract, caps: Iterable[LiabilityCap]) -> list[LiabilityPayment]:
    """What was paid under former versions, where a limit is one for all claims together: the next version of a
    contract does not begin it anew. No query for a first version, one more for each former one.
    """
    former, ids = contract.supersedes_id, []
    if all((cap.known_basis or Basis.AGGREGATE_TERM) == Basis.PER_CLAIM for cap in caps):
        return []
    while former is not None:
        ids.append(former)
        former = Contract.objects.values_list("supersedes_id", flat=True).get(pk=former)
    rows = LiabilityPayment.objects.filter(contract__in=ids).select_related("clause", "contract")
    return list(rows) if ids else []


def in_order(payments: Iterable[LiabilityPayment]) -> tuple[LiabilityPayment, ...]:
    """The latest first."""
    return tuple(sorted(payments, key=lambda payment: (-payment.paid_on.toordinal(), payment.pk.hex)))


def parts_of(contracts: QuerySet[Contract]) -> tuple[QuerySet[Any], ...]:
    """What `entered_in` takes beside the terms: limits (without cover), rules, promises, payments, what is bought."""
    mine = {"contract__in": contracts}
    return (
        LiabilityCap.objects.filter(**mine).select_related("clause"),
        LiabilityRule.objects.filter(**mine).select_related("clause"),
        Indemnity.objects.filter(**mine).select_related("clause"),
        LiabilityPayment.objects.filter(**mine).select_related("clause"),
        Line.objects.filter(**mine).select_related("service"),
    )


def entered_in(
    contract: Contract, terms: LiabilityTerms | None, *parts: list[Any], lent: dict[UUID, list[Line]] | None = None
) -> Entered:
    """The rows of one contract out of those that were loaded. No queries but for former versions, and for what others
    of its family buy where it names no fees itself: that is `lent`, where it is loaded."""
    mine = [[row for row in part if row.contract_id == contract.pk] for part in parts]
    for row in chain(*mine):
        row.contract = contract
    caps, listed, promises, payments, lines = mine
    by_class = {cap.cap_class: cap for cap in caps}
    return Entered(
        contract=contract,
        terms=terms or LiabilityTerms(contract=contract),
        general=by_class.get(CapClass.GENERAL),
        higher=by_class.get(CapClass.SUPER),
        rules=tuple(sorted(listed, key=_by_clause)),
        indemnities=tuple(sorted(promises, key=_by_clause)),
        payments=in_order([*payments, *former_payments(contract, caps)]),
        lines=fee_lines(lines) or lent_fees(contract, caps, lent),
    )


def lent_fees(
    contract: Contract, caps: Iterable[LiabilityCap], lent: dict[UUID, list[Line]] | None = None
) -> tuple[FeeLine, ...]:
    """What others of its family buy, for the limits of a contract that names no fees: each with where it stands."""
    if not _go_by_fees(caps):
        return ()
    found = (lent_lines([contract]) if lent is None else lent).get(contract.pk, [])
    return fee_lines(found, among=True)


def _go_by_fees(caps: Iterable[LiabilityCap]) -> bool:
    return any(cap.goes_by_fees for cap in caps)


def _by_clause(row: LiabilityRule | Indemnity) -> tuple[int, str]:
    """In the order of the contract; what cites no clause comes first."""
    return row.clause.position if row.clause else -1, row.pk.hex


def fee_lines(lines: Iterable[Line], *, among: bool = False) -> tuple[FeeLine, ...]:
    """A contract's dated fees, for the arithmetic (services loaded beforehand); `among` several contracts (loaded too)
    each says in which it stands."""
    named = [
        (f"{line.service.name}, {line.contract.reference}" if among else line.service.name, line) for line in lines
    ]
    return tuple(
        FeeLine(
            name=name,
            quantity=line.quantity,
            monthly_fee=line.monthly_fee,
            starts_on=line.starts_on,
            ends_on=line.ends_on,
        )
        for name, line in sorted(named, key=lambda each: (each[1].starts_on, each[0], each[1].pk.hex))
    )


def resolved(rows: Entered, on: date, *, claim: str = "") -> Liability:
    """The rows of a contract as the allocation of a loss on that day needs them. No queries.

    `claim` names the claim whose earlier payments count where each claim has a limit of its own.
    """
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
