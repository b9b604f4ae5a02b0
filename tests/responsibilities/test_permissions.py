"""Who may do what to a matrix, as one table over sides, roles and states; and the sentences that say why not."""

from dataclasses import dataclass, replace
from typing import Any
from uuid import uuid4

import pytest

from accounts.actor import Actor
from accounts.enums import CUSTOMER_ROLES, PROVIDER_ROLES, Role, Side
from core.errors import NotAllowed
from responsibilities import permissions, policies
from responsibilities.enums import VersionState as State
from responsibilities.permissions import allowed, why_not
from responsibilities.transitions import Step
from tests.cast import NOW

ROLES = [(Side.PROVIDER, role) for role in PROVIDER_ROLES] + [(Side.CUSTOMER, role) for role in CUSTOMER_ROLES]
LEADS = {(Side.PROVIDER, Role.OWNER), (Side.PROVIDER, Role.MANAGER)}
OWNER = {(Side.CUSTOMER, Role.OWNER)}
SPEAKERS = LEADS | OWNER | {(Side.PROVIDER, Role.ENGINEER), (Side.CUSTOMER, Role.CONTRIBUTOR)}


@dataclass
class AVersion:
    state: str = "draft"
    number: int = 5


@dataclass
class ARow:
    ownership: str = "shared"
    provider_duty: str = "Watch."
    customer_duty: str = "Tell."
    is_out_of_scope: bool = False
    agreed_at: Any = None
    risk_accepted_at: Any = None


@dataclass
class AQuestion:
    is_open: bool = True


def actor(side: Side, role: Role) -> Actor:
    return Actor.member(side=side, role=role, user_id=uuid4(), name="Somebody", provider_id=uuid4())


PROVIDER = actor(Side.PROVIDER, Role.MANAGER)
CUSTOMER = actor(Side.CUSTOMER, Role.OWNER)


@pytest.mark.parametrize(("side", "role"), ROLES)
@pytest.mark.parametrize(
    ("check", "about", "who"),
    [
        (permissions.check_can_start, (), LEADS),
        (permissions.check_can_edit_row, (AVersion(),), LEADS),
        (permissions.check_can_propose, (AVersion(),), LEADS),
        (permissions.check_can_withdraw, (AVersion(),), LEADS),
        (permissions.check_can_revise, (AVersion("agreed"),), LEADS),
        (permissions.check_can_agree_row, (AVersion("proposed"), ARow()), OWNER),
        (permissions.check_can_accept_risk, (AVersion("proposed"), ARow("undecided")), OWNER),
        (permissions.check_can_ask, (AVersion("proposed"),), SPEAKERS),
        (permissions.check_can_answer, (AQuestion(),), SPEAKERS),
        (permissions.check_can_reopen, (AQuestion(is_open=False),), SPEAKERS),
        (permissions.check_can_sign, (AVersion("proposed"), [ARow(agreed_at=NOW)], []), LEADS | OWNER),
    ],
)
def test_roles(side: Side, role: Role, check: Any, about: tuple[Any, ...], who: set[Any]) -> None:
    assert allowed(check, actor(side, role), *about) is ((side, role) in who)


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize(
    ("check", "by", "states"),
    [
        (permissions.check_can_edit_row, PROVIDER, {State.DRAFT}),
        (permissions.check_can_propose, PROVIDER, {State.DRAFT}),
        (permissions.check_can_withdraw, PROVIDER, {State.DRAFT, State.PROPOSED}),
        (permissions.check_can_revise, PROVIDER, {State.PROPOSED, State.AGREED, State.WITHDRAWN}),
        (permissions.check_can_agree_row, CUSTOMER, {State.PROPOSED}),
        (permissions.check_can_ask, CUSTOMER, {State.PROPOSED, State.AGREED}),
    ],
)
def test_states(state: State, check: Any, by: Actor, states: set[State]) -> None:
    assert allowed(check, by, AVersion(state)) is (state in states)


