"""Who does what about one job, in the words of the customer who reads it."""

from dataclasses import dataclass
from typing import Protocol

from responsibilities.enums import Ownership

PROVIDER, CUSTOMER, THIRD = "provider", "customer", "third_party"


class Facts(Protocol):
    """The part of a row that says who does it."""

    ownership: str
    provider_duty: str
    customer_duty: str
    provider_person: str
    customer_person: str
    third_party: str
    answers_for: str


@dataclass(frozen=True)
class Duty:
    """One party's part: who, which person, what; `note` is what the other side adds, in small print."""

    party: str
    heading: str
    text: str
    person: str = ""
    note: str = ""
    is_missing: bool = False


@dataclass(frozen=True)
class Names:
    """How the page calls the two sides: the customer reads "You"."""

    provider: str
    customer: str = "You"

    @property
    def from_customer(self) -> str:
        return "you" if self.customer == "You" else self.customer


@dataclass(frozen=True)
class Owner:
    """Who owns a job: the kind, which has a mark of its own, and the word beside it."""

    ownership: str
    label: str

    @property
    def shape(self) -> str:
        """The owner's mark as the style sheet calls it."""
        return "third" if self.ownership == Ownership.THIRD_PARTY else self.ownership

    @property
    def is_shared(self) -> bool:
        return self.ownership == Ownership.SHARED


def owner_of(row: Facts, names: Names) -> Owner:
    """The owner of a row, with a third party by its name."""
    label = owner_label(row.ownership, names)
    is_named = row.ownership == Ownership.THIRD_PARTY and row.third_party
    return Owner(row.ownership, row.third_party if is_named else label)


def owner_label(ownership: str, names: Names) -> str:
    """The word beside an owner's mark."""
    return {
        Ownership.PROVIDER: names.provider,
        Ownership.CUSTOMER: names.customer,
        Ownership.SHARED: "Shared",
        Ownership.THIRD_PARTY: "Someone else",
        Ownership.UNDECIDED: "Nobody yet",
    }[Ownership(ownership)]


def duties(row: Facts, names: Names) -> tuple[Duty, ...]:
    """Both parts of a shared job; otherwise the owner's part and what it needs from the other side."""
    return {
        Ownership.PROVIDER: _providers,
        Ownership.CUSTOMER: _customers,
        Ownership.SHARED: _shared,
        Ownership.THIRD_PARTY: _third_party,
        Ownership.UNDECIDED: _nobody,
    }[Ownership(row.ownership)](row, names)


def _provider_part(row: Facts, names: Names, note: str = "") -> Duty:
    return _part(PROVIDER, names.provider, row.provider_duty, row.provider_person, note)


def _customer_part(row: Facts, names: Names, note: str = "") -> Duty:
    return _part(CUSTOMER, names.customer, row.customer_duty, row.customer_person, note)


def _part(party: str, heading: str, text: str, person: str, note: str = "") -> Duty:
    missing = not text.strip()
    return Duty(party, heading, "Nothing is written down yet." if missing else text, person, note, missing)


def _providers(row: Facts, names: Names) -> tuple[Duty, ...]:
    need = f"What they need from {names.from_customer}: {_inside(row.customer_duty)}" if row.customer_duty else ""
    return (_provider_part(row, names, need),)


def _customers(row: Facts, names: Names) -> tuple[Duty, ...]:
    help_ = f"What {names.provider} does for it: {_inside(row.provider_duty)}" if row.provider_duty else ""
    return (_customer_part(row, names, help_),)


def _shared(row: Facts, names: Names) -> tuple[Duty, ...]:
    return (_provider_part(row, names), _customer_part(row, names))


def _third_party(row: Facts, names: Names) -> tuple[Duty, ...]:
    answers = {PROVIDER: names.provider, CUSTOMER: names.customer}.get(row.answers_for, "")
    verb = "answer" if answers == "You" else "answers"
    text = f"{answers} {verb} for what they do." if answers else "Nobody answers for them yet."
    heading = row.third_party or "Someone else"
    outside = Duty(THIRD, heading, text, is_missing=not answers)
    parts = [_customer_part(row, names)] if row.customer_duty else []
    if row.provider_duty:
        parts.insert(0, _provider_part(row, names))
    return (outside, *parts)


def _nobody(row: Facts, names: Names) -> tuple[Duty, ...]:
    """What is suggested while nobody has decided."""
    parts = [_provider_part(row, names)] if row.provider_duty else []
    return (*parts, *([_customer_part(row, names)] if row.customer_duty else []))


def _inside(text: str) -> str:
    """As it reads after a colon: the first letter small, unless the first word is a name or in capitals."""
    first = text.split(maxsplit=1)[0] if text.split() else ""
    return text[:1].lower() + text[1:] if first[1:].islower() or len(first) == 1 else text
