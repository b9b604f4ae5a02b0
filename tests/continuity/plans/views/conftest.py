"""The clock and the reader of the pages of plans."""

from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.test import Client

from accounts.models import User
from tests.cast import NOW, Cast

SignIn = Callable[[User], Client]


@pytest.fixture(autouse=True)
def _now() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def owner(cast: Cast, sign_in: SignIn) -> Client:
    return sign_in(cast.customer_owner)
