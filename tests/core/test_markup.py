"""Markup put together in Python says the same as Django's own way of doing it."""

from django.utils.html import format_html
from django.utils.safestring import SafeString
from hypothesis import given
from hypothesis import strategies as st

from core.markup import NOTHING, fill

WORDS = st.text() | st.text(alphabet="<>&'\"{}%").map(SafeString) | st.integers() | st.none()


@given(WORDS, WORDS)
def test_it_escapes_as_format_html_does(first: object, second: object) -> None:
    found = fill('<p title="{}">{word}</p>', first, word=second)

    assert found == format_html('<p title="{}">{word}</p>', first, word=second)
    assert isinstance(found, SafeString)


def test_markup_stays_and_words_do_not_become_it() -> None:
    assert fill("{}{}{}", fill("<b>{}</b>", "<i>"), NOTHING, "<u>") == "<b>&lt;i&gt;</b>&lt;u&gt;"
