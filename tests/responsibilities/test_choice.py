"""Which rows the address of the list asks for."""

from types import SimpleNamespace
from typing import Any

import pytest

from responsibilities.queries.choice import Choice

HIGH = SimpleNamespace(check="C-01", mark="high")
UNKNOWN = SimpleNamespace(check="C-05", mark="unknown")


def line(**about: Any) -> Any:
    plain = {
        "domain": "Updates",
        "ownership": "shared",
        "out_of_scope": "",
        "words": "upd-01 install updates",
        "gaps": (),
    }
    return SimpleNamespace(**plain | about)


@pytest.mark.parametrize(
    ("query", "about", "is_taken"),
    [
        ({}, {}, True),
        ({"q": "Install UPD"}, {}, True),
        ({"q": "install windows"}, {}, False),
        ({"domain": "Updates"}, {}, True),
        ({"domain": "Network"}, {}, False),
        ({"owner": "shared"}, {}, True),
        ({"owner": "customer"}, {}, False),
        ({"owner": "shared"}, {"out_of_scope": "No tills"}, False),
        ({"owner": "out"}, {"out_of_scope": "No tills"}, True),
        ({"gap": "any"}, {}, False),
        ({"gap": "any"}, {"gaps": (HIGH,)}, True),
        ({"gap": "any"}, {"gaps": (UNKNOWN,)}, False),
        ({"gap": "unknown"}, {"gaps": (UNKNOWN,)}, True),
        ({"gap": "high"}, {"gaps": (HIGH,)}, True),
        ({"gap": "C-05"}, {"gaps": (HIGH,)}, False),
    ],
)
def test_filters(query: dict[str, str], about: dict[str, Any], is_taken: bool) -> None:
    assert Choice.of(query).takes(line(**about)) is is_taken


def test_links_keep_what_is_chosen_and_go_back_to_the_first_page() -> None:
    choice = Choice.of({"q": "back up", "owner": "shared", "page": "3", "evil": "x"})

    assert choice.with_(owner="") == "?q=back+up"
    assert choice.query == "?q=back+up&owner=shared&page=3"
    assert choice.is_narrowed
    assert not Choice.of({"page": "all"}).is_narrowed
    assert Choice.of({"page": "all"}).is_whole
