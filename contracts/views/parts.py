"""Adding, changing and removing what stands in a contract: one set of pages for lines, levels and clauses."""

from collections.abc import Callable
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
from contracts import actions, permissions
from contracts.forms import ClauseForm, EndingForm, LineForm, ServicesForm, TargetForm
from contracts.models import Clause, Contract, EndingRule, Line, SlaTarget
from contracts.views.common import answer, find_contract, find_part, show_form
from contracts.views.conflicts import clash
from core.errors import Conflict, NotAllowed, allowed
from core.methods import require_form
from core.pages import CONFLICT, UNPROCESSABLE, posted
from core.words import count


@dataclass(frozen=True)
class Part:
    """A kind of thing that stands in a contract, with its form, its actions and its section of the page."""

    key: str
    noun: str
    section: str
    model: Any
    form: Any
    add: Callable[..., Any]
    edit: Callable[..., Any]
    remove: Callable[..., Any]
    links: tuple[str, ...] = ()
    a: str = "a"
    named: str = ""  # how the actions call the row, where not by its key
    check: Callable[..., None] = permissions.check_can_edit
    back: Callable[[Contract], str] = Contract.get_absolute_url
    answer: Callable[..., HttpResponse] = answer


LINE = Part(
    "line", "service", "services", Line, LineForm,
    actions.add_line, actions.edit_line, actions.remove_line, ("service",),
    check=permissions.check_can_buy,
)  # fmt: skip
TARGET = Part(
    "target", "service level", "levels", SlaTarget, TargetForm,
    actions.add_target, actions.edit_target, actions.remove_target, ("service", "clause"),
)  # fmt: skip
CLAUSE = Part(
    "clause", "clause", "clauses", Clause, ClauseForm,
    actions.add_clause, actions.edit_clause, actions.remove_clause,
)  # fmt: skip

ENDING = Part(
    "ending", "rule about its end", "ending", EndingRule, EndingForm,
    actions.add_ending, actions.edit_ending, actions.remove_ending, ("clause",),
)  # fmt: skip


@requires(Permission.CONTRACT_EDIT)
@require_form
def part_add(request: Request, customer_slug: str, pk: UUID, part: Part) -> HttpResponse:
    contract = find_contract(request, customer_slug, pk)
    part.check(request.actor, contract)
    form = part.form(posted(request), contract=contract, actor=request.actor)
    about: dict[str, Any] = {"title": f"Add {part.a} {part.noun}", "section": part.section, "back": part.back(contract)}
    if request.method != "POST":
        return show_form(request, contract, form, **about)
    if not form.is_valid():
        return show_form(request, contract, form, status=UNPROCESSABLE, **about)
    try:
        part.add(contract=contract, by=request.actor, at=timezone.now(), **form.values)
    except (Conflict, NotAllowed) as refused:
        return show_form(request, contract, form, status=CONFLICT, problem=str(refused), **about)
    return part.answer(request, contract, part.section, f"The {part.noun} is added.")


@requires(Permission.CONTRACT_EDIT)
@require_form
def part_edit(request: Request, customer_slug: str, pk: UUID, part: Part) -> HttpResponse:
    row = find_part(request, customer_slug, part.model, pk, *part.links)
    contract: Contract = row.contract
    part.check(request.actor, contract)
    form = part.form(posted(request), instance=row, contract=contract, actor=request.actor)
    about: dict[str, Any] = {
        "title": f"Change the {part.noun}",
        "section": part.section,
        "back": part.back(contract),
    }
    if allowed(permissions.check_can_edit, request.actor, contract):
        kwargs = {"customer_slug": customer_slug, "pk": pk}
        about["remove_url"] = reverse(f"contracts:{part.key}-remove", kwargs=kwargs)
    if request.method != "POST":
        return show_form(request, contract, form, **about)
    if not form.is_valid():
        return show_form(request, contract, form, status=UNPROCESSABLE, **about)
    try:
        part.edit(
            **{part.named or part.key: row},
            edited=form.cleaned_data["edited"],
            by=request.actor,
            at=timezone.now(),
            **form.values,
        )
    except Conflict as conflict:
        return clash(request, contract, form, row, conflict, about)
    return part.answer(request, contract, part.section, f"The {part.noun} is saved.")


@requires(Permission.CONTRACT_EDIT)
@require_POST
def part_remove(request: Request, customer_slug: str, pk: UUID, part: Part) -> HttpResponse:
    row = find_part(request, customer_slug, part.model, pk, *part.links)
    part.remove(**{part.named or part.key: row}, by=request.actor, at=timezone.now())
    return part.answer(request, row.contract, part.section, f"The {part.noun} is removed.")


@requires(Permission.CONTRACT_EDIT)
@require_form
def services_add(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    contract = find_contract(request, customer_slug, pk)
    permissions.check_can_buy(request.actor, contract)
    form = ServicesForm(posted(request), contract=contract, actor=request.actor)
    about: dict[str, Any] = {"title": "Add services from the catalogue", "section": "services", "submit": "Add them"}
    if request.method != "POST":
        return show_form(request, contract, form, **about)
    if not form.is_valid():
        return show_form(request, contract, form, status=UNPROCESSABLE, **about)
    lines = actions.add_services(contract=contract, by=request.actor, at=timezone.now(), **form.values)
    said = f"{count(len(lines), 'service')} added." if lines else "Those services are already bought."
    return answer(request, contract, "services", said)
