"""“What if the terms said something else?”: changes as plain data, made to a case of the interchange (§4.6a).

A change names one term; what it does not name stays. No database.
"""

from collections.abc import Mapping
from copy import deepcopy
from decimal import Decimal
from typing import Any

from contracts.insurance.kinds import BiRetention, WaitingMode
from contracts.loss.vocabulary import INTERRUPTION
from contracts.scenarios.trade import plain
from core.enums import Labelled
from core.words import as_per_cent, pounds

Case = dict[str, Any]
Changes = Mapping[str, Any]
NO_LIMIT = "none"
POLICY_AMOUNTS = ("retention", "aggregate_limit")


class Topic(Labelled):
    """What can be taken out of what a contract excludes."""

    CAUSE = "cause", "This kind of event", "this kind of event were not excluded"
    HEADS = "heads", "Kinds of loss that are never paid", "no kind of loss were excluded"
    CREDITS = "credits", "That service credits are all that is due", "service credits were not all that is due"


# What the contract of a case says once a topic is taken out of it.
WITHOUT: dict[Topic, Case] = {
    Topic.CAUSE: {"excluded_causes": []},
    Topic.HEADS: {"excluded_heads": [], "exclude_indirect": False},
    Topic.CREDITS: {"credits_sole_remedy": False},
}


def changed(case: Case, changes: Changes, cause: str) -> Case:
    """The same case of this cause under the changed terms; what is not on file cannot be changed and is left out."""
    found = deepcopy(case)
    for name in ("general_cap", "super_cap"):
        if name in changes:
            found["msp_contract"][name] = None if changes[name] == NO_LIMIT else changes[name]
    for topic in changes.get("without_exclusions", ()):
        found["msp_contract"] |= WITHOUT[Topic(topic)]
    if policy := found["customer_policy"]:
        _change_policy(policy, changes)
        _change_shares(policy, changes, cause)
    return found


def excluded_topics(contract: Mapping[str, Any], cause: str) -> tuple[Topic, ...]:
    """What a contract excludes that bears on an event of this cause."""
    has = {
        Topic.CAUSE: cause in contract.get("excluded_causes", ()),
        Topic.HEADS: bool(contract.get("excluded_heads") or contract.get("exclude_indirect")),
        Topic.CREDITS: contract.get("credits_sole_remedy", False),
    }
    return tuple(topic for topic, is_there in has.items() if is_there)


def _change_shares(policy: dict[str, Any], changes: Changes, cause: str) -> None:
    """What the insured keeps of each claim, and the limit for events of this cause."""
    if "event_sublimit" in changes:
        policy["event_sublimit"] = policy.get("event_sublimit", {}) | {cause: changes["event_sublimit"]}
    if "coinsurance" in changes:
        policy["coinsurance"] = policy.get("coinsurance", {}) | {cause: changes["coinsurance"]}
        for section in policy["sections"]:
            section.pop("coinsurance", None)


def _change_policy(policy: dict[str, Any], changes: Changes) -> None:
    for name in (*POLICY_AMOUNTS, "bi_retention"):
        if name in changes:
            policy[name] = changes[name]
    gone = set(changes.get("without_sections", ()))
    policy["sections"] = [section for section in policy["sections"] if section["name"] not in gone]
    for section in policy["sections"]:
        if INTERRUPTION & set(section["heads"]):
            section |= {name: changes[name] for name in ("waiting_hours", "waiting_mode") if name in changes}
    for condition in policy.get("conditions", ()):
        if condition["code"] in changes.get("unmet", ()):
            condition["met"] = False


def words(changes: Changes) -> tuple[str, ...]:
    """Each change as a condition: "the excess were £2,500"."""
    return tuple(_SAY[name](changes[name]) for name in _SAY if name in changes)


def _cap(value: str) -> str:
    return "the contract had no general limit" if value == NO_LIMIT else f"the general limit were {_money(value)}"


def _money(value: str) -> str:
    return pounds(Decimal(value))


_WAITING = {
    WaitingMode.DEDUCTIBLE: "only the loss after the waiting hours were paid",
    WaitingMode.QUALIFYING: "the loss were paid from the first minute once the waiting hours had passed",
}
_EXCESS = {
    BiRetention.NONE: "lost business bore no excess",
    BiRetention.GREATER_OF: "lost business bore the excess or the waiting hours, whichever is more",
    BiRetention.CUMULATIVE: "lost business bore the excess as well as the waiting hours",
}
_SAY = {
    "general_cap": _cap,
    "super_cap": lambda value: f"the higher limit were {_money(value)}",
    "without_exclusions": lambda value: " and ".join(Topic(topic).term for topic in value),
    "retention": lambda value: f"the excess were {_money(value)}",
    "aggregate_limit": lambda value: f"the policy’s limit were {_money(value)}",
    "event_sublimit": lambda value: f"the limit for this kind of event were {_money(value)}",
    "coinsurance": lambda value: f"the share kept of each claim were {as_per_cent(Decimal(value))}",
    "waiting_hours": lambda value: f"the waiting period were {plain(Decimal(value))} hours",
    "waiting_mode": lambda value: _WAITING[WaitingMode(value)],
    "bi_retention": lambda value: _EXCESS[BiRetention(value)],
    "without_sections": lambda value: f"the policy had no part “{'”, “'.join(value)}”",
    "unmet": lambda value: f"the condition {', '.join(value)} were not met",
}
