"""Who would pay, as a table to take away: the same figures and parties as on the page."""

from collections.abc import Iterator
from datetime import date

from django.http import HttpResponse
from django.utils.text import slugify

from contracts.models import LossScenario
from contracts.scenarios.sheet import WhoPays
from core.spreadsheets import table_file

KINDS = ("csv", "xlsx")


def answer_file(row: LossScenario, answer: WhoPays, kind: str, on: date) -> HttpResponse:
    """Cost by cost with its reasons, then who bears the whole."""
    headings = ("What it costs", "The loss", *answer.columns, "Why")
    name = f"who-pays-{slugify(row.name)[:60] or 'example'}"
    return table_file(kind, headings, _rows(answer), name=name, title="Who would pay", on=on)


def _rows(answer: WhoPays) -> Iterator[list[object]]:
    empty = [None] * len(answer.columns)
    for head in answer.rows:
        yield [head.label, head.loss, *head.cells, " ".join(why.text for why in head.why)]
    yield ["Together", answer.loss, *answer.totals, ""]
    for share in answer.shares:
        yield [share.party.label, share.amount, *empty, "of the whole"]
