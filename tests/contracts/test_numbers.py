"""Clauses stand in the order of their numbers."""

from hypothesis import given
from hypothesis import strategies as st

from contracts.numbers import natural_key


def test_numbers_count_as_numbers() -> None:
    numbers = ["10", "4.10", "4.2", "2", "4(b)", "4(a)", "4", "Schedule 2", "A.1"]

    assert sorted(numbers, key=natural_key) == [
        "2", "4", "4.2", "4.10", "4(a)", "4(b)", "10", "A.1", "Schedule 2",
    ]  # fmt: skip


@given(st.lists(st.text(max_size=30)))
def test_any_text_can_be_put_in_order(numbers: list[str]) -> None:
    assert len(sorted(numbers, key=natural_key)) == len(numbers)
