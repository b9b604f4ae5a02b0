"""Back to the place in the list that somebody came from: its filters travel along, nothing else does."""

from urllib.parse import urlsplit

from django.http import QueryDict

from accounts.requests import Request
from responsibilities.models import Version
from responsibilities.queries.choice import Choice


def query_behind(request: Request) -> str:
    """The query string of the list from which htmx asks."""
    return urlsplit(request.htmx.current_url or "").query if request.htmx else ""


def page_behind(request: Request) -> str:
    """The path of the page on which the answer will stand."""
    return urlsplit(request.htmx.current_url or "").path or "/" if request.htmx else request.path


def choice_of(request: Request) -> Choice:
    """The filters of the list from which htmx asks."""
    return Choice.of(QueryDict(query_behind(request)).dict())


def back_to(version: Version, query: str) -> str:
    """The list of the version with the filters of a query string, and only those."""
    choice = Choice.of(QueryDict(query.lstrip("?")).dict())
    return f"{version.get_absolute_url()}{choice.query}".rstrip("?")
