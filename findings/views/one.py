"""One finding: its page, and what people do about it."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires
from accounts.actor import Actor
from accounts.enums import Permission
from accounts.requests import Request, customer_of
from core.errors import why_not
from core.methods import require_form
from core.pages import answer_form, posted
from findings import actions, permissions
from findings.enums import Deed
from findings.forms import AcceptForm, SnoozeForm
from findings.models import Finding
from findings.queries.lists import says
from findings.queries.story import story_of


@require_safe
@requires(Permission.FINDING_VIEW)
def finding(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """Why it fired, what to do, who did what."""
    found, actor = _find(request, pk), request.actor
    has_seen = found.steps.filter(deed=Deed.SEEN, by=actor.user_id).exists()
    context = {
        "finding": found,
        "story": story_of(found, actor, timezone.localdate()),
        "may_see": not has_seen and not why_not(permissions.check_can_see, actor, found),
        "why_not_accept": why_not(permissions.check_can_accept, actor, found),
        "why_not_snooze": why_not(permissions.check_can_snooze, actor, found),
        "why_not_wake": why_not(permissions.check_can_wake, actor, found),
        "may_decide": actor.may(Permission.FINDING_SNOOZE),
    }
    return render(request, "findings/finding.html", context)


@require_POST
@requires(Permission.FINDING_SEE)
def finding_see(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """Say that one has seen it."""
    found = actions.see_finding(finding=_find(request, pk), by=request.actor, at=timezone.now())
    messages.success(request, "Marked as seen by you.")
    return redirect(found)


@require_POST
@requires(Permission.FINDING_SNOOZE)
def finding_wake(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """Bring it back before its day."""
    found = actions.wake_finding(finding=_find(request, pk), by=request.actor, at=timezone.now())
    messages.success(request, "It is open again.")
    return redirect(found)


@dataclass(frozen=True)
class _Aside:
    """One of the two ways to put a finding aside until a day; `day` is what its action calls that."""

    check: Callable[[Actor, Finding], None]
    form: type[AcceptForm]
    act: Callable[..., Finding]
    day: str
    title: str
    submit: str


ACCEPT = _Aside(permissions.check_can_accept, AcceptForm, actions.accept_finding, "review_on", "Accept this risk",
                "Accept it")  # fmt: skip
SNOOZE = _Aside(
    permissions.check_can_snooze, SnoozeForm, actions.snooze_finding, "until_on", "Snooze this", "Snooze it"
)


@require_form
@requires(Permission.FINDING_ACCEPT)
def finding_accept(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """Live with the risk until a day."""
    return _put_aside(request, _find(request, pk), ACCEPT)


@require_form
@requires(Permission.FINDING_SNOOZE)
def finding_snooze(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """Put it off until a day."""
    return _put_aside(request, _find(request, pk), SNOOZE)


def _find(request: Request, pk: UUID) -> Finding:
    rows = Finding.objects.visible_to(request.actor).of_customer(customer_of(request))
    return get_object_or_404(rows.select_related("customer__provider", "decided_by"), pk=pk)


def _put_aside(request: Request, found: Finding, way: _Aside) -> HttpResponse:
    way.check(request.actor, found)
    form = way.form(posted(request), finding=found, today=timezone.localdate())
    message, _ = says(found, request.actor)

    def act() -> Finding:
        said = {"reason": form.cleaned_data["reason"], way.day: form.cleaned_data["until_on"]}
        return way.act(finding=found, by=request.actor, at=timezone.now(), **said)

    return answer_form(
        request, form, act, said=lambda done: f"{done.get_state_display()}: both sides read who decided it and why.",
        done=lambda done: str(done.get_absolute_url()), title=way.title, submit=way.submit,
        hint=f"{found.label}: {message}", back=found.get_absolute_url(), back_text=found.label,
    )  # fmt: skip
