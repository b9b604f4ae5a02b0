"""The steps of a rollout, each a POST or a short form."""

from typing import Any
from uuid import UUID

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires
from accounts.enums import Permission
from accounts.requests import Request
from core.errors import NotAllowed
from core.methods import require_form
from core.pages import back_to, posted
from core.uploads import send_file
from core.words import per_cent
from technology.actions import rollouts as actions
from technology.forms.rollouts import BypassForm, CloseStopForm, CountForm, ShortenForm, StopForm, WordsForm
from technology.models import StageCount
from technology.rollouts import permissions
from technology.rollouts.facts import current_of, progress_of
from technology.rollouts.rules import left_out
from technology.rollouts.transitions import Step
from technology.views.rollouts.common import about_update, find_rollout, find_stage, find_stop

RINGS, STOPS = "rings", "stops"


@requires(Permission.UPDATE_APPROVE)
@require_POST
def stage_promote(request: Request, provider_slug: str, pk: UUID) -> HttpResponse:
    """On from the ring that the address names: whoever comes second is told."""
    stage = find_stage(request, pk)
    update = stage.rollout.update
    there = actions.promote_rollout(rollout=stage.rollout, seen=stage.pk, by=request.actor, at=timezone.now())
    return back_to(request, update, RINGS, f"{update} goes on to {there.name}, with your name.")


@requires(Permission.UPDATE_APPROVE)
@require_POST
def stage_finish(request: Request, provider_slug: str, pk: UUID) -> HttpResponse:
    stage = find_stage(request, pk)
    update = stage.rollout.update
    actions.finish_rollout(rollout=stage.rollout, seen=stage.pk, by=request.actor, at=timezone.now())
    return back_to(request, update, RINGS, f"{update} is on every device.")


@requires(Permission.UPDATE_RECORD)
@require_form
def rollout_bypass(request: Request, provider_slug: str, pk: UUID) -> HttpResponse:
    rollout = find_rollout(request, pk)
    permissions.check_can_bypass(request.actor, rollout, progress_of(rollout))
    here = current_of(rollout)
    if here is None:
        raise NotAllowed("It has not begun.")
    form = BypassForm(posted(request), here=here)

    def act() -> object:
        return actions.bypass_rings(rollout=rollout, by=request.actor, at=timezone.now(), **form.cleaned_data)

    return about_update(
        request, form, rollout.update, RINGS, act, "Recorded. Now write down what was learnt from it.",
        title="It went on without the agreed test", submit="Record it",
        hint="For what has happened already. A finding follows until you record what was learnt from it.",
    )  # fmt: skip


@requires(Permission.UPDATE_APPROVE)
@require_form
def rollout_shorten(request: Request, provider_slug: str, pk: UUID) -> HttpResponse:
    rollout = find_rollout(request, pk)
    permissions.check_can_shorten(request.actor, rollout)
    form = ShortenForm(posted(request))

    def act() -> object:
        return actions.shorten_soak(rollout=rollout, by=request.actor, at=timezone.now(), **form.cleaned_data)

    return about_update(
        request, form, rollout.update, RINGS, act, "The emergency path is taken, with your name and reason.",
        title="Take the emergency path", submit="Take it",
        hint="From now on every ring is watched no longer than this. Your name and reason stay with it.",
    )  # fmt: skip


@requires(Permission.UPDATE_RECORD)
@require_form
def rollout_stop(request: Request, provider_slug: str, pk: UUID) -> HttpResponse:
    rollout = find_rollout(request, pk)
    permissions.check_step(request.actor, rollout, Step.STOP)
    form, name = StopForm(posted(request)), str(rollout.update)

    def act() -> object:
        return actions.stop_rollout(rollout=rollout, by=request.actor, at=timezone.now(), **form.cleaned_data)

    said = f"{name} is stopped. Nothing goes on until the stop is closed."
    return about_update(request, form, rollout.update, STOPS, act, said, title=f"Stop {name}", submit="Stop it")


