"""Documents of a contract: kept as they came, removed without being destroyed."""

from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from accounts.actor import Actor
from contracts import permissions
from contracts.actions.trace import locked, note
from contracts.models import Contract, Document
from core.errors import NotAllowed
from core.uploads import CheckedFile
from core.words import day


class SameFile(Exception):
    """The very same file is already there; the text says under which name."""


@transaction.atomic
def add_document(
    *, contract: Contract, file: UploadedFile, checked: CheckedFile, title: str = "", by: Actor, at: datetime
) -> Document:
    """Keep a file that check_upload has passed, with its digest."""
    contract = locked(contract)
    permissions.check_can_add_document(by, contract)
    if by.user_id is None:
        raise NotAllowed("Only a person can add a document.")
    _check_new(contract, checked)
    document = Document(
        contract=contract,
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
    note("contract_document_added", contract, by=by, at=at, says=says, after=_about(document))
    return document


@transaction.atomic
def remove_document(*, document: Document, by: Actor, at: datetime) -> Document:
    """Take a document out of sight. File and digest stay, as proof of what was there."""
    contract = locked(document.contract)
    document = Document.objects.get(pk=document.pk)
    document.contract = contract
    permissions.check_can_remove_document(by, document)
    document.removed_at = at
    document.save(update_fields=["removed_at"])
    says = f"removed the document “{document.title}”"
    note("contract_document_removed", contract, by=by, at=at, says=says, before=_about(document))
    return document


def _check_new(contract: Contract, checked: CheckedFile) -> None:
    same = contract.documents.kept().filter(sha256=checked.sha256).first()
    if same is not None:
        added_on = day(timezone.localdate(same.added_at))
        raise SameFile(f"This is the same file as “{same.title}”, added on {added_on}. Nothing was added.")


def _about(document: Document) -> dict[str, object]:
    return {
        "title": document.title,
        "filename": document.filename,
        "size": document.size,
        "sha256": document.sha256,
    }
