"""A vendor, and what happened at it."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone

from core.forms import DateField, Looks, group, side_by_side
from technology.forms.base import RowForm
from technology.models import Vendor, VendorIncident

DAYS_TO_LOOK_AGAIN = 30


class VendorForm(RowForm):
    """Who it is, how it is reached, whether much hangs on it."""

    class Meta:
        model = Vendor
        fields = ("name", "supplies", "is_critical", "support_hours", "support_phone", "status_page", "notes")
        labels = {
            "supplies": "What it supplies", "is_critical": "Customers could not work without it",
            "support_hours": "When its support answers", "support_phone": "Support telephone",
            "status_page": "Where it tells of faults", "notes": "Notes for your own people",
        }  # fmt: skip
        widgets = {"notes": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "is_critical": "Then it is assessed every twelve months, and a finding says when nobody has.",
            "support_hours": "For example: Monday to Friday, 9 to 17.",
            "notes": "Customers never see these.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dress(
            "edited", "name", "supplies", "is_critical",
            group("How to reach it", side_by_side("support_hours", "support_phone"), "status_page"), "notes",
        )  # fmt: skip


class VendorIncidentForm(Looks, forms.ModelForm):
    """Something that went wrong at a vendor."""

    happened_on = DateField(label="When did it happen?")
    reassess_by = DateField(label="Look at it again by", help_text="A reminder comes before that day.")

    class Meta:
        model = VendorIncident
        fields = ("happened_on", "what", "reassess_by")
        labels = {"what": "What happened?"}
        help_texts = {"what": "In a sentence. Customers never see it."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        self.initial.update(happened_on=today, reassess_by=today + timedelta(days=DAYS_TO_LOOK_AGAIN))
        self.dress("what", side_by_side("happened_on", "reassess_by"))

    def _post_clean(self) -> None:
        """The action makes the row."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        if cleaned["happened_on"] > timezone.localdate():
            self.add_error("happened_on", "This day has not come yet. Write when it happened.")
        elif cleaned["reassess_by"] < cleaned["happened_on"]:
            self.add_error("reassess_by", "Write a day after it happened.")
        return cleaned