@requires(Permission.UPDATE_APPROVE)
@require_form
def stop_close(request: Request, provider_slug: str, pk: UUID) -> HttpResponse:
    stop = find_stop(request, pk)
    rollout, form = stop.stage.rollout, CloseStopForm(posted(request))
    permissions.check_step(request.actor, rollout, Step.RESUME)

    def act() -> object:
        return actions.close_stop(stop=stop, by=request.actor, at=timezone.now(), **form.cleaned_data)

    page: dict[str, Any] = {"title": "Close this stop", "hint": stop.words, "submit": "Close it"}
    return about_update(request, form, rollout.update, STOPS, act, "The stop is closed.", **page)


@requires(Permission.UPDATE_RECORD)
@require_form
def rollout_back(request: Request, provider_slug: str, pk: UUID) -> HttpResponse:
    rollout = find_rollout(request, pk)
    permissions.check_step(request.actor, rollout, Step.ROLL_BACK)
    label, name = "Why is it taken back, and how?", str(rollout.update)
    form = WordsForm(posted(request), label=label, hint="Open stops are closed with these words.")

    def act() -> object:
        return actions.roll_back(rollout=rollout, by=request.actor, at=timezone.now(), **form.cleaned_data)

    page: dict[str, Any] = {"title": f"Take {name} back", "submit": "Record that it is taken back"}
    return about_update(request, form, rollout.update, RINGS, act, f"{name} is taken back.", **page)


@requires(Permission.UPDATE_RECORD)
@require_form
def rollout_review(request: Request, provider_slug: str, pk: UUID) -> HttpResponse:
    rollout = find_rollout(request, pk)
    missed = left_out(progress_of(rollout))
    permissions.check_can_review(request.actor, rollout, missed)
    label = "What was learnt, and what is tightened?"
    form = WordsForm(posted(request), label=label, hint="The finding closes with it; your customers see that you did.")

    def act() -> object:
        return actions.review_rollout(rollout=rollout, by=request.actor, at=timezone.now(), **form.cleaned_data)

    page: dict[str, Any] = {"title": "Look back on it", "hint": " ".join(missed), "submit": "Record it"}
    return about_update(request, form, rollout.update, RINGS, act, "Recorded, with your name.", **page)


@requires(Permission.UPDATE_RECORD)
@require_form
def stage_count(request: Request, provider_slug: str, pk: UUID) -> HttpResponse:
    stage = find_stage(request, pk)
    rollout = stage.rollout
    permissions.check_can_count(request.actor, rollout, stage)
    form = CountForm(posted(request), request.FILES if request.method == "POST" else None, stage=stage)

    def act() -> object:
        said = {name: form.cleaned_data[name] for name in ("key", "tickets", "seen", "file")}
        return actions.add_count(
            stage=stage, counts=form.counts, checked=form.checked, by=request.actor, at=timezone.now(), **said
        )

    reported, failed = per_cent(stage.facts.min_reporting), per_cent(stage.max_failed)
    rule = f"It goes on with {reported} reported and at most {failed} failed."
    return about_update(
        request, form, rollout.update, RINGS, act, "Counted.", submit="Keep this count",
        title=f"Count the devices in {stage.name}", hint=f"{rule} {stage.passes_when}",
    )  # fmt: skip


@requires(Permission.TECHNOLOGY_VIEW)
@require_safe
def count_file(request: Request, provider_slug: str, pk: UUID) -> FileResponse:
    """What a count was read from, for the provider’s people."""
    count = get_object_or_404(StageCount.objects.visible_to(request.actor), pk=pk)
    if not count.file:
        raise Http404("This count has no file.")
    try:
        file = count.file.open("rb")
    except FileNotFoundError as missing:
        raise Http404("The file is not in the store.") from missing
    return send_file(file, count.filename, count.content_type)
