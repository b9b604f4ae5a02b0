"""Updates recorded, changed, started in their first ring."""

from datetime import timedelta

import pytest

from accounts.actor import Actor
from audit.models import Event
from core.errors import Conflict, NotAllowed
from technology.actions import rollouts as actions
from technology.models import Update
from technology.rollouts.rings import Ring
from technology.rollouts.snapshots import token
from tests.cast import NOW, Cast
from tests.factories.rollouts import make_plan
from tests.factories.technology import make_product

ABOUT = {"version": "8.0", "kind": "software", "released_on": NOW.date(), "is_high_risk": False, "what": ""}


def test_update_is_recorded_once_by_the_same_form(cast: Cast, engineer: Actor) -> None:
    product, key = make_product(cast.provider), "0b2f6f5e-5f2a-4b53-9f0e-0d3f6a2b7c11"

    for _ in range(2):
        actions.record_update(product=product, by=engineer, at=NOW, key=key, **ABOUT)

    assert Update.objects.get().version == "8.0"
    assert Event.objects.filter(verb="update_recorded").count() == 1


def test_update_is_refused_twice_ahead_of_time_or_for_another_provider(cast: Cast, engineer: Actor) -> None:
    product = make_product(cast.provider)
    actions.record_update(product=product, by=engineer, at=NOW, **ABOUT)

    with pytest.raises(NotAllowed, match="recorded already"):
        actions.record_update(product=product, by=engineer, at=NOW, **ABOUT)
    late = {"version": "9", "released_on": NOW.date() + timedelta(days=1)}
    with pytest.raises(NotAllowed, match="has not come yet"):
        actions.record_update(product=product, by=engineer, at=NOW, **ABOUT | late)
    with pytest.raises(NotAllowed, match="another provider"):
        actions.record_update(product=make_product(cast.strange_provider), by=engineer, at=NOW, **ABOUT)


def test_second_writer_of_an_update_is_told(update: Update, engineer: Actor) -> None:
    edited = token(update)
    actions.edit_update(update=update, edited=edited, by=engineer, at=NOW, **ABOUT)

    with pytest.raises(Conflict):
        actions.edit_update(update=update, edited=edited, by=engineer, at=NOW, **ABOUT | {"version": "8.1"})


def test_starts_in_the_first_ring_of_the_products_own_plan(cast: Cast, update: Update, engineer: Actor) -> None:
    rings = (Ring("Bench", 4, "own", devices=2), Ring("Everybody", 0))
    make_plan(cast.provider)
    plan = make_plan(cast.provider, update.product, rings, rollout_hours=5)
    plan.rings.get(position=1).customers.add(cast.customer)

    rollout = actions.start_rollout(update=update, by=engineer, at=NOW)

    assert rollout.rollout_hours == 5
    assert [each.facts for each in rollout.stages.order_by("position")] == list(rings)
    assert rollout.stages.get(position=0).entered_by == cast.provider_engineer
    assert list(rollout.stages.get(position=1).customers.all()) == [cast.customer]
    with pytest.raises(NotAllowed, match="already on its way"):
        actions.start_rollout(update=update, by=engineer, at=NOW)
