"""Who may call the pages of training and of what was reported as suspicious."""

from datetime import timedelta

from django.core.files.base import ContentFile
from django.utils import timezone

from accounts.enums import Permission as P
from engagement.actions.education import token
from engagement.models import Course
from tests.architecture.entries import Entry, Place
from tests.factories.education import make_campaign, make_course, make_participation, make_suspicion

FORM, FORM_200 = {"GET": 200, "POST": 302}, {"GET": 200, "POST": 422}
CHANGE = {"POST": 302}


def _course(place: Place) -> dict[str, object]:
    return {"pk": _made(place).pk}


def _made(place: Place) -> Course:
    return make_course(
        place.provider, by=place.staff, file=ContentFile(b"%PDF-1.4", name="a.pdf"), filename="a.pdf",
        content_type="application/pdf",
    )  # fmt: skip


def _asked_course(place: Place) -> dict[str, object]:
    course = _made(place)
    make_campaign(place.customer, course, by=place.staff)
    return {"pk": course.pk}


def _campaign(place: Place) -> dict[str, object]:
    return {"pk": make_campaign(place.customer, make_course(place.provider, by=place.staff), by=place.staff).pk}


def _lesson(place: Place) -> dict[str, object]:
    campaign = make_campaign(place.customer, make_course(place.provider, by=place.staff), by=place.staff)
    return {"pk": make_participation(campaign, place.member).pk}


def _report(place: Place) -> dict[str, object]:
    by = place.member or place.staff
    file = ContentFile(b"\x89PNG", name="a.png")
    about = {"file": file, "filename": "a.png", "content_type": "image/png"}
    return {"pk": make_suspicion(place.customer, by=by, **about).pk}


def _plan(place: Place) -> dict[str, object]:
    today = timezone.localdate()
    course = make_course(place.provider, by=place.staff)
    return {
        "course": str(course.pk), "others": "Ada", "opens_on": today, "closes_on": today + timedelta(days=9),
        "target_percent": "90",
    }  # fmt: skip


def _edit(place: Place) -> dict[str, object]:
    course = Course.objects.filter(provider=place.provider).order_by("-added_at", "-title").first()
    return {"title": "Another", "kind": "training", "words": "x", "edited": token(course) if course else ""}


OTHERS_404 = {name: {"GET": 404} for name in ("customer_contributor", "customer_reader")}
ENTRIES = {
    "engagement:teaching": Entry(P.TEACHING_VIEW),
    "engagement:campaign-add": Entry(P.TEACHING_PLAN, methods=FORM, data=_plan),
    "engagement:campaign-stop": Entry(P.TEACHING_PLAN, _campaign, methods=CHANGE),
    "engagement:phishing-add": Entry(P.TEACHING_PLAN, methods=FORM_200),
    "engagement:phishing-template": Entry(P.TEACHING_PLAN),
    "engagement:lesson": Entry(
        P.TEACHING_VIEW, _lesson,
        but=OTHERS_404 | {name: {"GET": 404} for name in ("provider_engineer", "provider_auditor")},
    ),
    "engagement:lesson-finish": Entry(
        P.TEACHING_VIEW, _lesson, methods=CHANGE,
        but={
            **{name: {"POST": 403} for name in ("provider_owner", "provider_lead")},
            **{
                name: {"POST": 404}
                for name in ("customer_contributor", "customer_reader", "provider_engineer", "provider_auditor")
            },
        },
    ),
    "engagement:course-file": Entry(P.TEACHING_VIEW, _asked_course),
    "engagement:provider-teaching": Entry(P.TEACHING_VIEW),
    "engagement:course-list": Entry(P.CATALOGUE_VIEW),
    "engagement:course-add": Entry(
        P.TEACHING_PLAN, methods=FORM, data={"title": "New", "kind": "training", "words": "x"}
    ),
    "engagement:course-edit": Entry(P.TEACHING_PLAN, _course, methods=FORM, data=_edit),
    "engagement:course-retire": Entry(P.TEACHING_PLAN, _course, methods=CHANGE),
    "engagement:provider-course-file": Entry(P.CATALOGUE_VIEW, _course),
    "engagement:suspicion-list": Entry(P.TEACHING_VIEW),
    "engagement:suspicion-add": Entry(P.SUSPICION_REPORT, methods=FORM, data={"what": "An odd invoice"}),
    "engagement:suspicion": Entry(P.TEACHING_VIEW, _report, but=OTHERS_404),
    "engagement:suspicion-file": Entry(P.TEACHING_VIEW, _report, but=OTHERS_404),
    "engagement:suspicion-answer": Entry(
        P.SUSPICION_ANSWER, _report, methods=FORM, data={"verdict": "harmless", "answer": "Delete it."}
    ),
}  # fmt: skip
