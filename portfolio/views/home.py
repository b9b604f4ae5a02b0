"""A customer's first page: what is settled and what waits."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import requires
from accounts.enums import Permission
from accounts.requests import Request, customer_of
from portfolio.queries.home import home_of


@require_safe
@requires(Permission.CUSTOMER_VIEW)
def home(request: Request, customer_slug: str) -> HttpResponse:
    """The sheet that both sides read, each in its own words."""
    customer = customer_of(request)
    sheet = home_of(customer, request.actor, now=timezone.now())
    actor = request.actor
    context = {
        "sheet": sheet,
        "may_ask": actor.may(Permission.QUESTION_ASK),
        "may_see_reminders": actor.may(Permission.REMINDER_VIEW),
        "may_draft": actor.may(Permission.MATRIX_EDIT),
    }
    return render(request, "portfolio/home.html", context)
