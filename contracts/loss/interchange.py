"""The JSON in which cases come in and allocations go out (domain.md §4.6a).

Defaults live in the dataclasses of `terms`; here is how each field is read. Whatever cannot be read raises
InvalidTerms with the field's path, for example `customer_policy.sections[0].limit`, and a sentence why.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, field, fields
from decimal import Decimal
from functools import partial
from typing import Any, TypeVar

from contracts.loss import reading
from contracts.loss.allocation import Allocation, allocate
from contracts.loss.amounts import ZERO
from contracts.loss.cover import HeadCover
from contracts.loss.sharing import Recovery
from contracts.loss.terms import (
    Condition,
    CustomerPolicy,
    Effect,
    InterruptionRetention,
    InvalidTerms,
    MspContract,
    MspPolicy,
    Scenario,
    Section,
    WaitingMode,
)
from contracts.loss.vocabulary import BasketType, SuperMode

Kind = TypeVar("Kind")
Read = Callable[[Any, str], Any]
# A case may carry its name and, as worked examples do, the result to be expected: neither changes the result.
ANNOTATIONS = frozenset({"name", "expected"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Case:
    """All that an allocation is worked out from."""

    scenario: Scenario
    msp_contract: MspContract = field(default_factory=MspContract)
    customer_policy: CustomerPolicy | None = None
    msp_policy: MspPolicy | None = None

    def allocate(self) -> Allocation:
        return allocate(self.scenario, self.msp_contract, self.customer_policy, self.msp_policy)


def parse(text: str | bytes) -> Any:
    """JSON with exact decimals; who reads an object finds what was given twice. Raises InvalidTerms for no JSON."""
    try:
        return json.loads(
            text, parse_float=Decimal, parse_int=Decimal, parse_constant=Decimal, object_pairs_hook=reading.Given
        )
    except ValueError as error:
        raise InvalidTerms("", f"This is not JSON: {error}.") from error
    except ArithmeticError as error:
        raise InvalidTerms("", "A number in this JSON is too large to read.") from error
    except RecursionError as error:
        raise InvalidTerms("", "This JSON is nested too deeply.") from error


def read_case(value: Any, path: str = "") -> Case:
    """The case in a JSON object. `path` is where the object stands, for error messages."""
    given = {key: part for key, part in reading.mapping(value, path).items() if key not in ANNOTATIONS}
    return read_object(Case, CASE, given, path)


def result_of(allocation: Allocation) -> dict[str, Any]:
    """The allocation as the interchange's JSON object."""
    return {
        "loss": plain(allocation.loss),
        "customer": plain(allocation.customer),
        "customer_insurer": plain(allocation.customer_insurer),
        "msp": plain(allocation.msp),
        "msp_insurer": plain(allocation.msp_insurer),
        "third_party": plain(allocation.third_party),
        "gross_insurer": plain(allocation.gross_insurer),
        "M": plain(allocation.damages),
        "credits": plain(allocation.credits),
        "by_head": {
            str(head): _head_result(cover, allocation.recoveries[head])
            for head, cover in allocation.cover.heads.items()
        },
    }


def plain(amount: Decimal) -> str:
    """An amount without exponent, trailing noughts or sign of nought: "13000", "0.5"."""
    return f"{(amount + ZERO).normalize():f}"


def _head_result(cover: HeadCover, recovery: Recovery) -> dict[str, Any]:
    return {
        "gross_insurer": plain(cover.paid),
        "tier1_customer": plain(cover.tier1),
        "tier3_customer": plain(cover.tier3),
        "recovered_to_customer": plain(recovery.customer),
        "recovered_to_insurer": plain(recovery.insurer),
        "why_customer_bears": {str(reason): plain(amount) for reason, amount in cover.why.items()},
    }


def read_object(kind: type[Kind], readers: Mapping[str, Read], value: Any, path: str) -> Kind:
    """A dataclass from a JSON object: every key must be known, every field without a default given."""
    given = reading.mapping(value, path)
    for key in given:
        if key not in readers:
            raise InvalidTerms(reading.join(path, key), f"Unknown key. Known here: {', '.join(readers)}.")
    for part in fields(kind):  # type: ignore[arg-type]  # every kind is a dataclass
        if part.name not in given and part.default is MISSING and part.default_factory is MISSING:
            raise InvalidTerms(reading.join(path, part.name), "This is missing and has no default.")
    values = {key: readers[key](item, reading.join(path, key)) for key, item in given.items()}
    try:
        return kind(**values)
    except InvalidTerms as error:
        raise InvalidTerms(reading.join(path, error.path), error.why) from error


