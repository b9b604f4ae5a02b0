"""What a pack prints of advice and of the actions agreed."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Advised:
    """A recommendation as the customer could read it at the cut-off. `decision` is in the names of both parties.

    `sha256` is the digest of the decision that held, else of the advice.
    """

    reference: str
    title: str
    risk: str
    given_on: date
    option: str
    decision: str
    reason: str
    review_on: date | None
    is_declined: bool
    sha256: str


@dataclass(frozen=True)
class Agreed:
    """An action that was open at the cut-off or closed in the quarter: who, by when, how it stood, what shows it."""

    text: str
    who: str
    due_on: date
    stands: str
    is_late: bool
    closing: str
    origin: str
    filename: str = ""
    sha256: str = ""
