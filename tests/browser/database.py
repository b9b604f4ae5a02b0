"""A database of its own for a test that talks to a server in another thread.

An SQLite database in memory has one connection for all threads, whose transactions would mix. A database in
a file (or another one on the same PostgreSQL) gives each request its own, as in life.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connections


@contextmanager
def own_database(folder: Path) -> Iterator[None]:
    """Migrate an empty database, use it for every thread until the end, then delete it."""
    before = connections["default"]
    values, test = before.settings_dict, before.settings_dict["TEST"]
    old_name, old_test_name = values["NAME"], test["NAME"]
    test["NAME"] = str(folder / "browser.sqlite3") if before.vendor == "sqlite" else f"test_browser_{os.getpid()}"
    fresh = connections["default"] = connections.create_connection("default")  # type: ignore[assignment]  # Django's stub
    fresh.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        yield
    finally:
        fresh.creation.destroy_test_db(old_name, verbosity=0)
        connections["default"] = before
        values["NAME"], test["NAME"] = old_name, old_test_name
