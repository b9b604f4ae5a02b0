"""What the provider would pay at most, as the pack prints it."""

from collections.abc import Iterable, Iterator

from contracts.liability.sheet import Cite, LiabilitySheet, Limit, Promised, Provision, Rule
from core.enums import Labelled
from core.words import day
from reports.limits import Ask, Bound, Limits

BY_LAW = "Never limited, by law"


def limits_of(sheet: LiabilitySheet) -> Limits | None:
    """None where nothing has been entered; what was paid after the day of the sheet is left out."""
    if not sheet.is_entered:
        return None
    return Limits(
        statement="".join(part.text for part in sheet.statement),
        bounds=tuple(_bounds(sheet)),
        asks=tuple(Ask(each.question, each.because) for each in sheet.questions),
    )


def _bounds(sheet: LiabilitySheet) -> Iterator[Bound]:
    yield from _limit("General limit", sheet.general)
    yield from _limit("Higher limit", sheet.higher)
    for payment in sheet.payments:
        if payment.paid_on <= sheet.on:
            holds = f"{payment.amount} on {day(payment.paid_on)} for {payment.what_for}"
            yield Bound("Paid", holds, f"Under: {payment.under}", _number(payment.cite))
    yield from (_rule("Never paid", each) for each in sheet.excluded)
    yield from (_provision("Never paid", each) for each in sheet.excluded_besides)
    yield from (Bound(BY_LAW, each.text, each.meaning, "By law") for each in sheet.by_law)
    yield from (_rule("Never limited, as agreed", each) for each in sheet.by_agreement)
    yield from (_promised(each) for each in sheet.promises)
    yield from (_provision("How it is reckoned", each) for each in sheet.reckoning)


def _limit(about: str, limit: Limit | None) -> Iterator[Bound]:
    if limit is None:
        return
    left = f"{limit.used} of it is used, {limit.left} is left." if limit.used else ""
    basis = f"{limit.basis}." if limit.basis else "What one limit covers is not clear."
    scope = f"When it comes from: {_labels(limit.causes)}. For: {_labels(limit.heads)}." if limit.causes else ""
    mode = f"{limit.mode}." if limit.mode else ""
    amount = f"{limit.amount}: {limit.words}." if limit.amount else "No limit."
    holds = " ".join(filter(None, (amount, left, basis if limit.amount else "", mode, scope)))
    yield Bound(about, holds, "; ".join(limit.steps), _number(limit.cite))


def _rule(about: str, rule: Rule) -> Bound:
    heads = f"{_labels(rule.heads)}." if rule.heads else ""
    causes = f"Whatever comes from: {_labels(rule.causes)}." if rule.causes else ""
    words = f"“{rule.words}”" if rule.words else ""
    return Bound(about, " ".join(filter(None, (heads, causes, words))), "", _number(rule.cite))


def _provision(about: str, provision: Provision) -> Bound:
    return Bound(about, provision.text, provision.meaning, _number(provision.cite))


def _promised(promise: Promised) -> Bound:
    sources = "; ".join(filter(None, (_labels(promise.causes), promise.trigger)))
    outsiders = " Only claims by outsiders." if promise.outsiders_only else ""
    holds = (
        f"{promise.giver} makes good to {promise.taker}: {_labels(promise.heads)}. "
        f"When it comes from: {sources}.{outsiders}"
    )
    why = f"Counts under: {promise.under}." + (f" On condition: {promise.conditions}" if promise.conditions else "")
    return Bound("Made good, whoever is at fault", holds, why, _number(promise.cite))


def _labels(words: Iterable[Labelled]) -> str:
    return "; ".join(word.label for word in words)


def _number(cite: Cite | None) -> str:
    return cite.number if cite else ""
