"""One line of a phishing exercise's results. Pure."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class Caught:
    """What one person did with the made-up e-mail, read and checked; None where it did not happen."""

    name: str
    email: str
    is_delivered: bool
    sent_at: datetime | None
    opened_at: datetime | None
    clicked_at: datetime | None
    submitted_at: datetime | None
    reported_at: datetime | None
