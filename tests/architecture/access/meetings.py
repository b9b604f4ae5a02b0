"""Who may plan, write, approve and read meetings, and say whether they helped."""

from datetime import timedelta

from django.utils import timezone

from accounts.enums import Permission as P
from engagement.models import Meeting
from tests.architecture.access.outages import HIDDEN
from tests.architecture.entries import Entry, Place
from tests.factories.advice import make_action
from tests.factories.meetings import approve, make_meeting, propose
from tests.factories.reports import make_one_pager

FORM, POST = {"GET": 200, "POST": 302}, {"POST": 302}
REFUSED = {"GET": 403, "POST": 403}
SOON = str(timezone.localdate() + timedelta(days=9))


def _made(place: Place, **about: object) -> Meeting:
    people = [(place.staff, "provider"), *([(place.member, "customer")] if place.member else [])]
    return make_meeting(place.customer, place.staff, *people, **about)


def _meeting(place: Place) -> dict[str, object]:
    return {"pk": _made(place).pk}


def _topic(place: Place) -> dict[str, object]:
    return {"pk": _made(place).topics.get().pk}


def _own_action(place: Place) -> dict[str, object]:
    meeting = _made(place)
    action = make_action(place.customer, place.staff, origin_kind="meeting", origin_id=meeting.pk)
    return {"pk": meeting.pk, "action": action.pk}


def _carried(place: Place) -> dict[str, object]:
    return {"pk": _made(place).pk, "action": make_action(place.customer, place.staff, owed_by="customer").pk}


def _proposed(place: Place) -> dict[str, object]:
    return {"pk": propose(_made(place), place.staff).pk}


def _copy(place: Place) -> dict[str, object]:
    meeting = propose(_made(place), place.staff)
    return {"pk": make_one_pager(place.customer, by=place.staff, kind="minutes", subject=meeting.pk).pk}


def _approved(place: Place) -> dict[str, object]:
    meeting = approve(_made(place), place.staff, place.member or place.staff, timezone.now())
    return {"about": "meeting", "pk": meeting.pk}


def _plan(place: Place) -> dict[str, object]:
    return {"kind": "quarterly", "starts_at": f"{SOON}T09:30", "provider": [str(place.staff.pk)]}


def _promise(place: Place) -> dict[str, object]:
    return {"text": "Order it", "who": f"provider:{place.staff.pk}", "due_on": SOON}


ENTRIES = {
    "engagement:meeting-list": Entry(P.MEETING_VIEW),
    "engagement:provider-meeting-list": Entry(P.MEETING_VIEW),
    "engagement:meeting-add": Entry(P.MEETING_EDIT, methods=FORM, data=_plan),
    "engagement:meeting": Entry(P.MEETING_VIEW, _meeting),
    "engagement:meeting-one-page": Entry(P.MEETING_VIEW, _meeting),
    "engagement:meeting-edit": Entry(P.MEETING_EDIT, _meeting, methods={"GET": 200, "POST": 409}, data=_plan),
    "engagement:meeting-cancel": Entry(P.MEETING_EDIT, _meeting, methods=POST),
    "engagement:meeting-refresh": Entry(P.MEETING_EDIT, _meeting, methods=POST),
    "reports:minutes-copy-ask": Entry(P.MEETING_VIEW, _proposed, methods=POST),
    "reports:minutes-copy": Entry(P.MEETING_VIEW, _copy, but=HIDDEN),
    "reports:minutes-copy-download": Entry(P.MEETING_VIEW, _copy, but=HIDDEN),
    "engagement:topic-add": Entry(P.MEETING_EDIT, _meeting, methods=FORM, data={"title": "A fourth shop"}),
    "engagement:topic-edit": Entry(
        P.MEETING_EDIT, _topic, methods={"GET": 200, "POST": 409}, data={"title": "A fourth shop"}
    ),
    "engagement:topic-pass": Entry(P.MEETING_EDIT, _topic, methods=POST),
    "engagement:topic-move": Entry(P.MEETING_EDIT, _topic, methods=POST, data={"up": "1"}),
    "engagement:topic-drop": Entry(P.MEETING_EDIT, _topic, methods=POST),
    "engagement:promise-add": Entry(
        P.MEETING_EDIT, _meeting, methods=FORM, data=_promise
    ),
    "engagement:promise-take-back": Entry(P.MEETING_EDIT, _own_action, methods=POST),
    "engagement:promise-done": Entry(
        P.ACTION_DO, _carried, methods=FORM, data={"closing": "Seen."}, but={"provider_engineer": REFUSED}
    ),
    "engagement:minutes-propose": Entry(P.MEETING_EDIT, _meeting, methods=POST),
    "engagement:minutes-approve": Entry(P.MINUTES_APPROVE, _proposed, methods=POST),
    "engagement:minutes-send-back": Entry(P.MINUTES_APPROVE, _proposed, methods=POST),
    "engagement:feedback-list": Entry(P.FEEDBACK_GIVE),
    "engagement:feedback": Entry(
        P.FEEDBACK_GIVE, _approved, methods=FORM, data={"helped": "4"},
        but={"customer_contributor": {"GET": 404, "POST": 404}},
    ),
    "engagement:feedback-trend": Entry(P.FEEDBACK_VIEW),
    "engagement:provider-feedback-list": Entry(P.FEEDBACK_VIEW),
}  # fmt: skip
