"""What an action changed, for its event."""

from audit.record import differences


def test_differences_hold_only_what_changed():
    before = {"name": "Harbour", "region": "ENG"}

    assert differences(before, {"name": "Harbour Roast", "region": "ENG"}) == (
        {"name": "Harbour"},
        {"name": "Harbour Roast"},
    )
    assert differences(before, before) == ({}, {})


def test_a_new_value_had_none_before():
    assert differences({}, {"lead": "Tom Hallett"}) == ({"lead": None}, {"lead": "Tom Hallett"})
