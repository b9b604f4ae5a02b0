"""How a service level is measured and what a miss gives, in words."""

from datetime import timedelta

from contracts.measuring.board import Kept
from contracts.measuring.pages import needed_words
from contracts.measuring.promises import terms_of
from contracts.models import LiabilityTerms, SlaTarget, TargetTerms
from contracts.service_levels import wording
from contracts.service_levels.facts import RESTORE_TEST, TIMED
from contracts.service_levels.vocabulary import CreditNature, Exclusion, Waiting
from core.words import count, day, per_cent, upper_first


def at_odds(target: SlaTarget) -> str:
    """Where a service level says of its credits what the contract's rules of liability do not; "" where both agree, or
    one is silent. One query. Answers about who bears a loss go by the rules of liability."""
    rules = LiabilityTerms.objects.filter(contract=target.contract_id).select_related("credits_clause").first()
    nature, is_sole = terms_of(target).nature, rules is not None and rules.credits_sole_remedy
    if nature == CreditNature.SOLE and not is_sole:
        return "Here a credit is all that is due, but the contract’s rules of liability do not say so."
    if rules is None or not is_sole or nature in (CreditNature.SOLE, CreditNature.SILENT):
        return ""
    cited = f" (clause {rules.credits_clause.number})" if rules.credits_clause else ""
    said = f"the contract’s rules of liability{cited} say that a credit is all that is due."
    return f"Here other remedies remain, but {said}"


def terms_lines(kept: Kept) -> list[tuple[str, str]]:
    """How it is measured and what a miss gives, as pairs of what and how much."""
    terms, target = terms_of(kept.target), kept.target
    lines = [("Needed", needed_words(kept) or "not agreed")]
    if target.metric == RESTORE_TEST:
        lines.append(("Measured by", "the longest time without a successful restore test that ends in the period"))
        lines.append(("Tests recorded since", _since(terms)))
    elif target.is_counted:
        lines.append(("Measured by", "counts out of other systems; those that reach beyond a period are left out"))
    else:
        lines.append(("Clock", target.get_calendar_display() or "not agreed"))
    if target.metric in TIMED:
        held = [Waiting(each).label for each in terms.pauses]
        lines.append(("The clock stops while it is", ", ".join(held) or "never"))
        lines.append(("When the priority changes", terms.get_priority_rule_display()))
    elif not target.is_counted:
        lines += _uptime_lines(terms)
    bands = [f"{wording.band(each)}: {per_cent(wording.number(each.percent))}" for each in terms.credit_bands]
    lines.append(("Credit, of the fee", "; ".join(bands) or "none"))
    if bands:
        lines += _credit_lines(terms)
    lines.append(("Right to end the contract", terms.get_termination_display()))
    return [(what, upper_first(said)) for what, said in lines]


def _since(terms: TargetTerms) -> str:
    return day(terms.recorded_from) if terms.recorded_from else "nobody has said since when"


def _uptime_lines(terms: TargetTerms) -> list[tuple[str, str]]:
    notice, allowance = terms.maintenance_notice_hours, terms.maintenance_allowance_minutes
    work = "counts as downtime" if notice is None else f"left out if told {notice} h before and agreed"
    if notice is not None and allowance is not None:
        work += f", up to {wording.duration(timedelta(minutes=allowance))} a month"
    excused = [Exclusion(each).label for each in terms.exclusions]
    return [
        ("Outages recorded since", _since(terms)),
        ("Planned maintenance", work),
        ("Causes left out", "; ".join(excused) or "none"),
        ("Several sites", terms.get_site_rule_display()),
    ]


def _credit_lines(terms: TargetTerms) -> list[tuple[str, str]]:
    caps = [
        f"{per_cent(wording.number(cap))} of the fee of {words}"
        for cap, words in ((terms.cap, "its period"), (terms.term_cap, "the whole term"))
        if cap is not None
    ]
    within = (
        "no last day" if terms.claim_days is None else f"within {count(terms.claim_days, 'day')} of the period’s end"
    )
    return [
        ("At most", "; ".join(caps) or "no limit"),
        ("To be claimed", within),
        ("In law", terms.get_nature_display()),
        ("Given as", terms.get_payout_display()),
    ]
