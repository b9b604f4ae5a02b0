"""Missed windows with their credits, as lines of a page."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from contracts.measuring.board import Miss
from contracts.service_levels import wording
from core.words import day, money

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
    claim_by: date | None
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
        measured=wording.percent(miss.owed.result.percent),
        amount=money(claim.amount if claim else miss.amount, miss.target.contract.currency),
        why=credit_why(miss),
        claim_by=miss.owed.claim_by,
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
    fee, rate = money(owed.fee, currency), wording.number(owed.band.percent)
    found = f"Below {wording.number(owed.band.below)} %: {rate} % of {fee}, the fee of {miss.window.label}."
    full = (owed.fee * owed.band.percent / 100).quantize(owed.amount)
    if owed.amount < full:
        found += (
            f" Cut from {money(full, currency)} to {money(owed.amount, currency)} by the contract’s limit on credits."
        )
    return found
