"""What pages of every app share: what a form is filled with, the file of a list."""

from datetime import UTC, datetime

import pytest
from django.test import RequestFactory

from core.pages import exported, posted

ROWS = [("=1+1", 2)]


@pytest.fixture(autouse=True)
def monday(time_machine) -> None:
    time_machine.move_to(datetime(2026, 11, 23, 12, tzinfo=UTC), tick=False)


def test_a_form_is_filled_once_it_is_sent(rf: RequestFactory) -> None:
    assert posted(rf.get("/", {"name": "Ada"})) is None
    sent = posted(rf.post("/", {"name": "Ada"}))
    assert sent is not None
    assert sent["name"] == "Ada"


@pytest.mark.parametrize("asked", ["", "?export=", "?export=pdf"])
def test_without_a_kind_of_file_the_page_is_wanted(rf: RequestFactory, asked: str) -> None:
    assert exported(rf.get(f"/{asked}"), ("What",), lambda: ROWS, "things", "Things") is None


def test_a_list_leaves_as_a_file_without_formulas(rf: RequestFactory) -> None:
    file = exported(rf.get("/?export=csv"), ("What", "Number"), lambda: ROWS, "things", "Things")

    assert file is not None
    assert 'filename="things-2026-11-23.csv"' in file["Content-Disposition"]
    assert b"'=1+1" in file.content
