"""The words in which the standards, and people, say who does a job.

| Here        | CAIQ                   | OSCAL, FedRAMP origination           | PCI    | CMMC                  |
|-------------|------------------------|--------------------------------------|--------|-----------------------|
| provider    | CSP-owned              | organization, system-specific,       | TPSP   | inherited             |
|             |                        | service provider (any of three)      |        |                       |
| customer    | CSC-owned              | provided by customer                 | entity | customer-owned, not   |
|             |                        |                                      |        | inherited             |
| shared      | shared CSP and CSC     | shared, configured by customer       | shared | shared, partially     |
|             |                        |                                      |        | inherited             |
| third party | third-party outsourced | inherited                            |        |                       |

Cyber Essentials says "your organisation", "the cloud provider", or both. "Inherited" is the provider's job
in a CMMC matrix, which is the customer's view, and a third party's in a system security plan, which is the
provider's: `inherited_means` tells them apart by the other words in the column.
"""

import re
from collections.abc import Iterable
from enum import Enum

from responsibilities.enums import Ownership

NOT_A_LETTER = re.compile(r"[\W_]+")


class Scope(Enum):
    """A word that says not who, but that nobody need do it."""

    OUT = "out of scope"


ALLOWED = "provider, customer, shared, third party or undecided"
INHERITED = {"inherited", "inherited from pre existing authorization"}
ORIGINATIONS = {
    "organization",
    "system specific",
    "sp corporate",
    "sp system",
    "service provider corporate",
    "service provider system specific",
    "service provider hybrid",
    "service provider hybrid corporate and system specific",
    "customer configured",
    "customer provided",
    "configured by customer",
    "configured by customer customer system specific",
    "provided by customer",
    "provided by customer customer system specific",
}

WORDS: dict[Ownership | Scope, tuple[str, ...]] = {
    Ownership.PROVIDER: (
        "provider", "the provider", "msp", "the msp", "service provider", "managed service provider", "mssp",
        "csp", "csp owned", "cloud provider", "the cloud provider", "cloud service provider", "tpsp", "tpsp only",
        "esp", "external service provider", "it provider", "fully inherited", "organization", "system specific",
        "sp corporate", "sp system", "service provider corporate", "service provider system specific",
        "service provider hybrid", "service provider hybrid corporate and system specific",
    ),
    Ownership.CUSTOMER: (
        "customer", "the customer", "client", "the client", "client only", "csc", "csc owned", "customer owned",
        "not inherited", "entity", "the entity", "user entity", "your organisation", "your organization",
        "customer provided", "provided by customer", "provided by customer customer system specific", "cuec",
        "acquirer", "tenant",
    ),
    Ownership.SHARED: (
        "shared", "both", "joint", "jointly", "co managed", "both your organisation and the cloud provider",
        "both your organization and the cloud provider", "shared csp and csc", "shared independent",
        "shared dependent", "shared csp and csc independent", "shared csp and csc dependent",
        "the cloud provider and sometimes also your organisation", "partially inherited", "partial",
        "shared service provider and customer responsibility", "customer configured", "configured by customer",
        "configured by customer customer system specific", "provider and customer", "customer and provider",
        "msp and customer", "customer and msp", "provider customer", "msp customer", "customer provider",
        "msp and client", "shared between the tpsp and the entity",
    ),
    Ownership.THIRD_PARTY: (
        "third party", "3rd party", "third party outsourced", "3rd party outsourced", "outsourced", "vendor",
        "supplier", "subcontractor", "subservice organisation", "subservice organization", "csoc",
        "shared csp and third party", "shared csp and 3rd party",
    ),
    Ownership.UNDECIDED: (
        "", "undecided", "not decided", "to be decided", "none", "nobody", "no one", "unassigned", "unknown",
        "tbd", "tbc", "to be confirmed", "open",
    ),
    Scope.OUT: ("n a", "na", "not applicable", "out of scope", "not in scope", "excluded"),
}  # fmt: skip
MEANINGS = {word: meaning for meaning, words in WORDS.items() for word in words}

DOES = {"r", "x", "yes", "y", "primary", "responsible", "✓", "✔", "●"}
ANSWERS = {"a", "accountable"}
OTHER_MARKS = {"c", "i", "s", "consulted", "informed", "support", "supports", "no", "n"}
MARK_BREAK = re.compile(r"[\s/,;&+]+")


def plain(text: str) -> str:
    """Lower-case words with single spaces, without signs: "CSP-owned " becomes "csp owned"."""
    return NOT_A_LETTER.sub(" ", text.casefold()).strip()


def inherited_means(column: Iterable[str]) -> Ownership:
    """Whose job "inherited" is, by the other words in its column."""
    is_a_security_plan = any(plain(text) in ORIGINATIONS for text in column)
    return Ownership.THIRD_PARTY if is_a_security_plan else Ownership.PROVIDER


def read_ownership(text: str, *, inherited: Ownership = Ownership.PROVIDER) -> Ownership | Scope | None:
    """Who does a job, from the words of any of the vocabularies; None for a word of none of them."""
    word = plain(text)
    return inherited if word in INHERITED else MEANINGS.get(word)


def read_marks(provider: str, customer: str) -> Ownership | None:
    """Who does a job, from a mark for each side: R does, A answers, a cross does; C, I and S count for nothing.

    Who is marked R does it; where nobody is, who is marked A. None when a mark is none of these.
    """
    marks = _marks(provider), _marks(customer)
    if any(side - DOES - ANSWERS - OTHER_MARKS for side in marks):
        return None
    does = [bool(side & DOES) for side in marks]
    answers = [bool(side & ANSWERS) for side in marks]
    by_provider, by_customer = does if any(does) else answers
    if by_provider and by_customer:
        return Ownership.SHARED
    if by_provider or by_customer:
        return Ownership.PROVIDER if by_provider else Ownership.CUSTOMER
    return Ownership.UNDECIDED


def _marks(text: str) -> set[str]:
    """The single marks of a cell: "R/A", "R, A" and "RA" are two."""
    words = set(filter(None, MARK_BREAK.split(text.casefold()))) - {"-", "–", "—"}
    return {mark for word in words for mark in (word if set(word) <= set("racis") else [word])}
