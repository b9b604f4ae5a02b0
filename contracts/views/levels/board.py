"""Promises against results: the board, one service level, one figure with what is behind it."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import requires
from accounts.enums import Permission
from accounts.requests import Request, customer_of
from contracts import permissions
from contracts.measuring import behind, credits, pages
from contracts.measuring.misses import misses_in
from contracts.measuring.terms import at_odds, terms_lines
from contracts.service_levels.windows import Window, quarter_window
from contracts.views.levels import exports
from contracts.views.levels.common import board_for, find_target, find_window
from core.errors import allowed
from core.paging import page_of, query_without
from core.quarters import Quarter, following, parse_slug, previous, quarter_of
from core.spreadsheets import KINDS


@requires(Permission.CONTRACT_VIEW)
@require_safe
def level_list(request: Request, customer_slug: str) -> HttpResponse:
    """Every promise against its result, month by month over a quarter, and the credits of its misses."""
    customer, today = customer_of(request), timezone.localdate()
    board = board_for(request)
    quarter = _quarter(request, customer.fiscal_year_start)
    whole = quarter_window(quarter)
    windows = [*whole.months(), whole]
    names = pages.names_of(pages.worst_keys(board, whole))
    rows = [pages.row_of(kept, windows, customer_slug, names) for kept in board]
    if request.GET.get("export") in KINDS:
        return exports.board_file(rows, request.GET["export"], customer_slug, today)
    kept, missed, nothing = pages.statement(board, whole)
    lines = [credits.miss_line(miss, customer_slug, today) for miss in misses_in(board)]
    context = {
        "rows": rows,
        "months": [window.first for window in windows[:-1]],
        "quarter": quarter,
        "earlier": previous(quarter),
        "later": following(quarter) if following(quarter).start <= today else None,
        "kept": kept, "missed": missed, "nothing": nothing, "measured": kept + missed,
        "is_running": quarter.end >= today,
        "to_claim": [line for line in lines if line.claim_url],
        "settled": [line for line in lines if not line.claim_url][: credits.SHOWN],
        "may_enter": allowed(permissions.check_can_enter_results, request.actor, customer),
        "may_claim": allowed(permissions.check_can_claim, request.actor, customer),
        "may_decide": request.actor.may(Permission.CREDIT_DECIDE),
        "query": query_without(request.GET, "export"),
    }  # fmt: skip
    return render(request, "contracts/level_list.html", context)


def _quarter(request: Request, fiscal_start_month: int) -> Quarter:
    """The quarter asked for; else the running one, or in its first month the one before."""
    asked, today = request.GET.get("quarter", ""), timezone.localdate()
    if asked:
        try:
            return parse_slug(asked, fiscal_start_month)
        except ValueError as wrong:
            raise Http404(str(wrong)) from wrong
    quarter = quarter_of(today, fiscal_start_month)
    return quarter if today.month != quarter.start.month else previous(quarter)


@requires(Permission.CONTRACT_VIEW)
@require_safe
def level(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """One promise over the last year: the trend, its figures, its terms, its credits."""
    customer, today = customer_of(request), timezone.localdate()
    target = find_target(request, pk)
    (kept,) = board_for(request, [target])
    results = pages.own_results(kept)[-pages.SHOWN :]
    names = pages.names_of(
        [each.compliance.worst.key for each in results if each.compliance and each.compliance.worst]  # type: ignore[misc]  # ids
    )
    context = {
        "kept": kept,
        "target": target,
        "row": pages.row_of(kept, [], customer_slug, {}),
        "chart": pages.chart_of(kept),
        "periods": [pages.period_of(kept, each, customer_slug, names) for each in reversed(results)],
        "terms": terms_lines(kept),
        "at_odds": at_odds(target),
        "misses": [credits.miss_line(miss, customer_slug, today) for miss in misses_in([kept])],
        "may_edit": allowed(permissions.check_can_set_terms, request.actor, target.contract, target.metric),
        "may_claim": allowed(permissions.check_can_claim, request.actor, customer),
        "may_decide": request.actor.may(Permission.CREDIT_DECIDE),
    }
    return render(request, "contracts/level.html", context)


@requires(Permission.CONTRACT_VIEW)
@require_safe
def level_window(request: Request, customer_slug: str, pk: UUID, window: str) -> HttpResponse:
    """Why a figure is what it is: the tickets with their clocks, or the outages with the minutes."""
    target, asked = find_target(request, pk), find_window(request, window)
    (kept,) = board_for(request, [target])
    result = kept.result(asked)
    if result is None or kept.promise is None:
        raise Http404("Nothing was measured then.")
    if kept.promise.is_timed:
        return _tickets(request, kept, asked)
    if kept.promise.is_counted:
        may_enter = allowed(permissions.check_can_enter_results, request.actor, customer_of(request))
        context = {**_about(request, kept, asked), "counts": behind.count_lines(result), "may_enter": may_enter}
        return render(request, "contracts/level_window_counts.html", context)
    if kept.promise.is_tested:
        may_enter = allowed(permissions.check_can_enter_results, request.actor, customer_of(request))
        context = {**_about(request, kept, asked), "tests": behind.restore_lines(result), "may_enter": may_enter}
        return render(request, "contracts/level_window_tests.html", context)
    context = {
        **_about(request, kept, asked),
        "sites": behind.site_sums(result),
        "causes": behind.causes(kept, result),
    }
    return render(request, "contracts/level_window_outages.html", context)


def _tickets(request: Request, kept: pages.Kept, window: Window) -> HttpResponse:
    result = kept.results[window.slug]
    standing = request.GET.get("standing", "")
    judged = behind.narrowed(result, standing)
    if request.GET.get("export") in KINDS:
        lines = behind.ticket_lines(kept, judged)
        return exports.tickets_behind_file(lines, request.GET["export"], request.org.customer, window)
    page = page_of(judged, request.GET)
    context = {
        **_about(request, kept, window),
        "page": page,
        "lines": behind.ticket_lines(kept, page.object_list),
        "standings": behind.counts(result),
        "standing": standing,
        "query": query_without(request.GET, "page", "export"),
    }
    return render(request, "contracts/level_window_tickets.html", context)


def _about(request: Request, kept: pages.Kept, window: Window) -> dict[str, object]:
    customer = customer_of(request)
    figure = pages.figure_of(kept, window, customer.slug)
    misses = [miss for miss in misses_in([kept]) if miss.window.slug == window.slug]
    lines = [credits.miss_line(miss, customer.slug, timezone.localdate()) for miss in misses]
    return {
        "kept": kept, "target": kept.target, "window": window, "figure": figure, "misses": lines,
        "row": pages.row_of(kept, [], customer.slug, {}),
        "may_claim": allowed(permissions.check_can_claim, request.actor, customer),
        "may_decide": request.actor.may(Permission.CREDIT_DECIDE),
    }  # fmt: skip
