"""Files on their way into a draft: all of it or nothing, and never over somebody else's change."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.actor import Actor
from audit.models import Event
from contracts.models import Service
from core.errors import Conflict, NotAllowed
from core.spreadsheets import read_table, write_csv
from core.uploads import check_upload
from responsibilities.actions.importing import (
    DraftChanged,
    apply_import,
    discard_import,
    map_import,
    start_import,
)
from responsibilities.merging import Mode
from responsibilities.models import Import, Row, Version
from responsibilities.queries.importing import preview_of
from responsibilities.reading import ColumnMapping, Field, Layout, detect_layout
from tests.cast import NOW, Cast
from tests.factories.contracts import make_clause, make_contract, make_service
from tests.factories.responsibilities import make_activity, make_row, make_version

HEADINGS = ("Code", "Job", "Owner", "Provider duty", "Customer duty", "Service", "Clause")
COLUMNS = (
    Field.CODE, Field.TITLE, Field.OWNERSHIP, Field.PROVIDER_DUTY, Field.CUSTOMER_DUTY, Field.SERVICE, Field.CLAUSE,
)  # fmt: skip
MAPPING = ColumnMapping({field: at for at, field in enumerate(COLUMNS)})


@pytest.fixture
def lead(cast: Cast) -> Actor:
    return cast.actor(cast.provider_lead)


def upload(cast: Cast, lead: Actor, *rows: tuple[str, ...]) -> Import:
    """A generic table with these rows, its columns already named."""
    file = SimpleUploadedFile("list.csv", write_csv(HEADINGS, [[*row, *[""] * (7 - len(row))] for row in rows]))
    checked = check_upload(file, ("csv",))
    layout = detect_layout(read_table(file.read(), "list.csv"))
    entry = start_import(customer=cast.customer, file=file, checked=checked, layout=layout, by=lead, at=NOW)
    assert entry.state == Import.State.UPLOADED
    return map_import(entry=entry, sheet="", mapping=MAPPING, by=lead, at=NOW)


def apply(entry: Import, lead: Actor, mode: Mode = Mode.ADD) -> Version:
    version, _ = apply_import(entry=entry, mode=mode, basis=preview_of(entry).basis, by=lead, at=NOW)
    return version


def test_without_a_matrix_a_first_draft_is_begun(cast: Cast, lead: Actor) -> None:
    entry = upload(cast, lead, ("A-1", "Watch", "MSP", "Watches."))

    version = apply(entry, lead)

    assert (version.number, version.state) == (1, "draft")
    row = version.rows.get()
    assert (row.code, row.ownership, row.provider_duty, row.position) == ("A-1", "provider", "Watches.", 1)
    entry.refresh_from_db()
    assert entry.state == Import.State.APPLIED
    assert Event.objects.get(verb="import_applied").says == "imported list.csv into version 1: 1 job added"


def test_with_a_version_in_force_the_next_draft_is_begun_from_it(cast: Cast, lead: Actor) -> None:
    old = make_version(cast.customer, "agreed", rows=[{"code": "A-1", "title": "Watch"}, {"code": "B-2"}])
    entry = upload(cast, lead, ("A-1", "Watch more", "shared"))

    version = apply(entry, lead)

    assert version.number == old.number + 1
    row = version.rows.get(code="A-1")
    assert row.title == "Watch more"
    assert row.line == old.rows.get(code="A-1").line
    assert version.rows.count() == 2
    assert old.rows.get(code="A-1").title == "Watch"


def test_a_changed_job_is_no_longer_agreed_and_its_history_tells(cast: Cast, lead: Actor) -> None:
    version = make_version(cast.customer, rows=[{"code": "A-1", "title": "Watch"}])
    row = version.rows.get()
    Row.objects.filter(pk=row.pk).update(agreed_at=NOW, agreed_by=cast.customer_owner)
    entry = upload(cast, lead, ("A-1", "Watch", "customer", row.provider_duty, row.customer_duty))

    apply(entry, lead)

    row.refresh_from_db()
    assert (row.ownership, row.agreed_at, row.edition, row.edited_by) == ("customer", None, 2, cast.provider_lead)
    event = Event.objects.get(verb="row_changed")
    assert event.target_id == row.line
    assert (event.before, event.after) == ({"Who does it": "Shared"}, {"Who does it": "Harbour Roast"})


def test_an_unchanged_job_stays_agreed(cast: Cast, lead: Actor) -> None:
    version = make_version(cast.customer, rows=[{"code": "A-1", "title": "Watch"}])
    row = version.rows.get()
    Row.objects.filter(pk=row.pk).update(agreed_at=NOW, agreed_by=cast.customer_owner)
    entry = upload(cast, lead, ("A-1", "Watch", "shared", row.provider_duty, row.customer_duty), ("N-1", "New"))

    apply(entry, lead)

    row.refresh_from_db()
    assert row.agreed_at == NOW


def test_what_the_file_does_not_name_stays_or_goes_as_chosen(cast: Cast, lead: Actor) -> None:
    version = make_version(cast.customer, rows=[{"code": "A-1"}, {"code": "B-2"}])
    apply(upload(cast, lead, ("C-3", "New")), lead)
    assert set(version.rows.values_list("code", flat=True)) == {"A-1", "B-2", "C-3"}

    apply(upload(cast, lead, ("C-3", "New"), ("D-4", "Newer")), lead, Mode.REPLACE)

    assert list(version.rows.order_by("position").values_list("code", "position")) == [("C-3", 1), ("D-4", 2)]
    assert Event.objects.filter(verb="row_removed").count() == 2


def test_a_new_job_takes_up_the_line_it_had_in_an_earlier_version(cast: Cast, lead: Actor) -> None:
    old = make_version(cast.customer, "withdrawn", rows=[{"code": "A-1"}])

    version = apply(upload(cast, lead, ("A-1", "Watch")), lead)

    assert version.rows.get().line == old.rows.get().line


def test_services_clauses_and_activities_are_found_by_their_words(cast: Cast, lead: Actor) -> None:
    service = make_service(cast.provider, "Managed backup")
    make_service(cast.provider, "managed BACKUP", retired_at=NOW)
    clause = make_clause(make_contract(cast.customer, reference="MSA-1"), "3.2")
    activity = make_activity(cast.provider, code="A-1", title="Watch")
    make_activity(cast.provider, code="B-2", title="Something else")
    entry = upload(
        cast,
        lead,
        ("A-1", "Watch", "msp", "", "", "managed backup", "msa-1, clause 3.2"),
        ("B-2", "Guard", "msp", "", "", "Gardening", "On paper"),
    )

    version = apply(entry, lead)

    one, other = version.rows.order_by("code")
    assert (one.service, one.clause, one.activity) == (service, clause, activity)
    assert (other.service, other.service_name, other.activity) == (None, "Gardening", None)
    assert (other.clause, other.clause_reference) == (None, "On paper")
    assert Service.objects.count() == 2


def test_a_file_with_one_wrong_row_is_not_imported_at_all(cast: Cast, lead: Actor) -> None:
    entry = upload(cast, lead, ("A-1", "Watch", "MSP"), ("B-2", "Guard", "the cat"))
    preview = preview_of(entry)
    assert [(error.line_number, error.column) for error in preview.reading.errors] == [(3, "Who does it")]
    assert "provider, customer, shared" in preview.reading.errors[0].sentence

    with pytest.raises(NotAllowed, match="cannot be taken over"):
        apply(entry, lead)

    assert not Row.objects.exists()
    assert not Version.objects.exists()


def test_a_draft_changed_since_the_preview_is_told(cast: Cast, lead: Actor) -> None:
    version = make_version(cast.customer)
    entry = upload(cast, lead, ("A-1", "Watch", "MSP"))
    basis = preview_of(entry).basis
    make_row(version)

    with pytest.raises(DraftChanged):
        apply_import(entry=entry, mode=Mode.ADD, basis=basis, by=lead, at=NOW)

    assert not version.rows.filter(code="A-1").exists()


def test_confirming_twice_imports_once(cast: Cast, lead: Actor) -> None:
    entry = upload(cast, lead, ("A-1", "Watch", "MSP"))
    basis = preview_of(entry).basis
    apply_import(entry=entry, mode=Mode.ADD, basis=basis, by=lead, at=NOW)

    with pytest.raises(Conflict, match="already closed: imported"):
        apply_import(entry=entry, mode=Mode.ADD, basis=basis, by=lead, at=NOW)

    assert Row.objects.count() == 1


def test_an_import_that_changes_nothing_is_refused(cast: Cast, lead: Actor) -> None:
    apply(upload(cast, lead, ("A-1", "Watch", "MSP")), lead)

    with pytest.raises(NotAllowed, match="Nothing changes"):
        apply(upload(cast, lead, ("A-1", "Watch", "MSP")), lead)


def test_an_import_without_named_columns_cannot_be_applied(cast: Cast, lead: Actor) -> None:
    file = SimpleUploadedFile("list.csv", write_csv(HEADINGS, [("A-1", *"abcdef")]))
    checked = check_upload(file, ("csv",))
    entry = start_import(customer=cast.customer, file=file, checked=checked, layout=Layout.GENERIC, by=lead, at=NOW)

    with pytest.raises(Conflict, match="what the columns hold"):
        apply_import(entry=entry, mode=Mode.ADD, basis="", by=lead, at=NOW)


def test_a_discarded_import_stays_discarded(cast: Cast, lead: Actor) -> None:
    entry = upload(cast, lead, ("A-1", "Watch", "MSP"))

    discard_import(entry=entry, by=lead, at=NOW)

    with pytest.raises(Conflict, match="discarded"):
        apply(entry, lead)
    assert not Version.objects.exists()
    assert Event.objects.filter(verb="import_discarded").exists()


@pytest.mark.parametrize("state", ["proposed"])
def test_nothing_is_imported_while_a_version_is_with_both_sides(cast: Cast, lead: Actor, state: str) -> None:
    make_version(cast.customer, state)

    with pytest.raises(NotAllowed, match="with both sides"):
        upload(cast, lead, ("A-1", "Watch", "MSP"))


def test_an_engineer_imports_nothing(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        upload(cast, cast.actor(cast.provider_engineer), ("A-1", "Watch", "MSP"))


def test_the_product_itself_imports_nothing(cast: Cast) -> None:
    with pytest.raises(NotAllowed, match="Only a person"):
        upload(cast, Actor.system("Set-up", cast.provider.pk), ("A-1", "Watch", "MSP"))