@pytest.mark.parametrize("state", State)
def test_each_state_says_why_not(state: State) -> None:
    with pytest.raises(NotAllowed, match="Version 5"):
        policies.check_step(AVersion(state), Step.START)


def test_the_system_signs_for_nobody() -> None:
    system = Actor.system("Reminders", uuid4())

    assert why_not(permissions.check_can_sign, system, AVersion("proposed"), [], []).startswith("Only a person")
    assert why_not(permissions.check_can_agree_row, system, AVersion("proposed")) == "Only the customer can say this."


def test_one_version_is_open_at_a_time() -> None:
    assert why_not(permissions.check_can_start, PROVIDER, open_number=4).startswith("Version 4 is still open")
    assert why_not(permissions.check_can_revise, PROVIDER, AVersion("agreed"), open_number=6)
    assert not why_not(permissions.check_can_revise, PROVIDER, AVersion("proposed"), open_number=5)


@pytest.mark.parametrize(
    ("row", "is_open"),
    [
        (ARow("undecided"), True),
        (ARow("shared", customer_duty=" "), True),
        (ARow("shared", provider_duty=""), True),
        (ARow("shared"), False),
        (ARow("provider", provider_duty=""), False),
        (ARow("undecided", is_out_of_scope=True), False),
    ],
)
def test_what_is_unsettled_is_accepted_as_a_risk_and_never_agreed(row: ARow, is_open: bool) -> None:
    proposed = AVersion("proposed")

    assert policies.is_unsettled(row) is is_open
    assert allowed(permissions.check_can_accept_risk, CUSTOMER, proposed, row) is is_open
    assert allowed(permissions.check_can_agree_row, CUSTOMER, proposed, row) is not is_open


@pytest.mark.parametrize("by", [PROVIDER, CUSTOMER])
def test_nobody_signs_what_nobody_does(by: Actor) -> None:
    open_risk, accepted = ARow("undecided"), ARow("undecided", risk_accepted_at=NOW)

    assert "1 job has no clear owner" in why_not(permissions.check_can_sign, by, AVersion("proposed"), [open_risk], [])
    assert allowed(permissions.check_can_sign, by, AVersion("proposed"), [accepted], [])


def test_the_customer_reads_each_job_before_signing_and_the_provider_need_not_wait() -> None:
    rows = [ARow(agreed_at=NOW), ARow()]

    assert why_not(permissions.check_can_sign, CUSTOMER, AVersion("proposed"), rows, []).startswith("1 job still")
    assert allowed(permissions.check_can_sign, PROVIDER, AVersion("proposed"), rows, [])


def test_each_side_signs_once() -> None:
    assert "already signed" in why_not(permissions.check_can_sign, PROVIDER, AVersion("proposed"), [], ["provider"])
    assert allowed(permissions.check_can_sign, PROVIDER, AVersion("proposed"), [], ["customer"])


def test_a_closed_question_takes_no_answer_and_an_open_one_is_not_opened() -> None:
    closed = AQuestion(is_open=False)

    assert why_not(permissions.check_can_answer, CUSTOMER, closed).startswith("This question is closed")
    assert why_not(permissions.check_can_reopen, CUSTOMER, AQuestion()) == "This question is open already."


def test_the_side_that_asked_says_when_it_is_settled() -> None:
    assert allowed(permissions.check_can_close, PROVIDER, AQuestion(), asked_side="provider")
    assert why_not(permissions.check_can_close, PROVIDER, AQuestion(), asked_side="customer").startswith(
        "Whoever asked"
    )
    assert allowed(permissions.check_can_close, CUSTOMER, AQuestion(), asked_side="provider")


def test_customers_do_not_write_the_list() -> None:
    writes_for_both = replace(CUSTOMER, permissions=PROVIDER.permissions)

    assert why_not(permissions.check_can_edit_row, writes_for_both, AVersion()).startswith("Only the provider")


def test_a_version_is_complete_with_both_signatures() -> None:
    with pytest.raises(NotAllowed, match="provider has not signed"):
        policies.check_both_signed(["customer"])
    policies.check_both_signed(["customer", "provider"])
