"""The facts that fired a check, in words. Pure."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from core.words import day, pounds, upper_first

LABELS = {
    "ownership": "Who does it, by the list",
    "missing": "What is missing",
    "left": "Who has left",
    "clause": "Clause",
    "contract": "The contract says",
    "list": "The list says",
    "services": "Services bought",
    "jobs": "Jobs in the version",
    "codes": "Jobs it is about",
    "due": "Was due",
    "ends": "Cover ends",
    "agreement": "Contract",
    "runs to": "The contract runs to",
    "insured from": "Mistakes are insured from",
    "insured since": "Insured without a break since",
    "received by": "Notice has to arrive by",
    "sent by": "Sent by",
    "touching": "Services that touch personal data",
    "hours": "Told of a breach within",
    "asked": "The contract asks for",
    "excluded in": "Never paid under",
    "claim by": "Last day to claim",
    "fallback lasts": "The fallback lasts",
    "measured": "Measured",
    "credit": "Credit",
    "policy": "Policy",
    "job": "Job that answers for it",
    "state": "How it stands",
    "kind": "Kind of exercise",
    "updates": "What updates itself",
    "left out": "Left out",
    "actions": "Actions overdue",
    "aggregate": "The provider’s cover for a year",
    "customers": "Customers that share it",
    "cap": "Left of the limit",
    "attributable": "Owed in 90 of 100 years at most",
    "tolerance": "What a year may cost",
    "proof": "Proof asked for",
    "number": "Contradictions",
    "side": "Which side",
    "wanted back": "Wanted back within",
    "may lose": "Work that may be lost",
    "noticed after": "A failed backup is noticed after",
    "contract allows": "The contract allows",
    "bearable for": "The business bears it for",
    "falls below": "Falls below its minimum",
    "insurance waits": "Insurance waits for",
    "lost meanwhile": "Lost before insurance starts",
}
POUNDS = ("aggregate", "cap", "attributable", "tolerance")
HIDDEN = ("path", "code")


def told(facts: Mapping[str, str], names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Each fact that is not empty, with its label. `names` says what each side is called."""
    for name, value in facts.items():
        if name not in HIDDEN and str(value).strip():
            label = LABELS.get(name, upper_first(name).replace("_", " "))
            yield label, _value(name, str(value), names)


def _value(name: str, value: str, names: Mapping[str, str]) -> str:
    if name in POUNDS:
        return _pounds(value)
    if name in ("ownership", "side", "missing"):
        return ", ".join(names.get(part, part) for part in value.split(", "))
    try:
        return day(date.fromisoformat(value))
    except ValueError:
        return value


def _pounds(value: str) -> str:
    """As the check wrote it where it is no plain number."""
    try:
        return pounds(Decimal(value))
    except InvalidOperation:
        return value
