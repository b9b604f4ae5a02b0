"""Documents of a contract: sent in, handed out to those who may, taken out of sight."""

from typing import Any
from uuid import UUID

from django.http import FileResponse, Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires
from accounts.enums import Permission
from accounts.requests import Request
from contracts import actions, permissions
from contracts.forms import DocumentForm
from contracts.models import Document
from contracts.views.common import answer, find_contract, find_part, show_form
from core.methods import require_form
from core.pages import CONFLICT, UNPROCESSABLE, posted
from core.uploads import send_file


@requires(Permission.DOCUMENT_ADD)
@require_form
def document_add(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    contract = find_contract(request, customer_slug, pk)
    permissions.check_can_add_document(request.actor, contract)
    form = DocumentForm(posted(request), request.FILES)
    about: dict[str, Any] = {"title": "Add a document", "section": "documents", "submit": "Add the document"}
    if request.method != "POST":
        return show_form(request, contract, form, **about)
    if not form.is_valid():
        return show_form(request, contract, form, status=UNPROCESSABLE, **about)
    try:
        actions.add_document(
            holder=contract,
            file=form.cleaned_data["file"],
            checked=form.checked,
            title=form.cleaned_data["title"],
            by=request.actor,
            at=timezone.now(),
        )
    except actions.SameFile as same:
        return show_form(request, contract, form, status=CONFLICT, problem=str(same), **about)
    return answer(request, contract, "documents", "The document is added.")


@requires(Permission.CONTRACT_VIEW)
@require_safe
def document(request: Request, customer_slug: str, pk: UUID) -> FileResponse:
    found: Document = find_part(request, customer_slug, Document, pk)
    if found.removed_at is not None:
        raise Http404("The document was removed.")
    try:
        file = found.file.open("rb")
    except FileNotFoundError as missing:
        raise Http404("The file is not in the store.") from missing
    return send_file(file, found.filename, found.content_type)


@requires(Permission.DOCUMENT_ADD)
@require_POST
def document_remove(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    found: Document = find_part(request, customer_slug, Document, pk)
    actions.remove_document(document=found, by=request.actor, at=timezone.now())
    return answer(request, found.contract, "documents", "The document is removed; its digest stays in the history.")
