"""Documents of a policy: sent in, handed out to those who may, taken out of sight."""

from typing import Any
from uuid import UUID

from django.http import FileResponse, Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires
from accounts.enums import Permission
from accounts.requests import Request
from contracts import actions
from contracts.forms import DocumentForm
from contracts.insurance import permissions
from contracts.insurance.publishing import published_document
from contracts.models import PolicyDocument
from contracts.views.insurance.common import find_part, find_policy
from core.methods import require_form
from core.pages import CONFLICT, UNPROCESSABLE, back_to, posted, show_form
from core.uploads import send_file


@requires(Permission.POLICY_EDIT)
@require_form
def document_add(request: Request, pk: UUID, **place: str) -> HttpResponse:
    policy = find_policy(request, pk)
    permissions.check_can_edit(request.actor, policy)
    form = DocumentForm(posted(request), request.FILES)
    about: dict[str, Any] = {
        "title": "Add a document",
        "back": f"{policy.get_absolute_url()}#documents",
        "back_text": str(policy),
        "submit": "Add the document",
        "hint": "The policy, its schedule or the certificate.",
    }
    if request.method != "POST":
        return show_form(request, form, **about)
    if not form.is_valid():
        return show_form(request, form, status=UNPROCESSABLE, **about)
    title, file = form.cleaned_data["title"], form.cleaned_data["file"]
    try:
        actions.add_document(
            holder=policy, file=file, checked=form.checked, title=title, by=request.actor, at=timezone.now()
        )
    except actions.SameFile as same:
        return show_form(request, form, status=CONFLICT, problem=str(same), **about)
    return back_to(request, policy, "documents", "The document is added.")


@requires(Permission.POLICY_VIEW)
@require_safe
def document(request: Request, pk: UUID, **place: str) -> FileResponse:
    return _send(find_part(request, PolicyDocument, pk))


@requires(Permission.POLICY_VIEW)
@require_safe
def shown_document(request: Request, customer_slug: str, pk: UUID) -> FileResponse:
    """A document of the provider's policy, for the customers that may read it."""
    return _send(published_document(request.actor, pk))


@requires(Permission.POLICY_EDIT)
@require_POST
def document_remove(request: Request, pk: UUID, **place: str) -> HttpResponse:
    found: PolicyDocument = find_part(request, PolicyDocument, pk)
    actions.remove_document(document=found, by=request.actor, at=timezone.now())
    return back_to(request, found.policy, "documents", "The document is removed; its digest stays in the history.")


def _send(found: PolicyDocument | None) -> FileResponse:
    if found is None or found.removed_at is not None:
        raise Http404("The document was removed.")
    try:
        file = found.file.open("rb")
    except FileNotFoundError as missing:
        raise Http404("The file is not in the store.") from missing
    return send_file(file, found.filename, found.content_type)
