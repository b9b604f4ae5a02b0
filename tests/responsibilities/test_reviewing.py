"""What the customer does with the rows of a proposed version."""

from datetime import timedelta

import pytest

from audit.models import Event
from core.errors import Conflict, NotAllowed
from responsibilities.actions.lifecycle import revise_version, withdraw_version
from responsibilities.actions.questions import ask_question
from responsibilities.actions.reviewing import accept_risk, agree_rest, agree_row, say_agreed, take_back_row
from responsibilities.models import Row, Version
from tests.cast import NOW, Cast
from tests.factories.responsibilities import make_version, sign

LATER = NOW + timedelta(minutes=5)
GAP = {"ownership": "undecided"}


def proposed(cast: Cast, rows: int | list[dict[str, object]] = 3) -> Version:
    return make_version(cast.customer, "proposed", by=cast.provider_lead, rows=rows)


def first(version: Version) -> Row:
    return version.rows.order_by("position").first()


def test_owner_agrees_a_job(cast: Cast) -> None:
    row = first(proposed(cast))

    agreed = agree_row(row=row, by=cast.actor(cast.customer_owner), at=NOW)

    assert agreed.agreed_at == NOW
    assert agreed.agreed_by_id == cast.customer_owner.pk
    event = Event.objects.get(verb="row_agreed")
    assert event.target_id == row.line
    assert event.says == f"agreed {row} in version 1"


def test_second_click_changes_nothing(cast: Cast) -> None:
    row, owner = first(proposed(cast)), cast.actor(cast.customer_owner)
    agree_row(row=row, by=owner, at=NOW)

    again = agree_row(row=row, by=owner, at=LATER)

    assert again.agreed_at == NOW
    assert Event.objects.filter(verb="row_agreed").count() == 1


@pytest.mark.parametrize(
    "person", ["customer_contributor", "customer_reader", "provider_owner", "provider_lead", "provider_engineer"]
)
def test_nobody_but_the_customers_owner_agrees(cast: Cast, person: str) -> None:
    row = first(proposed(cast))

    with pytest.raises(NotAllowed):
        agree_row(row=row, by=cast.actor(getattr(cast, person)), at=NOW)

    row.refresh_from_db()
    assert row.agreed_at is None


def test_a_job_without_an_owner_cannot_be_agreed(cast: Cast) -> None:
    row = first(proposed(cast, [GAP]))

    with pytest.raises(NotAllowed, match="Nobody does this yet"):
        agree_row(row=row, by=cast.actor(cast.customer_owner), at=NOW)


def test_a_withdrawn_version_is_not_agreed(cast: Cast) -> None:
    version = proposed(cast)
    row = first(version)
    withdraw_version(version=version, by=cast.actor(cast.provider_lead), at=NOW)

    with pytest.raises(NotAllowed, match="was withdrawn"):
        agree_row(row=row, by=cast.actor(cast.customer_owner), at=LATER)


def test_an_agreement_can_be_taken_back(cast: Cast) -> None:
    row, owner = first(proposed(cast)), cast.actor(cast.customer_owner)
    agree_row(row=row, by=owner, at=NOW)

    back = take_back_row(row=row, by=owner, at=LATER)

    assert back.agreed_at is None
    assert back.agreed_by_id is None
    assert Event.objects.get(verb="row_taken_back").before["agreed_at"] == NOW.isoformat()


def test_taking_back_twice_changes_nothing(cast: Cast) -> None:
    row, owner = first(proposed(cast)), cast.actor(cast.customer_owner)

    take_back_row(row=row, by=owner, at=NOW)

    assert not Event.objects.filter(verb="row_taken_back").exists()


def test_what_is_signed_is_not_taken_back(cast: Cast) -> None:
    version, owner = proposed(cast), cast.actor(cast.customer_owner)
    row = first(version)
    agree_row(row=row, by=owner, at=NOW)
    sign(version, "customer", cast.customer_owner)

    with pytest.raises(Conflict, match="has signed version 1"):
        take_back_row(row=row, by=owner, at=LATER)


def test_what_is_signed_is_not_agreed_afterwards(cast: Cast) -> None:
    version = proposed(cast)
    sign(version, "customer", cast.customer_owner)

    with pytest.raises(Conflict):
        agree_row(row=first(version), by=cast.actor(cast.customer_owner), at=LATER)


def test_the_rest_of_a_part_leaves_gaps_questions_and_other_parts(cast: Cast) -> None:
    version = proposed(cast, [{}, {}, GAP, {"title": "Asked about"}, {"domain": "Data backup"}])
    owner = cast.actor(cast.customer_owner)
    ask_question(row=version.rows.get(title="Asked about"), text="Why?", by=owner, at=NOW)

    agreed = agree_rest(version=version, part="monitoring", by=owner, at=NOW)

    assert len(agreed) == 2
    assert version.rows.filter(agreed_at=NOW).count() == 2
    assert say_agreed(agreed) == "2 jobs agreed."


def test_the_rest_of_a_finished_part_is_nothing(cast: Cast) -> None:
    version, owner = proposed(cast), cast.actor(cast.customer_owner)
    agree_rest(version=version, part="monitoring", by=owner, at=NOW)

    agreed = agree_rest(version=version, part="monitoring", by=owner, at=LATER)

    assert say_agreed(agreed) == "There was nothing left to agree here."


def test_a_risk_is_accepted_in_writing(cast: Cast) -> None:
    row = first(proposed(cast, [GAP]))

    accepted = accept_risk(row=row, reason=" We close for the day. ", by=cast.actor(cast.customer_owner), at=NOW)

    assert accepted.risk_accepted_reason == "We close for the day."
    assert accepted.risk_accepted_by_id == cast.customer_owner.pk
    assert "We close for the day." in Event.objects.get(verb="risk_accepted").says


def test_a_risk_is_accepted_once(cast: Cast) -> None:
    row, owner = first(proposed(cast, [GAP])), cast.actor(cast.customer_owner)
    accept_risk(row=row, reason="First words", by=owner, at=NOW)

    again = accept_risk(row=row, reason="Other words", by=owner, at=LATER)

    assert again.risk_accepted_reason == "First words"


def test_an_accepted_risk_can_be_taken_back(cast: Cast) -> None:
    row, owner = first(proposed(cast, [GAP])), cast.actor(cast.customer_owner)
    accept_risk(row=row, reason="We live with it", by=owner, at=NOW)

    back = take_back_row(row=row, by=owner, at=LATER)

    assert (back.risk_accepted_at, back.risk_accepted_reason) == (None, "")


def test_a_job_with_an_owner_holds_no_risk_to_accept(cast: Cast) -> None:
    with pytest.raises(NotAllowed, match="has an owner"):
        accept_risk(row=first(proposed(cast)), reason="Why not", by=cast.actor(cast.customer_owner), at=NOW)


def test_staff_accept_no_risk_for_the_customer(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        accept_risk(row=first(proposed(cast, [GAP])), reason="Easy", by=cast.actor(cast.provider_owner), at=NOW)


def test_revising_asks_for_both_signatures_again(cast: Cast) -> None:
    version = proposed(cast)
    sign(version, "provider", cast.provider_lead)

    draft = revise_version(version=version, by=cast.actor(cast.provider_lead), at=LATER)

    assert not draft.signatures.exists()
    assert version.signatures.count() == 1
