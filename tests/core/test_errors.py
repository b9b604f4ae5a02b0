"""Asking a check without being stopped by it."""

import pytest

from core.errors import Conflict, NotAllowed, allowed, why_not


def _check(number, *, limit=1):
    if number > limit:
        raise NotAllowed("That is too many.")


def test_why_not_is_the_sentence_of_the_refusal():
    assert why_not(_check, 2) == "That is too many."
    assert not allowed(_check, 2)


def test_nothing_stops_what_the_check_lets_through():
    assert why_not(_check, 2, limit=2) == ""
    assert allowed(_check, 2, limit=2)


def test_other_errors_are_not_taken_for_a_refusal():
    def check():
        raise Conflict("Somebody was faster.")

    with pytest.raises(Conflict):
        allowed(check)
