"""Report something suspicious; what came of it."""

from uuid import UUID

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import requires
from accounts.enums import Permission
from accounts.models import Provider
from accounts.requests import Request, customer_of
from core.errors import allowed
from core.methods import require_form
from core.pages import answer_form, posted
from core.paging import page_of, query_without
from core.uploads import send_file
from core.words import moment
from engagement.actions import suspicions as actions
from engagement.forms.education import SuspicionForm, VerdictForm
from engagement.models import Suspicion
from engagement.permissions import suspicions as permissions


def _find(request: Request, pk: UUID) -> Suspicion:
    rows = Suspicion.objects.visible_to(request.actor).of_customer(customer_of(request))
    return get_object_or_404(rows.select_related("reported_by", "answered_by", "customer"), pk=pk)


def _page(slug: str, pk: UUID) -> str:
    return reverse("engagement:suspicion", args=[slug, pk])


@require_safe
@requires(Permission.TEACHING_VIEW)
def suspicion_list(request: Request, customer_slug: str) -> HttpResponse:
    """What was reported, the latest first; of others only for staff and the business's owner."""
    rows = Suspicion.objects.visible_to(request.actor).of_customer(customer_of(request))
    page = page_of(rows.select_related("reported_by", "answered_by").order_by("-reported_at", "pk"), request.GET)
    context = {
        "page": page,
        "query": query_without(request.GET, "page"),
        "may_report": allowed(permissions.check_can_report, request.actor),
    }
    return render(request, "engagement/suspicion_list.html", context)


@require_form
@requires(Permission.SUSPICION_REPORT)
def suspicion_add(request: Request, customer_slug: str) -> HttpResponse:
    """Tell the provider at once."""
    customer = customer_of(request)
    form = SuspicionForm(posted(request), request.FILES or None)
    back = reverse("engagement:suspicion-list", args=[customer_slug])
    provider = request.org.provider
    hint = f"It reaches {provider.name} and your own lead at once. Better once too often than once too seldom."
    if provider.emergency_phone:
        hint += f" If something is happening right now, ring {provider.emergency_phone}."
    return answer_form(
        request, form,
        lambda: actions.report_suspicion(
            customer=customer, checked=form.checked, by=request.actor, at=timezone.now(), **form.cleaned_data
        ),
        said=lambda one: _thanks(one, provider),
        done=lambda one: _page(customer_slug, one.pk), title="Report something suspicious", back=back,
        back_text="Reports", submit="Report it", hint=hint,
    )  # fmt: skip


def _thanks(one: Suspicion, provider: Provider) -> str:
    if one.told_later_at is None:
        return f"Thank you. {provider.name} has it now and will answer here and by e-mail."
    urgent = f" If it cannot wait, ring {provider.emergency_phone}." if provider.emergency_phone else ""
    return (
        f"Thank you. It is kept, and {provider.name} sees it here now. Many reports came within an hour, so the "
        f"e-mail about this one leaves with the others, {moment(one.told_later_at)}.{urgent}"
    )


@require_safe
@requires(Permission.TEACHING_VIEW)
def suspicion(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """One report and its answer."""
    one = _find(request, pk)
    return render(
        request, "engagement/suspicion.html",
        {"one": one, "may_answer": allowed(permissions.check_can_answer, request.actor, one)},
    )  # fmt: skip


@require_safe
@requires(Permission.TEACHING_VIEW)
def suspicion_file(request: Request, customer_slug: str, pk: UUID) -> FileResponse:
    """The screenshot; as a download, it may be dangerous."""
    one = _find(request, pk)
    if not one.file:
        raise Http404("There is no file with this report.")
    try:
        file = one.file.open("rb")
    except FileNotFoundError as missing:
        raise Http404("The file is not in the store.") from missing
    return send_file(file, one.filename, one.content_type)


@require_form
@requires(Permission.SUSPICION_ANSWER)
def suspicion_answer(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """Say what it was."""
    one = _find(request, pk)
    permissions.check_can_answer(request.actor, one)
    form, back = VerdictForm(posted(request)), _page(customer_slug, pk)
    return answer_form(
        request, form,
        lambda: actions.answer_suspicion(suspicion=one, by=request.actor, at=timezone.now(), **form.cleaned_data),
        said=lambda _: f"{one.reported_by.name} is told by e-mail.", done=lambda _: back,
        title="Answer the report", back=back, back_text="The report", submit="Answer",
    )  # fmt: skip
