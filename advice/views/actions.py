"""Actions: the lists of both sides, agreed, changed, done with what shows it, dropped."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.http.response import FileResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import requires
from accounts.enums import Permission
from accounts.models import Customer
from accounts.requests import Request, customer_of
from advice import permissions
from advice.actions import actions
from advice.actions.actions import NOWHERE, Origin
from advice.forms.actions import ActionForm, DoneForm, DropForm, ReopenForm
from advice.forms.filters import ActionFilter
from advice.models import Action, Recommendation
from advice.queries.listing import ACTION_SORTS, ListedAction, action_rows, narrowed_actions
from advice.views.common import columns_of, customer_url, find_action
from audit.models import Event
from core.errors import allowed
from core.methods import require_form
from core.pages import answer_form, exported, listed, posted
from core.sorting import ordered
from core.uploads import send_file

COLUMNS = (
    ("text", "What is to be done"), ("customer", "Customer"), ("owner", "Who"), ("due", "By when"),
    ("state", "Where it stands"),
)  # fmt: skip
HEADINGS = (
    "Customer", "What is to be done", "Who", "In person", "By when", "Cost", "Currency", "Came out of", "State",
    "Closed on", "What shows it, or why not", "File",
)  # fmt: skip


@requires(Permission.ADVICE_VIEW)
@require_safe
def action_list(request: Request, customer_slug: str) -> HttpResponse:
    """What both sides of one customer have agreed to do."""
    return _list(request, customer_of(request))


@requires(Permission.ADVICE_VIEW)
@require_safe
def provider_action_list(request: Request, provider_slug: str) -> HttpResponse:
    """The same for every customer that the reader looks after."""
    return _list(request, None)


@requires(Permission.ADVICE_VIEW)
@require_safe
def action(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """One action: who, by when, what it came out of, what shows that it is done."""
    found, actor = find_action(request, pk), request.actor
    history = Event.objects.visible_to(actor).latest_about("advice.action", found.pk)
    context = {
        "action": found,
        "row": action_rows([found], actor, timezone.localdate())[0],
        "events": list(history),
        "may_finish": allowed(permissions.check_can_finish, actor, found),
        "may_change": allowed(permissions.check_can_change, actor, found),
        "may_reopen": allowed(permissions.check_can_reopen, actor, found),
    }
    return render(request, "advice/action.html", context)


@requires(Permission.ACTION_AGREE)
@require_form
def action_add(request: Request, customer_slug: str) -> HttpResponse:
    """Agree who does what by when; `?advice=` names the recommendation that it comes out of."""
    customer, actor = customer_of(request), request.actor
    permissions.check_can_agree(actor, customer)
    advice = _advice(request, customer)
    origin = Origin("recommendation", advice.pk, f"{advice.reference}: {advice.title}") if advice else NOWHERE
    form = ActionForm(posted(request), customer=customer, is_customer=actor.is_customer)
    back = advice.get_absolute_url() if advice else customer_url(request, "action-list")
    return answer_form(
        request, form,
        lambda: actions.add_action(
            customer=customer, by=actor, at=timezone.now(), origin=origin, key=form.cleaned_data["key"], **_said(form)
        ),
        said=lambda _: "Agreed. A reminder comes before the day.", done=lambda _: back,
        title="Agree an action", back=back, back_text=advice.title if advice else "Actions", submit="Agree it",
        hint=f"It comes out of {origin.words}." if advice else "Both sides see it until it is done.",
    )  # fmt: skip


@requires(Permission.ACTION_AGREE)
@require_form
def action_edit(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """Say it differently, move its day or person."""
    found, actor = find_action(request, pk), request.actor
    permissions.check_can_change(actor, found)
    form = ActionForm(posted(request), instance=found, customer=found.customer, is_customer=actor.is_customer)
    back = found.get_absolute_url()
    return answer_form(
        request, form,
        lambda: actions.edit_action(
            action=found, edited=form.cleaned_data["edited"], by=actor, at=timezone.now(), **form.about
        ),
        said=lambda _: "The action is saved.", done=lambda _: back, row=found,
        title="Change the action", back=back, back_text=found.text,
    )  # fmt: skip


@requires(Permission.ACTION_DO)
@require_form
def action_done(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """It is done, with what shows it."""
    found = find_action(request, pk)
    permissions.check_can_finish(request.actor, found)
    owner = found.customer.across_from(request.actor)
    instead_of = "" if permissions.owes(request.actor, found) else owner
    form, back = DoneForm(posted(request), request.FILES or None, instead_of=instead_of), found.get_absolute_url()
    hint = f"{instead_of} owes this action: its people are told by e-mail, and can open it again." if instead_of else ""
    return answer_form(
        request, form,
        lambda: actions.finish_action(
            action=found, checked=form.checked, by=request.actor, at=timezone.now(), **form.cleaned_data
        ),
        said=lambda _: "Done, and kept with what shows it.", done=lambda _: back,
        title="It is done", back=back, back_text=found.text, submit="It is done", hint=hint,
    )  # fmt: skip


@requires(Permission.ACTION_AGREE)
@require_form
def action_drop(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """It is no longer needed, and why."""
    found = find_action(request, pk)
    permissions.check_can_change(request.actor, found)
    form, back = DropForm(posted(request)), found.get_absolute_url()
    return answer_form(
        request, form,
        lambda: actions.drop_action(action=found, by=request.actor, at=timezone.now(), **form.cleaned_data),
        said=lambda _: "Dropped, with its reason.", done=lambda _: back,
        title="It is no longer needed", back=back, back_text=found.text, submit="Drop it",
        hint="The other side is told by e-mail, and can open it again.",
    )  # fmt: skip


@requires(Permission.ACTION_AGREE)
@require_form
def action_reopen(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """It is not done, or needed after all."""
    found = find_action(request, pk)
    permissions.check_can_reopen(request.actor, found)
    form, back = ReopenForm(posted(request)), found.get_absolute_url()
    return answer_form(
        request, form,
        lambda: actions.reopen_action(action=found, by=request.actor, at=timezone.now(), **form.cleaned_data),
        said=lambda _: "Open again. The other side is told by e-mail.", done=lambda _: back,
        title="Open it again", back=back, back_text=found.text, submit="Open it again",
    )  # fmt: skip


@requires(Permission.ADVICE_VIEW)
@require_safe
def action_file(request: Request, customer_slug: str, pk: UUID) -> FileResponse:
    """The file that shows it, to whoever sees the action."""
    found = find_action(request, pk)
    if not found.file:
        raise Http404("There is no file with this action.")
    try:
        file = found.file.open("rb")
    except FileNotFoundError as missing:
        raise Http404("The file is not in the store.") from missing
    return send_file(file, found.filename, found.content_type)


def _advice(request: Request, customer: Customer) -> Recommendation | None:
    """The recommendation that the address names, if this reader sees it."""
    try:
        pk = UUID(request.GET.get("advice", ""))
    except ValueError:
        return None
    return Recommendation.objects.visible_to(request.actor).of_customer(customer).filter(pk=pk).first()


def _said(form: ActionForm) -> dict[str, Any]:
    """The form's values as the action calls them."""
    about = form.about
    return about | {"who": about.pop("person")}


