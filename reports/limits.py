"""What a pack prints of liability: what the provider would pay at most under a contract."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Bound:
    """One thing a contract says about liability: what it is about, what holds, how that comes about, the clause."""

    about: str
    holds: str
    why: str = ""
    clause: str = ""


@dataclass(frozen=True)
class Ask:
    """A question for a solicitor or broker, and why it arises."""

    question: str
    because: str


@dataclass(frozen=True)
class Limits:
    """What the provider would pay at most under a contract, on the day of the cut-off."""

    statement: str
    bounds: tuple[Bound, ...]
    asks: tuple[Ask, ...] = ()
