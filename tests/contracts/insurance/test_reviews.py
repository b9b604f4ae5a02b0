"""A policy looked at again: who may say how that ended, and what follows."""

from datetime import date

import pytest

from audit.endings import Ending
from audit.models import Event, Review
from contracts.actions import insurance as actions
from core.errors import NotAllowed
from tests.cast import NOW, Cast
from tests.contracts.insurance.test_actions import EVERYBODY, KEEPERS
from tests.factories.insurance import make_policy


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("ending", "review_on", "will_lapse"),
    [
        (Ending.VALID, date(2026, 12, 20), False),
        (Ending.CHANGED, date(2026, 12, 20), False),
        (Ending.RETIRED, None, True),
    ],
)
def test_a_review_ends_in_a_stated_outcome(
    cast: Cast, ending: Ending, review_on: date | None, will_lapse: bool
) -> None:
    policy = make_policy(cast.customer, review_on=date(2026, 11, 1))

    actions.review_policy(
        policy=policy, ending=ending, why="The limits fit.", next_on=date(2026, 12, 20),
        by=cast.actor(cast.customer_owner), at=NOW,
    )  # fmt: skip

    policy.refresh_from_db()
    kept, event = Review.objects.get(), Event.objects.get(verb="policy_reviewed")
    assert (policy.review_on, policy.will_lapse) == (review_on, will_lapse)
    assert (kept.ending, kept.why, kept.next_on, kept.subject_id) == (ending, "The limits fit.", review_on, policy.pk)
    assert (kept.customer_id, kept.path) == (cast.customer.pk, policy.get_absolute_url())
    assert "because the limits fit" in event.says


@pytest.mark.django_db
@pytest.mark.parametrize("persona", sorted(EVERYBODY - KEEPERS))
def test_who_does_not_keep_a_policy_does_not_say_how_its_review_ended(cast: Cast, persona: str) -> None:
    with pytest.raises(NotAllowed):
        actions.review_policy(
            policy=make_policy(cast.customer), ending=Ending.VALID, why="Same", next_on=None,
            by=cast.actor(getattr(cast, persona)), at=NOW,
        )  # fmt: skip
    assert not Review.objects.exists()
