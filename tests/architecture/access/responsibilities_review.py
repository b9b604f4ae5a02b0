"""Who may read, agree, ask and sign."""

from accounts.enums import Permission as P
from responsibilities.models import Message, Question, Row, Version
from tests.architecture.entries import Entry, Place
from tests.cast import NOW
from tests.factories.responsibilities import make_version, sign

REFUSED = {"GET": 403, "POST": 403}
READERS = {"customer_reader": REFUSED, "provider_auditor": REFUSED}
STAFF = dict.fromkeys(("provider_owner", "provider_lead", "provider_engineer", "provider_auditor"), REFUSED)
FORM = {"GET": 200, "POST": 302}
POST = {"POST": 302}
TEXT = {"text": "Also on Saturdays?"}


def _version(place: Place, **row: object) -> Version:
    """Numbered so that no two places share a number: a neighbour's version is not there under our slug."""
    number = len(place.customer.slug)
    return make_version(place.customer, "proposed", by=place.staff, rows=[dict(row)], number=number)


def _number(place: Place) -> dict[str, object]:
    return {"number": _version(place).number}


def _part(place: Place) -> dict[str, object]:
    return {"number": _version(place).number, "part": "monitoring"}


def _row(place: Place) -> dict[str, object]:
    return {"pk": _version(place).rows.get().pk}


def _gap(place: Place) -> dict[str, object]:
    return {"pk": _version(place, ownership="undecided").rows.get().pk}


def _signature(place: Place) -> dict[str, object]:
    return {"pk": sign(_version(place), "provider", place.staff).pk}


def _question(place: Place, **about: object) -> dict[str, object]:
    row = Row.objects.select_related("version").get(pk=_row(place)["pk"])
    person = place.member or place.staff
    question = Question.objects.create(
        customer=place.customer, row=row, line=row.line, asked_at=NOW, asked_by=person, waits_for="provider", **about
    )
    Message.objects.create(question=question, side="customer", said_by=person, said_at=NOW, text="How often?")
    return {"pk": question.pk}


def _settled(place: Place) -> dict[str, object]:
    return _question(place, closed_at=NOW, closed_by=place.staff)


ENTRIES = {
    "responsibilities:review": Entry(P.MATRIX_VIEW, _number),
    "responsibilities:part": Entry(P.MATRIX_VIEW, _part),
    "responsibilities:part-agree": Entry(P.MATRIX_AGREE, _part, methods=POST),
    "responsibilities:changes": Entry(P.MATRIX_VIEW, _number),
    "responsibilities:sign": Entry(P.MATRIX_SIGN, _number, methods=FORM),
    "responsibilities:signatures": Entry(P.MATRIX_VIEW, _number),
    "responsibilities:signature": Entry(P.MATRIX_VIEW, _signature),
    "responsibilities:row-agree": Entry(P.MATRIX_AGREE, _row, methods=POST),
    "responsibilities:row-take-back": Entry(P.MATRIX_AGREE, _row, methods=POST),
    "responsibilities:row-accept-risk": Entry(P.MATRIX_AGREE, _gap, methods=FORM, data={"reason": "We live with it."}),
    "responsibilities:row-ask": Entry(P.MATRIX_VIEW, _row, methods=FORM, data=TEXT, but=READERS),
    "responsibilities:row-suggest": Entry(
        P.MATRIX_VIEW, _gap, methods=FORM, data=TEXT | {"owner": "shared"}, but=READERS | STAFF
    ),
    "responsibilities:question-list": Entry(P.MATRIX_VIEW),
    "responsibilities:question": Entry(P.MATRIX_VIEW, _question),
    "responsibilities:question-answer": Entry(P.MATRIX_VIEW, _question, methods=FORM, data=TEXT, but=READERS),
    "responsibilities:question-close": Entry(
        P.MATRIX_VIEW, _question, methods=POST, but={name: {"POST": 403} for name in (*STAFF, *READERS)}
    ),
    "responsibilities:question-settle": Entry(P.MATRIX_AGREE, _question, methods=POST),
    "responsibilities:question-reopen": Entry(
        P.MATRIX_VIEW, _settled, methods=POST, but={name: {"POST": 403} for name in READERS}
    ),
    "responsibilities:provider-question-list": Entry(P.MATRIX_VIEW),
}
