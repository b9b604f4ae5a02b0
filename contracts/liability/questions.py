"""What a reader should ask a solicitor or broker. The product asks, it never decides (domain.md §2)."""

from collections.abc import Iterator
from dataclasses import dataclass

from contracts.liability.position import Liability, Promise
from contracts.liability.vocabulary import CapClass
from contracts.loss.vocabulary import Cause, Head

VENDOR_CAUSES = frozenset({Cause.DEPENDENT_SYSTEM_FAILURE, Cause.DEPENDENT_SECURITY_FAILURE})
OUR_LAW = "England and Wales"


@dataclass(frozen=True, slots=True)
class Ask:
    """A question, and why it arises."""

    question: str
    because: str


def questions(
    liability: Liability, *, provider: str, law: str, is_cited: bool, beside: tuple[str, ...] = ()
) -> tuple[Ask, ...]:
    """In the order of their weight. `is_cited` says that each limit names its clause; `beside` are documents that
    belong to the contract and whose fees its limits leave out."""
    return (
        *_about_basis(liability),
        *_about_fees(beside),
        *_about_law(liability, provider, law),
        *_about_exclusions(liability, provider),
        *_about_promises(liability),
        *_about_record(liability, is_cited),
    )


def _about_basis(liability: Liability) -> Iterator[Ask]:
    if any(each and each.is_basis_unclear and each.limit is not None for each in (liability.general, liability.higher)):
        yield Ask(
            "Is the limit for each claim, or one limit for everything?",
            "The contract does not say clearly. It is reckoned here as one limit for the whole term, as courts read "
            "such clauses in Drax v Wipro (2023) and Tata v DBS (2024).",
        )


def _about_fees(beside: tuple[str, ...]) -> Iterator[Ask]:
    if beside:
        yield Ask(
            f"Do the fees of {', '.join(beside)} count towards the limit too?",
            "The limit goes by fees. Only those that stand in this contract itself are counted here; a clause may mean "
            "the orders that belong to it as well.",
        )


def _about_law(liability: Liability, provider: str, law: str) -> Iterator[Ask]:
    if law != OUR_LAW:
        yield Ask(
            f"What can’t be limited under the law of {law}?",
            f"“Never limited” shows what holds in {OUR_LAW}; this contract is under another law.",
        )
    if liability.general_cap is not None or liability.excluded_heads or liability.excluded_causes:
        yield Ask(
            "Would these limits stand as reasonable?",
            "On one side’s standard terms, or for negligence, a limit or exclusion stands only if it is reasonable "
            "(Unfair Contract Terms Act 1977, sections 2(2), 3 and 11). For a sum of money, what counts is what "
            f"{provider} has to meet a claim and how far it could insure itself (section 11(4)).",
        )


def _about_exclusions(liability: Liability, provider: str) -> Iterator[Ask]:
    if liability.exclude_indirect and Head.LOST_GROSS_PROFIT not in liability.excluded_heads:
        yield Ask(
            "Is lost profit paid?",
            "Only indirect loss is excluded. Ordinary lost profit can be a direct loss and is then still paid, "
            "unless the contract excludes it by name.",
        )
    if liability.excluded_causes & VENDOR_CAUSES:
        yield Ask(
            f"What if {provider} chose, set up or rolled out the product badly?",
            "An exclusion for other makers’ products is read narrowly: it does not cover the provider’s own failure.",
        )
    if liability.credits_sole_remedy:
        yield Ask(
            "Are service credits really all that is due when a service level is missed?",
            "A clause that leaves no other remedy limits liability, and has to be reasonable like any other limit.",
        )
    if liability.subrogation_waived:
        yield Ask(
            "Does the insurer know that it can’t recover from the provider?",
            "The contract gives up the insurer’s right to claim back what it paid. Ask the broker what that changes.",
        )


def _about_record(liability: Liability, is_cited: bool) -> Iterator[Ask]:
    if not is_cited:
        yield Ask("Where does the contract say so?", "A limit is entered here without the clause that sets it.")


def _about_promises(liability: Liability) -> Iterator[Ask]:
    classes = {each.cap_class for each in liability.promises if each.covered}
    if CapClass.SUPER in classes and liability.higher is None:
        yield Ask(
            "Which higher limit does the promise to make good count under?",
            "It names a higher limit, and none is entered. It is reckoned here under the general limit.",
        )
    if any(_has_higher_limit_too(each, liability) for each in liability.promises):
        yield Ask(
            "Under which limit does the promise to make good count?",
            "It is entered under the general limit, and the higher limit is for the same losses. It is reckoned here "
            "under the general one.",
        )
    if any(Head.REGULATORY_FINE in each.covered for each in liability.promises):
        yield Ask(
            "Can a fine be passed on at all?",
            "A promise to make good names fines. Where public policy forbids it, nobody else can bear a fine.",
        )


def _has_higher_limit_too(promise: Promise, liability: Liability) -> bool:
    is_general = promise.cap_class == CapClass.GENERAL
    return is_general and bool(promise.covered & liability.super_heads and promise.causes & liability.super_causes)
