"""Old words struck, new ones underlined."""

from hypothesis import given
from hypothesis import strategies as st

from responsibilities.word_changes import pieces


def shown(old: str, new: str) -> list[tuple[str, str]]:
    return [(piece.kind, piece.text) for piece in pieces(old, new)]


def test_only_the_words_that_differ_are_marked() -> None:
    assert shown("Rings you within 4 hours.", "Rings you within 1 hour.") == [
        ("same", "Rings you within"),
        ("old", "4 hours."),
        ("new", "1 hour."),
    ]


def test_words_put_in_and_words_left_out() -> None:
    assert shown("Locks the back room.", "Locks the room.") == [
        ("same", "Locks the"),
        ("old", "back"),
        ("same", "room."),
    ]
    assert shown("Locks the room.", "Locks the back room.")[1] == ("new", "back")


def test_other_words_altogether_are_shown_whole() -> None:
    assert shown("Nothing of it stays.", "Everything here reads otherwise now") == [
        ("old", "Nothing of it stays."),
        ("new", "Everything here reads otherwise now"),
    ]


def test_nothing_before_and_nothing_after() -> None:
    assert shown("", "New words") == [("new", "New words")]
    assert shown("Old words", "") == [("old", "Old words")]
    assert shown(" ", "") == []


WORDS = st.lists(st.sampled_from(["a", "b", "c", "d", "e"]))


@given(WORDS, WORDS)
def test_both_texts_can_be_read_off_the_pieces(old: list[str], new: list[str]) -> None:
    found = pieces(" ".join(old), " ".join(new))

    assert " ".join(p.text for p in found if not p.is_new).split() == old
    assert " ".join(p.text for p in found if not p.is_old).split() == new
