"""Documents of a contract or a policy: kept as they came, removed without being destroyed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from accounts.actor import Actor
from contracts import permissions
from contracts.actions import trace
from contracts.actions.insurance import trace as insurance_trace
from contracts.insurance import permissions as insurance_permissions
from contracts.models import Contract, Document, Policy, PolicyDocument
from core.errors import NotAllowed
from core.uploads import CheckedFile
from core.words import day


class SameFile(Exception):
    """The very same file is already there; the text says under which name."""


@dataclass(frozen=True)
class Papers:
    """What the documents of one kind of holder have of their own; `holder` names the link to it."""

    holder: str
    document: type[Any]
    locked: Callable[[Any], Any]
    note: Callable[..., None]
    check_can_add: Callable[[Actor, Any], None]
    check_can_remove: Callable[[Actor, Any], None]


OF_CONTRACT = Papers(
    "contract", Document, trace.locked, trace.note,
    permissions.check_can_add_document, permissions.check_can_remove_document,
)  # fmt: skip
OF_POLICY = Papers(
    "policy", PolicyDocument, insurance_trace.locked, insurance_trace.note,
    insurance_permissions.check_can_edit, insurance_permissions.check_can_remove_document,
)  # fmt: skip


@transaction.atomic
def add_document(
    *, holder: Contract | Policy, file: UploadedFile, checked: CheckedFile, title: str = "", by: Actor, at: datetime
) -> Any:
    """Keep a file that check_upload has passed, with its digest. SameFile when it is already there."""
    papers = OF_CONTRACT if isinstance(holder, Contract) else OF_POLICY
    holder = papers.locked(holder)
    papers.check_can_add(by, holder)
    if by.user_id is None:
        raise NotAllowed("Only a person can add a document.")
    _check_new(holder, checked)
    document = papers.document(
        **{papers.holder: holder},
        title=title or checked.filename,
        filename=checked.filename,
        content_type=checked.content_type,
        size=checked.size,
        sha256=checked.sha256,
        added_by_id=by.user_id,
        added_at=at,
    )
    # The name on disk says nothing: the file's own name is kept in the row.
    document.file.save(f"{document.pk.hex}.{checked.filename.rpartition('.')[2]}", file, save=False)
    document.save()
    says = f"added the document “{document.title}”"
    papers.note(f"{papers.holder}_document_added", holder, by=by, at=at, says=says, after=_about(document))
    return document


@transaction.atomic
def remove_document(*, document: Document | PolicyDocument, by: Actor, at: datetime) -> Any:
    """Take a document out of sight. File and digest stay, as proof of what was there."""
    papers = OF_CONTRACT if isinstance(document, Document) else OF_POLICY
    holder = papers.locked(getattr(document, papers.holder))
    found = papers.document.objects.get(pk=document.pk)
    setattr(found, papers.holder, holder)
    papers.check_can_remove(by, found)
    found.removed_at = at
    found.save(update_fields=["removed_at"])
    says = f"removed the document “{found.title}”"
    papers.note(f"{papers.holder}_document_removed", holder, by=by, at=at, says=says, before=_about(found))
    return found


def _check_new(holder: Any, checked: CheckedFile) -> None:
    same = holder.documents.kept().filter(sha256=checked.sha256).first()
    if same is not None:
        added_on = day(timezone.localdate(same.added_at))
        raise SameFile(f"This is the same file as “{same.title}”, added on {added_on}. Nothing was added.")


def _about(document: Document | PolicyDocument) -> dict[str, object]:
    return {
        "title": document.title,
        "filename": document.filename,
        "size": document.size,
        "sha256": document.sha256,
    }
