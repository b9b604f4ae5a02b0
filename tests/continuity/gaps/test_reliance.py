"""C-21, C-22, C-28 and C-29: each fires, does not, or says that it cannot be told."""

from typing import Any

import pytest

from continuity.gaps.reliance import Cover, Relied, Shared, check_reliance
from continuity.survival.model import NEVER

HOUR = 60
FIRES, QUIET, UNKNOWN = "fires", "quiet", "unknown"
ANSWERS = Cover(is_known=True, waiting_hours=8, path="/i/")
SILENT = Cover(is_known=True, waiting_hours=None, path="/i/")
OWN = Cover(is_known=True, waiting_hours=None, path="/i/", own={"system_failure": 12})
NO_POLICY = Cover(is_known=False, waiting_hours=None, path="/i/")


def state(check: str, cover: Cover, **about: Any) -> str:
    thing = Relied(key="till", name="Till", path="/x/", **{"low": 6 * HOUR, "vendor": "Brightill"} | about)
    found = [each for each in check_reliance([thing], [], cover, "Harbour Roast") if each.check == check]
    return QUIET if not found else UNKNOWN if found[0].is_unknown else FIRES


@pytest.mark.parametrize(
    ("check", "cover", "about", "expected"),
    [
        ("C-21", SILENT, {}, FIRES),
        ("C-21", ANSWERS, {}, QUIET),
        ("C-21", NO_POLICY, {}, UNKNOWN),
        ("C-21", SILENT, {"vendor": ""}, QUIET),
        ("C-21", SILENT, {"low": NEVER}, QUIET),
        ("C-22", ANSWERS, {}, FIRES),
        ("C-22", ANSWERS, {"low": 8 * HOUR}, FIRES),
        ("C-22", ANSWERS, {"low": 8 * HOUR + 1}, QUIET),
        ("C-22", ANSWERS, {"low": 9 * HOUR, "lost_waiting": 0.5}, FIRES),
        ("C-22", ANSWERS, {"low": 9 * HOUR, "lost_waiting": 0.49}, QUIET),
        ("C-22", Cover(is_known=True, waiting_hours=0, path="/i/"), {"low": 0}, QUIET),
        ("C-22", SILENT, {}, QUIET),
        ("C-22", NO_POLICY, {}, UNKNOWN),
        ("C-22", OWN, {"vendor": "", "cause": "system_failure"}, FIRES),
        ("C-22", OWN, {"vendor": "", "cause": "system_failure", "low": 13 * HOUR}, QUIET),
        ("C-22", OWN, {"vendor": "", "cause": "system_failure", "is_sold": True}, QUIET),
        ("C-22", OWN, {"vendor": "", "cause": "utility_failure"}, QUIET),
        ("C-22", OWN, {"vendor": ""}, QUIET),
        ("C-22", NO_POLICY, {"vendor": "", "cause": "system_failure"}, UNKNOWN),
        ("C-21", OWN, {"vendor": "", "cause": "system_failure"}, QUIET),
        ("C-29", ANSWERS, {"low": 0}, FIRES),
        ("C-29", ANSWERS, {"low": 4 * HOUR}, FIRES),
        ("C-29", ANSWERS, {"low": 4 * HOUR + 1}, QUIET),
        ("C-29", ANSWERS, {"low": 0, "is_sold": True}, QUIET),
    ],
)
def test_each_check(check: str, cover: Cover, about: dict[str, Any], expected: str) -> None:
    assert state(check, cover, **about) == expected


def test_a_fallback_that_needs_the_same() -> None:
    both = [
        Shared(key="a", name="By phone", path="/x/", roots=("Power",)),
        Shared(key="b", name="Pad", path="/x/", roots=()),
    ]
    (found,) = check_reliance([], both, ANSWERS, "Harbour Roast")

    assert (found.check, found.message) == ("C-28", "The fallback “By phone” needs Power too.")
