"""What every test may ask for."""

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client

from accounts.models import User
from tests.cast import Cast, make_cast


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: object) -> None:
    """Transactional tests empty tables afterwards, which SQLite's trigger against deleting events would refuse."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]  # pytest-django's fixture
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("DROP TRIGGER audit_event_no_delete")


@pytest.fixture(autouse=True)
def no_earlier_tries() -> None:
    """Rate limits count the tries of this test alone, however fast those before it were."""
    cache.clear()


@pytest.fixture
def cast(db: None) -> Cast:
    """Providers, customers and people of every role."""
    return make_cast()


@pytest.fixture
def sign_in() -> Callable[[User], Client]:
    """A browser in which somebody has signed in."""

    def signed_in(user: User) -> Client:
        client = Client()
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return signed_in
