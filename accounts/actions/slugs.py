"""Names as parts of an address."""

from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet
from django.utils.text import slugify


def free_slug(name: str, rows: QuerySet[Any], *, otherwise: str, reserved: Collection[str] = ()) -> str:
    """The name as an address, numbered when one of the rows has it; `otherwise` where no letter of it is left."""
    stem = slugify(name)[:50].strip("-") or otherwise
    stem = f"{stem}-1" if stem in reserved else stem
    taken = set(rows.filter(slug__startswith=stem).values_list("slug", flat=True))
    number, slug = 1, stem
    while slug in taken:
        number += 1
        slug = f"{stem}-{number}"
    return slug
