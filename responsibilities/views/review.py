"""Reading a version row by row and agreeing it. Each change answers with the row and what hangs on it."""

from typing import Any
from urllib.parse import parse_qs
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires
from accounts.enums import Permission
from accounts.requests import Request
from core.methods import require_form
from responsibilities.actions import reviewing
from responsibilities.duties import Names, owner_of
from responsibilities.forms.questions import PlainForm
from responsibilities.forms.review import RiskForm
from responsibilities.models import Row, Version
from responsibilities.queries.review import Review, load_review
from responsibilities.queries.review_items import Show
from responsibilities.queries.review_rights import rights_of
from responsibilities.queries.versions import numbered
from responsibilities.row_links import anchor_of, part_of
from responsibilities.views.placing import page_behind, query_behind


def find_version(request: Request, customer_slug: str, number: int) -> Version:
    """The version of the path, if this actor may see it."""
    found = numbered(request.actor, customer_slug, number)
    if found is None:
        raise Http404("There is no such version.")
    return found


def find_row(request: Request, customer_slug: str, pk: UUID) -> Row:
    """The row of the path, if this actor may see its version."""
    rows = Row.objects.visible_to(request.actor).filter(version__customer__slug=customer_slug)
    return get_object_or_404(rows.select_related("version__customer__provider", "version__proposed_by"), pk=pk)


def show_of(value: str) -> Show:
    """Which jobs to show; everything unless the address says otherwise."""
    return Show(value) if value in set(Show) else Show.EVERYTHING


def review_page(request: Request, version: Version) -> HttpResponse:
    """The page on which a customer reads a version; staff see the same one."""
    asked = request.GET
    show, words = show_of(asked.get("show", "")), asked.get("q", "").strip()
    opened = asked.getlist("open")
    review = load_review(request.actor, version, show=show, words=words, opened=opened, page_path=request.path)
    return render(request, "responsibilities/review.html", _context(request, review))


@require_safe
@requires(Permission.MATRIX_VIEW)
def review(request: Request, customer_slug: str, number: int) -> HttpResponse:
    """The review page by the version's number."""
    return review_page(request, find_version(request, customer_slug, number))


@require_safe
@requires(Permission.MATRIX_VIEW)
def review_part(request: Request, customer_slug: str, number: int, part: str) -> HttpResponse:
    """The jobs of one part, fetched when it is opened."""
    version = find_version(request, customer_slug, number)
    show, words = show_of(request.GET.get("show", "")), request.GET.get("q", "").strip()
    here = page_behind(request) if request.htmx else review_url(version)
    loaded = load_review(request.actor, version, show=show, words=words, opened=[part], page_path=here)
    found = loaded.part(part)
    if found is None:
        raise Http404("There is no such part.")
    return render(request, "responsibilities/_review_jobs.html", _context(request, loaded) | {"part": found})


@require_POST
@requires(Permission.MATRIX_AGREE)
def row_agree(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """Agree one job."""
    row = reviewing.agree_row(row=find_row(request, customer_slug, pk), by=request.actor, at=timezone.now())
    return answer_with_row(request, row, f"Agreed: {row.title}.")


@require_POST
@requires(Permission.MATRIX_AGREE)
def row_take_back(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """Undo it."""
    row = reviewing.take_back_row(row=find_row(request, customer_slug, pk), by=request.actor, at=timezone.now())
    return answer_with_row(request, row, f"Taken back: {row.title}.")


@require_form
@requires(Permission.MATRIX_AGREE)
def row_accept_risk(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """Accept in writing that nobody does a job."""
    row = find_row(request, customer_slug, pk)
    form = RiskForm(request.POST or None, at=f"risk-{row.pk}")
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        row = reviewing.accept_risk(row=row, reason=reason, by=request.actor, at=timezone.now())
        return answer_with_row(request, row, f"Risk accepted: {row.title}.")
    return render_form(request, row, form, "responsibilities/review_risk.html")


@require_POST
@requires(Permission.MATRIX_AGREE)
def part_agree(request: Request, customer_slug: str, number: int, part: str) -> HttpResponse:
    """Agree what is left of one part, after the page has asked whether to."""
    version = find_version(request, customer_slug, number)
    agreed = reviewing.agree_rest(version=version, part=part, by=request.actor, at=timezone.now())
    messages.success(request, reviewing.say_agreed(agreed))
    return redirect(f"{review_url(version)}?open={part}#{part}")


def review_url(version: Version) -> str:
    """Where the version is read."""
    return reverse("responsibilities:review", args=[version.customer.slug, version.number])


def job_url(row: Row) -> str:
    """Where one job of it is read, with its part open."""
    return f"{review_url(row.version)}?open={part_of(row.domain)}#{anchor_of(row.code)}"


def answer_with_row(request: Request, row: Row, says: str) -> HttpResponse:
    """After a change: the row and what hangs on it for htmx, else the page at that row."""
    if not request.htmx:
        messages.success(request, says)
        return redirect(job_url(row))
    query = parse_qs(query_behind(request))
    show, words = show_of(query.get("show", [""])[0]), query.get("q", [""])[0].strip()
    loaded = load_review(request.actor, row.version, show=show, words=words, page_path=page_behind(request))
    item = loaded.item(row.pk)
    context = _context(request, loaded) | {"items": [item], "tally": loaded.tally(item.part), "is_answer": True}
    return render(request, "responsibilities/_review_answer.html", context)


def render_form(request: Request, row: Row, form: PlainForm, page: str) -> HttpResponse:
    """A form about one row: a fragment under the row for htmx, else a page of its own. 422 with errors."""
    template = page.replace("/", "/_", 1) if request.htmx else page
    context = {
        "row": row,
        "owner": owner_of(row, Names(row.version.customer.provider.name)),
        "form": form,
        "other_side": _other_side(request, row),
        "back": job_url(row),
    }
    return keep_in_place(render(request, template, context, status=422 if form.errors else 200), form)


def keep_in_place(response: HttpResponse, form: PlainForm) -> HttpResponse:
    """A form with errors takes its own place, not that of the row it would change."""
    if form.errors:
        response["HX-Retarget"], response["HX-Reswap"] = f"#{form.at}", "outerHTML"
    return response


def _other_side(request: Request, row: Row) -> str:
    return row.version.customer.across_from(request.actor)


def _context(request: Request, loaded: Review) -> dict[str, Any]:
    return {
        "review": loaded,
        "version": loaded.version,
        "rights": rights_of(request.actor, loaded),
        "is_answer": False,
    }
