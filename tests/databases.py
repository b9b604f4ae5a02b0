"""What tests share in the database: its tables, kept between runs, and scenes that many tests look at.

A migrated database is kept between runs, SQLite's in a file, PostgreSQL's as a template beside the others: making
one anew takes most of a minute in every process of a run, and again for each module that talks to a live site.
"""

import hashlib
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

import django
from django.apps import apps
from django.db import DatabaseError, connection, transaction

T = TypeVar("T")
TEMPLATES = "samesheet_migrated_"  # how the names of PostgreSQL's kept databases begin


def _digest() -> str:
    """Of the migrations of today: any change to one of them asks for another database."""
    digest = hashlib.sha256(django.__version__.encode())
    folders = {app.label: Path(app.path) / "migrations" for app in apps.get_app_configs()}
    for label in sorted(folders):
        for file in sorted(folders[label].glob("*.py")):
            digest.update(f"{label}/{file.name}".encode() + file.read_bytes())
    return digest.hexdigest()[:16]


def kept_file(folder: Path) -> Path:
    """Where the SQLite database that the migrations lead to is kept."""
    return folder / f"{_digest()}.sqlite3"


def fill(name: str, kept: Path) -> sqlite3.Connection:
    """Opens the database in memory of that name with what is kept; it lives as long as a connection to it does."""
    memory = sqlite3.connect(name, uri=True)
    source = sqlite3.connect(kept)
    source.backup(memory)
    source.close()
    return memory


def keep(kept: Path) -> None:
    """Keeps the database as the migrations left it, whole or not at all, and lets go of those kept before."""
    mine = kept.with_suffix(f".{os.getpid()}")
    target = sqlite3.connect(mine)
    connection.connection.backup(target)
    target.close()
    for old in {*kept.parent.glob("*.sqlite3")} - {kept}:
        old.unlink(missing_ok=True)
    mine.replace(kept)


def kept_template() -> str | None:
    """The PostgreSQL database that the migrations lead to, where it was kept."""
    with connection.creation._nodb_cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [TEMPLATES + _digest()])
        return TEMPLATES + _digest() if cursor.fetchone() else None


def keep_template() -> str:
    """Keeps this PostgreSQL database as the migrations left it, and lets go of those kept before."""
    kept, now = TEMPLATES + _digest(), connection.settings_dict["NAME"]
    connection.close()  # nobody may be at a database that is copied
    with connection.creation._nodb_cursor() as cursor:
        cursor.execute(
            "SELECT datname FROM pg_database WHERE starts_with(datname, %s) AND datname <> %s", [TEMPLATES, kept]
        )
        for (old,) in cursor.fetchall():
            with suppress(DatabaseError):  # another run, of other migrations, is copying it
                cursor.execute(f'DROP DATABASE IF EXISTS "{old}"')
        with suppress(DatabaseError):  # another process of this run has kept it a moment ago
            cursor.execute(f'CREATE DATABASE "{kept}" TEMPLATE "{now}"')
    return kept


@contextmanager
def shared(make: Callable[[], T], blocker: Any) -> Iterator[T]:
    """A scene for all tests of a module. Each test's own writes are rolled back as ever; the scene's at the end.

    It goes into a fixture with `scope="module"` that asks for `django_db_setup` and `django_db_blocker`. The objects
    are everybody's: a test that changes one reads it from the database first, or makes a scene of its own.
    """
    block = ExitStack()
    with blocker.unblock():
        block.enter_context(transaction.atomic())
        block.callback(transaction.set_rollback, True)
    try:
        with blocker.unblock():
            made = make()
        yield made
    finally:
        with blocker.unblock():
            block.close()
