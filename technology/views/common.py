"""What every page of technology needs: the address of the list."""

from typing import Any

from django.urls import reverse

from accounts.requests import Request


def provider_url(request: Request, name: str, **more: Any) -> str:
    """A page under the provider in the path."""
    return reverse(f"technology:{name}", kwargs={"provider_slug": request.org.provider.slug, **more})
