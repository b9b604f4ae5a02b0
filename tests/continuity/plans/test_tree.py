"""A call tree is read branch by branch."""

from hypothesis import given
from hypothesis import strategies as st

from continuity.plans.tree import Tree


def test_each_branch_stays_together_in_the_order_given() -> None:
    tree = Tree([(None, "jory", 1), (None, "105", 2), ("jory", "amara", 3), ("amara", "kit", 4), ("jory", "desk", 5)])

    assert tree.read() == [(0, 1), (1, 3), (2, 4), (1, 5), (0, 2)]
    assert tree.below("jory") == {"amara", "kit", "desk"}
    assert tree.below("kit") == set()


@given(st.lists(st.integers(0, 30), max_size=30))
def test_everybody_is_read_once_and_after_their_caller(callers: list[int]) -> None:
    calls = [(None if caller >= number else caller, number, number) for number, caller in enumerate(callers)]

    read = [row for _, row in Tree(calls).read()]

    assert sorted(read) == list(range(len(callers)))
    for caller, called, _ in calls:
        assert caller is None or read.index(caller) < read.index(called)


def test_a_circle_ends() -> None:
    tree = Tree([(None, "a", 1), ("a", "b", 2), ("b", "a", 3)])

    assert tree.read() == [(0, 1), (1, 2)]
    assert tree.below("a") == {"a", "b"}
