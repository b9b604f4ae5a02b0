"""What tests of “Who would pay?” share: addresses, and what a page says."""

from typing import Any

from django.urls import reverse

from tests.cast import Cast


def address(name: str, cast: Cast, **about: Any) -> str:
    return reverse(f"contracts:{name}", kwargs={"customer_slug": cast.customer.slug, **about})


def text(answer: Any) -> str:
    return str(answer.content.decode())
