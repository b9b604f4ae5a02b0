"""What the provider would pay at most: the page, and the parts that are entered on it."""

from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import requires
from accounts.enums import Permission
from accounts.requests import Request
from contracts import actions, permissions
from contracts.forms import (
    ExclusionForm,
    HigherLimitForm,
    IndemnityForm,
    LiabilityDateForm,
    PaymentForm,
    TermsForm,
    UnlimitedForm,
    limit_form,
    rule_form,
)
from contracts.liability.vocabulary import CapClass, Treatment
from contracts.models import (
    Contract,
    Indemnity,
    LiabilityCap,
    LiabilityPayment,
    LiabilityRule,
    LiabilityTerms,
)
from contracts.queries.liability_sheet import liability_sheet
from contracts.views.common import find_contract, varied
from contracts.views.parts import Part
from core.errors import allowed


@requires(Permission.CONTRACT_VIEW)
@require_safe
def liability(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """The page on a day: today, or the one asked for."""
    found = find_contract(request, customer_slug, pk)
    form = LiabilityDateForm(request.GET if "on" in request.GET else None)
    on = form.cleaned_data["on"] if form.is_bound and form.is_valid() else timezone.localdate()
    template = "contracts/_liability.html" if request.htmx else "contracts/liability.html"
    return varied(render(request, template, _context(request, found, on) | {"date_form": form}))


def address(contract: Contract) -> str:
    """Where the page of a contract is."""
    return reverse("contracts:liability", kwargs={"customer_slug": contract.customer.slug, "pk": contract.pk})


def answer(request: Request, contract: Contract, section: str, said: str) -> HttpResponse:
    """After a change: the page again at that section, or for htmx its fresh content in place."""
    messages.success(request, said)
    if not request.htmx:
        return redirect(f"{address(contract)}#{section}")
    contract = Contract.objects.select_related("customer__provider").get(pk=contract.pk)
    context = _context(request, contract, timezone.localdate(), section)
    response = render(request, "contracts/_liability.html", context | {"date_form": LiabilityDateForm()})
    response["HX-Retarget"], response["HX-Reswap"] = "#contract", "outerHTML show:none"
    return response


def _context(request: Request, contract: Contract, on: date, changed: str = "") -> dict[str, Any]:
    return {
        "contract": contract,
        "sheet": liability_sheet(contract, on),
        "is_today": on == timezone.localdate(),
        "may_edit": allowed(permissions.check_can_edit, request.actor, contract),
        "may_note_payment": allowed(permissions.check_can_note_payment, request.actor, contract),
        "changed": {changed: True},
    }


def _part(key: str, noun: str, section: str, model: Any, form: Any, **about: Any) -> Part:
    """A kind of row of this page; `fixed` are the values that its form does not ask for."""
    fixed = about.pop("fixed", {})
    return Part(
        key, noun, section, model, form,
        partial(actions.add_liability, model=model, **fixed), actions.edit_liability, actions.remove_liability,
        named="row", back=address, answer=answer, **about,
    )  # fmt: skip


CAP, RULE = LiabilityCap, LiabilityRule
LIMIT = _part(
    "limit", "limit", "limits", CAP, limit_form, fixed={"cap_class": CapClass.GENERAL.value}, links=("clause",)
)
HIGHER = _part(
    "higher-limit", "higher limit", "limits", CAP, HigherLimitForm, fixed={"cap_class": CapClass.SUPER.value}
)
RULES = _part("rule", "rule", "excluded", RULE, rule_form, links=("clause",))
EXCLUSION = _part(
    "exclusion", "exclusion", "excluded", RULE, ExclusionForm, fixed={"treatment": Treatment.EXCLUDED.value}, a="an"
)
UNLIMITED = _part(
    "unlimited", "exception from the limits", "unlimited", RULE, UnlimitedForm,
    fixed={"treatment": Treatment.UNLIMITED.value}, a="an",
)  # fmt: skip
INDEMNITY = _part("indemnity", "promise to make good", "promises", Indemnity, IndemnityForm, links=("clause",))
PAYMENT = _part(
    "payment", "payment", "payments", LiabilityPayment, PaymentForm,
    links=("clause",), check=permissions.check_can_note_payment,
)  # fmt: skip
TERMS = _part("terms", "rest of the clause", "reckoning", LiabilityTerms, TermsForm, a="the")
