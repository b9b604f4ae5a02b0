"""When somebody else was faster: who that was, and the form of a part of a contract again."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Model
from django.http import HttpResponse

from accounts.actor import Actor
from accounts.requests import Request
from audit.models import Event
from contracts.forms.base import RowForm
from contracts.models import Contract
from contracts.queries.agreements import history_of
from contracts.views.common import show_form
from core.errors import Conflict
from core.pages import CONFLICT, meanwhile, stored_now


def clash(
    request: Request, contract: Contract, form: RowForm, row: Model, conflict: Conflict, about: dict[str, Any]
) -> HttpResponse:
    """The form again with the writer's text; what is stored now beside it. 409."""
    who = last_writer(history_of(contract, request.actor), request.actor)
    said = meanwhile(form, stored_now(row), conflict, who=who)
    return show_form(request, contract, form, status=CONFLICT, **about | said)


def last_writer(events: Sequence[Event], actor: Actor) -> str:
    """Who wrote the latest of these events, for the actor."""
    if events and events[0].actor_id == actor.user_id:
        return "You, in another window,"
    return events[0].actor_name if events else "Somebody"
