"""What staff write in a draft: one row, a new one, several at once, and the proposal."""

from datetime import date, timedelta
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.db.models import Q
from django.utils import timezone

from accounts.actor import Actor
from contracts.models import Clause, Service
from core.forms import DateField
from core.models import choices
from core.words import whose
from responsibilities.enums import Ownership
from responsibilities.models import Row, Version

DAYS_TO_SIGN = 14
FIELDS = (
    "ownership", "provider_duty", "customer_duty", "provider_person", "customer_person", "third_party",
    "answers_for", "service", "clause", "clause_reference", "review_interval_months", "evidence_expected",
    "title", "description", "domain", "is_out_of_scope", "out_of_scope_reason",
)  # fmt: skip


class _Plain:
    """Labels, hints and errors as the style sheet knows them, without a form tag."""

    def dress(self, fields: dict[str, forms.Field]) -> None:
        """Give each widget its class, and a crispy helper that leaves the form tag to the page."""
        self.helper = FormHelper()
        self.helper.form_tag = False
        for field in fields.values():
            is_select = isinstance(field.widget, forms.Select) and not isinstance(field.widget, forms.RadioSelect)
            is_tick = isinstance(field.widget, forms.CheckboxInput | forms.RadioSelect)
            name = "form-check-input" if is_tick else "form-select" if is_select else "form-control"
            field.widget.attrs["class"] = name


