"""Control identifiers in their many spellings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from responsibilities.reading.families import control_key, family, is_control


@pytest.mark.parametrize(
    ("identifier", "key"),
    [
        ("AC-01 (a)", "AC-1(a)"),
        ("AC-1(a)", "AC-1(a)"),
        (" ac-1.a ", "AC-1(a)"),
        ("PS-03 (03) (a)", "PS-3(3)(a)"),
        ("AC-2(12)(b)", "AC-2(12)(b)"),
        ("ac-2_smt.a", "AC-2(a)"),
        ("ac-2.13", "AC-2(13)"),
        ("RA-05", "RA-5"),
        ("PS-03 (0)", "PS-3(0)"),
        ("MON-01", "MON-01"),
    ],
)
def test_one_spelling_for_one_control(identifier, key):
    assert control_key(identifier) == key


@pytest.mark.parametrize("identifier", ["MON-01", "XX-1", "AC", "AC-", "AC-1x", "", "back up AC-1"])
def test_what_is_no_control(identifier):
    assert not is_control(identifier)
    assert family(identifier) == ""


def test_a_control_has_its_familys_name():
    assert family("ps-03 (03) (a)") == "PS Personnel Security"


@given(st.integers(1, 99), st.integers(1, 30), st.sampled_from("abcdefghij"))
def test_zeros_and_blanks_make_no_difference(number, enhancement, part):
    padded = f"AC-{number:02} ({enhancement:02}) ({part})"

    assert control_key(padded) == control_key(f"AC-{number}({enhancement})({part})")
    assert control_key(control_key(padded)) == control_key(padded)
