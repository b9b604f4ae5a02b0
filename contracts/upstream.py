"""A vendor's promise held against ours: does it carry what the provider promises its customer? No database.

Hours of a vendor run around the clock. A promise that runs in business hours takes at least as long on the clock, so a
vendor who is quick enough by number is quick enough; one who is slower may still be, and has to be compared by hand.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from core.words import per_cent

HOURS = {"minutes": Decimal(1) / 60, "hours": Decimal(1), "days": Decimal(24)}
METRICS = {"availability": "availability", "response": "response_hours", "restore": "restore_hours"}


class Carries(StrEnum):
    """How a vendor's promise stands to ours."""

    YES = "yes"
    NO = "no"
    UNCLEAR = "unclear"
    SILENT = "silent"

    @property
    def label(self) -> str:
        return {"yes": "Carries it", "no": "Promises less", "unclear": "Compare by hand", "silent": "Promises nothing"}[
            self.value
        ]

    @property
    def tone(self) -> str:
        return {"yes": "ok", "no": "danger", "unclear": "calm", "silent": "warn"}[self.value]

    @property
    def icon(self) -> str:
        return {"yes": "tick", "no": "close", "unclear": "ask", "silent": "late"}[self.value]


@dataclass(frozen=True, kw_only=True)
class Ours:
    """What the provider promises: a number on a clock; None where the contract names none."""

    metric: str
    value: Decimal | None
    unit: str
    is_business: bool


@dataclass(frozen=True, kw_only=True)
class Theirs:
    """What a vendor promises, in per cent and in hours around the clock; None where it promises nothing."""

    vendor: str
    availability: Decimal | None = None
    response_hours: Decimal | None = None
    restore_hours: Decimal | None = None


@dataclass(frozen=True)
class Comparison:
    """How the two stand to each other, and the sentence that says so."""

    carries: Carries
    words: str


def compare(ours: Ours, theirs: Theirs) -> Comparison:
    """Hold the vendor's promise against ours."""
    name = METRICS.get(ours.metric)
    their = getattr(theirs, name) if name else None
    if their is None:
        return Comparison(Carries.SILENT, f"{theirs.vendor} promises nothing about this.")
    said = f"{theirs.vendor} promises {_amount(their, ours.metric)}"
    if ours.value is None or not ours.unit:
        return Comparison(Carries.UNCLEAR, f"{said}; your own promise has no number yet.")
    return Comparison(_carries(ours, ours.value, their), f"{said}, you promise {_promised(ours, ours.value)}.")


def _carries(ours: Ours, value: Decimal, their: Decimal) -> Carries:
    if ours.unit == "percent" or ours.metric == "availability":
        return Carries.YES if their >= value else Carries.NO
    if their <= value * HOURS[ours.unit] and not (ours.is_business and ours.unit == "days"):
        return Carries.YES
    return Carries.UNCLEAR if ours.is_business else Carries.NO


def _amount(value: Decimal, metric: str) -> str:
    if metric == "availability":
        return per_cent(_number(value))
    return f"{_number(value)} {'hour' if value == 1 else 'hours'}"


def _promised(ours: Ours, value: Decimal) -> str:
    if ours.unit == "percent":
        return per_cent(_number(value))
    unit = ours.unit.removesuffix("s") if value == 1 else ours.unit
    return f"{_number(value)} business {unit}" if ours.is_business else f"{_number(value)} {unit}"


def _number(value: Decimal) -> str:
    return f"{value.normalize():f}"