def _list(request: Request, customer: Customer | None) -> HttpResponse:
    actor, today, sort = request.actor, timezone.localdate(), request.GET.get("sort", "due")
    provider = request.org.provider
    names = actor.us_or(provider.name), actor.you_or(customer.name if customer else "The customer")
    form = ActionFilter(request.GET, provider=names[0], customer=names[1])
    chosen, seen = form.chosen(), Action.objects.visible_to(actor)
    seen = seen.of_customer(customer) if customer else seen
    narrowed = narrowed_actions(seen, chosen, today).select_related("customer__provider", "person", "closed_by")
    found = ordered(narrowed, ACTION_SORTS, sort, "due")
    if file := exported(
        request, HEADINGS, lambda: [_cells(row) for row in action_rows(found, actor, today)], "actions", "Actions"
    ):
        return file
    shown = listed(request, form, found, columns_of(COLUMNS, customer), sort)
    context = shown | {
        "rows": action_rows(shown["page"], actor, today),
        "with_customer": customer is None,
        "is_filtered": shown["is_filtered"] or (not shown["page"].object_list and seen.exists()),
        "may_agree": customer is not None and allowed(permissions.check_can_agree, actor, customer),
    }
    return render(request, "advice/action_list.html", context)


def _cells(row: ListedAction) -> tuple[object, ...]:
    each = row.action
    return (
        row.customer, each.text, row.party, row.person, each.due_on, each.cost, each.currency if each.cost else "",
        each.origin_words, row.chip.words, timezone.localdate(each.closed_at) if each.closed_at else None,
        each.closing, each.filename,
    )  # fmt: skip
