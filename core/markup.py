"""Markup put together in Python, for pages with hundreds of rows and thousands of words."""

from html import escape

from django.utils.safestring import SafeString

NOTHING = SafeString("")


def fill(pattern: str, *words: object, **named: object) -> SafeString:
    """`format_html` without lazy words, at half its cost: what is not markup already is escaped, once.

    The pattern is markup of ours, never words that people wrote.
    """
    return SafeString(pattern.format(*map(_safe, words), **{name: _safe(word) for name, word in named.items()}))


def _safe(word: object) -> str:
    return word if isinstance(word, SafeString) else escape(str(word))
