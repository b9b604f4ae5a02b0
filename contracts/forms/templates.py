"""A template's terms, a clause of it, a contract begun from it or duplicated."""

from datetime import date
from typing import Any

from django import forms

from accounts.actor import Actor
from accounts.models import Customer
from contracts.forms.agreements import COUNTING, CURRENCIES, RENEWAL, UNITS, USUAL_DAYS
from contracts.forms.base import DateField, Looks, PricedChoices, group, side_by_side
from contracts.models import Clause, Contract, ContractTemplate, Service

RULES = ("initial_term_months", "renewal", "renewal_term_months", "notice_period", "notice_unit")
CHECKED_FROM = date(2026, 1, 1)  # any day: the rules hold from whichever a contract starts


class TemplateForm(Looks, forms.ModelForm):
    """Everything of a template but its clauses and service levels."""

    renewal = forms.ChoiceField(label="At the end of a term", choices=RENEWAL, initial="auto")
    notice_unit = forms.ChoiceField(label="Counted in", choices=UNITS, initial="months")
    notice_counting = forms.ChoiceField(label="How the days are counted", choices=COUNTING)
    currency = forms.ChoiceField(choices=CURRENCIES)
    services = PricedChoices(queryset=Service.objects.none(), required=False)

    class Meta:
        model = ContractTemplate
        fields = (
            "name", "summary", "kind", "title", *RULES, "notice_counting", "notice_delivery", "notice_days",
            "governing_law", "currency", "services",
        )  # fmt: skip
        help_texts = {"name": "For your own people, for example: Three shops, all in.", "notice_days": USUAL_DAYS}

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        self.fields["services"].queryset = Service.objects.visible_to(actor).live().order_by("name", "pk")  # type: ignore[attr-defined]  # ours
        self.dress(
            group("What it is", "name", "summary", side_by_side("kind", "title")),
            group(
                "How long it runs", "initial_term_months", side_by_side("renewal", "renewal_term_months")
            ),
            group(
                "How somebody ends it", side_by_side("notice_period", "notice_unit"), "notice_counting",
                side_by_side("notice_delivery", "notice_days"),
            ),
            group("Law and money", side_by_side("governing_law", "currency")),
            group("What the customer buys", "services"),
        )  # fmt: skip

    def _post_clean(self) -> None:
        """Leave the row as it was loaded: the action sets the values."""

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if ContractTemplate.objects.visible_to(self.actor).exclude(pk=self.instance.pk).filter(name=name).exists():
            raise forms.ValidationError(f"You already have a template “{name}”.")
        return name

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            try:
                Contract(
                    effective_from=CHECKED_FROM, notice_delivery=cleaned["notice_delivery"],
                    notice_days=cleaned["notice_days"],
                    **{name: cleaned[name] for name in RULES},
                ).terms()  # fmt: skip
            except ValueError as fault:
                raise forms.ValidationError(str(fault)) from fault
        return cleaned


class TemplateClauseForm(Looks, forms.ModelForm):
    """A numbered clause of a template."""

    class Meta:
        model = Clause
        fields = ("number", "heading", "summary", "text", "owed_by")
        widgets = {"summary": forms.Textarea(attrs={"rows": 2}), "text": forms.Textarea(attrs={"rows": 5})}
        labels = {"text": "The contract’s text"}

    def __init__(self, *args: Any, template: ContractTemplate, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.template = template
        self.dress(side_by_side("number", "heading"), "summary", "text", "owed_by")

    def _post_clean(self) -> None:
        """Nothing is stored as a clause of a contract."""

    def clean_number(self) -> str:
        number: str = self.cleaned_data["number"]
        if number in {clause["number"] for clause in self.template.clauses}:
            raise forms.ValidationError(f"The template already has a clause {number}.")
        return number


class _BeginForm(Looks, forms.Form):
    reference = forms.CharField(max_length=40, help_text="How people refer to it, for example MSA-2026.")
    starts_on = DateField(label="Starts on", help_text="Services begin on this day.")

    def _check_free(self, customer: Customer | None) -> None:
        reference = self.cleaned_data.get("reference")
        if customer and reference and Contract.objects.of_customer(customer).filter(reference=reference).exists():
            self.add_error("reference", f"{customer.name} already has a contract {reference}.")


class FromTemplateForm(_BeginForm):
    """Which template, and when the contract begins."""

    template = forms.ModelChoiceField(queryset=ContractTemplate.objects.none(), empty_label="Choose one")

    def __init__(self, *args: Any, actor: Actor, customer: Customer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.customer = customer
        self.fields["template"].queryset = ContractTemplate.objects.visible_to(actor).live().order_by("name", "pk")  # type: ignore[attr-defined]  # ours
        self.dress("template", side_by_side("reference", "starts_on"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self._check_free(self.customer)
        return cleaned


class DuplicateForm(_BeginForm):
    """For whom the contract is made once more, and when that begins."""

    customer = forms.ModelChoiceField(queryset=Customer.objects.none(), empty_label=None)

    def __init__(self, *args: Any, actor: Actor, contract: Contract, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["customer"].queryset = Customer.objects.visible_to(actor).order_by("name", "pk")  # type: ignore[attr-defined]  # ours
        self.initial.setdefault("customer", contract.customer_id)
        self.dress("customer", side_by_side("reference", "starts_on"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self._check_free(cleaned.get("customer"))
        return cleaned


class TemplateNameForm(Looks, forms.Form):
    """What a contract is called as a template."""

    name = forms.CharField(max_length=120, help_text="For your own people, for example: Three shops, all in.")

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        self.dress("name")

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if ContractTemplate.objects.visible_to(self.actor).filter(name=name).exists():
            raise forms.ValidationError(f"You already have a template “{name}”.")
        return name
