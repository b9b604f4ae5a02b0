"""The fixed vocabularies of a contract's dates and renewals."""

from enum import StrEnum


class Renewal(StrEnum):
    """What happens on the day after a term's last day."""

    NONE = "none"  # the contract is over
    MANUAL = "manual"  # it is over unless both sides agree a further term
    AUTO = "auto"  # it runs on by itself (tacit renewal) unless somebody gave notice


class NoticeUnit(StrEnum):
    """What a notice period is counted in."""

    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    BUSINESS_DAYS = "business_days"


class NoticeCounting(StrEnum):
    """Which of the two end days of a notice period count."""

    NOT_LESS_THAN = "not_less_than"  # day of service excluded, last day of the term included
    CLEAR_DAYS = "clear_days"  # both excluded


class Outcome(StrEnum):
    """What is to happen to a contract at the end of a term."""

    RENEW = "renew"
    RENEGOTIATE = "renegotiate"
    END = "end"

    @property
    def label(self) -> str:
        return {"renew": "Renew as it is", "renegotiate": "Renegotiate", "end": "End it"}[self.value]


class Near(StrEnum):
    """How many days are left until the last day for notice, or of a contract that ends by itself."""

    MONTH = "30"
    TWO_MONTHS = "60"
    QUARTER = "90"
    LATER = "later"

    @property
    def label(self) -> str:
        return {"30": "0–30 days", "60": "31–60 days", "90": "61–90 days", "later": "Later"}[self.value]

    @classmethod
    def of(cls, days: int) -> "Near":
        """The group of a notice date so many days ahead."""
        near = (group for group in (cls.MONTH, cls.TWO_MONTHS, cls.QUARTER) if days <= int(group))
        return next(near, cls.LATER)
