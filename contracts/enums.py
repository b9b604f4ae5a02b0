"""The fixed vocabularies of a contract's dates."""

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
