"""Documents: kept as they came, removed without being destroyed."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.actor import Actor
from audit.models import Event
from contracts import actions
from contracts.models import Contract, Document
from core.digest import sha256
from core.errors import NotAllowed
from core.uploads import check_upload
from tests.cast import NOW, Cast
from tests.factories.contracts import make_contract

TEXT = b"# Agreement\n\nBetween the parties.\n"


def add(contract: Contract, by: Actor, name: str = "Agreement 2026.md", title: str = "") -> Document:
    file = SimpleUploadedFile(name, TEXT)
    return actions.add_document(holder=contract, file=file, checked=check_upload(file), title=title, by=by, at=NOW)


def test_a_document_is_kept_as_it_came_with_its_digest(cast: Cast) -> None:
    document = add(make_contract(cast.customer, reference="MSA-1"), cast.actor(cast.provider_lead))

    stored = Document.objects.get(pk=document.pk)
    assert stored.file.read() == TEXT
    assert (stored.sha256, stored.size) == (sha256(TEXT), len(TEXT))
    assert stored.title == stored.filename == "Agreement 2026.md"
    event = Event.objects.get()
    assert event.says == "added the document “Agreement 2026.md” (MSA-1)"
    assert event.after["sha256"] == sha256(TEXT)


def test_the_name_in_the_store_is_made_by_us(cast: Cast) -> None:
    document = add(make_contract(cast.customer), cast.actor(cast.provider_lead), name="../../etc/passwd.md")

    assert document.file.name == f"contracts/{document.pk.hex}.md"
    assert document.filename == "passwd.md"


def test_the_same_file_is_told(cast: Cast) -> None:
    contract, lead = make_contract(cast.customer), cast.actor(cast.provider_lead)
    add(contract, lead, title="Signed agreement")

    with pytest.raises(actions.SameFile, match="same file as “Signed agreement”, added on Mon 23 Nov 2026"):
        add(contract, lead, name="other.md")

    assert Document.objects.count() == 1


def test_the_same_file_may_stand_in_another_contract(cast: Cast) -> None:
    lead = cast.actor(cast.provider_lead)

    add(make_contract(cast.customer), lead)
    add(make_contract(cast.customer), lead)

    assert Document.objects.count() == 2


def test_a_removed_document_keeps_file_and_digest(cast: Cast) -> None:
    contract, lead = make_contract(cast.customer, reference="MSA-1"), cast.actor(cast.provider_lead)
    document = add(contract, lead, title="Signed agreement")

    removed = actions.remove_document(document=document, by=lead, at=NOW)

    assert removed.removed_at == NOW
    assert removed.file.read() == TEXT
    event = Event.objects.order_by("-sequence")[0]
    assert event.says == "removed the document “Signed agreement” (MSA-1)"
    assert event.before["sha256"] == document.sha256
    with pytest.raises(NotAllowed, match="already been removed"):
        actions.remove_document(document=document, by=lead, at=NOW)
    assert add(contract, lead).pk != document.pk


def test_the_customers_owner_adds_and_removes_their_own(cast: Cast) -> None:
    contract, owner = make_contract(cast.customer), cast.actor(cast.customer_owner)

    document = add(contract, owner)
    actions.remove_document(document=document, by=owner, at=NOW)

    assert not contract.documents.kept().exists()


def test_the_customers_owner_leaves_the_providers_alone(cast: Cast) -> None:
    document = add(make_contract(cast.customer), cast.actor(cast.provider_lead))

    with pytest.raises(NotAllowed, match="Only the person who added"):
        actions.remove_document(document=document, by=cast.actor(cast.customer_owner), at=NOW)


def test_the_product_itself_adds_no_document(cast: Cast) -> None:
    with pytest.raises(NotAllowed, match="Only a person"):
        add(make_contract(cast.customer), Actor.system("Same Sheet", cast.provider.pk))
