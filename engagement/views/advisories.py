"""Advisories: the provider's list, written, sent and taken back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires
from accounts.enums import Permission
from accounts.requests import Request
from core.errors import allowed
from core.methods import require_form
from core.pages import answer_form, exported, listed, posted
from core.sorting import ordered
from core.spreadsheets import in_turn
from engagement.actions import advisories as actions
from engagement.advisories import Severity
from engagement.forms.advisories import (
    AdvisoryFilter,
    AdvisoryForm,
    SendForm,
    WithdrawForm,
)
from engagement.models import Advisory
from engagement.permissions import advisories as permissions
from engagement.queries.advisories import (
    SORTS,
    copies_of,
    counted,
    history_of,
    matches,
    narrowed,
    page_of_copy,
    products_named,
)

MOST_NAMED = 100  # what an address has room for

COLUMNS = (
    ("title", "Advisory"),
    ("severity", "How urgent"),
    ("do_by", "By when"),
    ("sent", "Sent"),
    ("open", "Customers"),
)
HEADINGS = ("Number", "Advisory", "How urgent", "What", "What to do", "By when", "Sent on", "Customers", "Read", "Open")
HINT = "A draft until you send it: nobody but your own people sees it. What was sent is not changed any more."


def _find(request: Request, pk: UUID) -> Advisory:
    rows = Advisory.objects.visible_to(request.actor)
    return get_object_or_404(rows.select_related("provider", "issued_by", "drafted_by", "withdrawn_by"), pk=pk)


def _url(request: Request, name: str, *more: Any) -> str:
    return reverse(f"engagement:{name}", args=[request.org.provider.slug, *more])


@requires(Permission.ADVISORY_VIEW)
@require_safe
def provider_advisory_list(request: Request, provider_slug: str) -> HttpResponse:
    """Every advisory, with how many customers have read it and decided."""
    form, sort = AdvisoryFilter(request.GET), request.GET.get("sort", "-sent")
    chosen = form.chosen()
    rows = ordered(
        narrowed(counted(Advisory.objects.visible_to(request.actor), request.actor), chosen), SORTS, sort, "-sent"
    )
    if file := exported(request, HEADINGS, lambda: map(_cells, in_turn(rows)), "advisories", "Advisories"):
        return file
    context = listed(request, form, rows, COLUMNS, sort) | {
        "may_write": allowed(permissions.check_can_write, request.actor),
    }
    return render(request, "engagement/advisory_provider_list.html", context)


@requires(Permission.ADVISORY_VIEW)
@require_safe
def provider_advisory(request: Request, provider_slug: str, pk: UUID) -> HttpResponse:
    """The text, and how each customer stands with it."""
    found, actor = _find(request, pk), request.actor
    context = {
        "advisory": found,
        "products": list(found.products.select_related("vendor").order_by("vendor__name", "name")),
        "copies": [(copy, page_of_copy(copy)) for copy in copies_of(actor, found)],
        "events": history_of(found, actor),
        "may_write": allowed(permissions.check_can_write, actor, found),
        "may_send": allowed(permissions.check_can_send, actor, found),
        "may_withdraw": allowed(permissions.check_can_withdraw, actor, found),
    }
    return render(request, "engagement/advisory_provider.html", context)


@requires(Permission.ADVISORY_SEND)
@require_form
def advisory_add(request: Request, provider_slug: str) -> HttpResponse:
    """Begin one; `?product=` chooses what it is about, `?vendor=` everything of a vendor."""
    provider, asked, today = request.org.provider, _asked(request), timezone.localdate()
    initial = {"products": asked, "severity": Severity.HIGH if asked else Severity.MEDIUM}
    form = AdvisoryForm(posted(request), provider=provider, today=today, initial=initial)
    return answer_form(
        request, form,
        lambda: actions.draft_advisory(provider=provider, by=request.actor, at=timezone.now(), **form.values),
        said=lambda draft: f"{draft.reference} is a draft. Read it as a customer will, then send it.",
        done=lambda draft: _url(request, "provider-advisory", draft.pk),
        title="Write an advisory", back=_url(request, "provider-advisory-list"), back_text="Advisories",
        submit="Keep the draft", hint=HINT,
    )  # fmt: skip


@requires(Permission.ADVISORY_SEND)
@require_form
def advisory_edit(request: Request, provider_slug: str, pk: UUID) -> HttpResponse:
    """Change a draft."""
    found = _find(request, pk)
    permissions.check_can_write(request.actor, found)
    form = AdvisoryForm(posted(request), instance=found, provider=found.provider, today=timezone.localdate())
    back = _url(request, "provider-advisory", found.pk)
    return answer_form(
        request, form,
        lambda: actions.edit_advisory(
            advisory=found, edited=form.cleaned_data["edited"], by=request.actor, at=timezone.now(), **form.values
        ),
        said=lambda draft: f"{draft.reference} is saved.", done=lambda _: back, row=found,
        title=f"Change {found.reference}", back=back, back_text=found.title, hint=HINT,
        remove_url=_url(request, "advisory-remove", found.pk),
    )  # fmt: skip


@requires(Permission.ADVISORY_SEND)
@require_POST
def advisory_remove(request: Request, provider_slug: str, pk: UUID) -> HttpResponse:
    """A draft that nobody wants."""
    found = _find(request, pk)
    actions.remove_advisory(advisory=found, by=request.actor, at=timezone.now())
    messages.success(request, f"The draft of “{found}” is thrown away.")
    return redirect(_url(request, "provider-advisory-list"))


@requires(Permission.ADVISORY_SEND)
@require_form
def advisory_send(request: Request, provider_slug: str, pk: UUID) -> HttpResponse:
    """Choose who gets it, then send it: each gets an e-mail."""
    found = _find(request, pk)
    permissions.check_can_send(request.actor, found)
    form = SendForm(posted(request), matches=matches(request.actor, found), initial={"seen": actions.token(found)})
    back = _url(request, "provider-advisory", found.pk)
    return answer_form(
        request, form,
        lambda: actions.issue_advisory(
            advisory=found, to=form.chosen, seen=form.cleaned_data["seen"], by=request.actor, at=timezone.now()
        ),
        said=lambda copies: f"Sent. {_customers(len(copies))} told by e-mail.", done=lambda _: back,
        title=f"Send “{found}”", back=back, back_text=found.title, submit="Send it",
        hint="Those it concerns are ticked; whoever has got it is not listed. Each customer’s owners and contributors "
        "get an e-mail.",
    )  # fmt: skip


@requires(Permission.ADVISORY_SEND)
@require_form
def advisory_withdraw(request: Request, provider_slug: str, pk: UUID) -> HttpResponse:
    """Nobody has to do anything any more, and why."""
    found = _find(request, pk)
    permissions.check_can_withdraw(request.actor, found)
    form, back = WithdrawForm(posted(request)), _url(request, "provider-advisory", found.pk)
    return answer_form(
        request, form,
        lambda: actions.withdraw_advisory(advisory=found, by=request.actor, at=timezone.now(), **form.cleaned_data),
        said=lambda _: "Taken back. Everybody who got it is told by e-mail.", done=lambda _: back,
        title=f"Take back {found.reference}", back=back, back_text=found.title, submit="Take it back",
    )  # fmt: skip


def _cells(row: Any) -> tuple[object, ...]:
    sent_on = timezone.localdate(row.issued_at) if row.issued_at else None
    return (row.number, row.title, row.urgency.label, row.what, row.what_to_do, row.do_by, sent_on, row.told, row.read,
            row.undecided)  # fmt: skip


def _customers(number: int) -> str:
    return "One customer is" if number == 1 else f"{number} customers are"


def _asked(request: Request) -> list[UUID]:
    """The products that the address names, themselves or by their vendor."""
    products, vendors = (
        [pk for pk in request.GET.getlist(name)[:MOST_NAMED] if _is_uuid(pk)] for name in ("product", "vendor")
    )
    return products_named(request.actor, products, vendors) if products or vendors else []


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
