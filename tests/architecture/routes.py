"""Every address of the product, read from its URLconf."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

LIBRARIES = ("allauth.", "django.")


@dataclass(frozen=True)
class Route:
    """One address: its full name, the names in its path, and the view that answers."""

    name: str
    parameters: frozenset[str]
    view: Any

    @property
    def is_ours(self) -> bool:
        return not self.view.__module__.startswith(LIBRARIES)


def routes() -> list[Route]:
    """Every address, in the order of the URLconf."""
    return list(_walk(get_resolver(), "", frozenset()))


def _walk(resolver: URLResolver, prefix: str, above: frozenset[str]) -> Iterator[Route]:
    for pattern in resolver.url_patterns:
        parameters = above | frozenset(pattern.pattern.converters) | _groups(pattern)
        if isinstance(pattern, URLPattern):
            yield Route(f"{prefix}{pattern.name}", parameters, pattern.callback)
        else:
            space = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from _walk(pattern, space, parameters)


def _groups(pattern: URLPattern | URLResolver) -> frozenset[str]:
    return frozenset(pattern.pattern.regex.groupindex)
