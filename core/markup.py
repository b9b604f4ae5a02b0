"""Markup put together in Python, for pages with hundreds of rows and thousands of words."""

import re
from html import escape

from django.utils.safestring import SafeString

NOTHING = SafeString("")
_special = re.compile("[&<>\"']").search  # few words have any, and looking costs a third of replacing


def fill(pattern: str, *words: object, **named: object) -> SafeString:
    """`format_html` without lazy words, at half its cost: what is not markup already is escaped, once.

    The pattern is markup of ours, never words that people wrote.
    """
    return SafeString(pattern.format(*map(_safe, words), **{name: _safe(word) for name, word in named.items()}))


def _safe(word: object) -> str:
    if isinstance(word, SafeString):
        return word
    text = str(word)
    return escape(text) if _special(text) else text
