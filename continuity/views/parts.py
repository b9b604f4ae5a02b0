"""Adding, changing and removing what stands in the model: one set of pages for all its parts."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.access import requires
from accounts.enums import Permission
from accounts.requests import Request
from continuity import actions
from continuity.actions.parts import hanging_on
from continuity.forms import LinkForm, NodeForm, StepCostForm, TakingsForm, TakingsRowForm
from continuity.models import Link, Node, StepCost, Takings
from continuity.queries.sheet import things_of
from continuity.views.common import back_to, clash, find_model, find_part, show_form
from core.addresses import address
from core.errors import Conflict
from core.methods import require_form
from core.pages import CONFLICT, UNPROCESSABLE, posted
from responsibilities.queries.jobs import jobs_of


@dataclass(frozen=True)
class Part:
    """A kind of thing that stands in the model, with its form and its section of the page."""

    key: str
    noun: str
    section: str
    of: Any
    form: Any
    hint: str = ""
    needs_model: bool = False

    def about(self, request: Request) -> dict[str, Any]:
        """What its form has to know beside the row."""
        if self.of is Node:
            model, actor = find_model(request), request.actor
            return {"of": model, "actor": actor, "jobs": jobs_of(actor, model.customer).values()}
        return {"of": find_model(request)} if self.needs_model else {}


NODE = Part("node", "a thing you depend on", "things", Node, NodeForm, "A system, a line, a supplier, people, a place.")
LINK = Part("link", "what it needs", "things", Link, LinkForm, "One thing that another needs.", needs_model=True)
COST = Part("step-cost", "a cost that falls due at once", "costs", StepCost, StepCostForm, needs_model=True)
TAKINGS = Part("takings", "takings", "takings", Takings, TakingsRowForm)


@requires(Permission.CONTINUITY_EDIT)
@require_form
def part_add(request: Request, customer_slug: str, part: Part) -> HttpResponse:
    model = find_model(request)
    initial = {"node": request.GET.get("of")} if part is LINK else None
    form = part.form(posted(request), initial=initial, **part.about(request))
    about: dict[str, Any] = {"title": f"Add {part.noun}", "hint": part.hint}
    if request.method != "POST":
        return show_form(request, form, **about)
    if not form.is_valid():
        return show_form(request, form, status=UNPROCESSABLE, **about)
    try:
        actions.add_part(model=model, of=part.of, by=request.actor, at=timezone.now(), **form.values)
    except Conflict as conflict:
        return show_form(request, form, status=CONFLICT, problem=str(conflict), **about)
    return back_to(request, part.section, "Added.")


@requires(Permission.CONTINUITY_EDIT)
@require_form
def part_edit(request: Request, customer_slug: str, pk: UUID, part: Part) -> HttpResponse:
    row = find_part(request, part.of, pk)
    form = part.form(posted(request), instance=row, **part.about(request))
    about: dict[str, Any] = {"title": f"Change {part.noun}", "hint": str(row)} | _removal(customer_slug, row, part)
    about |= _needs(customer_slug, row) if part is NODE else {}
    if request.method != "POST":
        return show_form(request, form, **about)
    if not form.is_valid():
        return show_form(request, form, status=UNPROCESSABLE, **about)
    edited = form.cleaned_data["edited"]
    try:
        actions.edit_part(part=row, edited=edited, by=request.actor, at=timezone.now(), **form.values)
    except Conflict as conflict:
        return clash(request, form, row, conflict, **about)
    return back_to(request, part.section, "Saved.")


@requires(Permission.CONTINUITY_EDIT)
@require_POST
def part_remove(request: Request, customer_slug: str, pk: UUID, part: Part) -> HttpResponse:
    row = find_part(request, part.of, pk)
    actions.remove_part(part=row, by=request.actor, at=timezone.now())
    return back_to(request, part.section, f"“{row}” is removed.")


@requires(Permission.CONTINUITY_EDIT)
@require_form
def takings_add(request: Request, customer_slug: str) -> HttpResponse:
    """Several days at once."""
    model = find_model(request)
    form = TakingsForm(posted(request))
    about: dict[str, Any] = {
        "title": "Add takings",
        "hint": "What an hour brings in. Quiet and busy hours can stand apart.",
    }
    if request.method != "POST":
        return show_form(request, form, **about)
    if not form.is_valid():
        return show_form(request, form, status=UNPROCESSABLE, **about)
    try:
        actions.add_takings(model=model, by=request.actor, at=timezone.now(), **form.cleaned_data)
    except Conflict as conflict:
        return show_form(request, form, status=CONFLICT, problem=str(conflict), **about)
    return back_to(request, TAKINGS.section, "Added.")


def _needs(customer_slug: str, row: Node) -> dict[str, Any]:
    """What a thing needs, each to be changed, and where more is said."""
    more = reverse("continuity:link-add", kwargs={"customer_slug": customer_slug})
    (thing,) = things_of([row])
    needs = [
        {
            "name": need.name,
            "carries_on": need.carries_on,
            "url": address("continuity:link-edit", customer_slug, need.pk),
        }
        for need in thing.needs
    ]
    return {"needs": needs, "more_url": f"{more}?of={row.pk}"}


def _removal(customer_slug: str, row: Any, part: Part) -> dict[str, Any]:
    """Where it is removed, and what goes with it."""
    if isinstance(row, Node) and row.is_service:
        return {}
    url = reverse(f"continuity:{part.key}-remove", kwargs={"customer_slug": customer_slug, "pk": row.pk})
    return {"remove_url": url, "hanging": [str(each) for each in hanging_on(row)] if isinstance(row, Node) else []}
