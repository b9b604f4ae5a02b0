"""The access table: every URL name of ours, gathered from one module for each app."""

import importlib
import pkgutil

from tests.architecture.entries import Entry


def gather() -> dict[str, Entry]:
    """Every app's entries; the same name in two apps is a mistake."""
    entries: dict[str, Entry] = {}
    for found in pkgutil.iter_modules(__path__):
        module = importlib.import_module(f"{__name__}.{found.name}")
        twice = entries.keys() & module.ENTRIES.keys()
        if twice:
            raise AssertionError(f"{sorted(twice)} stand in the access table twice.")
        entries |= module.ENTRIES
    return entries
