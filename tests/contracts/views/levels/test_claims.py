"""Credits on the page: claimed, answered, left."""

from decimal import Decimal

import pytest

from contracts.actions.levels import decide_claim
from contracts.models import CreditClaim
from core.errors import NotAllowed
from tests.cast import NOW, Cast
from tests.contracts.views.levels.common import SignIn, missed, read, url
from tests.factories.levels import (
    make_claim,
)


def test_the_owner_claims_and_the_provider_answers(cast: Cast, sign_in: SignIn) -> None:
    target = missed(cast, claim_days=60)
    owner, lead = sign_in(cast.customer_owner), sign_in(cast.provider_lead)
    address = url(cast, "level-claim", target.pk, "2026-10")

    assert "Amara Osei" in read(owner, address)
    refused = owner.post(address, {"claimant": "Amara", "claimed_on": "2026-10-31"})
    assert refused.status_code == 422
    owner.post(address, {"claimant": "Amara", "claimed_on": "2026-11-20"})

    claim = CreditClaim.objects.get()
    assert "Claimed, not answered yet" in read(owner, url(cast, "level-list"))
    decide = url(cast, "claim-decide", claim.pk)
    assert lead.post(decide, {"answer": "refused", "granted": "", "reason": ""}).status_code == 422
    assert lead.post(decide, {"answer": "granted", "granted": "", "reason": ""}).status_code == 422
    lead.post(decide, {"answer": "granted", "granted": "22.00", "reason": "Next invoice"})
    page = read(owner, url(cast, "level-list"))
    assert "Credited" in page
    assert "£22.00 credited, answered by Tom Hallett: Next invoice" in page
    assert lead.get(decide).status_code == 403


def test_a_claim_made_meanwhile_is_not_made_twice(cast: Cast, sign_in: SignIn) -> None:
    target = missed(cast, claim_days=60)
    make_claim(target, by=cast.customer_owner)
    owner = sign_in(cast.customer_owner)

    for name, data in (
        ("level-claim", {"claimant": "A", "claimed_on": "2026-11-20"}),
        ("level-leave", {"reason": "x"}),
    ):
        assert owner.post(url(cast, name, target.pk, "2026-10"), data).status_code == 409
    assert owner.get(url(cast, "level-claim", target.pk, "2026-09")).status_code == 404


def test_more_than_worked_out_is_asked_back_and_explained(cast: Cast, sign_in: SignIn) -> None:
    target, lead = missed(cast, claim_days=60), sign_in(cast.provider_lead)
    claim = make_claim(target, by=cast.customer_owner)
    decide = url(cast, "claim-decide", claim.pk)
    assert "is_more_meant" not in read(lead, decide)

    asked = lead.post(decide, {"answer": "granted", "granted": "30", "reason": ""})
    assert asked.status_code == 422
    assert "£22.00 was worked out, after the contract’s limits; this is more." in asked.content.decode()
    assert "Say why more than £22.00 is credited." in asked.content.decode()
    unmeant = lead.post(decide, {"answer": "granted", "granted": "30", "reason": "Goodwill"})
    assert unmeant.status_code == 422
    assert "Yes, credit more than was worked out" in unmeant.content.decode()

    lead.post(decide, {"answer": "granted", "granted": "30", "reason": "Goodwill", "is_more_meant": "on"})
    claim.refresh_from_db()
    assert (claim.state, claim.granted, claim.reason) == ("granted", 30, "Goodwill")


def test_no_action_credits_more_without_a_reason(cast: Cast) -> None:
    claim = make_claim(missed(cast), by=cast.customer_owner)

    with pytest.raises(NotAllowed, match="Say why more than"):
        decide_claim(claim=claim, granted=Decimal(30), reason="", by=cast.actor(cast.provider_lead), at=NOW)


@pytest.mark.parametrize("quarter", ["9998-q4", "9999-q4", "0001-q1", "9997-q4", "0002-q1"])
@pytest.mark.parametrize("month", [1, 10])
def test_no_quarter_overflows(cast: Cast, sign_in: SignIn, quarter: str, month: int) -> None:
    target, customer = missed(cast), cast.customer
    customer.fiscal_year_start = month
    customer.save()
    owner = sign_in(cast.customer_owner)

    expected = 200 if quarter in ("9997-q4", "0002-q1") else 404
    assert owner.get(url(cast, "level-list") + f"?quarter={quarter}").status_code == expected
    assert owner.get(url(cast, "level-window", target.pk, quarter)).status_code == 404
    assert owner.get(url(cast, "level-window", target.pk, "9998-12")).status_code == 404
