"""The answer first: what a party would pay at most, in a sentence. No database."""

from contracts.liability.erosion import Standing
from contracts.liability.vocabulary import Basis
from contracts.loss.vocabulary import SuperMode
from contracts.wording import Part, Sentence
from core.words import short_money

COVERS = {
    Basis.PER_CLAIM: "for each claim",
    Basis.AGGREGATE_YEAR: "for everything together in a contract year",
    Basis.AGGREGATE_TERM: "for everything together in the whole term",
}


def statement(
    provider: str, currency: str, general: Standing | None, higher: Standing | None, mode: SuperMode
) -> Sentence:
    """What is left to pay under the general limit, then what the higher limit adds."""
    if general is None and higher is not None and higher.limit is None:
        return _general(provider, currency, general)  # a multiple of what is not known says nothing
    return (*_general(provider, currency, general), *_higher(currency, higher, mode))


def _general(provider: str, currency: str, general: Standing | None) -> Sentence:
    if general is None:
        return (Part(f"What {provider} would pay at most has not been entered."),)
    if general.limit is None or general.available is None:
        return Part("There is "), Part("no general limit", is_strong=True), Part(f" to what {provider} would pay.")
    covers, left = COVERS[general.basis], Part(short_money(general.available, currency), is_strong=True)
    if not general.used:
        return Part(f"{provider} would pay at most "), left, Part(f" {covers}.")
    limit, used = short_money(general.limit, currency), short_money(general.used, currency)
    return (
        Part(f"{provider} would pay at most "), left,
        Part(f" more: the limit is {limit} {covers}, and {used} of it is used."),
    )  # fmt: skip


def _higher(currency: str, higher: Standing | None, mode: SuperMode) -> Sentence:
    if higher is None:
        return ()
    if higher.limit is None or higher.available is None:
        return (Part(" For some losses there is no limit."),)
    beside = "on top of that" if mode == SuperMode.SEPARATE else "in all"
    left = Part(short_money(higher.available, currency), is_strong=True)
    return Part(" For some losses it is up to "), left, Part(f" {beside}.")
