"""What the provider promised against what it is insured for: C-17 and C-20 of domain.md chapter 6. Pure.

Amounts in pounds. A limit of None is no limit; a policy of None has not been entered.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from contracts.gaps.told import Need, Told
from contracts.insurance.kinds import Fact
from core.checks import Found, Severity
from core.words import pounds, whose

TITLES = {
    "C-17": "The provider promised more than it is insured for",
    "C-20": "The contract asks for insurance that nobody has",
}
NOBODY = Need("", None)


@dataclass(frozen=True, kw_only=True)
class Insured:
    """The provider's policy that answers for its mistakes. `per_claim` is the most it pays for one event."""

    pk: str
    per_claim: Decimal
    claims_made: bool
    allows_waiver: bool | None


@dataclass(frozen=True, kw_only=True)
class Promise:
    """A limit of a contract as it stands today, with the policy that is to pay it.

    `missing` says what has not been entered, so that nobody can tell what the limit is; "" where it is known.
    """

    key: str
    reference: str
    path: str
    limit: Decimal | None
    in_pounds: bool
    insured: Insured | None
    missing: str = ""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """The insurance clause of a contract. `waiver`: the provider's insurer is to give up claims against the customer.

    `waives_customers` is the other way round: the customer's insurer may not claim back from the provider, and
    `customer_allows` whether the customer's policy lets it do so; None where that is not known. `is_entered` is false
    where nobody has entered what the contract says of insurance.
    """

    key: str
    reference: str
    path: str
    minimum: Decimal | None
    occurrence: bool
    waiver: bool
    waives_customers: bool
    customer_allows: bool | None
    in_pounds: bool
    insured: Insured | None
    is_entered: bool = True


def check_promises(promises: Iterable[Promise], provider: str) -> Iterator[Told]:
    """C-17: the provider's per-claim limit is lower than a limit of the contract."""
    for each in promises:
        if each.missing:
            message = f"Whether {provider} is insured for what it promised in {each.reference} cannot be told: "
            action = "Enter what the contract says, and no limit where it has none."
            yield Told(_c17(each, f"{message}{each.missing}.", action, is_unknown=True))
        elif each.insured is None or not each.in_pounds:
            why = "no policy of its own is entered" if each.in_pounds else "the contract is not in pounds"
            message = f"Whether {provider} is insured for what it promised in {each.reference} cannot be told: {why}."
            yield Told(_c17(each, message, "Ask for the certificate of insurance.", is_unknown=True), NOBODY)
        elif each.limit is None or each.insured.per_claim < each.limit:
            promised = "has promised to pay without limit" if each.limit is None else f"has promised up to {_p(each)}"
            message = f"{provider} {promised} but is insured for {pounds(each.insured.per_claim)}."
            promise = "no limit" if each.limit is None else pounds(each.limit)
            about = {"promised": promise, "insured for": pounds(each.insured.per_claim)}
            found = _c17(each, message, "Ask how the difference is paid.", about)
            yield Told(found, Need(each.insured.pk, Fact.LIMITS))


def _p(promise: Promise) -> str:
    return pounds(promise.limit or Decimal(0))


def _c17(
    promise: Promise, message: str, action: str, about: dict[str, str] | None = None, *, is_unknown: bool = False
) -> Found:
    facts = {"path": promise.path} | (about or {})
    return Found(
        "C-17", Severity.HIGH, f"cap:{promise.key}", promise.reference, message, action, facts, is_unknown=is_unknown
    )


def check_clauses(clauses: Iterable[Asked], provider: str, customer: str) -> Iterator[Told]:
    """C-20: what the contract asks of insurance cannot match the policy."""
    for asked in clauses:
        if not asked.is_entered:
            says = f"Whether {asked.reference} asks for insurance that nobody has cannot be told: what it says of "
            found = _unknown(asked, "clause", f"{says}insurance is not entered.")
            yield Told(replace(found, action="Enter what it says, and save the page if it says nothing."))
        elif asked.occurrence or asked.minimum or asked.waiver:
            yield from _of_provider(asked, provider, customer)
        if asked.is_entered and asked.waives_customers and not asked.customer_allows:
            yield _customers_waiver(asked, provider, customer)


def _of_provider(asked: Asked, provider: str, customer: str) -> Iterator[Told]:
    insured, reference = asked.insured, asked.reference
    if insured is None:
        why = f"Whether {provider} has the insurance that {reference} asks for cannot be told: none is entered."
        # About the policy, not the clause: gaps between both cannot be told any more, and are not fixed.
        yield Told(replace(_unknown(asked, "policy", why), subject=f"insurance:{asked.key}"), NOBODY)
        return
    if asked.occurrence and insured.claims_made:
        why = "it wants cover by the day of the event, and the policy answers by the day of the claim"
        about = {"asked": "cover by the day of the event", "policy": "answers by the day of the claim"}
        yield Told(_nobody(asked, "occurrence", why, about), Need(insured.pk, Fact.ACTS))
    if asked.minimum and not asked.in_pounds:
        why = f"Whether the insurance that {reference} asks for is enough cannot be told: it is not in pounds."
        yield Told(_unknown(asked, "minimum", why))
    elif asked.minimum and asked.minimum > insured.per_claim:
        why = f"it wants {pounds(asked.minimum)} at least, and the policy pays {pounds(insured.per_claim)}"
        about = {"asked": f"{pounds(asked.minimum)} at least", "policy": f"pays {pounds(insured.per_claim)}"}
        yield Told(_nobody(asked, "minimum", why, about), Need(insured.pk, Fact.LIMITS))
    if asked.waiver and insured.allows_waiver is None:
        why = f"Whether {whose(provider)} insurer may give up claims, as {reference} asks, is not recorded."
        yield Told(_unknown(asked, "waiver", why), Need(insured.pk, None))
    elif asked.waiver and not insured.allows_waiver:
        why = f"it wants the insurer to give up claims against {customer}, and the policy forbids that"
        yield Told(_nobody(asked, "waiver", why), Need(insured.pk, None))


def _customers_waiver(asked: Asked, provider: str, customer: str) -> Told:
    if asked.customer_allows is None:
        rest = f"lets its holder give up claims against {provider}, as {asked.reference} says, is not recorded."
        found = _unknown(asked, "subrogation", f"Whether your policy {rest}")
        return Told(replace(found, message_in_names=f"Whether {whose(customer)} policy {rest}"))
    rest = f"insurer is to give up claims against {provider}, and the policy forbids that"
    named = _nobody(asked, "subrogation", f"{whose(customer)} {rest}")
    return Told(replace(_nobody(asked, "subrogation", f"your {rest}"), message_in_names=named.message))


def _nobody(asked: Asked, reason: str, why: str, about: dict[str, str] | None = None) -> Found:
    found = _c20(asked, reason, f"The contract asks for insurance nobody has: {why}.", "Amend the clause.")
    return replace(found, facts=found.facts | (about or {}))


def _unknown(asked: Asked, reason: str, message: str) -> Found:
    return replace(_c20(asked, reason, message, "Look it up in the policy."), is_unknown=True)


def _c20(asked: Asked, reason: str, message: str, action: str) -> Found:
    subject = f"insurance-clause:{asked.key}:{reason}"
    return Found("C-20", Severity.MEDIUM, subject, asked.reference, message, action, {"path": asked.path})
