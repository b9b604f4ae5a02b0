"""Limits and what was paid under them, asked so that each answer is one choice, one figure and one clause."""

from typing import Any

from crispy_forms.layout import Div
from django import forms
from django.utils import timezone

from contracts.forms.base import DateField, side_by_side
from contracts.forms.liability import CodesField, LiabilityForm, in_columns
from contracts.insurance.lookup import OF_PROVIDER
from contracts.liability.vocabulary import COMBINED, EDITABLE_CAUSES, EDITABLE_HEADS, CapClass, CapForm
from contracts.models import LiabilityCap, LiabilityPayment, Policy
from core.words import day

FORMS = [(form.value, form.label) for form in CapForm if form not in COMBINED]
GENERAL_FORMS = [(value, label) for value, label in FORMS if value != CapForm.MULTIPLE_GENERAL]
MISSING = "Write the figure, for example 10000 or 100."
FIGURE: dict[str, Any] = {"min_value": 0, "max_digits": 14, "decimal_places": 2, "required": False}


class LimitForm(LiabilityForm):
    """The general limit: one way of working it out, or the greater or lesser of two."""

    form = forms.ChoiceField(label="The limit is", choices=GENERAL_FORMS)
    figure = forms.DecimalField(
        label="Figure", help_text="Money, per cent or times.", error_messages={"required": MISSING}, **FIGURE
    )
    second_form = forms.ChoiceField(label="The other is", choices=[("", "Choose one"), *GENERAL_FORMS], required=False)
    second_figure = forms.DecimalField(label="Its figure", help_text="Money, per cent or times.", **FIGURE)

    class Meta:
        model = LiabilityCap
        fields = (
            "combined", "form", "figure", "second_form", "second_figure", "policy", "insured_by", "first_year", "basis",
            "clause",
        )  # fmt: skip
        help_texts = {
            "policy": "As the contract names it; the customer reads this.",
            "insured_by": "Where its limits are shown to customers, the limit here follows it. Its name is not shown.",
            "first_year": "What counts as the fees of 12 months while the contract is younger.",
        }
        labels = {"combined": "One limit or two?", "basis": "What does one limit cover?"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("combined", "One limit")
        self.offer("basis", "The contract does not say clearly")
        choice: Any = self.fields["insured_by"]
        policies = Policy.objects.of_provider(self.contract.customer.provider_id).filter(kind__in=list(OF_PROVIDER))
        choice.queryset, choice.empty_label = policies.order_by("-starts_on", "pk"), "Not one of them"
        self.fields["figure"].required = self["form"].value() != CapForm.UNLIMITED
        self.dress(*self.parts())

    def parts(self) -> tuple[Any, ...]:
        """The layout; fields that cannot matter yet are hidden by the style sheet, not by a script."""
        return (
            "edited",
            "combined",
            Div("form", Div("figure", css_class="when-figure"), css_class="fields"),
            Div("second_form", "second_figure", css_class="fields when-two"),
            Div("policy", "insured_by", css_class="when-insured"),
            Div("first_year", css_class="when-fees"),
            side_by_side("basis", "clause"),
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        if not cleaned["combined"]:
            cleaned["second_form"], cleaned["second_figure"] = "", None
        elif not cleaned["second_form"]:
            self.add_error("second_form", "Choose the other limit.")
        for form, figure in (("form", "figure"), ("second_form", "second_figure")):
            self._check_figure(cleaned, cleaned.get(form), figure)
        if CapForm.INSURANCE_LIMIT not in (cleaned["form"], cleaned.get("second_form")):
            cleaned["policy"], cleaned["insured_by"] = "", None
        elif not cleaned["policy"]:
            self.add_error("policy", "Name the insurance policy.")
        return cleaned

    def _check_figure(self, cleaned: dict[str, Any], form: str | None, figure: str) -> None:
        if not form or form == CapForm.UNLIMITED:
            cleaned[figure] = None
        elif cleaned.get(figure) is None:
            self.add_error(figure, MISSING)


class HigherLimitForm(LimitForm):
    """The higher limit, and for which losses it stands."""

    form = forms.ChoiceField(label="The limit is", choices=FORMS, initial="multiple_general")
    second_form = forms.ChoiceField(label="The other is", choices=[("", "Choose one"), *FORMS], required=False)
    causes = CodesField(
        label="When it comes from", words=EDITABLE_CAUSES, required=True,
        error_messages={"required": "Tick what has to have gone wrong."},
    )  # fmt: skip
    heads = CodesField(
        label="For what", words=EDITABLE_HEADS, required=True,
        error_messages={"required": "Tick what is paid under it."},
    )  # fmt: skip

    class Meta(LimitForm.Meta):
        fields = (*LimitForm.Meta.fields, "mode", "heads", "causes")  # type: ignore[assignment]  # longer

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mode"].required = True
        self.offer("mode", "Choose one")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for name in ("form", "second_form"):
            if cleaned.get(name) == CapForm.MULTIPLE_GENERAL and not self._has_general():
                self.add_error(name, "Enter the general limit first.")
        return cleaned

    def _has_general(self) -> bool:
        return bool(self.contract.caps.filter(cap_class=CapClass.GENERAL).exists())

    def parts(self) -> tuple[Any, ...]:
        return (*super().parts(), "mode", in_columns("causes"), in_columns("heads"))


def limit_form(*args: Any, instance: LiabilityCap | None = None, **kwargs: Any) -> LimitForm:
    """The form of either limit."""
    form = HigherLimitForm if instance is not None and instance.is_higher else LimitForm
    return form(*args, instance=instance, **kwargs)


class PaymentForm(LiabilityForm):
    """Money that was paid for a loss."""

    paid_on = DateField(label="Paid on")
    amount = forms.DecimalField(min_value=0, max_digits=12, decimal_places=2)

    class Meta:
        model = LiabilityPayment
        fields = ("paid_on", "amount", "cap_class", "what_for", "claim", "clause")
        help_texts = {
            "what_for": "What happened, in a few words that both sides may read.",
            "claim": "The same for connected events, where each claim has a limit of its own.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dress(
            "edited", side_by_side("paid_on", "amount"), "what_for", side_by_side("cap_class", "claim"), "clause"
        )

    def clean_amount(self) -> Any:
        if self.cleaned_data["amount"] <= 0:
            raise forms.ValidationError("Write what was paid: more than 0.")
        return self.cleaned_data["amount"]

    def clean_paid_on(self) -> Any:
        paid_on, begun = self.cleaned_data["paid_on"], self.contract.effective_from
        if not begun <= paid_on <= timezone.localdate():
            raise forms.ValidationError(f"Write a day from {day(begun)}, when the contract starts, up to today.")
        return paid_on
