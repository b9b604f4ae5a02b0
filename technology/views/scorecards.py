"""Comparisons: the list, a page each, their options, the decision."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires
from accounts.enums import Permission
from accounts.requests import Request
from core.errors import why_not
from core.methods import require_form
from core.pages import answer_form, exported, posted
from core.paging import page_of, query_without
from core.sorting import headings, ordered
from technology import permissions, policies
from technology.actions import scorecards as actions
from technology.forms.scorecards import ComparisonForm, DecisionForm, OptionForm, ScorecardFilter
from technology.models import Comparison, Option
from technology.queries.scorecards import (
    SORTS,
    ListedComparison,
    comparison_rows,
    comparison_sheet,
    narrowed_comparisons,
)
from technology.views.common import provider_url

COLUMNS = (("title", "What is to be chosen"), ("decided", "Decision"), ("review", "Look again"))
HEADINGS = ("What is to be chosen", "Options", "State", "Chosen", "Decided by", "Decided on", "Look again on", "Why")


@requires(Permission.TECHNOLOGY_VIEW)
@require_safe
def scorecard_list(request: Request, provider_slug: str) -> HttpResponse:
    """Comparisons, the latest first; `?export=csv` or `xlsx` for a file."""
    form, sort, today = ScorecardFilter(request.GET), request.GET.get("sort", "-started"), timezone.localdate()
    chosen = form.chosen()
    found = ordered(narrowed_comparisons(request.actor, chosen, today), SORTS, sort, "started")
    if file := exported(
        request, HEADINGS, lambda: [_cells(row) for row in comparison_rows(found, today)], "scorecards", "Scorecards"
    ):
        return file
    page = page_of(found, request.GET)
    context = {
        "form": form,
        "page": page,
        "rows": comparison_rows(page, today),
        "headings": headings(COLUMNS, sort),
        "is_filtered": bool(chosen),
        "query": query_without(request.GET, "page", "export"),
        "kept": query_without(request.GET, "page", "sort"),
        "may_edit": request.actor.may(Permission.TECHNOLOGY_EDIT),
    }
    return render(request, "technology/scorecard_list.html", context)


@requires(Permission.TECHNOLOGY_VIEW)
@require_safe
def scorecard(request: Request, provider_slug: str, pk: UUID) -> HttpResponse:
    """The options side by side, whether the winner hangs on the weights, and the decision."""
    found, actor = find_comparison(request, pk), request.actor
    sheet = comparison_sheet(found)
    may_score = not why_not(permissions.check_can_score, actor, found)
    context = {
        "comparison": found,
        "sheet": sheet,
        "may_score": may_score,
        "may_decide": not why_not(permissions.check_can_decide, actor, found),
        "cannot_decide": why_not(policies.check_comparable, [each.option for each in sheet.options]),
        "may_look_again": not why_not(permissions.check_can_look_again, actor, found),
    }
    return render(request, "technology/scorecard.html", context)


@requires(Permission.TECHNOLOGY_EDIT)
@require_form
def scorecard_add(request: Request, provider_slug: str) -> HttpResponse:
    form = ComparisonForm(posted(request))
    return answer_form(
        request, form,
        lambda: actions.start_comparison(by=request.actor, at=timezone.now(), **form.about),
        said=lambda started: "Now add what could be chosen.",
        done=lambda started: provider_url(request, "scorecard-option-add", pk=started.pk),
        title="Compare products", back=provider_url(request, "scorecard-list"), back_text="Scorecards",
        submit="Start", hint="The weights are the usual ones. Change them before anything is scored, not afterwards.",
    )  # fmt: skip


@requires(Permission.TECHNOLOGY_EDIT)
@require_form
def scorecard_edit(request: Request, provider_slug: str, pk: UUID) -> HttpResponse:
    found = find_comparison(request, pk)
    permissions.check_can_score(request.actor, found)
    form, back = ComparisonForm(posted(request), instance=found), found.get_absolute_url()
    return answer_form(
        request, form,
        lambda: actions.edit_comparison(comparison=found, by=request.actor, at=timezone.now(), **form.about),
        said=lambda saved: f"“{saved}” is saved.", done=lambda _: back,
        title="Change the question or the weights", back=back, back_text=found.title,
        remove_url=provider_url(request, "scorecard-remove", pk=pk),
    )  # fmt: skip


@requires(Permission.TECHNOLOGY_EDIT)
@require_POST
def scorecard_remove(request: Request, provider_slug: str, pk: UUID) -> HttpResponse:
    """Take out a comparison that was started by mistake."""
    found = find_comparison(request, pk)
    actions.remove_comparison(comparison=found, by=request.actor, at=timezone.now())
    messages.success(request, f"“{found}” is removed.")
    return redirect(provider_url(request, "scorecard-list"))


@requires(Permission.TECHNOLOGY_EDIT)
@require_form
def option_add(request: Request, provider_slug: str, pk: UUID) -> HttpResponse:
    found = find_comparison(request, pk)
    permissions.check_can_score(request.actor, found)
    has_current = found.options.filter(is_current=True).exists()
    form = OptionForm(posted(request), actor=request.actor, initial={"is_current": not has_current})
    back = found.get_absolute_url()
    return answer_form(
        request, form,
        lambda: actions.add_option(comparison=found, by=request.actor, at=timezone.now(), **form.cleaned_data),
        said=lambda added: f"{added.words} is among the options.", done=lambda _: back,
        title="Add an option", back=back, back_text=found.title, submit="Add it",
        hint="Compare at least two, and one of them is to keep what you have.",
    )  # fmt: skip


@requires(Permission.TECHNOLOGY_EDIT)
@require_POST
def option_remove(request: Request, provider_slug: str, pk: UUID) -> HttpResponse:
    """Leave an option out."""
    option = find_option(request, pk)
    actions.remove_option(option=option, by=request.actor, at=timezone.now())
    messages.success(request, f"{option} is no longer among the options.")
    return redirect(option.comparison.get_absolute_url())


@requires(Permission.TECHNOLOGY_DECIDE)
@require_form
def scorecard_decide(request: Request, provider_slug: str, pk: UUID) -> HttpResponse:
    """Write the decision down."""
    found = find_comparison(request, pk)
    permissions.check_can_decide(request.actor, found)
    policies.check_comparable(list(found.options.all()))
    form = DecisionForm(posted(request), comparison=found, decider=request.actor.name, today=timezone.localdate())
    back = found.get_absolute_url()
    return answer_form(
        request, form,
        lambda: actions.decide_comparison(comparison=found, by=request.actor, at=timezone.now(), **form.cleaned_data),
        said=lambda decided: "The decision is written down.", done=lambda _: back,
        title="Decide", back=back, back_text=found.title, submit="Write it down",
        hint="Afterwards nothing here can be changed: look at it again in a new comparison.",
    )  # fmt: skip


@requires(Permission.TECHNOLOGY_EDIT)
@require_POST
def scorecard_again(request: Request, provider_slug: str, pk: UUID) -> HttpResponse:
    """Look at a decision again: the same options, nothing scored yet."""
    new = actions.look_again(comparison=find_comparison(request, pk), by=request.actor, at=timezone.now())
    messages.success(request, "The same options, nothing scored yet: what was known may have changed.")
    return redirect(provider_url(request, "scorecard", pk=new.pk))


def find_comparison(request: Request, pk: UUID) -> Comparison:
    """The comparison of the path."""
    rows = Comparison.objects.visible_to(request.actor).filter(provider=request.org.provider)
    return get_object_or_404(rows.select_related("provider", "chosen__product", "follows"), pk=pk)


def find_option(request: Request, pk: UUID) -> Option:
    """An option of one of the provider's comparisons."""
    rows = Option.objects.visible_to(request.actor).filter(comparison__provider=request.org.provider)
    return get_object_or_404(rows.select_related("comparison__provider", "product__vendor"), pk=pk)


def _cells(row: ListedComparison) -> tuple[Any, ...]:
    each = row.comparison
    return (
        each.title, row.options, row.chip.words, each.chosen.words if each.chosen else "", each.decider,
        each.decided_on, each.review_on, each.reason,
    )  # fmt: skip
