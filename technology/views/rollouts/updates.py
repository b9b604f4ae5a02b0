"""An update: recorded, changed, shown with its rings, started, or found to have gone to everybody at once."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires
from accounts.enums import Permission
from accounts.requests import Request
from core.errors import why_not
from core.methods import require_form
from core.pages import answer_form, back_to, posted
from technology.actions import rollouts as actions
from technology.forms.rollouts import UnstagedForm, UpdateForm
from technology.models import Product, Rollout, Update
from technology.queries.rollouts.page import history_of, rollout_sheet, rollouts_of
from technology.queries.rollouts.ways_back import needs_words, rollback_tested_on
from technology.rollouts import permissions
from technology.rollouts.facts import progress_of
from technology.rollouts.kinds import UpdateKind
from technology.rollouts.rules import left_out
from technology.rollouts.transitions import Step
from technology.views.common import provider_url
from technology.views.rollouts.common import about_update, find_update


@requires(Permission.TECHNOLOGY_VIEW)
@require_safe
def update(request: Request, provider_slug: str, pk: UUID) -> HttpResponse:
    """The update with every ring, what it waits for, and who answers for it."""
    found = find_update(request, pk)
    tries, now = rollouts_of(found, request.actor), timezone.now()
    sheets = [rollout_sheet(rollout, request.actor, now) for rollout in tries]
    way_back = getattr(found.product, "rollback_plan", None)
    context = {
        "update": found,
        "kind": UpdateKind(found.kind),
        "rollout": sheets[0] if sheets else None,
        "earlier": sheets[1:],
        "may": _rights(request, found, tries),
        "way_back": way_back,
        "needs": needs_words(way_back) if way_back else "",
        "tested_on": rollback_tested_on([found.product_id]).get(found.product_id),
        "events": history_of(found, request.actor),
    }
    return render(request, "technology/update.html", context)


@requires(Permission.UPDATE_RECORD)
@require_form
def update_add(request: Request, provider_slug: str) -> HttpResponse:
    has_products = Product.objects.visible_to(request.actor).exists()
    hint = "" if has_products else "There is no product yet: add the vendor and its product first."
    form = UpdateForm(posted(request), instance=Update(), actor=request.actor)

    def act() -> Update:
        return actions.record_update(by=request.actor, at=timezone.now(), **form.values)

    return answer_form(
        request, form, act, said=lambda made: f"{made} is recorded. Start it in its first ring when you are ready.",
        done=lambda made: f"{made.get_absolute_url()}#rings", title="Record an update",
        back=provider_url(request, "update-board"), back_text="Updates", hint=hint,
    )  # fmt: skip


@requires(Permission.UPDATE_RECORD)
@require_form
def update_edit(request: Request, provider_slug: str, pk: UUID) -> HttpResponse:
    found = find_update(request, pk)
    permissions.check_can_record(request.actor, found.product)
    form = UpdateForm(posted(request), instance=found, actor=request.actor)

    def act() -> Update:
        return actions.edit_update(update=found, by=request.actor, at=timezone.now(), **form.cleaned_data)

    title = f"What is known of {found}"
    return about_update(request, form, found, "what", act, "Saved.", title=title, row=found)


@requires(Permission.UPDATE_RECORD)
@require_POST
def update_start(request: Request, provider_slug: str, pk: UUID) -> HttpResponse:
    found = find_update(request, pk)
    actions.start_rollout(update=found, by=request.actor, at=timezone.now())
    return back_to(request, found, "rings", f"{found} is in its first ring. Count the devices once they report.")


@requires(Permission.UPDATE_RECORD)
@require_form
def update_unstaged(request: Request, provider_slug: str, pk: UUID) -> HttpResponse:
    found = find_update(request, pk)
    permissions.check_can_start(request.actor, found, list(found.rollouts.all()))
    form = UnstagedForm(posted(request))

    def act() -> Rollout:
        return actions.record_unstaged(update=found, by=request.actor, at=timezone.now(), **form.cleaned_data)

    return about_update(
        request, form, found, "rings", act, "Recorded. A finding stands until you record what was learnt.",
        title=f"{found} went to everybody at once", submit="Record it",
        hint="For what the vendor sent to every device by itself, before anybody could test it.",
    )  # fmt: skip


def _rights(request: Request, found: Update, tries: list[Rollout]) -> dict[str, str | None]:
    """For each button: "" when it may be pressed, the sentence that says why not, None when it has no place here."""
    actor, now = request.actor, timezone.now()
    rights: dict[str, str | None] = {
        "edit": why_not(permissions.check_can_record, actor, found.product),
        "start": why_not(permissions.check_can_start, actor, found, tries),
    }
    if not tries:
        return rights
    latest, progress = tries[0], progress_of(tries[0])
    missed = left_out(progress)
    under_way = {
        "promote": why_not(permissions.check_can_promote, actor, latest, progress, now),
        "finish": why_not(permissions.check_can_finish, actor, latest, progress, now),
        "bypass": why_not(permissions.check_can_bypass, actor, latest, progress),
        "shorten": why_not(permissions.check_can_shorten, actor, latest),
        "count": why_not(permissions.check_step, actor, latest, Step.COUNT),
        "stop": why_not(permissions.check_step, actor, latest, Step.STOP),
        "resume": why_not(permissions.check_step, actor, latest, Step.RESUME),
    }
    rights |= under_way if latest.is_under_way else {}
    rights["roll_back"] = why_not(permissions.check_step, actor, latest, Step.ROLL_BACK)
    rights["review"] = why_not(permissions.check_can_review, actor, latest, missed)
    rights["is_last"] = "yes" if progress.is_last else None
    return rights
