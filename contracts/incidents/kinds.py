"""The fixed vocabularies of an incident."""

from core.enums import Labelled


class Personal(Labelled):
    """Whether personal data was touched: read, changed, lost, or out of reach (domain.md §2, Art. 4(12) UK GDPR)."""

    UNKNOWN = "unknown", "Nobody knows yet", "Not assessed"
    YES = "yes", "Yes", "Personal data breach"
    NO = "no", "No", "No personal data breach"


class Whom(Labelled):
    """Who has to be told."""

    ICO = "ico", "The ICO", "Information Commissioner’s Office"
    CUSTOMER = "customer", "The customer", "Processor tells controller"
    INSURER = "insurer", "The insurer", "Notification under the policy"
    OTHER = "other", "Somebody else", "Other notification"


class Unit(Labelled):
    """What the time for telling somebody is counted in."""

    HOURS = "hours", "hours", "Elapsed hours"
    DAYS = "days", "days", "Calendar days"
    BUSINESS_DAYS = "business_days", "working days", "Business days"
