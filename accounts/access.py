"""Every view says who may call it: `@requires(...)`, `@signed_in` or `@public`. A silent view does not answer."""

from collections.abc import Callable, Collection
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.decorators import login_not_required
from django.urls import Resolver404, resolve

from accounts.enums import Permission

View = Callable[..., Any]
PUBLIC, SIGNED_IN = "public", "signed in"


def requires(permission: Permission) -> Callable[[View], View]:
    """Only members with this permission in the organisation that the path names."""

    def declare(view: View) -> View:
        view.access = permission  # type: ignore[attr-defined]  # read by ActorMiddleware
        return view

    return declare


def signed_in(view: View) -> View:
    """Anybody who has signed in; the view looks at nothing but that person's own things."""
    view.access = SIGNED_IN  # type: ignore[attr-defined]  # read by ActorMiddleware
    return view


def public(view: View) -> View:
    """Anybody, signed in or not."""
    view = login_not_required(view)
    view.access = PUBLIC  # type: ignore[attr-defined]  # read by ActorMiddleware
    return view


def may_open(path: str, permissions: Collection[Permission]) -> bool:
    """Whether the page at this path lets in a member of its organisation with these permissions: for links we send.

    The path may carry a query or point at a part of the page.
    """
    try:
        access = getattr(resolve(urlsplit(path).path).func, "access", None)
    except Resolver404:
        return False
    return access in (PUBLIC, SIGNED_IN) or access in permissions
