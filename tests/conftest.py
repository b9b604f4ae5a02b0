"""What every test may ask for."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client

from accounts.models import User
from tests import databases
from tests.cast import Cast, make_cast, sign_in

USUAL = 180  # seconds that pyproject.toml gives a test


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests with a longer time limit begin first, so that no process is left with one when the others are done."""
    limits = {item: mark.args[0] for item in items if (mark := item.get_closest_marker("timeout"))}
    items.sort(key=lambda item: limits.get(item, 0) <= USUAL)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings: None,
    django_db_use_migrations: bool,
    django_db_blocker: Any,
    pytestconfig: pytest.Config,
) -> Iterator[None]:
    """The database starts as the last run's migrations left it, where none has changed since."""
    filled = None
    if django_db_use_migrations and connection.vendor == "sqlite":
        kept = databases.kept_file(pytestconfig.cache.mkdir("database"))
        if kept.exists():
            filled = databases.fill(connection.creation._get_test_db_name(), kept)
    elif django_db_use_migrations:
        with django_db_blocker.unblock():
            connection.settings_dict["TEST"]["TEMPLATE"] = databases.kept_template()
    yield
    if filled:
        filled.close()


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None, django_db_use_migrations: bool, django_db_blocker: Any, pytestconfig: pytest.Config
) -> None:
    """Transactional tests empty tables afterwards, which SQLite's trigger against deleting events would refuse."""
    with django_db_blocker.unblock():
        if connection.vendor != "sqlite":
            about = connection.settings_dict["TEST"]
            if django_db_use_migrations and not about["TEMPLATE"]:
                about["TEMPLATE"] = databases.keep_template()
            return
        kept = databases.kept_file(pytestconfig.cache.mkdir("database"))
        if django_db_use_migrations and not kept.exists():
            databases.keep(kept)
        with connection.cursor() as cursor:
            cursor.execute("DROP TRIGGER audit_event_no_delete")
        assert connection.features.supports_json_field  # asked once here, not in a test that counts queries


@pytest.fixture(autouse=True)
def no_earlier_tries() -> None:
    """Rate limits count the tries of this test alone, however fast those before it were."""
    cache.clear()


@pytest.fixture
def cast(db: None) -> Cast:
    """Providers, customers and people of every role."""
    return make_cast()


@pytest.fixture(name="sign_in")
def sign_in_fixture() -> Callable[[User], Client]:
    """A browser in which somebody has signed in."""
    return sign_in
