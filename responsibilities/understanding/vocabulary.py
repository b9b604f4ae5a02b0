"""What people may answer to “who does this?” and “who pays if it fails?”."""

from enum import StrEnum

from core.words import whose
from responsibilities.enums import Ownership


class Doer(StrEnum):
    """Who does a job, as somebody sees it."""

    PROVIDER = "provider"
    CUSTOMER = "customer"
    SHARED = "shared"
    THIRD_PARTY = "third_party"
    NOBODY = "undecided"
    UNKNOWN = "unknown"


class Payer(StrEnum):
    """Who pays for the loss when a job was not done. A provider and its insurer are one party to its customer."""

    PROVIDER = "provider"
    CUSTOMER = "customer"
    CUSTOMER_INSURER = "customer_insurer"
    SHARED = "shared"
    THIRD_PARTY = "third_party"
    UNKNOWN = "unknown"


class Question(StrEnum):
    """The two questions of a check."""

    WHO = "who"
    PAYS = "pays"

    @property
    def label(self) -> str:
        return {"who": "Who does this?", "pays": "Who pays if it fails?"}[self.value]


UNKNOWN = "unknown"
SPLIT = "split"  # a side's people answered differently, and nobody of them answers for the job


def words_of(question: Question, value: str, provider: str, customer: str) -> str:
    """An answer in words; the customer reads itself as “You”, its own people answer “We do”."""
    return (_who if question == Question.WHO else _pays)(provider, customer).get(value, "")


def choices_for(question: Question, side: str, provider: str, customer: str) -> list[tuple[str, str]]:
    """What somebody of that side may tick."""
    ours = {side: "We do"} if question == Question.WHO else _we_pay(side)
    enum: type[StrEnum] = Doer if question == Question.WHO else Payer
    return [(value.value, ours.get(value.value) or words_of(question, value, provider, customer)) for value in enum]


def as_ownership(value: str) -> Ownership | None:
    """The mark beside an answer; none for what nobody knows and for two minds."""
    known = {each.value for each in Ownership}
    return Ownership(value) if value in known else None


def _we_pay(side: str) -> dict[str, str]:
    if side == "provider":
        return {"provider": "We do, or our insurer"}
    return {"customer": "We do", "customer_insurer": "Our insurer"}


def _who(provider: str, customer: str) -> dict[str, str]:
    return {
        "provider": provider,
        "customer": customer,
        "shared": "Each does a part",
        "third_party": "Someone else",
        "undecided": "Nobody",
        UNKNOWN: "I don’t know",
        SPLIT: "Of two minds",
    }


def _pays(provider: str, customer: str) -> dict[str, str]:
    insurer = "Your insurer" if customer == "You" else f"{whose(customer)} insurer"
    return {
        "provider": f"{provider} or its insurer",
        "customer": f"{customer}, uninsured" if customer != "You" else "You, uninsured",
        "customer_insurer": insurer,
        "shared": "Each pays a part",
        "third_party": "Someone else",
        UNKNOWN: "I don’t know",
        SPLIT: "Of two minds",
    }
