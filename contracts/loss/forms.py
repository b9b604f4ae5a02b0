"""Open FAIR’s six forms of loss, and which of them each head of loss is (domain.md §4.8; The Open Group O-RT 3.0.1)."""

from collections.abc import Iterable
from types import MappingProxyType

from contracts.loss.vocabulary import Head
from core.enums import Labelled


class Form(Labelled):
    """A form of loss, in Open FAIR’s order. `OTHER` is none of the six: costs that nobody has told apart."""

    PRODUCTIVITY = "productivity", "Work and trade that stop", "Productivity"
    RESPONSE = "response", "Dealing with it", "Response"
    REPLACEMENT = "replacement", "Replacing what is gone", "Replacement"
    JUDGEMENTS = "judgements", "Fines and claims by others", "Fines and judgements"
    ADVANTAGE = "advantage", "A lead over competitors", "Competitive advantage"
    REPUTATION = "reputation", "Customers’ trust", "Reputation"
    OTHER = "other", "Anything else", "None of the six forms"


# Extra cost of carrying on is the price of work that did not stop: the same insurance answers both (§3.1). A ransom is
# paid to bring the event to its end. No head measures competitive advantage: secrets and leads lost are not counted.
FORM_OF = MappingProxyType(
    {
        Head.INCIDENT_RESPONSE: Form.RESPONSE,
        Head.DATA_RESTORATION: Form.REPLACEMENT,
        Head.HARDWARE: Form.REPLACEMENT,
        Head.EXTORTION: Form.RESPONSE,
        Head.NOTIFICATION: Form.RESPONSE,
        Head.LEGAL_DEFENCE: Form.RESPONSE,
        Head.EXTRA_EXPENSE: Form.PRODUCTIVITY,
        Head.LOST_GROSS_PROFIT: Form.PRODUCTIVITY,
        Head.STOCK_SPOILAGE: Form.REPLACEMENT,
        Head.FUNDS_TRANSFER: Form.REPLACEMENT,
        Head.THIRD_PARTY_DAMAGES: Form.JUDGEMENTS,
        Head.REGULATORY_FINE: Form.JUDGEMENTS,
        Head.WASTED_FEES: Form.PRODUCTIVITY,
        Head.GOODWILL: Form.REPUTATION,
        Head.BODILY_INJURY: Form.JUDGEMENTS,
        Head.OTHER: Form.OTHER,
    }
)


def heads_of(form: Form) -> tuple[Head, ...]:
    """The heads that are this form, in the order in which money is applied."""
    return tuple(head for head in Head if FORM_OF[head] == form)


def forms_of(heads: Iterable[Head]) -> tuple[Form, ...]:
    """The forms of these heads, each once, in their order."""
    found = {FORM_OF[head] for head in heads}
    return tuple(form for form in Form if form in found)
