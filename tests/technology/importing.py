"""Tables of what runs where, taken through their steps."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.actor import Actor
from core.importing.columns import guess
from core.spreadsheets import write_csv
from core.uploads import check_upload
from technology.actions import imports
from technology.models import DeploymentImport
from technology.reading.columns import layout_of
from tests.cast import NOW, Cast

HEADINGS = ("Customer", "Product", "Where", "How many", "Of what", "Version", "Have it", "Should have it")
WATCH = ("Harbour Roast", "Watch", "tills", "31", "computers", "4.2", "29", "31")


def mapped(
    cast: Cast, by: Actor, rows: list[Any], headings: tuple[str, ...] = HEADINGS, *, here: bool = False
) -> DeploymentImport:
    file = SimpleUploadedFile("rmm.csv", write_csv(headings, rows))
    entry = imports.start_import(
        provider=cast.provider, customer=cast.customer if here else None, file=file,
        checked=check_upload(file, ("csv", "xlsx")), by=by, at=NOW,
    )  # fmt: skip
    mapping = guess(headings, layout_of(is_everywhere=not here))
    return imports.map_import(entry=entry, sheet="", mapping=mapping, by=by, at=NOW)


def imported(cast: Cast, by: Actor, rows: list[Any], *more: Any, **about: Any) -> DeploymentImport:
    return imports.confirm_import(entry=mapped(cast, by, rows, *more, **about), by=by, at=NOW)
