"""Pages that are the same in every app: a form on a page of its own with its answers, a list and its file."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone

from core.errors import Conflict
from core.paging import page_of, query_without
from core.sorting import headings
from core.spreadsheets import KINDS, table_file

UNPROCESSABLE, CONFLICT = 422, 409
DEFAULTS = {"problem": "", "theirs": [], "remove_url": "", "submit": "Save", "hint": "", "cancel": "Cancel"}


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is filled with: nothing until it is sent."""
    return request.POST if request.method == "POST" else None


def show_form(
    request: HttpRequest, form: Any, *, title: str, back: str, back_text: str, status: int = 200, **about: Any
) -> HttpResponse:
    """A form on a page of its own."""
    context = DEFAULTS | about | {"form": form, "title": title, "back": back, "back_text": back_text}
    return render(request, "components/form_page.html", context, status=status)


def send_form(
    request: HttpRequest, form: Any, do: Callable[[], HttpResponse], *, row: Model | None = None, **about: Any
) -> HttpResponse:
    """A form on a page of its own: shown, sent back with its errors, or what `do` answers.

    `row` is what a `RowForm` was filled from. When somebody else was faster with it, the writer keeps the text and
    reads what is stored.
    """
    if request.method != "POST":
        return show_form(request, form, **about)
    if not form.is_valid():
        return show_form(request, form, status=UNPROCESSABLE, **about)
    try:
        return do()
    except Conflict as conflict:
        return show_form(request, form, status=CONFLICT, **about | meanwhile(form, stored_now(row), conflict))


def answer_form(
    request: HttpRequest,
    form: Any,
    act: Callable[[], Any],
    *,
    said: Callable[[Any], str],
    done: Callable[[Any], str],
    row: Model | None = None,
    **about: Any,
) -> HttpResponse:
    """`send_form` where `act` calls the action; `said` and `done` make the message and the next page of its result."""

    def do() -> HttpResponse:
        result = act()
        messages.success(request, said(result))
        return redirect(done(result))

    return send_form(request, form, do, row=row, **about)


def back_to(request: HttpRequest, page: Any, section: str = "", said: str = "") -> HttpResponse:
    """After a change: the page, a row's or an address, at that section, saying what was done."""
    if said:
        messages.success(request, said)
    url = page if isinstance(page, str) else page.get_absolute_url()
    return redirect(f"{url}#{section}" if section else url)


def exported(
    request: HttpRequest, headings: Sequence[str], rows: Callable[[], Iterable[Sequence[object]]], name: str, title: str
) -> HttpResponse | None:
    """The file that `?export=` asks for; None when the page is wanted."""
    kind = request.GET.get("export")
    if kind not in KINDS:
        return None
    return table_file(kind, headings, rows(), name=name, title=title, on=timezone.localdate())


def listed(request: HttpRequest, form: Any, rows: Any, columns: Sequence[tuple[str, ...]], sort: str) -> dict[str, Any]:
    """What the page of a list shows of `rows`, which the filter `form` has narrowed."""
    return {
        "form": form,
        "page": page_of(rows, request.GET),
        "headings": headings(columns, sort),
        "is_filtered": bool(form.chosen()),
        "query": query_without(request.GET, "page", "export"),
        "kept": query_without(request.GET, "page", "sort"),
    }


def stored_now(row: Model | None) -> Any:
    """The row of a form as it is stored now; None where it is gone, or there is none."""
    return type(row)._default_manager.filter(pk=row.pk).first() if row is not None else None


def meanwhile(form: Any, fresh: Any, conflict: Conflict, *, who: str = "") -> dict[str, Any]:
    """What a form says after a refusal, where somebody else may have been faster with its row: the writer keeps the
    text and reads what is stored now, `fresh`. `who` changed it, where that is known."""
    edited = form.cleaned_data.get("edited")
    if fresh is None:  # sent again it would be refused again
        return {"problem": f"{conflict} Copy what you need before you go back." if edited else str(conflict)}
    if edited == form.token_of(fresh):
        return {"problem": str(conflict)}
    theirs = form.theirs(fresh)
    form.refill(fresh)
    changed = f"{who} changed this while you were writing. Your text is kept below; compare before you save."
    return {"problem": changed if who else str(conflict), "theirs": theirs}
