"""Pages look at the clock: here it stands still."""

from collections.abc import Callable, Iterator

import pytest
import time_machine
from django.test import Client

from accounts.models import User
from contracts.models import LossScenario
from tests.cast import NOW, Cast
from tests.factories.scenarios import TILLS, make_shared, make_terms


@pytest.fixture(autouse=True)
def _still() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def lead(cast: Cast, sign_in: Callable[[User], Client]) -> Client:
    """The browser of the provider's manager."""
    return sign_in(cast.provider_lead)


@pytest.fixture
def owner(cast: Cast, sign_in: Callable[[User], Client]) -> Client:
    """The browser of the customer's owner."""
    return sign_in(cast.customer_owner)


@pytest.fixture
def tills(cast: Cast) -> LossScenario:
    """The example of domain.md §4.4, shared by the customer's owner, under the terms it needs."""
    make_terms(cast.customer)
    return make_shared(cast.customer, by=cast.customer_owner, side="customer", **TILLS)