def read_list(kind: type[Kind], readers: Mapping[str, Read], value: Any, path: str) -> tuple[Kind, ...]:
    """One object after another, each with its place in the path."""
    parts = reading.sequence(value, path)
    return tuple(read_object(kind, readers, part, f"{path}[{place}]") for place, part in enumerate(parts))


def read_or_default(kind: type[Kind], readers: Mapping[str, Read], value: Any, path: str) -> Kind:
    """The same, where null says nothing: the defaults hold."""
    return read_object(kind, readers, {} if value is None else value, path)


SCENARIO: dict[str, Read] = {
    "cause": reading.cause,
    "duration_hours": reading.hours,
    "msp_share": reading.fraction,
    "heads": reading.amounts_by_head,
    "in_waiting": reading.amounts_by_head,
    "beyond_indemnity": reading.amounts_by_head,
    "indirect_heads": reading.heads,
    "availability_failure": reading.boolean,
    "advice_declined": reading.boolean,
    "service_credits": reading.amount,
    "other_recoveries": reading.amounts_by_head,
}
CONTRACT: dict[str, Read] = {
    "excluded_causes": reading.causes,
    "excluded_heads": reading.heads,
    "indemnity_heads": reading.heads,
    "indemnity_causes": reading.causes,
    "uncapped_indemnity_heads": reading.heads,
    "super_indemnity_heads": reading.heads,
    "general_indemnity_heads": reading.heads,
    "unlimited_causes": reading.causes,
    "unrecoverable": reading.heads,
    "exclude_indirect": reading.boolean,
    "credits_sole_remedy": reading.boolean,
    "credits_set_off": reading.boolean,
    "general_cap": reading.limit,
    "general_used": reading.amount,
    "super_cap": reading.limit,
    "super_used": reading.amount,
    "super_heads": reading.heads,
    "super_causes": reading.causes,
    "super_mode": partial(reading.choice, SuperMode),
    "basket": reading.amount,
    "basket_type": partial(reading.choice, BasketType),
    "subrogation_waived": reading.boolean,
}
SECTION: dict[str, Read] = {
    "name": reading.text,
    "causes": reading.causes,
    "heads": reading.some_heads,
    "limit": reading.limit,
    "waiting_hours": reading.hours,
    "waiting_mode": partial(reading.choice, WaitingMode),
    "coinsurance": reading.fraction_or_none,
}
CONDITION: dict[str, Read] = {
    "code": reading.text,
    "met": reading.boolean,
    "relevant": reading.boolean,
    "effect": partial(reading.choice, Effect),
    "pct": reading.fraction_or_none,
}
CUSTOMER_POLICY: dict[str, Read] = {
    "responds": reading.boolean,
    "excluded_causes": reading.causes,
    "uninsurable": reading.heads,
    "retention": reading.amount,
    "bi_retention": partial(reading.choice, InterruptionRetention),
    "coinsurance": partial(reading.by_cause, reading.fraction),
    "event_sublimit": partial(reading.by_cause, reading.limit),
    "aggregate_limit": reading.limit,
    "aggregate_used": reading.amount,
    "per_claim_limit": reading.limit,
    "conditions": partial(read_list, Condition, CONDITION),
    "sections": partial(read_list, Section, SECTION),
}
MSP_POLICY: dict[str, Read] = {
    "responds": reading.boolean,
    "excluded_causes": reading.causes,
    "excluded_heads": reading.heads,
    "retention": reading.amount,
    "coinsurance": reading.fraction,
    "per_claim_limit": reading.limit,
    "aggregate_limit": reading.limit,
    "aggregate_used": reading.amount,
}


CASE: dict[str, Read] = {
    "scenario": partial(read_object, Scenario, SCENARIO),
    "msp_contract": partial(read_or_default, MspContract, CONTRACT),
    "customer_policy": partial(reading.optional, partial(read_object, CustomerPolicy, CUSTOMER_POLICY)),
    "msp_policy": partial(reading.optional, partial(read_object, MspPolicy, MSP_POLICY)),
}
