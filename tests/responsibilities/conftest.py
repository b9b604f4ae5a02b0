"""Who looks at the pages, and at what."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from responsibilities.models import Version
from tests.cast import Cast
from tests.factories.responsibilities import make_version

SignIn = Callable[[User], Client]


@pytest.fixture
def staff(cast: Cast, sign_in: SignIn) -> Client:
    return sign_in(cast.provider_lead)


@pytest.fixture
def version(cast: Cast) -> Version:
    return make_version(cast.customer, rows=[{"code": "MON-01"}, {"code": "MON-02", "ownership": "undecided"}])


@pytest.fixture
def owner(cast: Cast, sign_in: SignIn) -> Client:
    return sign_in(cast.customer_owner)
