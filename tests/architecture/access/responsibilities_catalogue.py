"""Who may call the addresses of the catalogue, of import, export and proof."""

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.enums import Permission as P
from core.spreadsheets import write_csv
from responsibilities.models import Evidence, Import
from responsibilities.queries.importing import preview_of
from responsibilities.reading import ColumnMapping, Field, Layout
from tests.architecture.entries import Entry, Place
from tests.cast import NOW
from tests.factories.contracts import make_bundle, make_service
from tests.factories.responsibilities import make_activity, make_version

READ = {"GET": 200}
CHANGE = {"POST": 302}
FORM = {"GET": 200, "POST": 302}
FORM_200 = {"GET": 200, "POST": 200}  # an empty form is shown again with what is missing


def _activity(place: Place) -> dict[str, object]:
    return {"pk": make_activity(place.provider).pk}


def _service(place: Place) -> dict[str, object]:
    return {"pk": make_service(place.provider).pk}


def _bundle(place: Place) -> dict[str, object]:
    return {"pk": make_bundle(place.provider, make_service(place.provider)).pk}


def _version(place: Place) -> dict[str, object]:
    number = len(place.customer.slug)  # no two places have a version of the same number
    return {"number": make_version(place.customer, "proposed", by=place.staff, number=number).number, "kind": "csv"}


_TABLE = write_csv(("Code", "Job"), [("A-1", "Watch")])
_COLUMNS = {"column-0": "code", "column-1": "title"}


def _import(place: Place) -> dict[str, object]:
    entry = Import.objects.create(
        customer=place.customer,
        file=ContentFile(_TABLE, name="list.csv"),
        filename="list.csv",
        sha256="0" * 64,
        layout=Layout.GENERIC,
        mapping=ColumnMapping({Field.CODE: 0, Field.TITLE: 1}).as_json(),
        state=Import.State.MAPPED,
        started_by=place.staff,
        started_at=NOW,
    )
    return {"pk": entry.pk}


def _upload(place: Place) -> dict[str, object]:
    return {"file": SimpleUploadedFile("list.csv", _TABLE)}


def _confirmed(place: Place) -> dict[str, object]:
    entry = Import.objects.filter(customer=place.customer).first()
    return {"mode": "add", "basis": preview_of(entry).basis if entry else ""}


def _line(place: Place) -> dict[str, object]:
    return {"line": make_version(place.customer, "agreed", by=place.staff).rows.first().line}


def _proof(place: Place) -> dict[str, object]:
    """One that the customer's own contributor added, with a file."""
    row = make_version(place.customer, "agreed", by=place.staff).rows.first()
    proof = Evidence.objects.create(
        customer=place.customer,
        subject_id=row.line,
        label=row.code,
        title="Report",
        happened_on=NOW.date(),
        file=ContentFile(b"a,b", name="report.csv"),
        filename="report.csv",
        content_type="text/csv",
        size=3,
        added_at=NOW,
        added_by=place.cast.customer_contributor,
    )
    return {"pk": proof.pk}


_ACTIVITY = {
    "code": "OWN-01", "title": "Feed the cat", "domain": "Own",
    "default_ownership": "customer", "review_interval_months": 3,
}  # fmt: skip
_SERVICE = {"code": "OWN", "name": "Cat feeding", "monthly_fee": "10"}

ENTRIES = {
    "responsibilities:activity-list": Entry(P.CATALOGUE_VIEW),
    "responsibilities:activity-export": Entry(P.CATALOGUE_VIEW),
    "responsibilities:activity-start": Entry(P.CATALOGUE_EDIT, methods=CHANGE),
    "responsibilities:activity-add": Entry(P.CATALOGUE_EDIT, methods=FORM, data=_ACTIVITY),
    "responsibilities:activity": Entry(P.CATALOGUE_VIEW, _activity),
    "responsibilities:activity-edit": Entry(P.CATALOGUE_EDIT, _activity, methods=FORM_200),
    "responsibilities:activity-retire": Entry(P.CATALOGUE_EDIT, _activity, methods=CHANGE),
    "responsibilities:activity-restore": Entry(P.CATALOGUE_EDIT, _activity, methods=CHANGE),
    "responsibilities:service-list": Entry(P.CATALOGUE_VIEW),
    "responsibilities:service-add": Entry(P.CATALOGUE_EDIT, methods=FORM, data=_SERVICE),
    "responsibilities:service": Entry(P.CATALOGUE_VIEW, _service),
    "responsibilities:service-edit": Entry(P.CATALOGUE_EDIT, _service, methods=FORM_200),
    "responsibilities:service-activities": Entry(P.CATALOGUE_EDIT, _service, methods={"GET": 200, "POST": 409}),
    "responsibilities:service-retire": Entry(P.CATALOGUE_EDIT, _service, methods=CHANGE),
    "responsibilities:service-restore": Entry(P.CATALOGUE_EDIT, _service, methods=CHANGE),
    "responsibilities:bundle-add": Entry(P.CATALOGUE_EDIT, methods=FORM_200),
    "responsibilities:bundle-edit": Entry(P.CATALOGUE_EDIT, _bundle, methods=FORM_200),
    "responsibilities:bundle-retire": Entry(P.CATALOGUE_EDIT, _bundle, methods=CHANGE),
    "responsibilities:bundle-restore": Entry(P.CATALOGUE_EDIT, _bundle, methods=CHANGE),
    "responsibilities:import-add": Entry(P.MATRIX_EDIT, methods=FORM, data=_upload),
    "responsibilities:import": Entry(P.MATRIX_EDIT, _import),
    "responsibilities:import-map": Entry(P.MATRIX_EDIT, _import, methods=FORM, data=_COLUMNS),
    "responsibilities:import-apply": Entry(P.MATRIX_EDIT, _import, methods=CHANGE, data=_confirmed),
    "responsibilities:import-discard": Entry(P.MATRIX_EDIT, _import, methods=CHANGE),
    "responsibilities:version-export": Entry(P.MATRIX_VIEW, _version),
    "responsibilities:evidence-list": Entry(P.MATRIX_VIEW),
    "responsibilities:evidence-line": Entry(P.MATRIX_VIEW, _line),
    "responsibilities:evidence-file": Entry(P.MATRIX_VIEW, _proof),
    "responsibilities:evidence-remove": Entry(
        P.EVIDENCE_ADD,
        _proof,
        methods=CHANGE,
        but={"provider_engineer": {"POST": 403}, "customer_owner": {"POST": 403}},
    ),
}
