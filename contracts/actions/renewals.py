"""What is decided about a term before its last day for notice."""

from datetime import date, datetime

from django.db import transaction

from accounts.actor import Actor
from audit.endings import Ending
from audit.reviews import end_review
from contracts import permissions
from contracts.actions.trace import locked, note
from contracts.enums import Outcome
from contracts.models import Contract, RenewalDecision
from contracts.queries.renewals import notice_to_decide
from core.errors import Conflict, NotAllowed
from core.words import day

ENDINGS = {Outcome.RENEW: Ending.VALID, Outcome.RENEGOTIATE: Ending.CHANGED, Outcome.END: Ending.RETIRED}
NO_REASON = "it was decided so"


@transaction.atomic
def decide_renewal(
    *, contract: Contract, term_end: date, outcome: Outcome, why: str = "", by: Actor, at: datetime, today: date
) -> RenewalDecision:
    """Decide, or decide anew, what happens after the term that ends then. Reminders follow from it.

    Raises Conflict when the term's last day for notice has gone by since the writer opened the form.
    """
    contract = locked(contract)
    permissions.check_can_decide_renewal(by, contract)
    if by.user_id is None:
        raise NotAllowed("Only a person can decide about a renewal.")
    if notice_to_decide(contract, today).term_end != term_end:
        raise Conflict(
            f"The term that ends on {day(term_end)} can no longer be decided: its last day for notice has passed, "
            "or its dates were changed. Look at the dates again."
        )
    decision = RenewalDecision.objects.filter(contract=contract, term_end=term_end).first()
    before = _about(decision) if decision else None
    if before == {"outcome": str(outcome), "note": why} and decision:
        return decision
    decision = decision or RenewalDecision(contract=contract, term_end=term_end)
    decision.outcome, decision.note = outcome, why
    decision.decided_by_id, decision.decided_at = by.user_id, at
    decision.save()
    if contract.decision_id != decision.pk:
        contract.decision = decision
        contract.save(update_fields=["decision"])
    says = f"decided on the term to {day(term_end)}: {outcome.label.lower()}"
    note(
        "contract_renewal_decided", contract, by=by, at=at, says=says, before=before, after=_about(decision),
        is_internal=True,
    )  # fmt: skip
    end_review(
        kind="notice", subject_id=contract.pk, label=f"Renewal of {contract}", path=contract.get_absolute_url(),
        ending=ENDINGS[outcome], why=why or NO_REASON, by=by, at=at, customer_id=contract.customer_id, is_internal=True,
    )  # fmt: skip
    return decision


def _about(decision: RenewalDecision) -> dict[str, str]:
    return {"outcome": str(decision.outcome), "note": decision.note}
