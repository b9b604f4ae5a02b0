"""Who would pay, as tables to take away: the same figures and parties as on the pages."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.http import HttpResponse
from django.utils.text import slugify

from contracts.models import LossScenario
from contracts.scenarios.listing import Listed
from contracts.scenarios.queries import OnFile
from contracts.scenarios.sheet import WhoPays
from core.spreadsheets import table_file


def answer_file(row: LossScenario, answer: WhoPays, kind: str, on: date) -> HttpResponse:
    """Cost by cost with its reasons, then who bears the whole."""
    headings = ("What it costs", "The loss", *answer.columns, "Why")
    name = f"who-pays-{slugify(row.name)[:60] or 'example'}"
    return table_file(kind, headings, _rows(answer), name=name, title="Who would pay", on=on)


def list_file(rows: Iterable[Listed], kind: str, file: OnFile) -> HttpResponse:
    """What the list shows, all pages of it."""
    headings = ("What happens", "What went wrong", "It costs", f"Left with {file.reader.you}", "Kept by", "Who sees it")
    cells = [
        (
            each.row.name, each.row.get_cause_display(), each.loss, each.yours, each.row.added_by.name,
            "both sides" if each.row.is_shared else "only your side",
        )
        for each in rows
    ]  # fmt: skip
    return table_file(kind, headings, cells, name="who-pays", title="Who would pay", on=file.on)


def _rows(answer: WhoPays) -> Iterator[list[object]]:
    empty = [None] * len(answer.columns)
    for head in answer.rows:
        yield [head.label, head.loss, *head.cells, " ".join(why.text for why in head.why)]
    yield ["Together", answer.loss, *answer.totals, ""]
    for share in answer.shares:
        yield [share.party.label, share.amount, *empty, "of the whole"]
