"""Tables of what runs where: taken in whole or not at all, and never twice."""

from datetime import date
from unittest.mock import patch

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.actor import Actor
from audit.models import Event
from background.models import Job
from background.runner import drain
from core.errors import Conflict, NotAllowed
from core.importing import flow
from core.importing.columns import find_headings
from core.spreadsheets import write_xlsx
from core.uploads import check_upload
from technology.actions import deployments, imports
from technology.models import Deployment, DeploymentImport, Product
from technology.reading.columns import layout_of
from tests.cast import NOW, Cast
from tests.factories.technology import make_deployment, make_product, make_vendor
from tests.technology.importing import HEADINGS, WATCH, imported, mapped


@pytest.fixture
def engineer(cast: Cast) -> Actor:
    return cast.actor(cast.provider_engineer, provider=cast.provider)


@pytest.fixture
def watch(cast: Cast) -> Product:
    return make_product(cast.provider, make_vendor(cast.provider, name="Sentryfold"), name="Watch")


def numbers(entry: DeploymentImport) -> tuple[int, int, int, int]:
    return tuple(entry.summary[name] for name in ("added", "changed", "unchanged", "errors"))  # type: ignore[return-value]


def test_rows_become_lines_of_what_runs_where(cast: Cast, engineer: Actor, watch: Product) -> None:
    entry = imported(cast, engineer, [WATCH, ("TIDEWELL lettings", "sentryfold watch", "", "1,200", "", "", "", "")])

    assert (entry.state, numbers(entry)) == ("applied", (2, 0, 0, 0))
    line = Deployment.objects.get(customer=cast.customer)
    assert (line.where, line.quantity, line.counted, line.version) == ("tills", 31, "computers", "4.2")
    assert (line.covered, line.total, line.product) == (29, 31, watch)
    other = Deployment.objects.get(customer=cast.other_customer)
    assert (other.where, other.quantity, other.counted) == ("", 1200, "devices")


def test_a_second_import_changes_instead_of_doubling(cast: Cast, engineer: Actor, watch: Product) -> None:
    imported(cast, engineer, [WATCH])

    entry = mapped(cast, engineer, [("harbour roast", "Watch", "Tills", "33", "computers", "4.2", "29", "33")])
    assert entry.summary["first_rows"] == [
        {
            "line": 2, "title": "Watch", "small": "Harbour Roast, Tills",
            "says": "Where: tills → Tills; How many: 31 → 33; Should have it: 31 → 33",
        }
    ]  # fmt: skip
    assert Deployment.objects.get().quantity == 31
    entry = imports.confirm_import(entry=entry, by=engineer, at=NOW)

    assert numbers(entry) == (0, 1, 0, 0)
    assert Deployment.objects.get().quantity == 33
    assert numbers(imported(cast, engineer, [("Harbour Roast", "Watch", "Tills", "33")], HEADINGS[:4])) == (0, 0, 1, 0)


def test_a_column_that_the_file_lacks_leaves_what_is_known(cast: Cast, engineer: Actor, watch: Product) -> None:
    make_deployment(cast.customer, watch, version="4.2", notes="Cheap licence")

    imported(cast, engineer, [("Watch", "12")], ("Product", "How many"), here=True)

    line = Deployment.objects.get()
    assert (line.quantity, line.version, line.notes) == (12, "4.2", "Cheap licence")


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        (
            ("Nobody Ltd", *WATCH[1:]),
            "Customer",
            "There is no customer called “Nobody Ltd” among those you look after.",
        ),
        (("Bosun Yard", *WATCH[1:]), "Customer", "There is no customer called “Bosun Yard”"),
        (("", *WATCH[1:]), "Customer", "This is missing."),
        (("Harbour Roast", "Wotch", *WATCH[2:]), "Product", "There is no product called “Wotch” on your list."),
        (("Harbour Roast", "", *WATCH[2:]), "Product", "This is missing."),
        (("Harbour Roast", "Guard", *WATCH[2:]), "Product", "2 are called “Guard”. Name the vendor too."),
        ((*WATCH[:3], "many", *WATCH[4:]), "How many", "“many” is not a whole number"),
        ((*WATCH[:2], "office", *WATCH[3:6], "32", "31"), "Have it", "32 have it and 31 should."),
        ((*WATCH[:2], "office", *WATCH[3:6], "", "31"), "Have it", "Write both numbers"),
        ((*WATCH[:2], "t" * 121, *WATCH[3:]), "Where", "longer than 120 characters"),
    ],
    ids=str,
)
def test_a_fault_names_its_row_and_column_and_nothing_is_taken_in(
    cast: Cast, engineer: Actor, watch: Product, row: tuple[str, ...], column: str, words: str
) -> None:
    make_product(cast.provider, name="Guard")
    make_product(cast.provider, name="guard")

    entry = mapped(cast, engineer, [WATCH, row])

    [error] = entry.summary["first_errors"]
    assert (error["line"], error["column"]) == (3, column)
    assert words in error["sentence"]
    with pytest.raises(NotAllowed, match="cannot be taken in"):
        imports.confirm_import(entry=entry, by=engineer, at=NOW)
    assert not Deployment.objects.exists()


def test_a_vendor_beside_the_name_tells_products_apart(cast: Cast, engineer: Actor, watch: Product) -> None:
    make_product(cast.provider, make_vendor(cast.provider, name="Other"), name="Watch")

    imported(cast, engineer, [("Watch", "SENTRYFOLD")], ("Product", "Vendor"), here=True)

    assert Deployment.objects.get().product == watch


