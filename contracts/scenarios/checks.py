"""The checks of simulated years against cover and cap: C-18 and C-19 of domain.md chapter 6. Pure.

A check whose facts are missing answers *unknown*, never nothing. C-18 rests on the provider's policy: whether the
customer may read it is decided where the facts are gathered.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from contracts.loss.years.wording import figures, pounds
from core.checks import Found, Severity
from core.words import count, whose

TITLES = {
    "C-18": "The provider’s cover is shared by many customers",
    "C-19": "A bad year would cost too much after everyone has paid",
}


@dataclass(frozen=True, kw_only=True)
class YearsFacts:
    """What the latest simulated years of a customer say, in pounds, and what they are compared with.

    `provider_typical` is what the provider and its insurer pay together in half of the years in which they pay
    anything: of all years most cost nothing, so that half of those says little. `attributable` is what the provider
    would owe in 90 of 100 years at most if its contract had no cap, `residual` what stays with the customer then. They
    are None without a simulation. `cap` is what is left of the contract's limit; `has_cap` False: no limit, or with
    `is_cap_known` False nobody has entered one.
    """

    customer_id: str
    customer: str
    provider: str
    path: str
    provider_typical: float | None = None
    attributable: float | None = None
    residual: float | None = None
    tolerance: Decimal | None = None
    has_cap: bool = False
    is_cap_known: bool = True
    cap: Decimal = Decimal(0)
    aggregate: Decimal | None = None
    customers: int = 0


def check_years(facts: YearsFacts) -> list[Found]:
    """Every finding about what a simulated year asks of cover and cap."""
    return [*_shared(facts), *_bad_year(facts)]


def _shared(facts: YearsFacts) -> Iterator[Found]:
    """The provider's aggregate, divided by its customers, against what it pays for this one in a year with a loss."""
    provider = facts.provider
    if facts.provider_typical is None or facts.aggregate is None:
        missing = (
            "no policy of it that is in force is entered" if facts.aggregate is None else "no year has been simulated"
        )
        message = f"Whether {whose(provider)} cover reaches for all its customers cannot be told: {missing}."
        action = "Enter the policy." if facts.aggregate is None else "Simulate years."
        yield _found("C-18", Severity.MEDIUM, facts, message, action, is_unknown=True)
        return
    each = facts.aggregate / max(facts.customers, 1)
    if each < Decimal(str(facts.provider_typical)):
        message = (
            f"{whose(provider)} cover is shared by {count(facts.customers, 'customer')}: {pounds(float(each))} for "
            f"each, and {_half(facts)}."
        )
        about = {"aggregate": f"{facts.aggregate}", "customers": str(facts.customers)}
        yield _found("C-18", Severity.MEDIUM, facts, message, "Discuss it.", about)


def _half(facts: YearsFacts) -> str:
    typical = pounds(facts.provider_typical or 0)
    return f"in half of the simulated years in which it has to pay, this one alone needs {typical} or more"


def _bad_year(facts: YearsFacts) -> Iterator[Found]:
    if facts.attributable is None or facts.residual is None or facts.tolerance is None:
        missing = "no year has been simulated"
        if facts.residual is not None:
            missing = "nobody has said how much a year may cost at most" if facts.tolerance is None else (
                "the years were simulated before it was worked out; simulate them anew"
            )  # fmt: skip
        message = f"Whether a bad year would cost too much cannot be told: {missing}."
        yield _found("C-19", Severity.HIGH, facts, message, "Simulate years.", is_unknown=True)
        return
    if Decimal(str(facts.residual)) <= facts.tolerance:
        return
    if not facts.is_cap_known:
        message = "Whether a bad year costs too much because of the limit cannot be told: no limit is entered."
        yield _found("C-19", Severity.HIGH, facts, message, "Enter the limit.", is_unknown=True)
    elif facts.has_cap and facts.cap < Decimal(str(facts.attributable)):
        amount = pounds(facts.residual)
        about = {"cap": f"{facts.cap}", "attributable": figures(facts.attributable), "tolerance": f"{facts.tolerance}"}
        yield _found(
            "C-19", Severity.HIGH, facts, f"A bad year could cost you {amount} after everyone has paid.",
            "Talk about a higher limit or more cover, or cut the risk.", about,
            names=f"A bad year could cost {facts.customer} {amount} after everyone has paid.",
        )  # fmt: skip


def _found(
    check: str, severity: Severity, facts: YearsFacts, message: str, action: str, about: dict[str, str] | None = None,
    *, names: str = "", is_unknown: bool = False,
) -> Found:  # fmt: skip
    known = {"path": facts.path} | (about or {})
    subject = f"years:{facts.customer_id}"
    return Found(
        check, severity, subject, "Simulated years", message, action, known,
        is_unknown=is_unknown, message_in_names=names,
    )  # fmt: skip
