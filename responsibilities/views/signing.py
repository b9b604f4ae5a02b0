"""Sign a version, see who has signed, read again what was signed, and compare two versions."""

from uuid import UUID

from allauth.account.internal.flows.reauthentication import is_reauthentication_required
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from accounts.access import requires
from accounts.enums import Permission
from accounts.requests import Request
from audit.models import Event
from core.methods import require_form
from responsibilities.actions.signing import sign_version
from responsibilities.forms.signing import SignForm
from responsibilities.models import Signature, Version
from responsibilities.queries.comparing import comparable, compare_versions
from responsibilities.queries.signing import in_fours, sign_page, signatures_of
from responsibilities.views.review import find_version


@require_form
@requires(Permission.MATRIX_SIGN)
def sign(request: Request, customer_slug: str, number: int) -> HttpResponse:
    """The whole text, what signing means, and the form. It asks for the password again before it signs."""
    version = find_version(request, customer_slug, number)
    must_confirm = is_reauthentication_required(request, app="responsibilities")
    form = SignForm(request.POST or None, at="sign", initial=_initial(request, version))
    if request.method == "POST" and must_confirm:
        messages.warning(request, "Confirm that it is you, then sign. Nothing has been signed yet.")
        return redirect(_confirm_url(request))
    if request.method == "POST" and form.is_valid():
        return _sign(request, version, form)
    context = {
        "version": version,
        "sheet": sign_page(request.actor, version),
        "form": form,
        "confirm_url": _confirm_url(request) if must_confirm else "",
    }
    return render(request, "responsibilities/sign.html", context, status=422 if form.errors else 200)


def _sign(request: Request, version: Version, form: SignForm) -> HttpResponse:
    said = form.cleaned_data
    sign_version(
        version=version,
        digest_seen=said["digest"],
        name=said["name"],
        role=said["role"],
        by=request.actor,
        at=timezone.now(),
    )
    then = "It is in force now." if len(signatures_of(request.actor, version)) > 1 else "It waits for the other side."
    messages.success(request, f"Signed: version {version.number}. {then}")
    return redirect("responsibilities:signatures", version.customer.slug, version.number)


def _initial(request: Request, version: Version) -> dict[str, str]:
    return {"digest": version.digest, "name": request.user.name, "role": request.user.job_title}


def _confirm_url(request: Request) -> str:
    """The sign-in library's page that asks for the password or passkey again, then comes back here."""
    return f"{reverse('account_reauthenticate')}?{urlencode({'next': f'{request.path}#sign'})}"


@require_safe
@requires(Permission.MATRIX_VIEW)
def signatures(request: Request, customer_slug: str, number: int) -> HttpResponse:
    """Both sides' lines under a version."""
    version = find_version(request, customer_slug, number)
    events = Event.objects.visible_to(request.actor).latest_about("responsibilities.version", version.pk)
    context = {"version": version, "sheet": sign_page(request.actor, version), "events": list(events)}
    return render(request, "responsibilities/sign_signatures.html", context)


@require_safe
@requires(Permission.MATRIX_VIEW)
def signature(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """The text exactly as this signer saw it."""
    versions = Version.objects.visible_to(request.actor).filter(customer__slug=customer_slug)
    found = Signature.objects.filter(version__in=versions).select_related("version__customer__provider")
    seen = get_object_or_404(found, pk=pk)
    context = {"signature": seen, "version": seen.version, "digest_words": in_fours(seen.digest)}
    return render(request, "responsibilities/sign_text.html", context)


@require_safe
@requires(Permission.MATRIX_VIEW)
def changes(request: Request, customer_slug: str, number: int) -> HttpResponse:
    """Every difference from an earlier version: the one agreed before unless the address names another."""
    version = find_version(request, customer_slug, number)
    earlier = comparable(request.actor, version)
    asked = request.GET.get("since", "")
    old = next((v for v in earlier if str(v.number) == asked), None)
    old = old or next((v for v in earlier if v.agreed_at), earlier[0] if earlier else None)
    context = {
        "version": version,
        "old": old,
        "earlier": earlier,
        "difference": compare_versions(old, version) if old else None,
    }
    return render(request, "responsibilities/review_changes.html", context)
