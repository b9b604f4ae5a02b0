"""Headings: a click sorts by the column, a second one turns the list round."""

from core.sorting import Heading, headings

COLUMNS = (("name", "Customer"), ("findings", "Findings", "High, medium, low"))


def test_a_heading_sorts_by_its_column():
    assert headings(COLUMNS, "") == [
        Heading("Customer", "name", ""),
        Heading("Findings", "findings", "", "High, medium, low"),
    ]


def test_a_second_click_turns_the_list_round():
    assert headings(COLUMNS, "name")[0] == Heading("Customer", "-name", "ascending")


def test_a_third_click_turns_it_back():
    assert headings(COLUMNS, "-name")[0] == Heading("Customer", "name", "descending")
