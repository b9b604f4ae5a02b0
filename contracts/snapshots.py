"""What a row said: for the history, and to notice that somebody else changed it in the meantime."""

from typing import Any

from django.db.models import Model

from contracts.models import (
    Clause,
    Contract,
    EndingRule,
    EventSublimit,
    Incident,
    Indemnity,
    LiabilityCap,
    LiabilityPayment,
    LiabilityRule,
    LiabilityTerms,
    Line,
    LossScenario,
    MaintenanceWindow,
    Outage,
    Policy,
    PolicyCondition,
    PolicyNotice,
    PolicySection,
    Site,
    SlaTarget,
    Tally,
    TargetTerms,
    Ticket,
    VendorAgreement,
)
from core.digest import sha256
from core.snapshots import Snapshots

CONTRACT = (
    "kind", "reference", "title", "effective_from", "initial_term_months", "renewal", "renewal_term_months",
    "notice_period", "notice_unit", "notice_counting", "notice_delivery", "notice_days", "incident_within",
    "incident_unit", "currency", "governing_law", "parent", "precedence", "precedence_words",
)  # fmt: skip
FIELDS: dict[type[Model], tuple[str, ...]] = {
    Contract: (*CONTRACT, "notice_clause", "internal_note"),
    VendorAgreement: (
        "vendor", "product", "reference", "effective_from", "initial_term_months", "renewal", "renewal_term_months",
        "notice_period", "notice_unit", "notice_counting", "notice_delivery", "notice_days", "ended_on", "availability",
        "response_hours", "restore_hours", "promise_words", "liability_limit", "currency", "liability_words",
    ),
    Line: ("service", "quantity", "monthly_fee", "starts_on", "ends_on"),
    EndingRule: ("kind", "who", "days", "words", "clause"),
    Clause: ("number", "heading", "summary", "text", "owed_by"),
    SlaTarget: (
        "metric", "priority", "service", "words", "value", "unit", "calendar", "window", "commitment", "clause",
    ),
    LiabilityCap: (
        "combined", "form", "figure", "second_form", "second_figure", "policy", "insured_by", "first_year", "basis",
        "mode", "heads", "causes", "clause",
    ),
    LiabilityPayment: ("paid_on", "amount", "cap_class", "what_for", "claim", "clause"),
    LiabilityTerms: (
        "exclude_indirect", "indirect_clause", "exclude_profit", "profit_clause", "basket", "basket_type",
        "basket_clause", "advice_rule", "advice_clause", "credits_sole_remedy", "credits_set_off", "credits_clause",
        "subrogation_waived", "subrogation_clause", "insurance_minimum", "insurance_occurrence", "insurance_waiver",
        "insurance_clause",
    ),
    LiabilityRule: ("treatment", "heads", "causes", "words", "clause"),
    Indemnity: (
        "from_party", "causes", "trigger", "heads", "third_party_claims_only", "cap_class", "conditions", "clause",
    ),
    Incident: (
        "title", "what", "cause", "started_at", "aware_at", "ended_at", "personal_data", "systems", "service_effect",
        "outcome",
    ),
    LossScenario: (
        "name", "story", "cause", "terms_on", "duration_hours", "msp_share", "advice_declined",
        "availability_failure", "service_credits", "heads", "waiting", "refunds", "indirect_heads", "trade", "often",
        "spread", "failed_jobs",
    ),
    Policy: (
        "kind", "insurer", "number", "starts_on", "ends_on", "will_lapse", "claims_made", "covers_all_past",
        "retroactive_on", "insured_since", "aggregate_limit", "per_claim_limit", "costs_inclusive", "retention",
        "bi_retention", "coinsurance", "uninsurable_heads", "excluded_causes", "excluded_heads", "exclusions",
        "notice_rule", "notice_within", "notice_unit", "hotline", "broker", "broker_contact",
        "allows_subrogation_waiver", "review_on",
    ),
    PolicySection: (
        "name", "causes", "heads", "limit", "waiting_hours", "waiting_mode", "coinsurance", "indemnity_days",
        "position",
    ),
    EventSublimit: ("cause", "amount", "coinsurance"),
    PolicyCondition: (
        "code", "words", "effect", "reduced_by", "relevance", "causes", "line", "is_met", "counted", "counted_of",
        "checked_on", "evidence",
    ),
    PolicyNotice: (
        "kind", "what", "happened_on", "notified_on", "insurer_reference", "reserved", "paid", "paid_on", "is_closed",
    ),
    TargetTerms: (
        "required_percent", "pauses", "priority_rule", "recorded_from", "exclusions", "maintenance_notice_hours",
        "maintenance_allowance_minutes", "site_rule", "bands", "cap", "term_cap", "claim_days", "nature", "payout",
        "termination",
    ),
    Site: ("name", "people", "region"),
    Ticket: (
        "reference", "title", "service", "site", "impact", "urgency", "priority", "reported_at", "responded_at",
        "restored_at", "resolved_at", "cause", "reopened",
    ),
    Outage: (
        "reference", "title", "service", "site", "starts_at", "ends_at", "exclusion", "exclusion_reason",
    ),
    Tally: (
        "reference", "metric", "service", "starts_on", "ends_on", "good", "total", "source", "counted_on", "note",
        "took_minutes",
    ),
    MaintenanceWindow: ("title", "service", "site", "starts_at", "ends_at", "notified_at"),
}  # fmt: skip


# Links to what a reader of the history may not know by name.
UNNAMED = frozenset({"insured_by"})
_kept = Snapshots(FIELDS, UNNAMED)
snapshot, token, check_untouched = _kept.snapshot, _kept.token, _kept.check_untouched


def contains(rows: Any, row: Model) -> bool:
    """Whether one of the rows says just what this one says; for what is counted and must not be sent in twice."""
    return any(token(each) == token(row) for each in rows.all())


def site_token(site: Site) -> str:
    """The token of a site with its opening hours; one query."""
    hours = site.opening_times.order_by("weekday").values_list("weekday", "opens_at", "closes_at")
    return sha256([token(site), [[weekday, f"{opens}", f"{closes}"] for weekday, opens, closes in hours]])[:20]


def ticket_token(ticket: Ticket) -> str:
    """The token of a ticket with its waits and changes of priority; two queries."""
    waits = ticket.pauses.order_by("starts_at", "reason", "pk").values_list("reason", "starts_at", "ends_at")
    changes = ticket.changes.order_by("happened_at", "pk").values_list("priority", "happened_at")
    return sha256([token(ticket), [list(each) for each in waits], [list(each) for each in changes]])[:20]
