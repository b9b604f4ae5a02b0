"""Training: what each is asked to learn, what campaigns come to, and courses."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires
from accounts.enums import Permission
from accounts.models import Customer
from accounts.requests import Request, customer_of
from core.errors import Conflict, allowed
from core.methods import require_form
from core.pages import answer_form, exported, posted
from core.spreadsheets import in_turn, table_file
from core.uploads import send_file
from engagement.actions import education as actions
from engagement.education import median_first_report
from engagement.forms.education import CampaignForm, CourseForm, PhishingForm
from engagement.models import Campaign, Course, Participation
from engagement.permissions import education as permissions
from engagement.phishing_file import COLUMNS
from engagement.queries.education import (
    campaign_lines,
    clickers,
    own_done,
    own_tasks,
    people_at,
    register,
)
from engagement.queries.rules import to_accept_anew

REGISTER = (
    "What", "Kind", "Version asked for", "Who", "Until", "State", "Finished or accepted", "Version read", "Said by",
)  # fmt: skip
NO_VERSION, MOST_DIGITS = 0, 5
EXAMPLE = (
    ("Ada Example", "ada@example.com", "yes", "2026-11-02 09:12", "", "", "2026-11-02 09:15"),
    ("Ben Example", "ben@example.com", "yes", "yes", "yes", "no", ""),
)


def _teaching_url(slug: str) -> str:
    return reverse("engagement:teaching", args=[slug])


def _courses_url(request: Request) -> str:
    return reverse("engagement:course-list", args=[request.org.provider.slug])


@require_safe
@requires(Permission.TEACHING_VIEW)
def teaching(request: Request, customer_slug: str) -> HttpResponse:
    """What this person has still to do; below it what every campaign has come to. `?export=` is who did what when."""
    customer, actor, today = customer_of(request), request.actor, timezone.localdate()
    if file := exported(
        request, REGISTER, lambda: map(_entry, in_turn(register(actor, customer))), "training", "Training"
    ):
        return file
    lines = campaign_lines(actor, customer)
    tried = [line for line in lines if line.phishing]
    context = {
        "tasks": own_tasks(actor, customer, today) if actor.is_customer else (),
        "finished": own_done(actor, customer) if actor.is_customer else (),
        "learned": [(line, line.is_open(today)) for line in lines if not line.phishing],
        "tried": tried,
        "median_minutes": median_first_report(line.phishing for line in tried if line.phishing),
        "clickers": clickers(actor, customer),
        "outdated": to_accept_anew(actor, customer),
        "may_plan": allowed(permissions.check_can_plan, actor),
        "may_mark": actor.is_customer and actor.may(Permission.TEACHING_LEAD),
        "may_report": actor.may(Permission.SUSPICION_REPORT),
        "today": today,
    }
    return render(request, "engagement/teaching.html", context)


def _entry(one: Participation) -> tuple[object, ...]:
    campaign, marked = one.campaign, one.marked_by
    state = "Stopped" if campaign.stopped_at and not one.done_at else "Done" if one.done_at else "To do"
    return (
        campaign.title, campaign.teaching.label, campaign.course_version, one.name, campaign.closes_on, state,
        one.done_at, one.done_version, marked.name if marked else "",
    )  # fmt: skip


@require_safe
@requires(Permission.TEACHING_VIEW)
def lesson(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """What somebody is asked to learn or accept."""
    one = _own(request, pk)
    context = {"one": one, "campaign": one.campaign, "course": one.campaign.course}
    return render(request, "engagement/lesson.html", context)


@require_safe
@requires(Permission.TEACHING_VIEW)
def course_file(request: Request, customer_slug: str, pk: UUID) -> FileResponse:
    """The file of a course that people of this customer are asked to take."""
    asked = Campaign.objects.visible_to(request.actor).of_customer(customer_of(request)).filter(course=pk)
    return _file_of(get_object_or_404(Course.objects.visible_to(request.actor).filter(pk__in=asked.values("course"))))


@require_safe
@requires(Permission.CATALOGUE_VIEW)
def provider_course_file(request: Request, provider_slug: str, pk: UUID) -> FileResponse:
    """The same on the provider's pages."""
    return _file_of(get_object_or_404(Course.objects.visible_to(request.actor), pk=pk))


def _file_of(course: Course) -> FileResponse:
    if not course.file:
        raise Http404("There is no file with this course.")
    try:
        file = course.file.open("rb")
    except FileNotFoundError as missing:
        raise Http404("The file is not in the store.") from missing
    return send_file(file, course.filename, course.content_type)


