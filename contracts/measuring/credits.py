"""Missed windows with their credits, as lines of a page."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from contracts.enums import Renewal
from contracts.measuring.board import Miss
from contracts.measuring.loading import term_of
from contracts.measuring.promises import terms_of
from contracts.models import Clause, Contract
from contracts.service_levels import wording
from contracts.service_levels.vocabulary import CreditPayout
from core.words import day, money, per_cent, upper_first

SHOWN = 20  # settled or lapsed misses on the board
CLAIM_LOOKS = {
    "claimed": ("warn", "wait"),
    "granted": ("ok", "tick"),
    "refused": ("danger", "close"),
    "waived": ("calm", "doc"),
}


@dataclass(frozen=True)
class MissLine:
    """A missed window with its credit, as one line of the list to claim."""

    title: str
    window: str
    measured: str
    amount: str
    why: str
    cite: Clause | None
    slug: str
    claim_by: date | None
    lost: str
    state: str
    tone: str
    icon: str
    said: str
    url: str
    claim_url: str
    leave_url: str
    decide_url: str


def miss_line(miss: Miss, slug: str, today: date) -> MissLine:
    """One line of the credits, with what can be done about it."""
    args = [slug, miss.target.pk, miss.window.slug]
    tone, icon, state = _claim_state(miss, today)
    claim = miss.claim
    return MissLine(
        title=str(miss.target),
        window=miss.window.label,
        measured=wording.figure(miss.owed.result),
        amount=money(claim.amount if claim else miss.amount, miss.target.contract.currency),
        why=credit_why(miss),
        cite=miss.target.clause,
        slug=slug,
        claim_by=miss.owed.claim_by,
        lost=lost_words(miss),
        state=state,
        tone=tone,
        icon=icon,
        said=_said(miss),
        url=reverse("contracts:level-window", args=args),
        claim_url=reverse("contracts:level-claim", args=args) if miss.is_claimable(today) else "",
        leave_url="" if claim or not miss.is_published else reverse("contracts:level-leave", args=args),
        decide_url=reverse("contracts:claim-decide", args=[slug, claim.pk]) if claim and claim.is_open else "",
    )


def _claim_state(miss: Miss, today: date) -> tuple[str, str, str]:
    if miss.claim:
        return (*CLAIM_LOOKS[miss.claim.state], miss.claim.get_state_display())
    if not miss.is_published:
        return "calm", "draft", "The contract is not published"
    if not miss.is_credit:
        return "calm", "doc", "No credit in the contract"
    return ("warn", "late", "To claim") if miss.is_claimable(today) else ("calm", "close", "Too late to claim")


def _said(miss: Miss) -> str:
    claim = miss.claim
    if claim is None:
        return ""
    words = [f"Claimed by {claim.claimant} on {day(claim.claimed_on)}" if claim.claimed_on else claim.recorded_by.name]
    if claim.is_late:
        words.append("after the last day")
    if claim.granted is not None:
        words.append(f"{money(claim.granted, claim.currency)} credited")
    if claim.decided_by:
        words.append(f"answered by {claim.decided_by.name}")
    return ", ".join(words) + (f": {claim.reason}" if claim.reason else "")


def credit_why(miss: Miss) -> str:
    """How the amount comes about: the fee, the band, the caps."""
    owed, currency = miss.owed, miss.target.contract.currency
    if owed.band is None:
        return "No band of the contract reaches this result."
    fee, rate = money(owed.fee, currency), per_cent(wording.number(owed.band.percent))
    found = f"{upper_first(wording.band(owed.band))}: {rate} of {fee}, the fee of {miss.window.label}."
    full = (owed.fee * owed.band.percent / 100).quantize(owed.amount)
    if owed.amount < full:
        found += (
            f" Cut from {money(full, currency)} to {money(owed.amount, currency)} by the contract’s limit on credits."
        )
    return f"{found} {payout_words(miss)}".rstrip()


def payout_words(miss: Miss) -> str:
    """How the credit is given, and whether it can be lost; "" where the contract does not say, or there is none."""
    payout = terms_of(miss.target).payout
    if not miss.is_credit or payout == CreditPayout.SILENT:
        return ""
    if payout == CreditPayout.CASH:
        return f"{CreditPayout.CASH.label}."
    return lost_words(miss) or f"{CreditPayout.FEES.label}: it is lost if the contract ends first."


def lost_words(miss: Miss) -> str:
    """By when a credit that is only set against future fees has to be used; "" while the contract has no end, and
    once the credit is refused or left."""
    ends_on = _last_day(miss.target.contract)
    is_open = miss.claim is None or miss.claim.state in ("claimed", "granted")
    if ends_on is None or not (miss.is_credit and is_open) or terms_of(miss.target).payout != CreditPayout.FEES:
        return ""
    return f"Only set against future fees: what is not used up by {day(ends_on)}, when the contract ends, is lost."


def _last_day(contract: Contract) -> date | None:
    """The end that was set, or the last day of what does not renew; None while it runs on."""
    if contract.ended_on is None and contract.renewal == Renewal.NONE:
        return term_of(contract, contract.effective_from).last
    return contract.ended_on
