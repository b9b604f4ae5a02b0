"""A figure and its per cent sign are never written in two lines: code and templates write them in one way."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from tests.architecture.test_models import CODE

TEMPLATES = [path for path in (Path(settings.BASE_DIR) / "templates").rglob("*") if path.is_file()]
APART = re.compile(r"(?:\d|\}\}|100 %\})(?: |&nbsp;)%(?![}\w])")  # "99 %", "{{ share }} %", "{% widthratio … 100 %} %"
WORDS_OF_PEOPLE = {"demo"}  # what people of the made-up companies wrote


def test_templates_ask_the_filter() -> None:
    assert not [f"{path.name}: {found[0]}" for path in TEMPLATES for found in APART.finditer(path.read_text())]


def test_code_asks_the_function() -> None:
    code = [path for path in CODE if WORDS_OF_PEOPLE.isdisjoint(path.parts) and "migrations" not in path.parts]

    assert not [f"{path}: {words}" for path in code for words in _apart(ast.parse(path.read_text()))]


def _apart(tree: ast.Module) -> Iterator[str]:
    """Texts in which a figure, written out or filled in, is followed by a blank and the sign; what explains is none."""
    explains = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in explains and APART.search(str(node.value)):
            yield str(node.value)
        if isinstance(node, ast.JoinedStr) and any(map(_is_sign_after_figure, node.values, node.values[1:])):
            yield ast.unparse(node)


def _is_sign_after_figure(figure: ast.expr, sign: ast.expr) -> bool:
    is_filled_in = isinstance(figure, ast.FormattedValue) and isinstance(sign, ast.Constant)
    return is_filled_in and str(sign.value).startswith(" %")  # type: ignore[attr-defined]  # a constant, as above