@require_POST
@requires(Permission.TEACHING_VIEW)
def lesson_finish(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """It is learned or accepted."""
    one = _own(request, pk)
    read = None if one.person_id is None else _version_in(request.POST.get("version", ""))
    try:
        actions.finish(one=one, by=request.actor, at=timezone.now(), read=read)
    except Conflict as changed:
        messages.warning(request, str(changed))
        return redirect("engagement:lesson", customer_slug, pk)
    did = "accepted" if one.campaign.is_policy else "finished"
    messages.success(request, f"“{one.campaign}” is {did}.")
    return redirect(_teaching_url(customer_slug))


def _version_in(said: str) -> int:
    """The version that its reader had before them; what was not said, or is no number, is the version of nothing."""
    return int(said) if said.isdecimal() and len(said) <= MOST_DIGITS else NO_VERSION


def _own(request: Request, pk: UUID) -> Participation:
    rows = Participation.objects.visible_to(request.actor).filter(campaign__customer=customer_of(request))
    return get_object_or_404(
        rows.exclude(campaign__kind="phishing").select_related("campaign__course", "person"), pk=pk
    )


@require_form
@requires(Permission.TEACHING_PLAN)
def campaign_add(request: Request, customer_slug: str) -> HttpResponse:
    """Ask people to learn or accept something; `?anew=` begins with those who accepted an older version of rules."""
    customer, today = customer_of(request), timezone.localdate()
    permissions.check_can_plan(request.actor)
    people = people_at(customer)
    initial = {"opens_on": today, "target_percent": 90, "users": [user.pk for user in people]}
    initial |= _anew(request, customer)
    form = CampaignForm(posted(request), customer=customer, people=people, today=today, initial=initial)
    back = _teaching_url(customer_slug)
    return answer_form(
        request, form,
        lambda: actions.plan_campaign(customer=customer, by=request.actor, at=timezone.now(), **form.cleaned_data),
        said=lambda campaign: f"“{campaign}” is planned. Whoever has an account is asked by e-mail.",
        done=lambda _: back, title="Ask people to learn something", back=back, back_text="Training", submit="Plan it",
    )  # fmt: skip


def _anew(request: Request, customer: Customer) -> dict[str, Any]:
    """The rules named in the address, and who has still to accept them as they read now."""
    if not (asked := request.GET.get("anew")):
        return {}
    found = next((each for each in to_accept_anew(request.actor, customer) if str(each.course.pk) == asked), None)
    return {"course": found.course.pk, "users": found.users, "others": "\n".join(found.others)} if found else {}


@require_POST
@requires(Permission.TEACHING_PLAN)
def campaign_stop(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """Nobody is asked any more."""
    campaigns = Campaign.objects.visible_to(request.actor).of_customer(customer_of(request))
    campaign = get_object_or_404(campaigns, pk=pk)
    actions.stop_campaign(campaign=campaign, by=request.actor, at=timezone.now())
    messages.success(request, f"“{campaign}” is stopped. What was done stays on file.")
    return redirect(_teaching_url(customer_slug))


@require_form
@requires(Permission.TEACHING_PLAN)
def phishing_add(request: Request, customer_slug: str) -> HttpResponse:
    """Enter the results of a phishing exercise from a table."""
    customer, today = customer_of(request), timezone.localdate()
    files = request.FILES if request.method == "POST" else None
    form = PhishingForm(posted(request), files, today=today)
    back = _teaching_url(customer_slug)

    def keep() -> Campaign:
        sent_on = form.cleaned_data["sent_on"]
        return actions.import_phishing(
            customer=customer, caught=form.caught, by=request.actor, at=timezone.now(),
            title=form.cleaned_data["title"], opens_on=sent_on, closes_on=sent_on, key=form.cleaned_data["key"],
        )  # fmt: skip

    return answer_form(
        request, form, keep, said=lambda campaign: f"“{campaign}” is entered: {len(form.caught)} people.",
        done=lambda _: back, title="Enter a phishing exercise", back=back, back_text="Training", submit="Enter it",
        hint="Everybody sees how many reported and clicked. Who did, only the business’s owner can see.",
    )  # fmt: skip


@require_safe
@requires(Permission.TEACHING_PLAN)
def phishing_template(request: Request, customer_slug: str) -> HttpResponse:
    """The table to fill in."""
    return table_file("csv", COLUMNS, EXAMPLE, name="phishing-results", title="Results", on=timezone.localdate())


@require_safe
@requires(Permission.CATALOGUE_VIEW)
def course_list(request: Request, provider_slug: str) -> HttpResponse:
    """What the provider offers its customers to learn or accept."""
    courses = Course.objects.visible_to(request.actor).offered().order_by("title", "pk")
    return render(
        request, "engagement/course_list.html",
        {"courses": courses, "may_edit": allowed(permissions.check_can_offer, request.actor)},
    )  # fmt: skip


@require_form
@requires(Permission.TEACHING_PLAN)
def course_add(request: Request, provider_slug: str) -> HttpResponse:
    """Something new to offer."""
    permissions.check_can_offer(request.actor)
    provider = request.org.provider
    form = CourseForm(posted(request), request.FILES or None, provider=provider)
    back = _courses_url(request)
    return answer_form(
        request, form,
        lambda: actions.add_course(
            provider=provider, checked=form.checked, by=request.actor, at=timezone.now(), **form.values
        ),
        said=lambda course: f"“{course}” can be asked of customers’ people now.", done=lambda _: back,
        title="Add a course", back=back, back_text="Courses and rules", submit="Add it",
    )  # fmt: skip


@require_form
@requires(Permission.TEACHING_PLAN)
def course_edit(request: Request, provider_slug: str, pk: UUID) -> HttpResponse:
    """Change it; other content is another version."""
    course = get_object_or_404(Course.objects.visible_to(request.actor).offered(), pk=pk)
    permissions.check_can_offer(request.actor)
    form = CourseForm(posted(request), request.FILES or None, instance=course, provider=request.org.provider)
    back = _courses_url(request)
    return answer_form(
        request, form,
        lambda: actions.edit_course(
            course=course, edited=form.cleaned_data["edited"], checked=form.checked, by=request.actor,
            at=timezone.now(), **form.values,
        ),
        said=lambda kept: f"“{kept}” is saved, version {kept.version}.", done=lambda _: back, row=course,
        title=f"Change “{course}”", back=back, back_text="Courses and rules",
        remove_url=reverse("engagement:course-retire", args=[provider_slug, course.pk]),
    )  # fmt: skip


@require_POST
@requires(Permission.TEACHING_PLAN)
def course_retire(request: Request, provider_slug: str, pk: UUID) -> HttpResponse:
    """Offer it no more."""
    course = get_object_or_404(Course.objects.visible_to(request.actor), pk=pk)
    actions.retire_course(course=course, by=request.actor, at=timezone.now())
    messages.success(request, f"“{course}” is not offered any more. Who was asked before can still finish it.")
    return redirect(_courses_url(request))
