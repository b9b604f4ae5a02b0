"""What a pack prints of incidents."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Told:
    """Somebody who had to be told, and how that stood at the cut-off, in words."""

    who: str
    stands: str


@dataclass(frozen=True)
class Incident:
    """An incident of the quarter, as far as the customer could read it at the cut-off. Amounts are written out."""

    reference: str
    title: str
    cause: str
    aware_at: datetime
    lasted: str
    state: str
    told: tuple[Told, ...]
    losses: tuple[tuple[str, str], ...]
    total: str
    is_final: bool
