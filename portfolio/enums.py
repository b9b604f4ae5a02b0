"""Where a customer's agreement stands, as the portfolio tells it."""

from enum import StrEnum


class Agreement(StrEnum):
    """One word for the state between the two sides, the most urgent first.

    `tone` is the kind of chip: danger, warn, ok or calm.
    """

    label: str
    tone: str
    icon: str

    QUESTIONS = "questions", "Questions to answer", "warn", "ask"
    LATE = "late", "Unsigned and late", "danger", "late"
    WITH_US = "with_us", "Waiting for us to sign", "warn", "wait"
    WITH_CUSTOMER = "with_customer", "With the customer", "warn", "wait"
    DRAFT = "draft", "Draft, not sent", "calm", "draft"
    SIGNED = "signed", "Signed", "ok", "tick"
    NONE = "none", "No matrix yet", "calm", "draft"

    def __new__(cls, value: str, label: str = "", tone: str = "", icon: str = "") -> "Agreement":
        one = str.__new__(cls, value)
        one._value_, one.label, one.tone, one.icon = value, label, tone, icon
        return one
