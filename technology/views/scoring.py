"""Scoring an option: one group at a time, each saved as it is left."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.access import requires
from accounts.enums import Permission
from accounts.requests import Request
from core.errors import Conflict
from core.methods import require_form
from core.pages import CONFLICT, UNPROCESSABLE, posted
from technology import permissions
from technology.actions.scorecards import answer_knock_outs, score_option
from technology.forms.scorecards import StepForm, questions_of
from technology.models import Option
from technology.queries.scorecards import stored_of
from technology.scorecards.criteria import GROUPS
from technology.views.common import provider_url
from technology.views.scorecards import find_option

KNOCK_OUTS = "knock-outs"
STEPS = {**{group.code: group.label for group in GROUPS}, KNOCK_OUTS: "Must have"}


@dataclass(frozen=True)
class Stop:
    """A step in the row above the form."""

    title: str
    url: str
    is_here: bool


@requires(Permission.TECHNOLOGY_EDIT)
@require_form
def option_score(request: Request, provider_slug: str, pk: UUID, step: str) -> HttpResponse:
    """One group of criteria, or what an option must have. Saving goes on to the next."""
    if step not in STEPS:
        raise Http404("No such step.")
    option = find_option(request, pk)
    permissions.check_can_score(request.actor, option.comparison)
    form = StepForm(posted(request), questions=questions_of(step, stored_of(option, step)))
    if request.method != "POST":
        return _show(request, option, step, form)
    if not form.is_valid():
        return _show(request, option, step, form, status=UNPROCESSABLE)
    try:
        _save(request, option, step, form)
    except Conflict as conflict:
        return _show(request, option, step, form, status=CONFLICT, problem=str(conflict))
    after = _after(step)
    messages.success(request, f"{STEPS[step]}: saved.")
    if after and "stop" not in request.POST:
        return redirect(_url(request, option, after))
    return redirect(option.comparison.get_absolute_url())


def _save(request: Request, option: Option, step: str, form: StepForm) -> None:
    now = timezone.now()
    if step == KNOCK_OUTS:
        seen = {code: bool(value) for code, value in form.seen.items()}
        answer_knock_outs(option=option, given=form.given, seen=seen, by=request.actor, at=now)
    else:
        score_option(option=option, given=form.given, seen=form.seen, by=request.actor, at=now)


def _show(
    request: Request, option: Option, step: str, form: StepForm, *, status: int = 200, problem: str = ""
) -> HttpResponse:
    stops = [Stop(title, _url(request, option, code), code == step) for code, title in STEPS.items()]
    context = {"option": option, "form": form, "stops": stops, "problem": problem, "title": STEPS[step]}
    return render(request, "technology/score.html", context, status=status)


def _url(request: Request, option: Option, step: str) -> str:
    return provider_url(request, "scorecard-score", pk=option.pk, step=step)


def _after(step: str) -> str:
    steps = [*STEPS, ""]
    return steps[steps.index(step) + 1]
