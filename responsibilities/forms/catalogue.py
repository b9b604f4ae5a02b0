"""Forms of the provider's catalogue."""

import re
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict

from accounts.actor import Actor
from contracts.models import Bundle, Service
from core.errors import Conflict
from responsibilities.catalogue import DOMAINS, THEMES
from responsibilities.duties import Names, owner_label
from responsibilities.enums import Ownership
from responsibilities.models import Activity
from responsibilities.queries.catalogue import NO_SERVICE

SUBCATEGORY = re.compile(r"(GV|ID|PR|DE|RS|RC)\.[A-Z]{2}-[0-9]{2}")
UUID_TEXT = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
LONGEST = 10_000  # characters of a text, as in imported files


class EntryForm(forms.ModelForm):
    """A form of the catalogue; `seen` is the stamp of what it was filled from."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def values(self) -> dict[str, Any]:
        """What to write, for the action."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}

    def keep_after(self, conflict: Conflict, seen: str, now: dict[str, str]) -> None:
        """Keep what was written here, say what the entry says by now, and let the next save go over it."""
        data: Any = self.data.copy()  # type: ignore[attr-defined]  # a QueryDict
        data["seen"] = seen
        self.data = data
        self.add_error(None, str(conflict))
        for name, value in now.items():
            if name in self.fields:
                self.add_error(name, f"It now says: {value or 'nothing'}")


