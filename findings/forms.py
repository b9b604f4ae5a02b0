"""Filters of the lists of findings, and what people write when they decide about one."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet

from accounts.models import Customer
from core.checks import Severity
from core.filters import Filter, search
from core.forms import DateField, Looks
from core.models import choices
from core.widgets import SELECT
from findings import policies
from findings.enums import Show
from findings.models import Finding

SEVERITIES = [("", "Any severity"), *choices(Severity)]
USUAL_REVIEW, USUAL_SNOOZE = timedelta(days=182), timedelta(days=14)


class FindingFilter(Filter):
    """Tab, words, severity and check; across customers also the customer. What nobody offered is ignored."""

    show = forms.ChoiceField(required=False, choices=Show.choices, widget=forms.HiddenInput)
    q = search("Search by job or words")
    severity = forms.ChoiceField(required=False, label="Severity", choices=SEVERITIES, widget=SELECT)
    check = forms.ChoiceField(required=False, label="Check", widget=SELECT)

    def __init__(
        self,
        *args: Any,
        checks: list[tuple[str, str]],
        customers: QuerySet[Customer] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["check"].choices = [("", "Any check"), *checks]  # type: ignore[attr-defined]  # a ChoiceField
        if customers is not None:
            names = list(customers.values_list("slug", "name"))
            choices = [("", "Any customer"), *names]
            self.fields["customer"] = forms.ChoiceField(
                required=False, label="Customer", widget=SELECT, choices=choices
            )

    @property
    def is_filtered(self) -> bool:
        """Whether anything beside the tab narrows the list."""
        return bool(self.chosen().keys() - {"show"})


class AcceptForm(Looks, forms.Form):
    """Why the risk is accepted, and when somebody looks at it again."""

    reason = forms.CharField(
        label="Why do you accept it?", max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Both sides read this, and so does whoever looks at it again.",
    )  # fmt: skip
    until_on = DateField(label="Look at it again on", help_text="Within a year. On that day it is open again.")

    def __init__(self, *args: Any, finding: Finding, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["until_on"] = today + USUAL_REVIEW
        self.today, self.longest = today, self.longest_for(finding)
        self.dress("reason", "until_on")

    def longest_for(self, finding: Finding) -> timedelta:
        return policies.ACCEPTED_MOST

    def clean_until_on(self) -> date:
        until: date = self.cleaned_data["until_on"]
        if not self.today < until <= self.today + self.longest:
            raise forms.ValidationError(f"Choose a day after today and within {self.longest.days} days.")
        return until


class SnoozeForm(AcceptForm):
    """Why it has to wait, and until when."""

    def __init__(self, *args: Any, finding: Finding, today: date, **kwargs: Any) -> None:
        super().__init__(*args, finding=finding, today=today, **kwargs)
        self.fields["reason"].label = "Why does it have to wait?"
        self.fields["reason"].help_text = "Both sides read this."
        self.fields["until_on"].label = "Bring it back on"
        self.fields["until_on"].help_text = f"Within {self.longest.days} days. On that day it is open again."
        self.initial["until_on"] = today + USUAL_SNOOZE

    def longest_for(self, finding: Finding) -> timedelta:
        return policies.longest_snooze(finding)
