"""The liability page: every row of a contract's liability in words, with its arithmetic and its clause."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import Exists, OuterRef, Subquery, UUIDField

from contracts.liability.erosion import Standing
from contracts.liability.fees import FeeLine
from contracts.liability.questions import questions
from contracts.liability.sheet import Cite, LiabilitySheet, Limit, LostProfit, Payment, Promised, Provision, Rule
from contracts.liability.vocabulary import UNCAPPED_BY_LAW, AdviceRule, CapClass, Side, Treatment
from contracts.liability.wording import statement
from contracts.loss.vocabulary import BasketType, Cause, Head, SuperMode
from contracts.models import (
    Clause,
    Contract,
    Indemnity,
    LiabilityCap,
    LiabilityPayment,
    LiabilityRule,
    LiabilityTerms,
)
from contracts.models.contract import ContractQuerySet
from contracts.models.liability.common import words_of
from contracts.queries.fees import priced_beside
from contracts.queries.liability import (
    Entered,
    entered,
    former_payments,
    in_order,
    lent_fees,
    resolved,
    standings,
)
from contracts.sheet import SheetClause, SheetLine
from contracts.wording import Sentence
from core.words import short_money

BY_LAW = {
    Head.BODILY_INJURY: "In England and Wales no contract can limit or exclude what is owed for death or injury from "
    "negligence (Unfair Contract Terms Act 1977, section 2(1)).",
    Cause.FRAUD: "In England and Wales nobody can limit or exclude what is owed for their own fraud, or for what they "
    "said to deceive.",
}


def liability_sheet(contract: Contract, on: date) -> LiabilitySheet:
    """Everything about liability as both sides read it (customer and provider loaded beforehand); six queries."""
    rows = entered(contract)
    found = resolved(rows, on)
    provider = contract.customer.provider.name
    parties = (provider, contract.customer.name)
    caps = [cap for cap in (rows.general, rows.higher) if cap]
    return LiabilitySheet(
        on=on,
        is_entered=not rows.is_empty,
        statement=statement(provider, contract.currency, found.general, found.higher, found.super_mode),
        general=_limit(rows.general, found.general),
        higher=_limit(rows.higher, found.higher),
        excluded=tuple(_rule(each) for each in rows.rules if each.treatment == Treatment.EXCLUDED),
        excluded_besides=tuple(_excluded_besides(rows.terms, *parties)),
        by_law=tuple(Provision(text=each.label, term=each.term, meaning=BY_LAW[each]) for each in UNCAPPED_BY_LAW),
        by_agreement=tuple(_rule(each) for each in rows.rules if each.treatment == Treatment.UNLIMITED),
        promises=tuple(_promised(each) for each in rows.indemnities),
        reckoning=tuple(_reckoning(rows.terms, *parties)),
        payments=tuple(_payment(each, rows.contract) for each in rows.payments),
        questions=questions(
            found,
            provider=provider,
            law=contract.governing_law,
            is_cited=all(cap.clause_id for cap in caps),
            beside=_priced_beside(rows, caps),
        ),
        terms_id=None if rows.terms._state.adding else rows.terms.pk,
    )


def _priced_beside(rows: Entered, caps: list[LiabilityCap]) -> tuple[str, ...]:
    """The documents whose fees a limit that goes by fees leaves out; one query, none where it does not."""
    goes_by_own = bool(rows.lines) and any(cap.goes_by_fees for cap in caps) and rows.contract.lines.exists()
    return priced_beside(rows.contract) if goes_by_own else ()


def headline(
    contract: Contract,
    lines: Iterable[SheetLine],
    limits: Iterable[LiabilityCap],
    payments: Iterable[LiabilityPayment],
    on: date,
) -> Sentence:
    """The liability page's first sentence for the contract's own page, from rows already read; no query for a first
    version that names its fees."""
    caps = {cap.cap_class: cap for cap in limits}
    for cap in caps.values():
        cap.contract = contract
    own = tuple(
        FeeLine(name=each.service, monthly_fee=each.amount, starts_on=each.starts_on, ends_on=each.ends_on)
        for each in lines
    )
    rows = Entered(
        contract=contract,
        terms=LiabilityTerms(contract=contract),
        general=caps.get(CapClass.GENERAL),
        higher=caps.get(CapClass.SUPER),
        rules=(),
        indemnities=(),
        payments=in_order([*payments, *former_payments(contract, caps.values())]),
        lines=own or lent_fees(contract, caps.values()),
    )
    general, higher = standings(rows, on)
    mode = SuperMode(rows.higher.mode) if rows.higher else SuperMode.SEPARATE
    return statement(contract.customer.provider.name, contract.currency, general, higher, mode)


def with_lost_profit(contracts: ContractQuerySet) -> ContractQuerySet:
    """Contracts with what `lost_profit` reads, so that a page of one costs no query more."""
    rules = LiabilityRule.objects.filter(
        contract=OuterRef("pk"), treatment=Treatment.EXCLUDED, heads__contains=Head.LOST_GROSS_PROFIT.value
    )
    return contracts.select_related("liability_terms").annotate(
        has_profit_rule=Exists(rules),
        profit_rule_clause=Subquery(rules.order_by("clause", "pk").values("clause_id")[:1], UUIDField()),
    )


def lost_profit(contract: Contract, clauses: Iterable[SheetClause]) -> LostProfit | None:
    """That lost profit is never paid, for the contract's own page, where it is so (`with_lost_profit`); no query."""
    terms: LiabilityTerms | None = getattr(contract, "liability_terms", None)
    if terms and terms.exclude_profit:
        text, clause_id = "Lost profit is never paid, direct or indirect", terms.profit_clause_id
    elif contract.has_profit_rule:  # type: ignore[attr-defined]  # annotated above
        text, clause_id = "Lost profit is never paid", contract.profit_rule_clause  # type: ignore[attr-defined]
    else:
        return None
    return LostProfit(text=text, clause=next((each for each in clauses if each.pk == clause_id), None))


