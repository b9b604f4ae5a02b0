"""From an example's facts and the terms on file to a case to allocate (domain.md §4.1, §4.6a). No database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Protocol

from contracts.insurance.answers import HOURS_IN_A_DAY
from contracts.liability.position import Liability
from contracts.liability.vocabulary import AdviceRule, CapClass
from contracts.loss.amounts import ZERO
from contracts.loss.interchange import Case, plain, read_case
from contracts.loss.vocabulary import INTERRUPTION, Cause, Head
from contracts.scenarios import changes as what_if
from contracts.scenarios.trade import LostTrade, Trade, from_json, lost_trade

PROFIT = Head.LOST_GROSS_PROFIT


class Facts(Protocol):
    """What an example says happened, as its row keeps it."""

    cause: str
    duration_hours: Decimal
    msp_share: Decimal
    advice_declined: bool
    availability_failure: bool
    service_credits: Decimal
    heads: dict[str, str]
    waiting: dict[str, str]
    refunds: dict[str, str]
    indirect_heads: list[str]
    trade: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What shares a loss out, in the interchange's words; None where nothing is on file."""

    msp_contract: dict[str, Any] = field(default_factory=dict)
    customer_policy: dict[str, Any] | None = None
    msp_policy: dict[str, Any] | None = None
    indemnity_days: Mapping[str, int] = field(default_factory=dict)
    advice_bars: bool = False

    @property
    def as_case(self) -> dict[str, Any]:
        return {
            "msp_contract": self.msp_contract,
            "customer_policy": self.customer_policy,
            "msp_policy": self.msp_policy,
        }


@dataclass(frozen=True, kw_only=True)
class Worked:
    """A case ready to be allocated, as JSON and as it was read; the trade it lost, if hours are known."""

    data: dict[str, Any]
    case: Case
    lost: LostTrade | None


def contract_terms(liability: Liability | None, cause: str) -> dict[str, Any]:
    """`msp_contract` for one cause. Without anything entered the defaults hold: no limit, nothing excluded."""
    if liability is None:
        return {}
    promised = liability.indemnified(Cause(cause))
    return {
        "excluded_causes": sorted(liability.excluded_causes),
        "excluded_heads": sorted(liability.excluded_heads),
        "indemnity_heads": sorted(promised),
        "indemnity_causes": [cause] if promised else [],
        "uncapped_indemnity_heads": sorted(liability.promised(Cause(cause), CapClass.UNCAPPED)),
        "super_indemnity_heads": sorted(liability.promised(Cause(cause), CapClass.SUPER)),
        "general_indemnity_heads": sorted(liability.promised(Cause(cause), CapClass.GENERAL)),
        "unlimited_causes": sorted(liability.unlimited_causes),
        "unrecoverable": sorted(liability.unrecoverable),
        "exclude_indirect": liability.exclude_indirect,
        "credits_sole_remedy": liability.credits_sole_remedy,
        "credits_set_off": liability.credits_set_off,
        "general_cap": _or_none(liability.general_cap),
        "general_used": plain(liability.general_used),
        "super_cap": _or_none(liability.super_cap),
        "super_used": plain(liability.super_used),
        "super_heads": sorted(liability.super_heads),
        "super_causes": sorted(liability.super_causes),
        "super_mode": str(liability.super_mode),
        "basket": plain(liability.basket),
        "basket_type": str(liability.basket_type),
        "subrogation_waived": liability.subrogation_waived,
    }


def advice_bars(liability: Liability | None) -> bool:
    """Whether the contract says that nothing is paid where declined advice would have helped."""
    return liability is not None and liability.advice_rule == AdviceRule.EXCLUDED


def work_out(facts: Facts, terms: Terms, changes: Mapping[str, Any] | None = None) -> Worked:
    """The case under the terms, or under the terms as they would be. Raises InvalidTerms where facts do not fit."""
    data = what_if.changed(terms.as_case, changes or {}, facts.cause)
    lost = _lost_trade(facts, data["customer_policy"], terms.indemnity_days)
    data["scenario"] = _scenario(facts, lost, terms)
    return Worked(data=data, case=read_case(data), lost=lost)


def loss_of(facts: Facts) -> Decimal:
    """What the event costs in all, whoever pays."""
    trade = from_json(facts.trade)
    profit = lost_trade(trade, facts.duration_hours, waiting=ZERO).total if trade else ZERO
    return sum((Decimal(amount) for amount in facts.heads.values()), profit)


def is_waiting_fixed(facts: Facts) -> bool:
    """Whether what fell in the waiting hours was written by hand, so that other waiting hours do not move it."""
    typed = INTERRUPTION & set(facts.heads)
    return bool(typed - {PROFIT} if facts.trade else typed)


def section_of(policy: Mapping[str, Any] | None, cause: str, head: str) -> Mapping[str, Any] | None:
    """The part of the policy that answers a head of a cause, as the allocation finds it."""
    sections = policy["sections"] if policy else ()
    return next((each for each in sections if cause in each["causes"] and head in each["heads"]), None)


def _lost_trade(facts: Facts, policy: Mapping[str, Any] | None, indemnity_days: Mapping[str, int]) -> LostTrade | None:
    trade: Trade | None = from_json(facts.trade)
    if trade is None:
        return None
    section = section_of(policy, facts.cause, PROFIT) or {}
    days = indemnity_days.get(section.get("name", ""))
    return lost_trade(
        trade,
        facts.duration_hours,
        waiting=Decimal(section.get("waiting_hours", 0)),
        indemnity=None if days is None else Decimal(days * HOURS_IN_A_DAY),
    )


def _scenario(facts: Facts, lost: LostTrade | None, terms: Terms) -> dict[str, Any]:
    heads, waiting, beyond = dict(facts.heads), dict(facts.waiting), {}
    if lost:
        heads[PROFIT] = plain(lost.total)
        waiting[PROFIT] = plain(lost.waiting)
        beyond = {str(PROFIT): plain(lost.beyond)} if lost.beyond else {}
    return {
        "cause": facts.cause,
        "duration_hours": plain(facts.duration_hours),
        "msp_share": plain(facts.msp_share),
        "heads": {head: amount for head, amount in heads.items() if Decimal(amount)},
        "in_waiting": {head: amount for head, amount in waiting.items() if Decimal(amount)},
        "beyond_indemnity": beyond,
        "indirect_heads": sorted(facts.indirect_heads),
        "availability_failure": facts.availability_failure,
        "advice_declined": facts.advice_declined and terms.advice_bars,
        "service_credits": plain(facts.service_credits),
        "other_recoveries": dict(facts.refunds),
    }


def _or_none(amount: Decimal | None) -> str | None:
    return None if amount is None else plain(max(amount, ZERO))
