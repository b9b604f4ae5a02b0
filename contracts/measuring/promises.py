"""A service level of a contract as the arithmetic takes it."""

from datetime import timedelta

from contracts.models import SlaTarget, TargetTerms
from contracts.service_levels.availability import ExclusionRule
from contracts.service_levels.credits import CreditTerms
from contracts.service_levels.facts import AVAILABILITY, COUNTED, RESTORE_TEST, TIMED, Promise
from contracts.service_levels.vocabulary import PriorityRule, SiteRule, TerminationRule


def promise_of(target: SlaTarget) -> Promise | None:
    """The promise in numbers; None when it lacks one, or it is in a unit that the metric has no measure in."""
    if target.missing or target.value is None or not _is_measured(target):
        return None
    terms = terms_of(target)
    return Promise(
        key=target.pk,
        metric=target.metric,
        value=target.value,
        unit=target.unit,
        calendar=target.calendar,
        window=target.window,
        level=target.level if target.metric in TIMED else "",
        service=target.service_id,
        runs_from=target.contract.effective_from,
        runs_until=target.contract.ended_on,
        holds_from=target.contract.holds_from,
        holds_until=target.contract.holds_until,
        required=terms.required_percent,
        pauses=frozenset(terms.pauses),
        priority_rule=PriorityRule(terms.priority_rule),
        rule=_exclusions(terms),
        recorded_from=terms.recorded_from,
        site_rule=SiteRule(terms.site_rule),
        credit=CreditTerms(terms.credit_bands, terms.cap, terms.term_cap, terms.claim_days),
        termination=TerminationRule(terms.termination),
    )


def terms_of(target: SlaTarget) -> TargetTerms:
    """What the contract says beyond the number; where nobody entered it, nothing."""
    return target.terms if hasattr(target, "terms") else TargetTerms(target=target)


def _is_measured(target: SlaTarget) -> bool:
    is_share = target.unit == "percent"
    if target.metric == RESTORE_TEST:
        return target.unit == "days"
    return is_share if target.metric in (AVAILABILITY, *COUNTED) else not is_share


def _exclusions(terms: TargetTerms) -> ExclusionRule:
    notice, allowance = terms.maintenance_notice_hours, terms.maintenance_allowance_minutes
    return ExclusionRule(
        exclusions=frozenset(terms.exclusions),
        notice=None if notice is None else timedelta(hours=notice),
        allowance=None if allowance is None else timedelta(minutes=allowance),
    )