def _cite(clause: Clause | None) -> Cite | None:
    if clause is None:
        return None
    return Cite(pk=clause.pk, number=clause.number, heading=clause.heading, summary=clause.summary)


def _limit(cap: LiabilityCap | None, standing: Standing | None) -> Limit | None:
    if cap is None or standing is None:
        return None
    currency = cap.contract.currency
    amount = "" if standing.limit is None else short_money(standing.limit, currency)
    return Limit(
        pk=cap.pk,
        words="a sum that the contract names" if cap.in_words == amount else cap.in_words,
        amount=amount,
        used=short_money(standing.used, currency) if standing.used else "",
        left="" if standing.available is None else short_money(standing.available, currency),
        basis="" if standing.is_basis_unclear else standing.basis.label,
        steps=standing.steps,
        cite=_cite(cap.clause),
        mode=SuperMode(cap.mode).label if cap.mode else "",
        heads=cap.head_words,
        causes=cap.cause_words,
    )


def _rule(rule: LiabilityRule) -> Rule:
    return Rule(
        pk=rule.pk,
        heads=rule.head_words,
        causes=rule.cause_words,
        words=rule.words,
        cite=_cite(rule.clause),
    )


def _promised(indemnity: Indemnity) -> Promised:
    customer = indemnity.contract.customer
    names = {Side.PROVIDER: customer.provider.name, Side.CUSTOMER: customer.name}
    return Promised(
        pk=indemnity.pk,
        giver=names[Side(indemnity.from_party)],
        taker=names[indemnity.to_party],
        heads=words_of(indemnity.heads, Head),
        causes=words_of(indemnity.causes, Cause),
        trigger=indemnity.trigger,
        outsiders_only=indemnity.third_party_claims_only,
        under=CapClass(indemnity.cap_class).label,
        conditions=indemnity.conditions,
        cite=_cite(indemnity.clause),
    )


