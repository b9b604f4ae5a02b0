"""What an example leads somebody to ask a broker or solicitor. Questions, never advice."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from contracts.loss.allocation import Allocation
from contracts.loss.amounts import ZERO
from contracts.loss.interchange import Case
from contracts.loss.reasons import Cut, Reason
from contracts.loss.vocabulary import Head
from contracts.scenarios.parties import Reader
from contracts.scenarios.sheet import Question
from core.words import count, listed, lower_first, pounds, upper_first

LIMITS = (Reason.SECTION_LIMIT, Reason.EVENT_SUBLIMIT, Reason.POLICY_LIMIT)


def questions(allocation: Allocation, case: Case, reader: Reader) -> tuple[Question, ...]:
    """The costliest things first, as the figures show them."""
    return tuple(
        question
        for ask in (_nobody, _waiting, _limits, _caps, _conditions, _excess)
        for question in ask(allocation, case, reader)
    )


def granted(reader: Reader) -> tuple[str, ...]:
    """The simplifications of domain.md §4.3, to be said wherever the figures stand."""
    said = (
        f"What {reader.provider} owes from its own pocket is worth what it can pay: it depends on its means.",
        "The share of each claim that the insured keeps (coinsurance) is counted as loss above the cover, and made "
        "good first from what the provider pays. Strictly it ranks beside the insurer.",
        "Costs are paid in the order in which bills usually arrive; the insurer pays first and then takes its part of "
        "what the provider pays.",
    )
    if reader.is_open:
        return said
    hidden = "has not published every amount of its own policy, so it and its insurer are shown as one."
    return (*said, f"{reader.provider} {hidden}")


def _nobody(allocation: Allocation, case: Case, reader: Reader) -> Iterator[Question]:
    """Costs that neither a policy nor the contract answers."""
    bare = [
        head
        for head, cover in allocation.cover.heads.items()
        if not cover.paid and not allocation.recoveries[head].total and Reason.NOT_COVERED in cover.why
    ]
    if bare:
        total = sum((allocation.cover.heads[head].loss for head in bare), ZERO)
        yield Question(
            f"{_names(bare)}: {pounds(total)} here that neither the policy nor {reader.provider} pays.",
            "Ask your broker what cover for it would cost, and your solicitor what the contract could say.",
        )


def _waiting(allocation: Allocation, case: Case, reader: Reader) -> Iterator[Question]:
    waited = _because(allocation, (Reason.WAITING_PERIOD,))
    sections = case.customer_policy.sections if case.customer_policy else ()
    places = [cover.section for cover in allocation.cover.heads.values() if Reason.WAITING_PERIOD in cover.why]
    hours = max((sections[place].waiting_hours for place in places if place is not None), default=ZERO)
    if waited:
        yield Question(
            f"The first {count(int(hours), 'hour')} cost {reader.you} {pounds(waited)} before the insurer starts.",
            "Ask your broker whether a shorter wait can be had, and at what price.",
        )


def _limits(allocation: Allocation, case: Case, reader: Reader) -> Iterator[Question]:
    over = _because(allocation, LIMITS)
    if over:
        yield Question(
            f"{pounds(over)} lies above a limit of the policy.",
            "Ask your broker which limits apply to such an event and what a higher one would cost.",
        )


def _caps(allocation: Allocation, case: Case, reader: Reader) -> Iterator[Question]:
    cuts = [cut for pot in allocation.liability.pots.values() for cut in pot.reductions]
    capped = sum((cut.amount for cut in cuts if cut.cut in (Cut.GENERAL_CAP, Cut.SUPER_CAP)), ZERO)
    if capped:
        yield Question(
            f"{reader.provider} would owe {pounds(capped)} more if its contract had no limit.",
            "Ask your solicitor whether the limit suits what could go wrong.",
        )


def _conditions(allocation: Allocation, case: Case, reader: Reader) -> Iterator[Question]:
    unmet = [one.code for one in case.customer_policy.conditions if one.counts] if case.customer_policy else []
    if unmet:
        yield Question(
            f"The policy asks for {', '.join(unmet)}, which is not met.",
            "Ask your broker what the insurer would do after such an event.",
        )


def _excess(allocation: Allocation, case: Case, reader: Reader) -> Iterator[Question]:
    shares = _because(allocation, (Reason.COINSURANCE,))
    if shares:
        yield Question(
            f"{pounds(shares)} is the share that {reader.you} keep{'' if reader.is_you else 's'} of every such claim.",
            "Ask your broker whether it also counts when your provider pays part of the loss.",
        )


def _because(allocation: Allocation, reasons: Iterable[Reason]) -> Decimal:
    covers = allocation.cover.heads.values()
    return sum((cover.why.get(reason, ZERO) for cover in covers for reason in reasons), ZERO)


def _names(heads: list[Head]) -> str:
    return upper_first(listed([lower_first(head.label) for head in heads]))
