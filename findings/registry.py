"""Every check there is: what each app tells in its `checked.py`.

An app above this one tells its checks in the same way: it is found by its name and never imported here, so that
imports go on pointing down.
"""

from functools import cache
from importlib import import_module

from django.apps import apps
from django.utils.module_loading import module_has_submodule

from core.checks import Check, Source

NUMBER = 42
ALL = tuple(f"C-{number:02}" for number in range(1, NUMBER + 1))  # domain.md chapter 6


@cache
def sources() -> tuple[Source, ...]:
    """Who answers checks, in the order of the installed apps."""
    found: list[Source] = []
    for app in apps.get_app_configs():
        if module_has_submodule(app.module, "checked"):
            found += import_module(f"{app.name}.checked").SOURCES
    return tuple(found)


@cache
def checks() -> dict[str, Check]:
    """Every check that somebody answers, by its id, in order. Raises ValueError where two apps answer the same."""
    found = [check for source in sources() for check in source.checks]
    if len({check.id for check in found}) < len(found):
        raise ValueError("Two sources answer the same check.")
    return {check.id: check for check in sorted(found, key=lambda each: each.id)}


def title_of(check_id: str) -> str:
    """What a check is called in a list; its id where nobody answers it any more."""
    known = checks().get(check_id)
    return known.title if known else check_id
