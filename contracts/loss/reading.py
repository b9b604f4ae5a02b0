"""How single JSON values become amounts, fractions, heads and causes: each reader takes a value and its path.

Raises InvalidTerms with the path and a sentence why. Amounts are read exactly: a third decimal is refused rather
than rounded, because only percentages may be rounded (domain.md §4.1).
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar

from contracts.loss.amounts import ZERO
from contracts.loss.terms import Amounts, Causes, Heads, InvalidTerms
from contracts.loss.vocabulary import Head

Value = TypeVar("Value")
Choice = TypeVar("Choice", bound=StrEnum)

MOST_POUNDS = Decimal(10**12)
MOST_HOURS = Decimal(10**6)
MOST_DECIMALS = 20
LONGEST_TEXT = 200
PLAIN_NUMBER = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
CAUSE = re.compile(r"[a-z][a-z0-9_]{0,99}", re.ASCII)


def join(path: str, key: str) -> str:
    """The path of a key inside an object, safe to print whatever the key is."""
    return f"{path}.{shown(key)}" if path else shown(key)


def shown(key: str) -> str:
    """A key as it can be printed: no line breaks or control characters, and not too long."""
    clean = "".join(letter if letter.isprintable() else "?" for letter in key) or '""'
    return clean if len(clean) <= LONGEST_TEXT else f"{clean[:LONGEST_TEXT]}…"


class Given(dict[str, Any]):
    """A JSON object with the first key, if any, that was given twice in it."""

    def __init__(self, pairs: Iterable[tuple[str, Any]]) -> None:
        super().__init__()
        self.twice: str | None = None
        for key, value in pairs:
            if key in self and self.twice is None:
                self.twice = key
            self[key] = value


def mapping(value: Any, path: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise InvalidTerms(path, "This must be an object.")
    if isinstance(value, Given) and value.twice is not None:
        raise InvalidTerms(join(path, value.twice), "This key is given twice in one object.")
    return value


def sequence(value: Any, path: str) -> Sequence[Any]:
    if not isinstance(value, list | tuple):
        raise InvalidTerms(path, "This must be a list.")
    return value


def boolean(value: Any, path: str) -> bool:
    if not isinstance(value, bool):
        raise InvalidTerms(path, "This must be true or false.")
    return value


def text(value: Any, path: str) -> str:
    if not isinstance(value, str) or len(value) > LONGEST_TEXT:
        raise InvalidTerms(path, f"This must be text of at most {LONGEST_TEXT} letters.")
    return value


def choice(kind: type[Choice], value: Any, path: str) -> Choice:
    known = [str(member) for member in kind]
    if value not in known:
        raise InvalidTerms(path, f"This must be one of {', '.join(known)}.")
    return kind(value)


def number(value: Any, path: str, *, most: Decimal, decimals: int) -> Decimal:
    """A finite number from 0 to `most` with at most so many decimals, from a JSON number or plain text."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal | str):
        raise InvalidTerms(path, "This must be a number.")
    if isinstance(value, str) and (len(value) > LONGEST_TEXT or not PLAIN_NUMBER.fullmatch(value)):
        raise InvalidTerms(path, "This must be a plain number such as 1250.50, without signs for money or thousands.")
    exact = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    if not exact.is_finite():
        raise InvalidTerms(path, "This must be a finite number.")
    if exact < 0 or (isinstance(value, str) and value.startswith("-")):
        raise InvalidTerms(path, "This must not be negative.")
    if exact > most:
        raise InvalidTerms(path, f"This must not be more than {most:f}.")
    return _with_decimals(exact, path, decimals)


def _with_decimals(exact: Decimal, path: str, decimals: int) -> Decimal:
    """The same number written with so many decimals at most; nought is never written -0."""
    digits = exact.as_tuple()
    exponent = int(digits.exponent)
    surplus = -decimals - exponent
    if surplus > 0 and any(digits.digits[-surplus:]):
        raise InvalidTerms(path, f"This must not have more than {decimals} decimals.")
    return round(exact, decimals) + ZERO


def amount(value: Any, path: str) -> Decimal:
    """Pounds and pence."""
    return number(value, path, most=MOST_POUNDS, decimals=2)


def fraction(value: Any, path: str) -> Decimal:
    """A share or percentage as a fraction of 1."""
    return number(value, path, most=Decimal(1), decimals=MOST_DECIMALS)


def hours(value: Any, path: str) -> Decimal:
    return number(value, path, most=MOST_HOURS, decimals=MOST_DECIMALS)


def optional(read: Callable[[Any, str], Value], value: Any, path: str) -> Value | None:
    """None for null, else what the reader makes of it."""
    return None if value is None else read(value, path)


def limit(value: Any, path: str) -> Decimal | None:
    """Pounds and pence; null is no limit."""
    return optional(amount, value, path)


def fraction_or_none(value: Any, path: str) -> Decimal | None:
    return optional(fraction, value, path)


def head(value: Any, path: str) -> Head:
    if not isinstance(value, str) or value not in Head.__members__:
        raise InvalidTerms(path, f"Unknown head of loss. Known: {', '.join(Head)}.")
    return Head[value]


def heads(value: Any, path: str) -> Heads:
    return frozenset(head(part, f"{path}[{place}]") for place, part in enumerate(sequence(value, path)))


def some_heads(value: Any, path: str) -> Heads:
    found = heads(value, path)
    if not found:
        raise InvalidTerms(path, "A section must list at least one head of loss.")
    return found


def amounts_by_head(value: Any, path: str) -> Amounts:
    return {head(key, join(path, key)): amount(part, join(path, key)) for key, part in mapping(value, path).items()}


def cause(value: Any, path: str) -> str:
    """A cause. `Cause` names the usual ones; a policy may tell others apart."""
    if not isinstance(value, str) or not CAUSE.fullmatch(value):
        raise InvalidTerms(path, "A cause must be a lower-case name such as data_breach.")
    return value


def causes(value: Any, path: str) -> Causes:
    return frozenset(cause(part, f"{path}[{place}]") for place, part in enumerate(sequence(value, path)))


def by_cause(read: Callable[[Any, str], Value], value: Any, path: str) -> dict[str, Value]:
    return {cause(key, join(path, key)): read(part, join(path, key)) for key, part in mapping(value, path).items()}
