"""Headings: a click sorts by the column, a second one turns the list round."""

import pytest

from accounts.models import User
from core.sorting import Heading, headings, ordered, sorted_by

COLUMNS = (("name", "Customer"), ("findings", "Findings", "High, medium, low"))


def test_a_heading_sorts_by_its_column():
    assert headings(COLUMNS, "") == [
        Heading("Customer", "name", ""),
        Heading("Findings", "findings", "", "High, medium, low"),
    ]


def test_over_figures_a_heading_stands_to_the_right():
    assert headings([("fee", "Fee", "", "r")], "fee") == [Heading("Fee", "-fee", "ascending", "", "r")]


def test_a_second_click_turns_the_list_round():
    assert headings(COLUMNS, "name")[0] == Heading("Customer", "-name", "ascending")


def test_a_third_click_turns_it_back():
    assert headings(COLUMNS, "-name")[0] == Heading("Customer", "name", "descending")


def test_the_first_click_on_the_column_of_the_usual_order_keeps_that_order():
    assert headings(COLUMNS, "name", is_asked=False)[0] == Heading("Customer", "name", "ascending")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("sort", "names"),
    [("name", ["Ada", "Ben"]), ("-name", ["Ben", "Ada"]), ("", ["Ben", "Ada"]), ("-password", ["Ben", "Ada"])],
)
def test_rows_stand_by_what_is_offered_and_else_as_usual(sort: str, names: list[str]) -> None:
    for name in ("Ben", "Ada"):
        User.objects.create_user(f"{name}@example.com", name, "x")

    found = ordered(User.objects.all(), {"name": ("name",)}, sort, "-name")

    assert [user.name for user in found] == names


@pytest.mark.parametrize(
    ("sort", "names"),
    [("size", ["b", "a", "c"]), ("-size", ["a", "b", "c"]), ("", ["a", "b", "c"]), ("-secret", ["a", "b", "c"])],
)
def test_lines_without_a_value_come_last_either_way(sort: str, names: list[str]) -> None:
    lines = [("a", 2), ("b", 1), ("c", None)]

    found = sorted_by(lines, {"size": lambda line: line[1]}, sort)

    assert [name for name, _ in found] == names
