"""C-23 to C-27: each fires, does not, or says that it cannot be told."""

from datetime import date
from typing import Any

import pytest

from continuity.gaps.recovery import FallbackFacts, ThingFacts, check_recovery

TODAY, HOUR, DAY = date(2026, 11, 23), 60, 1440
FIRES, QUIET, UNKNOWN = "fires", "quiet", "unknown"


def state(check: str, **about: Any) -> str:
    thing = ThingFacts(key="till", name="Till", path="/x/", **about)
    found = [each for each in check_recovery([thing], "Harbour Roast", TODAY) if each.check == check]
    return QUIET if not found else UNKNOWN if found[0].is_unknown else FIRES


def lasts(minutes: int | None) -> tuple[FallbackFacts, ...]:
    return (FallbackFacts(key="f", node="Cash", name="Pad", lasts=minutes),)


@pytest.mark.parametrize(
    ("check", "about", "expected"),
    [
        ("C-23", {"rto": 6 * HOUR, "allowed": 8 * HOUR}, FIRES),
        ("C-23", {"rto": 8 * HOUR, "allowed": 8 * HOUR}, QUIET),
        ("C-23", {"rto": 6 * HOUR}, UNKNOWN),
        ("C-23", {"allowed": 8 * HOUR}, QUIET),
        ("C-24", {"rpo": DAY, "backup": HOUR, "notice": DAY}, FIRES),
        ("C-24", {"rpo": DAY, "backup": 12 * HOUR, "notice": 12 * HOUR}, QUIET),
        ("C-24", {"rpo": DAY, "backup": 12 * HOUR}, UNKNOWN),
        ("C-24", {"rpo": DAY}, UNKNOWN),
        ("C-24", {"rpo": HOUR, "backup": DAY}, FIRES),
        ("C-24", {"backup": DAY}, UNKNOWN),
        ("C-24", {}, QUIET),
        ("C-24", {"is_system": True}, UNKNOWN),
        ("C-25", {"backup": DAY, "rto": HOUR}, FIRES),
        ("C-25", {"backup": DAY, "rto": HOUR, "restored": (TODAY, 61)}, FIRES),
        ("C-25", {"backup": DAY, "rto": HOUR, "restored": (TODAY, 60)}, QUIET),
        ("C-25", {"backup": DAY, "rto": HOUR, "restored": (date(2025, 11, 22), 60)}, FIRES),
        ("C-25", {"backup": DAY, "restored": (TODAY, 60)}, UNKNOWN),
        ("C-25", {"rto": HOUR}, QUIET),
        ("C-25", {"rpo": HOUR}, UNKNOWN),
        ("C-25", {"is_system": True}, UNKNOWN),
        ("C-23", {"is_needed": True}, UNKNOWN),
        ("C-27", {"is_needed": True}, UNKNOWN),
        ("C-26", {"rto": 6 * HOUR, "fallbacks": lasts(3 * HOUR)}, FIRES),
        ("C-26", {"rto": 3 * HOUR, "fallbacks": lasts(3 * HOUR)}, QUIET),
        ("C-26", {"rto": 3 * HOUR, "fallbacks": lasts(None)}, QUIET),
        ("C-26", {"fallbacks": lasts(3 * HOUR)}, UNKNOWN),
        ("C-27", {"rto": 8 * HOUR, "mtpd": 436.71}, FIRES),
        ("C-27", {"rto": 7 * HOUR, "mtpd": 436.71}, QUIET),
        ("C-27", {"rto": 7 * HOUR, "mtpd": float("inf")}, QUIET),
        ("C-27", {"rto": 7 * HOUR}, UNKNOWN),
    ],
)
def test_each_check(check: str, about: dict[str, Any], expected: str) -> None:
    assert state(check, **about) == expected


def test_the_words_name_both_times() -> None:
    thing = ThingFacts(key="till", name="Till", path="/x/", rto=6 * HOUR, allowed=9 * HOUR)
    found = next(each for each in check_recovery([thing], "Harbour Roast", TODAY) if each.check == "C-23")

    assert found.message == "Till: you need it back in 6 h; the contract allows 9 h."
    assert found.in_names().message == "Till: Harbour Roast needs it back in 6 h; the contract allows 9 h."


def test_what_nobody_has_said_is_one_finding_for_the_whole_business() -> None:
    things = [
        ThingFacts(key=name, name=name, path="/x/", is_system=True, is_needed=True) for name in ("Till", "Server")
    ]
    found = check_recovery(things, "Harbour Roast", TODAY)

    assert [(each.check, each.subject) for each in found] == [(f"C-{n}", "things") for n in (23, 27, 24, 25)]
    assert all(each.is_unknown for each in found)
    assert found[0].message == "By when this is wanted back, nobody has said: Till, Server."
