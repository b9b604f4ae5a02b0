"""Import and export through the pages, as staff and customers use them."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.spreadsheets import read_table, write_csv, write_xlsx
from responsibilities.models import Import, Row, Version
from responsibilities.queries.facts import findings_of
from tests.cast import Cast
from tests.factories.responsibilities import make_row, make_version

WORKBOOK = Path(__file__).parents[3] / "shared" / "data" / "real" / "crm" / "cloud.gov-CIS-Worksheet.xlsx"
NAMED = {"column-0": "code", "column-1": "title", "column-2": "ownership"}
TABLE = write_csv(("Ref", "Task", "Owner"), [("A-1", "Watch", "MSP"), ("B-2", "Guard", "Client")])


@pytest.fixture
def lead(cast: Cast, sign_in) -> Client:
    return sign_in(cast.provider_lead)


def url(name: str, cast: Cast, *args: object) -> str:
    return reverse(f"responsibilities:{name}", args=[cast.customer.slug, *args])


def send(client: Client, cast: Cast, data: bytes, name: str = "list.csv") -> Import:
    answer = client.post(url("import-add", cast), {"file": SimpleUploadedFile(name, data)})
    assert answer.status_code == 302, answer.context["form"].errors
    return Import.objects.order_by("-started_at").first()


def test_a_table_is_uploaded_mapped_previewed_and_imported(cast: Cast, lead: Client) -> None:
    entry = send(lead, cast, TABLE)
    first = lead.get(url("import", cast, entry.pk))
    assert first.url == url("import-map", cast, entry.pk)
    page = lead.get(first.url)
    assert [choice.initial for _, _, choice in page.context["form"].columns()] == ["code", "title", "ownership"]

    answer = lead.post(
        first.url, {"sheet": 0, "row": 1, "column-0": "code", "column-1": "title", "column-2": "ownership"}
    )
    preview = lead.get(answer.url)
    assert b"2 added, 0 changed, 0 as they are" in preview.content
    done = lead.post(
        url("import-apply", cast, entry.pk), {"mode": "add", "basis": preview.context["preview"].basis}, follow=True
    )

    assert "Imported into version 1: 2 jobs added." in done.content.decode()
    assert dict(Row.objects.values_list("code", "ownership")) == {"A-1": "provider", "B-2": "customer"}
    assert b"Imported on" in lead.get(url("import", cast, entry.pk)).content
    assert lead.get(url("import-map", cast, entry.pk)).status_code == 302


def test_the_sheet_and_the_row_of_headings_are_chosen(cast: Cast, lead: Client) -> None:
    import io

    from openpyxl import Workbook, load_workbook

    book: Workbook = load_workbook(io.BytesIO(write_xlsx(("Notes",), [("Nothing here",)], "Notes")))
    sheet = book.create_sheet("List")
    for row in (("Our list", ""), ("Code", "Job"), ("A-1", "Watch")):
        sheet.append(row)
    kept = io.BytesIO()
    book.save(kept)
    entry = send(lead, cast, kept.getvalue(), "book.xlsx")
    address = url("import-map", cast, entry.pk)
    page = lead.get(address)
    assert (page.context["sheet_at"], page.context["row"]) == (1, 2)
    assert lead.get(f"{address}?sheet=0&row=9").context["row"] == 2

    lead.post(address, {"sheet": 1, "row": 2, "column-0": "code", "column-1": "title"})

    entry.refresh_from_db()
    assert entry.sheet == "List"
    assert lead.get(url("import", cast, entry.pk)).context["preview"].plan.added[0].code == "A-1"


def test_two_columns_cannot_hold_the_same(cast: Cast, lead: Client) -> None:
    entry = send(lead, cast, TABLE)

    page = lead.post(
        url("import-map", cast, entry.pk), {"sheet": 0, "row": 1, "column-0": "title", "column-1": "title"}
    )

    assert "is already in the column “Ref”" in page.content.decode()


def test_a_mapping_must_say_where_the_name_is(cast: Cast, lead: Client) -> None:
    entry = send(lead, cast, TABLE)

    page = lead.post(url("import-map", cast, entry.pk), {"sheet": 0, "row": 1, "column-2": "ownership"})

    assert "Say which column holds the job’s name" in page.content.decode()


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("list.pdf", b"%PDF-1.4", "can’t be taken here"),
        ("list.csv", b"", "The file is empty"),
        ("list.csv", b"\n\n", "There is no table"),
        ("list.xlsx", b"PK\x03\x04 not a workbook", "is not a Excel (XLSX) file inside"),
        ("list.csv", b'a,"b', "cannot be read"),
    ],
)
def test_what_is_no_table_is_refused_with_a_sentence(
    cast: Cast, lead: Client, name: str, data: bytes, says: str
) -> None:
    page = lead.post(url("import-add", cast), {"file": SimpleUploadedFile(name, data)})

    assert says in page.content.decode()
    assert not Import.objects.exists()


def test_wrong_rows_are_listed_and_nothing_can_be_confirmed(cast: Cast, lead: Client) -> None:
    entry = send(lead, cast, write_csv(("Code", "Job", "Owner"), [("A-1", "Watch", "the cat"), ("A-1", "", "MSP")]))
    lead.post(url("import-map", cast, entry.pk), NAMED)

    page = lead.get(url("import", cast, entry.pk)).content.decode()

    assert "3 things to correct first" in page
    assert "Row 2" in page
    assert "“the cat” is not an owner; write provider, customer, shared, third party or undecided." in page
    assert "Import into version" not in page


def test_a_draft_that_changed_meanwhile_is_previewed_again(cast: Cast, lead: Client) -> None:
    version = make_version(cast.customer)
    entry = _mapped(lead, cast)
    basis = lead.get(url("import", cast, entry.pk)).context["preview"].basis
    make_row(version)

    answer = lead.post(url("import-apply", cast, entry.pk), {"mode": "add", "basis": basis})

    assert answer.status_code == 409
    assert "Somebody changed the draft after this preview was made." in answer.content.decode()


def test_replacing_is_offered_when_the_draft_has_more(cast: Cast, lead: Client) -> None:
    version = make_version(cast.customer, rows=2)
    entry = _mapped(lead, cast)
    page = lead.get(url("import", cast, entry.pk))
    assert "2 jobs of the draft are not in the file" in page.content.decode()

    for show in ("added", "changed", "left", "unchanged", "errors", "nonsense"):
        assert lead.get(f"{url('import', cast, entry.pk)}?show={show}").status_code == 200
    lead.post(url("import-apply", cast, entry.pk), {"mode": "replace", "basis": page.context["preview"].basis})

    assert set(version.rows.values_list("code", flat=True)) == {"A-1", "B-2"}


def test_what_changes_is_shown_old_and_new(cast: Cast, lead: Client) -> None:
    make_version(cast.customer, rows=[{"code": "A-1", "title": "Watch", "ownership": "customer"}])
    entry = _mapped(lead, cast)

    page = lead.get(f"{url('import', cast, entry.pk)}?show=changed").content.decode()

    assert "<del>Harbour Roast</del> <ins>Fairlead IT</ins>" in page


def test_a_file_imported_before_is_told(cast: Cast, lead: Client) -> None:
    entry = _mapped(lead, cast)
    basis = lead.get(url("import", cast, entry.pk)).context["preview"].basis
    lead.post(url("import-apply", cast, entry.pk), {"mode": "add", "basis": basis})

    page = lead.get(url("import", cast, _mapped(lead, cast).pk)).content.decode()

    assert "This very file was imported before" in page
    assert "Nothing changes" in page


def test_discarding_changes_nothing(cast: Cast, lead: Client) -> None:
    entry = _mapped(lead, cast)

    page = lead.post(url("import-discard", cast, entry.pk), follow=True)

    assert b"Discarded" in page.content
    assert not Version.objects.exists()
    assert b"nothing was changed by it" in lead.get(url("import", cast, entry.pk)).content


@pytest.mark.parametrize("name", ["import", "import-map"])
def test_throwing_the_file_away_comes_after_going_on(cast: Cast, lead: Client, name: str) -> None:
    """In its own form behind the other: neither Enter nor the first press of Tab reaches it."""
    entry = _mapped(lead, cast)

    page = lead.get(url(name, cast, entry.pk)).content.decode()

    main = page[page.index("<main") :]
    assert main.count(url("import-discard", cast, entry.pk)) == 1
    assert main.index("btn-primary") < main.index(url("import-discard", cast, entry.pk))


def test_with_a_version_at_both_sides_the_page_says_why_not(cast: Cast, lead: Client) -> None:
    make_version(cast.customer, "proposed")

    page = lead.get(url("import-add", cast)).content.decode()

    assert "is with both sides for signature" in page
    assert "Read the file" not in page


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_an_export_imports_back_and_changes_nothing(cast: Cast, lead: Client, kind: str) -> None:
    version = make_version(
        cast.customer,
        rows=[
            {"title": "=HYPERLINK(1)", "provider_duty": "one\ntwo", "facts": {"inheritable": "yes"}},
            {"ownership": "third_party", "third_party": "@Power", "answers_for": "customer", "service_name": "-x"},
            {"is_out_of_scope": True, "out_of_scope_reason": "'quoted'", "clause_reference": "+1"},
        ],
    )
    file = lead.get(url("version-export", cast, version.number, kind)).content

    entry = send(lead, cast, file, f"matrix.{kind}")
    page = lead.get(url("import", cast, entry.pk))

    plan = page.context["preview"].plan
    assert (len(plan.unchanged), plan.added, plan.changed, plan.left) == (3, (), (), ())
    assert "Nothing changes" in page.content.decode()


def test_the_export_takes_the_filters_of_the_page(cast: Cast, lead: Client) -> None:
    version = make_version(cast.customer, rows=[{"ownership": "undecided", "title": "Gap"}, {"title": "Fine"}])

    answer = lead.get(f"{url('version-export', cast, version.number, 'csv')}?owner=undecided")

    (sheet,) = read_table(answer.content, "a.csv")
    assert [row[2] for row in sheet.rows] == ["Job", "Gap"]
    assert answer["Content-Disposition"].startswith('attachment; filename="who-does-what-harbour-roast-v1-')


def test_customers_export_what_they_were_shown_without_internal_facts(cast: Cast, sign_in) -> None:
    shown = make_version(cast.customer, "agreed", rows=[{"facts": {"inheritable": "yes"}}])
    draft = make_version(cast.customer)
    reader = sign_in(cast.customer_reader)

    answer = reader.get(url("version-export", cast, shown.number, "csv"))

    assert b"inheritable" not in answer.content
    assert b"Facts" not in answer.content
    assert reader.get(url("version-export", cast, draft.number, "csv")).status_code == 404
    assert reader.get(url("version-export", cast, shown.number, "pdf")).status_code == 404


@pytest.mark.parametrize("number", [5, 600])
def test_preview_and_export_need_few_queries(
    cast: Cast, lead: Client, number: int, django_assert_max_num_queries
) -> None:
    version = make_version(cast.customer, rows=number)
    file = lead.get(url("version-export", cast, version.number, "csv")).content
    entry = send(lead, cast, file)

    with django_assert_max_num_queries(12):
        lead.get(url("version-export", cast, version.number, "csv"))
    with django_assert_max_num_queries(12):
        lead.get(url("import", cast, entry.pk))
    with django_assert_max_num_queries(12):
        lead.get(url("import-add", cast))


@pytest.mark.realdata
@pytest.mark.skipif(not WORKBOOK.exists(), reason="the real workbooks are not on this machine")
def test_the_workbook_of_cloud_gov_comes_in_whole_with_its_gaps_and_contradictions(
    cast: Cast, lead: Client, django_assert_max_num_queries
) -> None:
    entry = send(lead, cast, WORKBOOK.read_bytes(), WORKBOOK.name)
    page = lead.get(url("import", cast, entry.pk))
    assert b"616 added, 0 changed, 0 as they are" in page.content

    with django_assert_max_num_queries(80):
        done = lead.post(url("import-apply", cast, entry.pk), {"mode": "add", "basis": page.context["preview"].basis})

    assert done.status_code == 302
    version = Version.objects.select_related("customer__provider").get()
    assert version.rows.count() == 616
    found = findings_of(version, timezone.localdate())
    assert sum(finding.check == "C-01" for finding in found) == 2
    contradictions = [finding.message for finding in found if finding.check == "C-42"]
    assert sum("all of it can be inherited" in message for message in contradictions) == 15
    assert sum("marked both" in message for message in contradictions) == 13
    again = lead.get(url("import", cast, send(lead, cast, WORKBOOK.read_bytes(), WORKBOOK.name).pk))
    assert len(again.context["preview"].plan.unchanged) == 616


def _mapped(lead: Client, cast: Cast) -> Import:
    entry = send(lead, cast, TABLE)
    lead.post(url("import-map", cast, entry.pk), NAMED)
    return entry