class ActivityForm(EntryForm):
    """One job of the catalogue."""

    nist_csf = forms.CharField(
        label="NIST CSF 2.0",
        required=False,
        max_length=300,
        help_text="Subcategories with a semicolon between them, such as PR.DS-11; RC.RP-03.",
    )
    cyber_essentials = forms.MultipleChoiceField(
        label="Cyber Essentials",
        required=False,
        choices=[(theme, theme) for theme in THEMES],
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Activity
        fields = (
            "title", "code", "domain", "description", "default_ownership", "provider_duty", "customer_duty",
            "evidence_expected", "review_interval_months", "nist_csf", "cyber_essentials",
        )  # fmt: skip
        labels = {
            "title": "Job",
            "code": "Code",
            "domain": "Part of the list",
            "description": "In plain words",
            "default_ownership": "Usual owner",
            "customer_duty": "The customer’s part",
            "evidence_expected": "Proof expected",
            "review_interval_months": "Looked at again every … months",
        }
        help_texts = {
            "code": "Short and yours for good, such as BAK-08. Imports match by it.",
            "domain": "Choose one that is there or write a new one.",
            "description": "What it is and why it matters, for somebody who runs a shop.",
            "default_ownership": "Who does it where nothing else is agreed.",
            "evidence_expected": "What shows that it was done.",
        }
        widgets = {
            "domain": forms.TextInput(attrs={"list": "domains", "autocomplete": "off"}),
            "description": forms.Textarea(attrs={"rows": 3, "maxlength": LONGEST}),
            "provider_duty": forms.Textarea(attrs={"rows": 3, "maxlength": LONGEST}),
            "customer_duty": forms.Textarea(attrs={"rows": 3, "maxlength": LONGEST}),
        }

    def __init__(self, *args: Any, provider_name: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = Names(provider_name, "The customer")
        owner = self.fields["default_ownership"]
        owner.choices = [(str(each), owner_label(each, names)) for each in Ownership]  # type: ignore[attr-defined]  # a choice field
        self.fields["provider_duty"].label = f"{provider_name}’s part"
        interval = self.fields["review_interval_months"]
        interval.min_value, interval.max_value = 1, 60  # type: ignore[attr-defined]  # an integer field
        interval.widget.attrs |= {"min": 1, "max": 60}
        self.initial["nist_csf"] = "; ".join(self.instance.nist_csf)

    def clean_review_interval_months(self) -> int:
        months = int(self.cleaned_data["review_interval_months"])
        if not 1 <= months <= 60:
            raise forms.ValidationError("Write a number of months from 1 to 60.")
        return months

    def clean_nist_csf(self) -> list[str]:
        ids = [part.upper() for part in re.split(r"[;,\s]+", self.cleaned_data["nist_csf"]) if part]
        wrong = [part for part in ids if not SUBCATEGORY.fullmatch(part)]
        if wrong:
            raise forms.ValidationError(f"“{wrong[0][:30]}” is not a subcategory of NIST CSF 2.0, such as PR.DS-11.")
        return list(dict.fromkeys(ids))


class ServiceForm(EntryForm):
    """Something the provider sells."""

    class Meta:
        model = Service
        fields = ("name", "code", "summary", "monthly_fee", "touches_personal_data")
        labels = {
            "name": "Name",
            "code": "Code",
            "summary": "In plain words",
            "monthly_fee": "Usual fee a month (£)",
            "touches_personal_data": "Does it touch personal data?",
        }
        help_texts = {
            "code": "Short, such as BACKUP.",
            "summary": "One sentence that a customer understands.",
            "monthly_fee": "A contract can agree another.",
            "touches_personal_data": "Reaching it is enough: mailboxes, backups, administrator accounts.",
        }


class BundleForm(EntryForm):
    """Services that are sold together."""

    class Meta:
        model = Bundle
        fields = ("name", "summary", "services")
        labels = {"name": "Name", "summary": "In plain words", "services": "Services in it"}
        widgets = {"services": forms.CheckboxSelectMultiple}

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = Service.objects.visible_to(actor)
        offered = mine.live()
        if self.instance.pk and not self.instance._state.adding:
            offered = offered | mine.filter(bundles=self.instance)
        services = self.fields["services"]
        services.queryset = offered.distinct().order_by("name", "pk")  # type: ignore[attr-defined]  # a ModelMultipleChoiceField
        services.error_messages["required"] = "Choose at least one service."


class CoverageForm:
    """Which of the activities on the page a service covers, and in which words.

    Only activities that were shown are changed, so that a search does not take the others away.
    """

    def __init__(self, data: QueryDict) -> None:
        self.data = data

    def shown(self) -> set[UUID]:
        """The activities that stood on the page."""
        return {UUID(pk) for pk in self.data.getlist("shown") if UUID_TEXT.fullmatch(pk)}

    def duties(self, shown: set[UUID], before: dict[UUID, str]) -> dict[UUID, str]:
        """The whole list after this form: what was not shown stays as it was."""
        ticked = set(self.data.getlist("activity"))
        kept = {pk: duty for pk, duty in before.items() if pk not in shown}
        chosen = {pk: self._words(f"duty-{pk}") for pk in shown if str(pk) in ticked}
        return kept | chosen

    def _words(self, name: str) -> str:
        """What was written, without NUL, which no database text can hold."""
        return self.data.get(name, "").replace("\0", "").strip()[:LONGEST]


class ActivityFilter(forms.Form):
    """Search and filters of the list of activities."""

    q = forms.CharField(
        label="Search activities",
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": "Search words or codes"}),
    )
    domain = forms.ChoiceField(label="Part of the list", required=False)
    owner = forms.ChoiceField(label="Usual owner", required=False)
    theme = forms.ChoiceField(
        label="Cyber Essentials",
        required=False,
        choices=[("", "Any Cyber Essentials theme"), *((theme, theme) for theme in THEMES)],
    )
    cover = forms.ChoiceField(label="Service", required=False)
    state = forms.ChoiceField(label="State", required=False, choices=[("", "In use"), ("retired", "Retired")])

    def __init__(self, *args: Any, domains: list[str], services: list[Service], provider_name: str, **kwargs: Any):
        super().__init__(*args, **kwargs)
        names = Names(provider_name, "The customer")
        every = dict.fromkeys([*DOMAINS.values(), *domains])
        choices = {
            "domain": [("", "Every part"), *((each, each) for each in every if each in domains)],
            "owner": [("", "Any owner"), *((str(each), owner_label(each, names)) for each in Ownership)],
            "cover": [
                ("", "Any service"),
                (NO_SERVICE, "Covered by no service"),
                *((str(service.pk), service.name) for service in services),
            ],
        }
        for name, field in self.fields.items():
            field.widget.attrs["class"] = "form-control" if name == "q" else "form-select"
        for name, offered in choices.items():
            self.fields[name].choices = offered  # type: ignore[attr-defined]  # choice fields

    def asked(self) -> dict[str, str]:
        """What was asked; a choice that does not exist is as good as none."""
        self.is_valid()
        return dict(self.cleaned_data)