def _payment(payment: LiabilityPayment, contract: Contract) -> Payment:
    return Payment(
        pk=payment.pk,
        paid_on=payment.paid_on,
        amount=short_money(payment.amount, payment.contract.currency),
        under=_under(payment, contract),
        what_for=payment.what_for,
        claim=payment.claim,
        cite=_cite(payment.clause),
    )


def _under(payment: LiabilityPayment, contract: Contract) -> str:
    """The limit that it took from, and the former version under which it was paid."""
    label = CapClass(payment.cap_class).label
    return label if payment.contract_id == contract.pk else f"{label}, paid under {payment.contract.reference}"


def _excluded_besides(terms: LiabilityTerms, provider: str, customer: str) -> Iterator[Provision]:
    if terms.exclude_indirect:
        yield Provision(
            text="Indirect loss",
            term="Indirect or consequential loss",
            meaning="In English law normally only loss from special circumstances that both sides knew of "
            "(Hadley v Baxendale, second limb). Ordinary lost profit can be direct.",
            cite=_cite(terms.indirect_clause),
        )
    if terms.exclude_profit:
        yield Provision(
            text="Lost profit, direct or indirect",
            term="Loss of profit, revenue or business",
            meaning="A claim for lost revenue is a claim for profit by another name (Tata v DBS, 2024).",
            cite=_cite(terms.profit_clause),
        )
    if terms.advice_rule == AdviceRule.EXCLUDED:
        yield Provision(
            text=f"Loss that advice would have prevented, where {customer} turned it down",
            term="Declined advice",
            meaning=f"It needs {provider}’s record of the advice: its date, and that the risk was explained.",
            cite=_cite(terms.advice_clause),
        )
    if terms.credits_sole_remedy:
        yield Provision(
            text="More than the service credit, when a service level is missed",
            term="Service credits as sole and exclusive remedy",
            meaning="The credit is all that is due for that failure.",
            cite=_cite(terms.credits_clause),
        )


def _reckoning(terms: LiabilityTerms, provider: str, customer: str) -> Iterator[Provision]:
    if terms.basket is not None:
        basket, amount = BasketType(terms.basket_type), short_money(terms.basket, terms.contract.currency)
        yield Provision(
            text=f"Losses below {amount} stay with {customer}. {basket.label}.",
            term=basket.term,
            meaning="All that would be paid under the general limit is added up first.",
            cite=_cite(terms.basket_clause),
        )
    if terms.advice_rule == AdviceRule.REDUCED:
        yield Provision(
            text=f"Less is paid where {customer} turned down advice that would have helped",
            term="Declined advice, contributory reduction",
            meaning=f"How much less is judged. It needs {provider}’s record of the advice, with its date and the risk.",
            cite=_cite(terms.advice_clause),
        )
    if terms.credits_set_off and not terms.credits_sole_remedy and not terms._state.adding:
        yield Provision(
            text="Service credits already given are taken off what is paid",
            term="Set-off",
            meaning="Otherwise the same loss would be paid twice.",
            cite=_cite(terms.credits_clause),
        )
    yield from _insurance(terms, provider, customer)
    if terms.subrogation_waived:
        yield Provision(
            text=f"The insurer of {customer} can’t claim back from {provider} what it paid",
            term="Waiver of subrogation",
            meaning="Without it, an insurer that has paid steps into the place of whom it paid.",
            cite=_cite(terms.subrogation_clause),
        )


def _insurance(terms: LiabilityTerms, provider: str, customer: str) -> Iterator[Provision]:
    wanted = []
    if terms.insurance_minimum:
        wanted.append(f"for at least {short_money(terms.insurance_minimum, terms.contract.currency)}")
    if terms.insurance_occurrence:
        wanted.append("by the day of the event")
    if terms.insurance_waiver:
        wanted.append(f"by an insurer that gives up claims against {customer}")
    if wanted:
        yield Provision(
            text=f"{provider} has to be insured {', '.join(wanted)}",
            term="Insurance clause",
            meaning="Whether it is, the certificate shows. Cyber and professional cover go by the day of the claim.",
            cite=_cite(terms.insurance_clause),
        )
