"""Documents of a policy: kept as they came, removed without being destroyed."""

from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from accounts.actor import Actor
from contracts.actions.documents import SameFile
from contracts.actions.insurance.trace import locked, note
from contracts.insurance import permissions
from contracts.models import Policy, PolicyDocument
from core.errors import NotAllowed
from core.uploads import CheckedFile
from core.words import day


@transaction.atomic
def add_policy_document(
    *, policy: Policy, file: UploadedFile, checked: CheckedFile, title: str = "", by: Actor, at: datetime
) -> PolicyDocument:
    """Keep a file that check_upload has passed, with its digest. SameFile when it is already there."""
    policy = locked(policy)
    permissions.check_can_edit(by, policy)
    if by.user_id is None:
        raise NotAllowed("Only a person can add a document.")
    _check_new(policy, checked)
    document = PolicyDocument(
        policy=policy,
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
    note("policy_document_added", policy, by=by, at=at, says=says, after=_about(document))
    return document


@transaction.atomic
def remove_policy_document(*, document: PolicyDocument, by: Actor, at: datetime) -> PolicyDocument:
    """Take a document out of sight. File and digest stay, as proof of what was there."""
    policy = locked(document.policy)
    document = PolicyDocument.objects.get(pk=document.pk)
    document.policy = policy
    permissions.check_can_remove_document(by, document)
    document.removed_at = at
    document.save(update_fields=["removed_at"])
    says = f"removed the document “{document.title}”"
    note("policy_document_removed", policy, by=by, at=at, says=says, before=_about(document))
    return document


def _check_new(policy: Policy, checked: CheckedFile) -> None:
    same = policy.documents.kept().filter(sha256=checked.sha256).first()
    if same is not None:
        added_on = day(timezone.localdate(same.added_at))
        raise SameFile(f"This is the same file as “{same.title}”, added on {added_on}. Nothing was added.")


def _about(document: PolicyDocument) -> dict[str, object]:
    return {
        "title": document.title,
        "filename": document.filename,
        "size": document.size,
        "sha256": document.sha256,
    }