def test_the_same_line_twice_in_a_file_is_a_fault(cast: Cast, engineer: Actor, watch: Product) -> None:
    entry = mapped(cast, engineer, [WATCH, ("harbour roast", "Sentryfold Watch", "TILLS", *WATCH[3:])])

    assert entry.summary["first_errors"] == [
        {"line": 3, "column": "Product", "sentence": "This product at this place is already in row 2."}
    ]


def test_what_is_known_already_has_to_fit_what_is_told(cast: Cast, engineer: Actor, watch: Product) -> None:
    make_deployment(cast.customer, watch, covered=29, total=31)

    entry = mapped(cast, engineer, [("Watch", "40")], ("Product", "Have it"), here=True)

    assert entry.summary["first_errors"][0]["sentence"].startswith("With what is known already: 40 have it and 31")


def test_a_day_takes_a_line_out_of_use_once(cast: Cast, engineer: Actor, watch: Product) -> None:
    make_deployment(cast.customer, watch)
    headings, row = ("Product", "Taken out of use"), ("Watch", "01/10/2026")

    first = imported(cast, engineer, [row], headings, here=True)
    again = imported(cast, engineer, [row], headings, here=True)

    assert (numbers(first), numbers(again)) == ((0, 1, 0, 0), (0, 0, 1, 0))
    assert Deployment.objects.get().retired_on == date(2026, 10, 1)


def test_a_line_in_use_and_one_out_of_use_stay_two(cast: Cast, engineer: Actor, watch: Product) -> None:
    rows = [("Watch", "2020-01-01", "2023-12-31"), ("Watch", "2024-01-01", "")]
    headings = ("Product", "In use since", "Taken out of use")

    first = imported(cast, engineer, rows, headings, here=True)
    again = imported(cast, engineer, rows, headings, here=True)

    assert (numbers(first), numbers(again)) == ((2, 0, 0, 0), (0, 0, 2, 0))
    assert Deployment.objects.running().get().since == date(2024, 1, 1)


def test_a_day_before_the_start_is_a_fault(cast: Cast, engineer: Actor, watch: Product) -> None:
    make_deployment(cast.customer, watch, since=date(2026, 1, 1))

    entry = mapped(cast, engineer, [("Watch", "2025-12-31")], ("Product", "Taken out of use"), here=True)

    assert entry.summary["first_errors"][0]["sentence"] == (
        "With what is known already: This is before it came into use."
    )


def test_each_customer_reads_in_its_history_what_was_taken_in(cast: Cast, engineer: Actor, watch: Product) -> None:
    imported(cast, engineer, [WATCH, ("Tidewell Lettings", "Watch", "", "2", "", "", "", "")])

    told = Event.objects.filter(verb="deployments_taken_in").order_by("sequence")
    assert {(event.customer_id, event.says, event.is_internal) for event in told} == {
        (customer.pk, "imported what runs here from rmm.csv: 1 line added, 0 changed", False)
        for customer in (cast.customer, cast.other_customer)
    }
    assert Event.objects.get(verb="deployments_imported").is_internal


def test_a_workbook_is_read_from_its_sheet(cast: Cast, engineer: Actor, watch: Product) -> None:
    content = write_xlsx(HEADINGS, [WATCH], "Estate")
    file = SimpleUploadedFile("rmm.xlsx", content)
    entry = imports.start_import(
        provider=cast.provider, customer=None, file=file, checked=check_upload(file, ("xlsx",)), by=engineer, at=NOW
    )

    mapping = find_headings([HEADINGS], layout_of(is_everywhere=True))
    imports.map_import(entry=entry, sheet="Estate", mapping=mapping, by=engineer, at=NOW)
    imports.confirm_import(entry=entry, by=engineer, at=NOW)

    assert Deployment.objects.get().version == "4.2"


def test_a_line_entered_meanwhile_stops_the_file(cast: Cast, engineer: Actor, watch: Product) -> None:
    entry = mapped(cast, engineer, [WATCH])
    deployments.add_deployment(customer=cast.customer, product=watch, by=engineer, at=NOW, where="Tills")

    entry = imports.confirm_import(entry=entry, by=engineer, at=NOW)

    assert numbers(entry) == (0, 1, 0, 0)
    assert Deployment.objects.get().quantity == 31


@pytest.mark.django_db(transaction=True)
def test_a_long_file_is_read_and_taken_in_by_jobs(cast: Cast, engineer: Actor) -> None:
    make_product(cast.provider, name="Watch")
    rows = [("Harbour Roast", "Watch", f"till {n}", "1", "", "", "", "") for n in range(1200)]
    with patch.object(flow, "AT_ONCE", 1000):
        entry = mapped(cast, engineer, rows)
        assert entry.summary == {}
        drain()
        entry.refresh_from_db()
        assert (entry.state, entry.summary["added"]) == ("mapped", 1200)
        imports.confirm_import(entry=entry, by=engineer, at=NOW)
        with pytest.raises(Conflict, match="being taken in"):
            imports.discard_import(entry=entry, by=engineer, at=NOW)
        drain()

    entry.refresh_from_db()
    assert (entry.state, Deployment.objects.count()) == ("applied", 1200)
    assert not Job.objects.exclude(state="done").exists()


def test_queries_grow_with_chunks_and_not_with_rows(cast: Cast, engineer: Actor, watch: Product) -> None:
    def queries(number: int) -> int:
        entry = mapped(cast, engineer, [("Harbour Roast", "Watch", f"t{n}", *WATCH[3:]) for n in range(number)])
        with CaptureQueriesContext(
            connection,
        ) as captured:
            imports.FLOW._read(entry, NOW)
        return len(captured)

    assert queries(5) == queries(400)
