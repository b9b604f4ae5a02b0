"""Ask for a one-page answer, an outage, a copy of a plan, of advice or minutes, watch it being made, download it."""

from collections.abc import Collection
from io import BytesIO
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.access import View, requires
from accounts.enums import Permission
from accounts.requests import Request, customer_of
from advice.views.common import find_advice
from continuity.models import NamedOutage, Plan
from continuity.plans.permissions import check_can_send
from continuity.survival.checking import ModelRefused
from contracts.loss.terms import InvalidTerms
from contracts.models import LossScenario
from core.methods import require_form
from core.pages import posted, send_form
from core.uploads import send_file
from core.words import count
from engagement.views.meetings.common import find_meeting
from reports.forms import SendCopyForm
from reports.models import PLAN_KINDS, OnePager, PageKind
from reports.onepager import actions
from reports.onepager.advice import request_advice_letter
from reports.onepager.minutes import request_minutes_copy
from reports.onepager.outages import request_outage_copy
from reports.onepager.plans import request_plan_copy
from reports.onepager.sending import readers_of, send_plan_copy


@require_POST
@requires(Permission.REPORT_REQUEST)
def one_pager_ask(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    customer = customer_of(request)
    scenario = get_object_or_404(LossScenario.objects.visible_to(request.actor).of_customer(customer), pk=pk)
    scenario.customer = customer
    try:
        page = actions.request_one_pager(scenario=scenario, by=request.actor, at=timezone.now())
    except InvalidTerms as misfit:
        messages.warning(request, f"These facts do not fit together: {misfit.why}")
        return redirect(scenario)
    return redirect(page)


@require_POST
@requires(Permission.CONTINUITY_VIEW)
def plan_copy_ask(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """A card for the wall, or with `kind=plan` the whole: for everybody who may read the plan."""
    plan = _find_plan(request, pk)
    kind = PageKind.PLAN if request.POST.get("kind") == PageKind.PLAN else PageKind.PLAN_CARD
    return redirect(request_plan_copy(plan=plan, kind=kind, by=request.actor, at=timezone.now()))


@requires(Permission.PLAN_EDIT)
@require_form
def plan_copy_send(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """A copy by e-mail to people of the plan: nobody else, and only those who may read it here."""
    plan = _find_plan(request, pk)
    check_can_send(request.actor, plan)
    form = SendCopyForm(posted(request), readers=readers_of(plan))

    def save() -> HttpResponse:
        sent = send_plan_copy(plan=plan, by=request.actor, at=timezone.now(), **form.cleaned_data)
        messages.success(request, f"On its way to {count(len(sent), 'person', 'people')}. It is in the history.")
        return redirect(plan)

    hint = "The copy shows when it was made, and that it may be out of date when it is needed."
    return send_form(
        request, form, save, title="Send a copy by e-mail", back=plan.get_absolute_url(), back_text=plan.name,
        submit="Send it", hint=hint,
    )  # fmt: skip


@require_POST
@requires(Permission.REPORT_REQUEST)
def outage_copy_ask(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """An outage with its pictures and who would pay."""
    customer = customer_of(request)
    outage = get_object_or_404(NamedOutage.objects.visible_to(request.actor).of_customer(customer), pk=pk)
    outage.customer = customer
    try:
        page = request_outage_copy(outage=outage, by=request.actor, at=timezone.now())
    except ModelRefused as refusal:
        messages.warning(request, str(refusal))
        return redirect(outage)
    return redirect(page)


@require_POST
@requires(Permission.ADVICE_VIEW)
def advice_letter_ask(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """The letter of advice with what was decided: for everybody who may read the advice."""
    page = request_advice_letter(recommendation=find_advice(request, pk), by=request.actor, at=timezone.now())
    return redirect(page)


@require_POST
@requires(Permission.MEETING_VIEW)
def minutes_copy_ask(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """Minutes for the archive: for everybody who may read them."""
    meeting = find_meeting(request, customer_slug, pk)
    return redirect(request_minutes_copy(meeting=meeting, by=request.actor, at=timezone.now()))


def _find_plan(request: Request, pk: UUID) -> Plan:
    customer = customer_of(request)
    plan = get_object_or_404(Plan.objects.visible_to(request.actor).of_customer(customer), pk=pk)
    plan.customer = customer
    return plan


def _find(request: Request, pk: UUID, *, of: Collection[str]) -> OnePager:
    customer = customer_of(request)
    pages = OnePager.objects.visible_to(request.actor).filter(customer=customer)
    page = get_object_or_404(pages.filter(kind__in=of), pk=pk)
    page.customer = customer
    return page


def _pages(permission: Permission, *kinds: PageKind) -> tuple[View, View]:
    """How far a page of these kinds is, and then the file, for whoever may read what it is of."""

    @require_safe
    @requires(permission)
    def page(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
        """How far it is, then the download; htmx asks for the fragment alone."""
        template = "reports/onepager/_state.html" if request.htmx else "reports/onepager/page.html"
        return render(request, template, {"page": _find(request, pk, of=kinds)})

    @require_safe
    @requires(permission)
    def download(request: Request, customer_slug: str, pk: UUID) -> HttpResponseBase:
        """The file itself, after access and digest were checked again."""
        found = _find(request, pk, of=kinds)
        return send_file(BytesIO(actions.read_one_pager(found)), found.filename, "application/pdf")

    return page, download


one_pager, one_pager_download = _pages(Permission.SCENARIO_VIEW, PageKind.WHO_PAYS)
plan_copy, plan_copy_download = _pages(Permission.CONTINUITY_VIEW, *PLAN_KINDS)
outage_copy, outage_copy_download = _pages(Permission.CONTINUITY_VIEW, PageKind.OUTAGE)
advice_letter, advice_letter_download = _pages(Permission.ADVICE_VIEW, PageKind.LETTER)
minutes_copy, minutes_copy_download = _pages(Permission.MEETING_VIEW, PageKind.MINUTES)
