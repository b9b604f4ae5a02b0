"""What the state of people's places allows."""

from datetime import timedelta

import pytest

from accounts import policies
from accounts.enums import Role, Side
from accounts.models import Invitation, Membership
from core.errors import Conflict, NotAllowed
from tests.cast import NOW

LATER = NOW + timedelta(days=7)


def test_each_side_has_its_own_roles() -> None:
    policies.check_role_fits(Side.CUSTOMER, Role.READER)

    with pytest.raises(NotAllowed, match="other side"):
        policies.check_role_fits(Side.CUSTOMER, Role.MANAGER)


def test_the_last_owner_stays() -> None:
    policies.check_owner_remains(role=Role.OWNER, other_owners=1)
    policies.check_owner_remains(role=Role.READER, other_owners=0)

    with pytest.raises(NotAllowed, match="last owner"):
        policies.check_owner_remains(role=Role.OWNER, other_owners=0)


def test_access_that_has_ended_is_not_changed() -> None:
    policies.check_still_member(Membership())

    with pytest.raises(Conflict, match="ended this person’s access"):
        policies.check_still_member(Membership(ended_at=NOW))


@pytest.mark.parametrize(
    ("about", "sentence"), [({"accepted_at": NOW}, "been accepted"), ({"revoked_at": NOW}, "been taken back")]
)
def test_a_used_invitation_is_not_changed(about, sentence) -> None:
    policies.check_unused(Invitation())

    with pytest.raises(Conflict, match=sentence):
        policies.check_unused(Invitation(**about))


@pytest.mark.parametrize(
    ("about", "is_open"),
    [({}, True), ({"accepted_at": NOW}, False), ({"revoked_at": NOW}, False), ({"expires_at": NOW}, False)],
)
def test_an_invitation_is_open_until_it_is_used_taken_back_or_too_old(about, is_open) -> None:
    assert policies.is_open(Invitation(**{"expires_at": LATER} | about), at=NOW) is is_open
