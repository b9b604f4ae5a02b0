"""Writing rows of a draft, in place or on a page of their own."""

from copy import copy
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST
from django_htmx.http import push_url

from accounts.access import requires
from accounts.enums import Permission
from accounts.requests import Request
from core.methods import require_form
from core.words import count
from responsibilities.actions import editing
from responsibilities.catalogue import DOMAINS
from responsibilities.changes import row_changes
from responsibilities.forms.rows import BulkForm, NewRowForm, OwnerForm, RowForm
from responsibilities.frozen import freeze_row
from responsibilities.models import Row, Undo, Version
from responsibilities.permissions import allowed, check_can_edit_row
from responsibilities.queries.matrix import Matrix, load_matrix
from responsibilities.queries.people import people_of
from responsibilities.row_links import anchor_of
from responsibilities.views.matrix import find_version, state_context
from responsibilities.views.placing import back_to, choice_of, page_behind


@require_form
@requires(Permission.MATRIX_VIEW)
def row(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """One row: its form where it may be written, else as it stands. `?closed` answers the row as a list shows it."""
    found = _find_row(request, customer_slug, pk)
    if request.method == "POST":
        return _save(request, found)
    if request.actor.is_customer:
        return redirect(f"{found.version.get_absolute_url()}#{anchor_of(found.code)}")
    if request.htmx and "closed" in request.GET:
        return _answer_with_row(request, found.version, pk)
    form = RowForm(instance=found, actor=request.actor, version=found.version)
    return _form(request, found, form)


def _save(request: Request, found: Row) -> HttpResponse:
    check_can_edit_row(request.actor, found.version)
    form = RowForm(request.POST, instance=copy(found), actor=request.actor, version=found.version)
    if not form.is_valid():
        return _form(request, found, form, status=422)
    values, edition = form.values(), form.cleaned_data["edition"]
    try:
        editing.edit_row(row=found, edition=edition, values=values, by=request.actor, at=timezone.now())
    except editing.EditedMeanwhile as meanwhile:
        return _both_texts(request, meanwhile, values)
    return _answer_with_row(request, found.version, found.pk, says=f"Saved: {found.code}.")


def _both_texts(request: Request, meanwhile: editing.EditedMeanwhile, values: dict[str, Any]) -> HttpResponse:
    """The text this person wrote, kept beside what was saved in the meantime; saving again replaces that."""
    theirs, mine = meanwhile.row, copy(meanwhile.row)
    for name, value in values.items():
        setattr(mine, name, value)
    differences = row_changes(theirs.version, freeze_row(theirs), freeze_row(mine))
    data = request.POST.copy()
    data["edition"] = str(theirs.edition)
    form = RowForm(data, instance=mine, actor=request.actor, version=theirs.version)
    return _form(request, theirs, form, status=409, sentence=str(meanwhile), differences=differences)


@require_POST
@requires(Permission.MATRIX_EDIT)
def row_owner(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """Set who does a job with one key."""
    found = _find_row(request, customer_slug, pk)
    form = OwnerForm(request.POST)
    if not form.is_valid():
        return _answer_with_row(request, found.version, pk, status=422, notice="There is no such owner.")
    edition, values = form.cleaned_data["edition"], {"ownership": form.cleaned_data["ownership"]}
    try:
        editing.edit_row(row=found, edition=edition, values=values, by=request.actor, at=timezone.now())
    except editing.EditedMeanwhile as meanwhile:
        notice = f"{meanwhile} It is shown as it stands now; set the owner again if you still want to."
        return _answer_with_row(request, found.version, pk, status=409, notice=notice)
    return _answer_with_row(request, found.version, pk, says=f"Saved: {found.code}.")


@require_form
@requires(Permission.MATRIX_EDIT)
def row_add(request: Request, customer_slug: str, number: int) -> HttpResponse:
    """Add a job that the catalogue does not have."""
    version = find_version(request, customer_slug, number)
    check_can_edit_row(request.actor, version)
    form = NewRowForm(request.POST or None, instance=Row(version=version), actor=request.actor, version=version)
    if request.method == "POST" and form.is_valid():
        added = editing.add_row(version=version, values=form.values(), by=request.actor, at=timezone.now())
        messages.success(request, f"Added: {added}.")
        return redirect(f"{version.get_absolute_url()}?page=all#{anchor_of(added.code)}")
    context = {"form": form, "version": version} | _lists(version)
    return render(request, "responsibilities/row_add.html", context, status=422 if form.errors else 200)


@require_POST
@requires(Permission.MATRIX_EDIT)
def row_remove(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """Take a job off the draft; the page offers to put it back."""
    found = _find_row(request, customer_slug, pk)
    undo = editing.remove_row(row=found, by=request.actor, at=timezone.now())
    messages.success(request, f"Removed: {found.code}. You can put it back above the list.")
    return redirect(undo.version)


@require_POST
@requires(Permission.MATRIX_EDIT)
def rows_bulk(request: Request, customer_slug: str, number: int) -> HttpResponse:
    """Ask how many jobs to change to what, then change them."""
    version = find_version(request, customer_slug, number)
    check_can_edit_row(request.actor, version)
    form = BulkForm(request.POST, actor=request.actor, version=version)
    back = back_to(version, request.POST.get("back", ""))
    if not form.is_valid():
        for error in [str(message) for several in form.errors.values() for message in several]:
            messages.warning(request, error)
        return redirect(back)
    rows = list(form.cleaned_data["rows"])
    if "confirmed" not in request.POST:
        context = {"version": version, "form": form, "rows": rows, "back": back, "query": request.POST.get("back", "")}
        return render(request, "responsibilities/rows_bulk.html", context)
    pks = [row.pk for row in rows]
    undo = editing.bulk_edit(version=version, rows=pks, values=form.values(), by=request.actor, at=timezone.now())
    changed = len(undo.rows) if undo else 0
    messages.success(request, f"{count(changed, 'job')} changed." if changed else "Nothing to change.")
    return redirect(back)


@require_POST
@requires(Permission.MATRIX_EDIT)
def undo(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """Take back the last change of several jobs, or put a removed job back."""
    steps = Undo.objects.visible_to(request.actor).filter(version__customer__slug=customer_slug)
    step = get_object_or_404(steps.select_related("version__customer"), pk=pk)
    done, left = editing.take_back(undo=step, by=request.actor, at=timezone.now())
    says = f"{count(done, 'job')} put back." if done else "Nothing to put back."
    if left:
        words = "is left as it is" if left == 1 else "are left as they are"
        says += f" {count(left, 'job')} changed since then {words}."
    messages.success(request, says)
    return redirect(step.version)


def _find_row(request: Request, customer_slug: str, pk: UUID) -> Row:
    rows = Row.objects.visible_to(request.actor).filter(version__customer__slug=customer_slug)
    return get_object_or_404(rows.select_related("version__customer__provider", "service", "clause__contract"), pk=pk)


def _form(request: Request, found: Row, form: RowForm, *, status: int = 200, **more: Any) -> HttpResponse:
    version = found.version
    context = {"row": found, "version": version, "form": form, "anchor": anchor_of(found.code)} | more
    context["may_edit"] = allowed(check_can_edit_row, request.actor, version)
    here = found.version.get_absolute_url()
    closed = reverse("responsibilities:row", args=[found.version.customer.slug, found.pk]) + "?closed=1"
    context["closed"] = closed if request.htmx else here
    context["line"] = _loaded(request, version).line(found.pk)
    if request.htmx:
        return _in_the_list(render(request, "responsibilities/_row_editing.html", context, status=status))
    return render(request, "responsibilities/row.html", context | _lists(version), status=status)


def _answer_with_row(
    request: Request, version: Version, pk: UUID, *, says: str = "", notice: str = "", status: int = 200
) -> HttpResponse:
    """After a change: the row and what hangs on it for htmx, else the list at that row."""
    loaded = _loaded(request, version)
    line = loaded.line(pk)
    if not request.htmx:
        (messages.warning if notice else messages.success)(request, notice or says)
        return redirect(f"{version.get_absolute_url()}?page=all#{line.anchor}")
    context = state_context(request, loaded) | {"lines": [line], "notice": notice, "is_answer": True}
    return _in_the_list(render(request, "responsibilities/_row_answer.html", context, status=status))


def _in_the_list(response: HttpResponse) -> HttpResponse:
    """The browser stays at the list's address with its filters: a boosted link would change it."""
    return push_url(response, False)


def _loaded(request: Request, version: Version) -> Matrix:
    return load_matrix(
        version,
        choice_of(request),
        timezone.localdate(),
        as_customer=request.actor.is_customer,
        page_path=page_behind(request),
    )


def _lists(version: Version) -> dict[str, Any]:
    """Names offered while typing."""
    return {"people": people_of([version])[version.customer_id], "domains": DOMAINS.values()}
