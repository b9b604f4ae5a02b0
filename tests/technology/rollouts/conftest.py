"""Who acts on updates, and an update on its way."""

import pytest

from accounts.actor import Actor
from technology.models import Rollout, Update
from tests.cast import Cast
from tests.factories.rollouts import make_rollout, make_update
from tests.factories.technology import make_product


@pytest.fixture
def lead(cast: Cast) -> Actor:
    return cast.actor(cast.provider_lead, provider=cast.provider)


@pytest.fixture
def engineer(cast: Cast) -> Actor:
    return cast.actor(cast.provider_engineer, provider=cast.provider)


@pytest.fixture
def update(cast: Cast) -> Update:
    return make_update(make_product(cast.provider), by=cast.provider_lead)


@pytest.fixture
def ready(cast: Cast, update: Update) -> Rollout:
    """In the pilot ring for its 72 hours, everything well."""
    return make_rollout(update, by=cast.provider_lead, stage=1, hours=72, well=True)
