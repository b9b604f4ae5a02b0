"""How service levels are measured, and credits: claimed, left, answered."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from audit.models import Event
from contracts import actions as contract_actions
from contracts.actions import levels
from contracts.measuring.promises import terms_of
from contracts.models import Contract, SlaTarget, TargetTerms
from contracts.snapshots import token
from core.errors import Conflict, NotAllowed
from tests.cast import NOW, Cast
from tests.factories.contracts import make_contract, make_target
from tests.factories.levels import make_claim, make_outage, make_uptime

OCTOBER = datetime(2026, 10, 12, 9, 0, tzinfo=UTC)
CLAIMED = {"claimed_on": date(2026, 11, 3), "claimant": "Amara Osei"}


def missed(cast: Cast, **about: object) -> SlaTarget:
    make_outage(cast.customer, starts_at=OCTOBER)
    return make_uptime(cast.customer, **about)


def test_terms_are_set_and_set_again(cast: Cast) -> None:
    target, lead = make_target(make_contract(cast.customer)), cast.actor(cast.provider_lead)

    levels.set_terms(
        target=target,
        edited=token(terms_of(target)),
        by=lead,
        at=NOW,
        required_percent=Decimal("95"),
        pauses=["vendor"],
    )

    terms = TargetTerms.objects.get(target=target)
    assert (terms.required_percent, terms.pauses) == (95, ["vendor"])
    with pytest.raises(Conflict):
        levels.set_terms(target=target, edited="old", by=lead, at=NOW, claim_days=7)
    levels.set_terms(target=target, edited=token(terms), by=lead, at=NOW, claim_days=7)
    assert "days after the period" in Event.objects.order_by("-sequence")[0].says


def test_of_a_signed_contract_only_since_when_it_is_recorded_is_said(cast: Cast) -> None:
    target, lead = make_uptime(cast.customer, recorded_from=None), cast.actor(cast.provider_lead)
    signed = {"signed_on": date(2026, 1, 1), "signed_for_provider": "Tom", "signed_for_customer": "Amara"}
    Contract.objects.update(**signed)

    levels.set_terms(target=target, edited=token(target.terms), by=lead, at=NOW, recorded_from=date(2026, 2, 1))

    terms = TargetTerms.objects.get()
    assert terms.recorded_from == date(2026, 2, 1)
    with pytest.raises(NotAllowed, match="signed"):
        levels.set_terms(target=target, edited=token(terms), by=lead, at=NOW, claim_days=90)
    SlaTarget.objects.update(metric="response")
    with pytest.raises(NotAllowed, match="signed"):
        levels.set_terms(target=target, edited=token(terms), by=lead, at=NOW, recorded_from=None)


def test_engineers_set_no_terms(cast: Cast) -> None:
    target = make_target(make_contract(cast.customer))

    with pytest.raises(NotAllowed):
        levels.set_terms(target=target, edited="", by=cast.actor(cast.provider_engineer), at=NOW)


def test_a_claim_holds_what_is_worked_out_now(cast: Cast) -> None:
    claim = levels.claim_credit(
        target=missed(cast), window="2026-10", by=cast.actor(cast.customer_owner), at=NOW, **CLAIMED
    )

    # 44,700 minutes in October, 2,160 of them down: 95.1677 %, so 10 % of £220.00.
    assert (claim.measured, claim.amount, claim.claim_by) == (Decimal("95.1677"), Decimal("22.00"), date(2026, 11, 7))
    assert Event.objects.order_by("-sequence")[0].says == "claimed £22.00 for Availability, Tills, 2026-10"
    assert not claim.is_late


def test_a_window_is_claimed_once_and_only_if_it_was_missed(cast: Cast) -> None:
    target, owner = missed(cast), cast.actor(cast.customer_owner)
    levels.claim_credit(target=target, window="2026-10", by=owner, at=NOW, **CLAIMED)

    with pytest.raises(Conflict, match="already"):
        levels.claim_credit(target=target, window="2026-10", by=owner, at=NOW, **CLAIMED)
    with pytest.raises(Conflict, match="already"):
        levels.waive_credit(target=target, window="2026-10", reason="x", by=owner, at=NOW)
    with pytest.raises(NotAllowed, match="not missed"):
        levels.claim_credit(target=target, window="2026-09", by=owner, at=NOW, **CLAIMED)


def test_nothing_is_claimed_under_a_contract_that_the_customer_has_not_seen(cast: Cast) -> None:
    make_outage(cast.customer, starts_at=OCTOBER)
    target = make_uptime(cast.customer, contract=make_contract(cast.customer, published_at=None))
    lead, before = cast.actor(cast.provider_lead), Event.objects.count()

    with pytest.raises(NotAllowed, match="has not been published"):
        levels.waive_credit(target=target, window="2026-10", reason="x", by=lead, at=NOW)

    assert Event.objects.count() == before


def test_the_provider_does_not_give_up_what_the_customer_can_still_claim(cast: Cast) -> None:
    target, lead = missed(cast, claim_days=60), cast.actor(cast.provider_lead)
    owner = cast.actor(cast.customer_owner)

    with pytest.raises(NotAllowed, match="Only its own people"):
        levels.waive_credit(target=target, window="2026-10", reason="x", by=lead, at=NOW)

    assert levels.waive_credit(target=target, window="2026-10", reason="x", by=owner, at=NOW).state == "waived"


@pytest.mark.parametrize("on", [date(2026, 10, 31), date(2026, 11, 24)])
def test_a_claim_is_made_after_the_month_and_not_in_the_future(cast: Cast, on: date) -> None:
    with pytest.raises(NotAllowed, match="not in the future"):
        levels.claim_credit(
            target=missed(cast),
            window="2026-10",
            claimed_on=on,
            claimant="A",
            by=cast.actor(cast.customer_owner),
            at=NOW,
        )


def test_a_miss_without_a_credit_is_left_with_its_reason(cast: Cast) -> None:
    make_outage(cast.customer, starts_at=OCTOBER)
    target, owner = make_uptime(cast.customer, bands=[]), cast.actor(cast.customer_owner)

    with pytest.raises(NotAllowed, match="no credit"):
        levels.claim_credit(target=target, window="2026-10", by=owner, at=NOW, **CLAIMED)
    claim = levels.waive_credit(target=target, window="2026-10", reason="Agreed by telephone", by=owner, at=NOW)

    assert (claim.state, claim.amount) == ("waived", 0)


def test_a_claim_is_answered_once(cast: Cast) -> None:
    lead = cast.actor(cast.provider_lead)
    claim = make_claim(make_uptime(cast.customer), by=cast.customer_owner)

    granted = levels.decide_claim(claim=claim, granted=Decimal("20.00"), reason="", by=lead, at=NOW)

    assert (granted.state, granted.granted, granted.decided_by_id) == ("granted", 20, cast.provider_lead.pk)
    with pytest.raises(NotAllowed, match="settled"):
        levels.decide_claim(claim=claim, granted=None, reason="No", by=lead, at=NOW)


def test_a_claim_is_refused_with_its_reason(cast: Cast) -> None:
    claim = make_claim(make_uptime(cast.customer), by=cast.customer_owner)

    refused = levels.decide_claim(
        claim=claim, granted=None, reason="Force majeure", by=cast.actor(cast.provider_lead), at=NOW
    )

    assert (refused.state, refused.granted) == ("refused", None)
    assert "refused the credit" in Event.objects.order_by("-sequence")[0].says


def test_the_customer_answers_no_claim_and_engineers_claim_none(cast: Cast) -> None:
    claim = make_claim(make_uptime(cast.customer), by=cast.customer_owner)

    with pytest.raises(NotAllowed):
        levels.decide_claim(claim=claim, granted=Decimal("1"), reason="", by=cast.actor(cast.customer_owner), at=NOW)
    with pytest.raises(NotAllowed):
        levels.waive_credit(
            target=missed(cast), window="2026-10", reason="x", by=cast.actor(cast.provider_engineer), at=NOW
        )


def test_a_service_level_with_a_claim_stays(cast: Cast) -> None:
    target = make_uptime(cast.customer)
    make_claim(target, by=cast.customer_owner)

    with pytest.raises(NotAllowed, match="It stays"):
        contract_actions.remove_target(target=target, by=cast.actor(cast.provider_lead), at=NOW)
