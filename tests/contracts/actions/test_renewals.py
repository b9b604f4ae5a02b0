"""A decision on a term: who may take it, until when, and what the reminders make of it."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from audit.models import Event, Review
from contracts.actions.renewals import decide_renewal
from contracts.due import due_dates
from contracts.enums import Outcome
from contracts.models import Contract, RenewalDecision
from core.errors import Conflict, NotAllowed
from engagement.actions import gather
from engagement.models import Due
from tests.cast import NOW, Cast
from tests.factories.contracts import make_contract

TODAY = NOW.date()
# From 1 February 2026 by years with three months' notice: by 31 October 2026, or 2027; post adds nothing here.
TERM_END = date(2027, 1, 31)
DAY = timedelta(days=1)


@pytest.fixture
def contract(cast: Cast) -> Contract:
    return make_contract(
        cast.customer, reference="MSA-1", effective_from=date(2026, 2, 1), notice_period=30, notice_unit="days"
    )


def decide(cast: Cast, contract: Contract, outcome: Outcome = Outcome.RENEW, **about: Any) -> RenewalDecision:
    about = {"term_end": TERM_END, "today": TODAY, "by": cast.actor(cast.provider_lead), "at": NOW} | about
    return decide_renewal(contract=contract, outcome=outcome, **about)


def test_a_decision_names_who_and_when_and_stays_among_the_provider(cast: Cast, contract: Contract) -> None:
    decision = decide(cast, contract, Outcome.RENEGOTIATE, why="Fees are two years old.")

    event = Event.objects.order_by("-sequence")[0]
    assert (decision.decided_by, decision.decided_at) == (cast.provider_lead, NOW)
    assert event.is_internal
    assert event.says == "decided on the term to Sun 31 Jan 2027: renegotiate (MSA-1)"
    assert not RenewalDecision.objects.visible_to(cast.actor(cast.customer_owner))
    assert RenewalDecision.objects.visible_to(cast.actor(cast.provider_auditor)).get() == decision


def test_it_can_be_changed_until_the_notice_date(cast: Cast, contract: Contract) -> None:
    decide(cast, contract)
    last_day = date(2027, 1, 1)

    decide(cast, contract, Outcome.END, by=cast.actor(cast.provider_owner), today=last_day)

    decision = RenewalDecision.objects.get()
    event = Event.objects.order_by("-sequence")[0]
    assert (decision.outcome, decision.decided_by) == (Outcome.END, cast.provider_owner)
    assert event.before["outcome"] == "renew"
    with pytest.raises(Conflict, match="can no longer be decided"):
        decide(cast, contract, today=last_day + DAY)


def test_the_same_decision_again_writes_nothing(cast: Cast, contract: Contract) -> None:
    decide(cast, contract)
    events = Event.objects.count()

    decide(cast, contract, at=NOW + DAY)

    assert Event.objects.count() == events
    assert RenewalDecision.objects.get().decided_at == NOW


def test_nothing_to_decide_where_no_notice_is_needed(cast: Cast, contract: Contract) -> None:
    Contract.objects.update(renewal="none")

    with pytest.raises(NotAllowed, match="needs no notice"):
        decide(cast, contract)


@pytest.mark.parametrize("persona", ["provider_engineer", "provider_auditor", "customer_owner"])
def test_others_may_not_decide(cast: Cast, contract: Contract, persona: str) -> None:
    with pytest.raises(NotAllowed):
        decide(cast, contract, by=cast.actor(getattr(cast, persona)))


def owed(contract: Contract, today: date = TODAY) -> dict[str, date]:
    return {due.owed_by: due.due_on for due in due_dates([contract.customer_id], today)}


def test_undecided_both_sides_are_reminded(contract: Contract) -> None:
    assert owed(contract) == {"both": date(2027, 1, 1)}


@pytest.mark.parametrize("outcome", [Outcome.RENEW, Outcome.RENEGOTIATE])
def test_decided_only_the_customer_is_reminded_of_its_own_right(
    cast: Cast, contract: Contract, outcome: Outcome
) -> None:
    decide(cast, contract, outcome)

    assert owed(contract) == {"customer": date(2027, 1, 1)}


def test_an_end_is_reminded_until_it_is_noted(cast: Cast, contract: Contract) -> None:
    decide(cast, contract, Outcome.END)

    titles = {due.owed_by: due.title for due in due_dates([contract.customer_id], TODAY)}
    assert titles["provider"].startswith("Give notice on MSA-1: Managed IT services, which is to end, to be sent by")
    assert titles["customer"].startswith("Last day to give notice on MSA-1")

    Contract.objects.update(ended_on=TERM_END)
    assert owed(contract) == {}


def test_the_next_term_is_armed_again(cast: Cast, contract: Contract) -> None:
    decide(cast, contract)

    assert owed(contract, date(2027, 1, 2)) == {"both": date(2028, 1, 1)}


def test_reminders_stop_once_decided_and_begin_again_with_the_next_term(cast: Cast, contract: Contract) -> None:
    Contract.objects.update(published_at=None)
    gather(customer=cast.customer, at=NOW)
    assert Due.objects.open().get().owed_by == "provider"

    decide(cast, contract)
    gather(customer=cast.customer, at=NOW)
    assert not Due.objects.open()
    assert Due.objects.get().next_on is None

    gather(customer=cast.customer, at=datetime(2027, 1, 4, 9, tzinfo=NOW.tzinfo))
    due = Due.objects.open().get()
    assert (due.due_on, due.next_stage) == (date(2028, 1, 1), "30")


@pytest.mark.parametrize(
    ("outcome", "ending"),
    [(Outcome.RENEW, "valid"), (Outcome.RENEGOTIATE, "changed"), (Outcome.END, "retired")],
)
def test_a_decision_is_the_outcome_of_a_review_among_the_provider(
    cast: Cast, contract: Contract, outcome: Outcome, ending: str
) -> None:
    decide(cast, contract, outcome)

    kept = Review.objects.get()
    assert (kept.ending, kept.subject_id, kept.why, kept.is_internal) == (
        ending, contract.pk, "it was decided so", True
    )  # fmt: skip
