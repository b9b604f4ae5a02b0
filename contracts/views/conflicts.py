"""When somebody else was faster: keep the writer's text and show what the other wrote."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Model
from django.http import HttpResponse
from django.urls import reverse

from accounts.requests import Request
from contracts.forms.base import RowForm
from contracts.models import Contract
from contracts.queries.agreements import history_of, number
from contracts.snapshots import FIELDS, token
from contracts.views.common import CONFLICT, show_form
from core.errors import Conflict
from core.words import day


def clash(
    request: Request, contract: Contract, form: RowForm, row: Model, conflict: Conflict, about: dict[str, Any]
) -> HttpResponse:
    """The form again with the writer's text; what is stored now beside it. 409."""
    fresh = type(row)._default_manager.filter(pk=row.pk).first()
    if fresh is None:
        back = reverse("contracts:contract", kwargs={"customer_slug": contract.customer.slug, "pk": contract.pk})
        gone = {"problem": f"{conflict} Copy what you need before you go back.", "back": back}
        return show_form(request, contract, form, status=CONFLICT, **about | gone)
    is_stale = form.cleaned_data.get("edited") != token(fresh)
    problem = _who(request, contract) if is_stale else str(conflict)
    if is_stale:
        form.refill(fresh)
    stored = theirs(form, fresh) if is_stale else []
    return show_form(request, contract, form, status=CONFLICT, **about | {"problem": problem, "theirs": stored})


def _who(request: Request, contract: Contract) -> str:
    events = history_of(contract, request.actor)
    name = events[0].actor_name if events else "Somebody"
    if events and events[0].actor_id == request.actor.user_id:
        name = "You, in another window,"
    return f"{name} changed this while you were writing. Your text is kept below; compare before you save."


def theirs(form: RowForm, fresh: Model) -> list[tuple[str, str]]:
    """What is stored where it differs from what the writer wrote."""
    found = []
    for name in FIELDS[type(fresh)]:
        if name in form.fields and getattr(fresh, name) != form.cleaned_data.get(name):
            found.append((str(form.fields[name].label or form[name].label), _shown(fresh, name)))
    return found


def _plain(value: bool | list[str]) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(each.replace("_", " ").lower() for each in value) or "nothing"


def _shown(row: Model, name: str) -> str:
    display = getattr(row, f"get_{name}_display", None)
    value = display() if display else getattr(row, name)
    if isinstance(value, date):
        return day(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return number(value)
    if isinstance(value, bool | list):
        return _plain(value)
    return "nothing" if value in (None, "") else str(value)
