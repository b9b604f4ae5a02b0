"""Where a customer's agreement stands, as the portfolio tells it."""

from enum import StrEnum


class Agreement(StrEnum):
    """One word for the state between the two sides, the most urgent first."""

    QUESTIONS = "questions"
    LATE = "late"
    WITH_US = "with_us"
    WITH_CUSTOMER = "with_customer"
    DRAFT = "draft"
    SIGNED = "signed"
    NONE = "none"

    @property
    def label(self) -> str:
        return {
            "questions": "Questions to answer",
            "late": "Unsigned and late",
            "with_us": "Waiting for us to sign",
            "with_customer": "With the customer",
            "draft": "Draft, not sent",
            "signed": "Signed",
            "none": "No matrix yet",
        }[self]

    @property
    def tone(self) -> str:
        """Kind of chip: danger, warn, ok or calm."""
        return {
            "late": "danger",
            "questions": "warn",
            "with_us": "warn",
            "with_customer": "warn",
            "signed": "ok",
        }.get(self, "calm")

    @property
    def icon(self) -> str:
        return {"questions": "ask", "late": "late", "signed": "tick", "draft": "draft", "none": "draft"}.get(
            self, "wait"
        )