class RowForm(_Plain, forms.ModelForm):
    """One row as staff write it. Gaps are allowed in a draft: the findings point at them."""

    edition = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Row
        fields = FIELDS
        widgets = {
            "ownership": forms.RadioSelect,
            "provider_duty": forms.Textarea(attrs={"rows": 3}),
            "customer_duty": forms.Textarea(attrs={"rows": 3}),
            "description": forms.Textarea(attrs={"rows": 2}),
            "provider_person": forms.TextInput(attrs={"list": "people-provider", "autocomplete": "off"}),
            "customer_person": forms.TextInput(attrs={"list": "people-customer", "autocomplete": "off"}),
            "domain": forms.TextInput(attrs={"list": "domains", "autocomplete": "off"}),
        }

    def __init__(self, *args: Any, actor: Actor, version: Version, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "row-%s"} | kwargs)
        self.version = version
        customer = version.customer
        self.fields["ownership"].choices = owner_choices(customer.provider.name, customer.name)  # type: ignore[attr-defined]  # a choice field
        self._narrow(actor)
        self._name_the_sides(customer.provider.name, customer.name)
        if not self.instance._state.adding:
            self.initial["edition"] = self.instance.edition
        self.dress(self.fields)

    def _narrow(self, actor: Actor) -> None:
        kept = Q(retired_at=None) | Q(pk=self.instance.service_id)
        services = Service.objects.visible_to(actor).filter(kept)
        clauses = Clause.objects.visible_to(actor).filter(contract__customer=self.version.customer_id)
        clauses = clauses.filter(_still_holds(timezone.localdate()) | Q(pk=self.instance.clause_id))
        self.fields["service"].queryset = services.order_by("name", "pk")  # type: ignore[attr-defined]  # a model choice
        for name in ("service", "clause"):
            self.fields[name].empty_label = "None"  # type: ignore[attr-defined]  # a model choice
        field = self.fields["clause"]
        field.queryset = clauses.select_related("contract").order_by("contract__reference", "position", "pk")  # type: ignore[attr-defined]  # a model choice
        field.label_from_instance = clause_label  # type: ignore[attr-defined]  # a model choice

    def _name_the_sides(self, provider: str, customer: str) -> None:
        labels = {
            "provider_duty": f"{whose(provider)} part",
            "customer_duty": f"{whose(customer)} part",
            "provider_person": f"Answers for it at {provider}",
            "customer_person": f"Answers for it at {customer}",
            "answers_for": "Which side answers for them",
            "clause_reference": "Clause in words, if not one of these",
            "service": "Service that includes it",
            "clause": "Clause of the contract",
            "evidence_expected": "Proof expected",
            "domain": "Part of the list",
        }
        for name, label in labels.items():
            self.fields[name].label = label
        self.fields["answers_for"].widget.choices = [("", "Not said"), ("provider", provider), ("customer", customer)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("is_out_of_scope") and not cleaned.get("out_of_scope_reason", "").strip():
            self.add_error("out_of_scope_reason", "Say why this job is out of scope.")
        if cleaned.get("clause"):
            cleaned["clause_reference"] = ""
        return cleaned

    @property
    def has_more_errors(self) -> bool:
        """Something is wrong in the folded part."""
        folded = ("title", "domain", "evidence_expected", "description", "is_out_of_scope", "out_of_scope_reason")
        return any(name in self.errors for name in folded)

    def values(self) -> dict[str, Any]:
        """What the action writes."""
        return {name: self.cleaned_data[name] for name in self.cleaned_data if name != "edition"}


class NewRowForm(RowForm):
    """A job that the catalogue does not have."""

    code = forms.CharField(
        label="Code",
        max_length=40,
        required=False,
        help_text="Short and unique on this list. Left empty, the next OWN number.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["edition"]

    def clean_code(self) -> str:
        code = self.cleaned_data["code"].strip()
        if code and self.version.rows.filter(code=code).exists():
            raise forms.ValidationError(f"There is already a job {code} on this list.")
        return code


class BulkForm(_Plain, forms.Form):
    """What to set on the picked rows; what is left empty stays as it is."""

    rows = forms.ModelMultipleChoiceField(queryset=Row.objects.none(), to_field_name="code")
    ownership = forms.ChoiceField(required=False, label="Who does it")
    provider_person = forms.CharField(max_length=120, required=False)
    customer_person = forms.CharField(max_length=120, required=False)
    service = forms.ModelChoiceField(queryset=Service.objects.none(), required=False, label="Service")
    review_interval_months = forms.IntegerField(
        min_value=1, max_value=60, required=False, label="Review every … months"
    )

    def __init__(self, *args: Any, actor: Actor, version: Version, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        provider, customer = version.customer.provider.name, version.customer.name
        self.fields["rows"].queryset = Row.objects.visible_to(actor).filter(version=version)  # type: ignore[attr-defined]  # a model choice
        self.fields["rows"].error_messages |= {
            "required": "Pick the jobs to change first.",
            "invalid_choice": "%(value)s is not on this list any more. Pick the jobs again.",
        }
        self.fields["service"].queryset = Service.objects.visible_to(actor).live().order_by("name", "pk")  # type: ignore[attr-defined]  # a model choice
        self.fields["ownership"].choices = [("", "as it is"), *owner_choices(provider, customer)]  # type: ignore[attr-defined]  # a choice field
        self.fields["provider_person"].label = f"Answers for it at {provider}"
        self.fields["customer_person"].label = f"Answers for it at {customer}"
        self.dress(self.fields)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "rows" in cleaned and not self.values():
            raise forms.ValidationError("Say what to set on the picked jobs.")
        return cleaned

    def values(self) -> dict[str, Any]:
        """What to set: only what was filled in."""
        return {name: value for name, value in self.cleaned_data.items() if name != "rows" and value not in ("", None)}

    def sent(self) -> list[tuple[str, str]]:
        """What was sent, but for the rows, to be sent again once confirmed."""
        return [(name, self.data[name]) for name in self.values()]

    def words(self) -> list[tuple[str, str]]:
        """What will be set, as labels and words."""
        owners = dict(self.fields["ownership"].choices)  # type: ignore[attr-defined]  # a choice field
        return [
            (str(self.fields[name].label), owners[value] if name == "ownership" else str(value))
            for name, value in self.values().items()
        ]


class OwnerForm(forms.Form):
    """The owner set with one key, on the row as it was shown."""

    ownership = forms.ChoiceField(choices=choices(Ownership))
    edition = forms.IntegerField()


class ProposeForm(_Plain, forms.Form):
    """The day to sign by, and a tick when gaps remain."""

    sign_by = DateField(label="Please sign by")
    knows_gaps = forms.BooleanField(required=False)

    def __init__(self, *args: Any, today: date, gaps: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.gaps = today, gaps
        self.fields["sign_by"].initial = today + timedelta(days=DAYS_TO_SIGN)
        if not gaps:
            del self.fields["knows_gaps"]
        self.dress(self.fields)

    def clean_sign_by(self) -> date:
        day: date = self.cleaned_data["sign_by"]
        if day < self.today:
            raise forms.ValidationError("This day has passed. Choose a later one.")
        return day

    def clean_knows_gaps(self) -> bool:
        if not self.cleaned_data["knows_gaps"]:
            raise forms.ValidationError("Tick that you propose it with these gaps, or close them first.")
        return True


def _still_holds(today: date) -> Q:
    """Clauses of contracts that have not ended and were not replaced by a newer version."""
    return ~Q(contract__ended_on__lt=today) & ~Q(contract__superseded_on__lte=today)


def owner_choices(provider: str, customer: str) -> list[tuple[str, str]]:
    """The five owners in the order of the keys 1 to 5, as staff read them."""
    names = {
        Ownership.PROVIDER: provider,
        Ownership.CUSTOMER: customer,
        Ownership.SHARED: "Shared",
        Ownership.THIRD_PARTY: "Someone else",
        Ownership.UNDECIDED: "Nobody yet",
    }
    return [(value, names[Ownership(value)]) for value, _ in choices(Ownership)]


def clause_label(clause: Clause) -> str:
    """`MSA-2024, clause 3.2: Backups`."""
    return f"{clause.contract.reference}, clause {clause.number}: {clause.heading}"
