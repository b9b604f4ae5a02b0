"""What a pack prints of service levels: each promise against its result month by month, misses and their credits."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Outcome:
    """What came out over a period: the figure ("99.73 %", "n/a"), how it stands in a word, how it came about."""

    figure: str
    state: str
    why: str = ""
    is_missed: bool = False


@dataclass(frozen=True)
class Promised:
    """A service level with its outcome for each period of the pack; `note` says why it cannot be measured, `right`
    which misses give a right to end the contract."""

    title: str
    about: str
    needed: str
    outcomes: tuple[Outcome, ...] = ()
    worst: str = ""
    note: str = ""
    right: str = ""


@dataclass(frozen=True)
class Credit:
    """A missed period with its credit, and what had become of it at the cut-off. Amounts are written out."""

    title: str
    period: str
    measured: str
    amount: str
    why: str
    claim_by: date | None
    stands: str


@dataclass(frozen=True)
class Results:
    """The service levels of the quarter. `periods` name the columns: its months, then the quarter itself."""

    statement: str
    periods: tuple[str, ...]
    promises: tuple[Promised, ...]
    credits: tuple[Credit, ...] = ()
    unmeasured: tuple[str, ...] = ()
