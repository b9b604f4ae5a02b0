"""Pages of a list, and links that keep its filters."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import QueryDict

SIZES = (25, 50, 100, 200)


def page_of(rows: Any, query: QueryDict, *, size: int = 50, number: int | None = None) -> Page[Any]:
    """The page that `?page=` asks for, of `?size=` rows; a page that does not exist becomes the nearest.

    `number` is how many rows there are, where that is known already and need not be counted again.
    """
    asked = query.get("size", "")
    per_page = next((each for each in SIZES if str(each) == asked), size)
    paginator = Paginator(rows, per_page)
    if number is not None:
        paginator.count = number
    return paginator.get_page(query.get("page"))


def query_without(query: QueryDict, *names: str) -> str:
    """The query string without some of its names, ready to have another added: "" or ends with "&"."""
    kept = query.copy()
    for name in names:
        kept.pop(name, None)
    encoded = kept.urlencode()
    return f"{encoded}&" if encoded else ""
