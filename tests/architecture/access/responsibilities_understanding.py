"""Who may start, answer, see and close understanding checks."""

from datetime import timedelta

from django.utils import timezone

from accounts.enums import Permission as P
from responsibilities.models import Round
from tests.architecture.entries import Entry, Place
from tests.cast import NOW
from tests.factories.responsibilities import make_round, make_version

FORM = {"GET": 200, "POST": 302}
REFUSED = {"GET": 403, "POST": 403}
NOT_ASKED = {"provider_owner": REFUSED, "provider_engineer": REFUSED, "customer_contributor": REFUSED}


def _made(place: Place, **about: object) -> Round:
    people = [(place.staff, "provider"), *([(place.member, "customer")] if place.member else [])]
    return make_round(place.customer, *people, by=place.staff, **about)


def _open(place: Place) -> dict[str, object]:
    return {"pk": _made(place).pk}


def _shown(place: Place) -> dict[str, object]:
    return {"pk": _made(place, revealed_at=NOW).pk}


def _question(place: Place) -> dict[str, object]:
    return {"pk": _made(place).pk, "place": 1}


def _asked(place: Place) -> dict[str, object]:
    asked = _made(place, revealed_at=NOW).asked.first()
    assert asked is not None
    return {"pk": asked.pk}


def _in_force(place: Place) -> dict[str, object]:
    make_version(place.customer, "agreed")
    return {}


def _choice(place: Place) -> dict[str, object]:
    rows = [str(pk) for pk in place.customer.versions.get().rows.values_list("pk", flat=True)]
    assert place.member
    return {
        "suggested": rows,
        "customer": [str(place.member.pk)],
        "provider": [str(place.staff.pk)],
        "due_on": str(timezone.localdate() + timedelta(days=5)),
    }


ENTRIES = {
    "responsibilities:understanding-list": Entry(P.MATRIX_VIEW),
    "responsibilities:understanding-start": Entry(P.VIEWS_ASK, _in_force, methods=FORM, data=_choice),
    "responsibilities:understanding-round": Entry(P.MATRIX_VIEW, _shown),
    "responsibilities:understanding-answer": Entry(
        P.VIEWS_GIVE, _question, methods=FORM, data={"who": "shared", "pays": "customer"}, but=NOT_ASKED
    ),
    "responsibilities:understanding-close": Entry(P.VIEWS_ASK, _open, methods={"POST": 302}),
    "responsibilities:understanding-topic": Entry(P.VIEWS_ASK, _asked, methods={"POST": 302}, data={"topic": "1"}),
}
