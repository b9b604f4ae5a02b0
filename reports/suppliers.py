"""What a pack prints of the vendors whose products run at a customer: that they were assessed, never how (ADR 16)."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Supplied:
    """A product that ran there, and how long its maker supports it; None where nobody has written that down."""

    name: str
    supported_until: date | None
    is_over: bool


@dataclass(frozen=True)
class Supplier:
    """A vendor: `outcome` says how its assessment ended for these products, `due_on` by when the next one is due."""

    name: str
    supplies: str
    is_critical: bool
    products: tuple[Supplied, ...]
    assessed_on: date | None
    outcome: str
    due_on: date | None
    late: str = ""

    @property
    def is_missing(self) -> bool:
        """Much hangs on it, and nobody has assessed it."""
        return self.is_critical and self.assessed_on is None


@dataclass(frozen=True)
class Suppliers:
    """Critical ones first; none where nobody has entered what runs there."""

    suppliers: tuple[Supplier, ...]
