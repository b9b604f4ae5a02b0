"""A database of its own for a test that talks to a server in another thread.

An SQLite database in memory has one connection for all threads, whose transactions would mix. A database in
a file (or another one on the same PostgreSQL) gives each request its own, as in life.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection, connections

from tests import databases


@contextmanager
def own_database(folder: Path, kept: Path) -> Iterator[None]:
    """Copy the migrated database that is kept, use it for every thread until the end, then delete it."""
    before = connections["default"]
    values, test = before.settings_dict, before.settings_dict["TEST"]
    old_name, old_test_name = values["NAME"], test["NAME"]
    test["NAME"] = str(folder / "browser.sqlite3") if before.vendor == "sqlite" else f"test_browser_{os.getpid()}"
    fresh = connections["default"] = connections.create_connection("default")  # type: ignore[assignment]  # Django's stub
    _create(Path(test["NAME"]), kept)
    try:
        yield
    finally:
        fresh.creation.destroy_test_db(old_name, verbosity=0)
        connections["default"] = before
        values["NAME"], test["NAME"] = old_name, old_test_name


def _create(mine: Path, kept: Path) -> None:
    """A database at the connection of now, from what is kept; else it is migrated, and kept."""
    about, create = connection.settings_dict["TEST"], connection.creation.create_test_db
    if connection.vendor != "sqlite":
        about["TEMPLATE"] = databases.kept_template()
        create(verbosity=0, autoclobber=True, serialize=False)
        about["TEMPLATE"] = about["TEMPLATE"] or databases.keep_template()
        return
    is_kept = kept.exists()
    if is_kept:
        shutil.copy(kept, mine)
    create(verbosity=0, autoclobber=True, serialize=False, keepdb=is_kept)
    if not is_kept:
        databases.keep(kept)
