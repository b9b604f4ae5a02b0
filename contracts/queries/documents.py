"""Uploaded documents of contracts and policies, as a page lists them."""

from contracts.models.files import StoredFile
from contracts.sheet import SheetDocument

KINDS = {"application/pdf": "PDF", "text/markdown": "Markdown"}


def document_of(document: StoredFile) -> SheetDocument:
    """No query where who added it is loaded."""
    return SheetDocument(
        pk=document.pk,
        title=document.title,
        filename=document.filename,
        kind=KINDS.get(document.content_type, "Word"),
        size=document.size,
        sha256=document.sha256,
        added_by=document.added_by.name,
        added_by_id=document.added_by_id,
        added_at=document.added_at,
    )
