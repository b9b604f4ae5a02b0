"""Adding, changing and removing what stands in a policy: one set of pages for all its parts."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.access import requires
from accounts.enums import Permission
from accounts.requests import Request
from contracts.actions import insurance as actions
from contracts.forms.insurance import ConditionForm, NoticeForm, SectionForm, SublimitForm
from contracts.insurance import permissions
from contracts.models import EventSublimit, Policy, PolicyCondition, PolicyNotice, PolicySection
from contracts.templatetags.insurance import policy_url
from contracts.views.insurance.common import clash, find_part, find_policy
from core.errors import Conflict
from core.methods import require_form
from core.pages import CONFLICT, UNPROCESSABLE, back_to, posted, show_form


@dataclass(frozen=True)
class Part:
    """A kind of thing that stands in a policy, with its form and its section of the page."""

    key: str
    noun: str
    section: str
    model: Any
    form: Any
    hint: str = ""


SECTION = Part("section", "part of the cover", "pays", PolicySection, SectionForm)
SUBLIMIT = Part(
    "sublimit", "limit for one kind of event", "pays", EventSublimit, SublimitForm,
    "For example: at most £30,000 after ransomware, a quarter of it yours. It applies whatever part of the cover pays.",
)  # fmt: skip
CONDITION = Part(
    "condition", "condition", "conditions", PolicyCondition, ConditionForm,
    "What the insurer requires of you, in its own words, and how it stands today.",
)  # fmt: skip
NOTICE = Part(
    "notice", "claim", "claims", PolicyNotice, NoticeForm,
    "What the insurer was told of, whether or not it has become a claim. What is paid counts towards the limit.",
)  # fmt: skip


@requires(Permission.POLICY_EDIT)
@require_form
def part_add(request: Request, pk: UUID, part: Part, **place: str) -> HttpResponse:
    policy = find_policy(request, pk)
    permissions.check_can_edit(request.actor, policy)
    form = part.form(posted(request))
    about = _about(policy, part, f"Add a {part.noun}") | {"hint": part.hint}
    if request.method != "POST":
        return show_form(request, form, **about)
    if not form.is_valid():
        return show_form(request, form, status=UNPROCESSABLE, **about)
    try:
        actions.add_part(policy=policy, model=part.model, by=request.actor, at=timezone.now(), **form.values)
    except Conflict as taken:
        return show_form(request, form, status=CONFLICT, problem=str(taken), **about)
    return back_to(request, policy, part.section, f"The {part.noun} is added.")


@requires(Permission.POLICY_EDIT)
@require_form
def part_edit(request: Request, pk: UUID, part: Part, **place: str) -> HttpResponse:
    row = find_part(request, part.model, pk)
    policy: Policy = row.policy
    permissions.check_can_edit(request.actor, policy)
    form = part.form(posted(request), instance=row)
    about = _about(policy, part, f"Change the {part.noun}")
    about["remove_url"] = policy_url(policy, f"policy-{part.key}-remove", pk)
    if request.method != "POST":
        return show_form(request, form, **about)
    if not form.is_valid():
        return show_form(request, form, status=UNPROCESSABLE, **about)
    edited = form.cleaned_data["edited"]
    try:
        actions.edit_part(part=row, edited=edited, by=request.actor, at=timezone.now(), **form.values)
    except Conflict as conflict:
        return clash(request, policy, form, row, conflict, about)
    return back_to(request, policy, part.section, f"The {part.noun} is saved.")


@requires(Permission.POLICY_EDIT)
@require_POST
def part_remove(request: Request, pk: UUID, part: Part, **place: str) -> HttpResponse:
    row = find_part(request, part.model, pk)
    actions.remove_part(part=row, by=request.actor, at=timezone.now())
    return back_to(request, row.policy, part.section, f"The {part.noun} is removed.")


def _about(policy: Policy, part: Part, title: str) -> dict[str, Any]:
    back = f"{policy.get_absolute_url()}#{part.section}"
    return {"title": title, "back": back, "back_text": str(policy)}
