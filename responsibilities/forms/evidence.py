"""Proof: what it is about, what it shows, as at which day, and a file if there is one."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from core.forms import DateField
from core.uploads import CheckedFile, UploadRefused, check_upload
from responsibilities.proof import Subject

KINDS = ("pdf", "docx", "md", "png", "jpg", "csv", "xlsx")


class EvidenceForm(forms.Form):
    """One piece of proof. `subjects` are what it can be about, in the order of their groups."""

    about = forms.ChoiceField(label="What it is about", error_messages={"required": "Choose what this proves."})
    title = forms.CharField(
        label="What it shows",
        max_length=200,
        help_text="Such as “Restore of the accounts, 47 minutes, files checked”.",
        error_messages={"required": "Say in a few words what it shows."},
    )
    words = forms.CharField(
        label="Note",
        required=False,
        max_length=2000,
        help_text="What somebody who was not there should know. A note alone is enough: no file is needed.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    happened_on = DateField(
        label="As at",
        help_text="The day it happened, or the day for which the figures hold.",
    )
    expires_on = DateField(
        label="Good until",
        required=False,
        help_text="For certificates and the like: you are reminded before that day. Empty where nothing runs out.",
    )
    file = forms.FileField(
        label="File",
        required=False,
        help_text="PDF, Word, Markdown, PNG, JPEG, CSV or Excel, at most 20 MB. It is kept exactly as you send it.",
        widget=forms.FileInput(attrs={"accept": ".pdf,.docx,.md,.png,.jpg,.jpeg,.csv,.xlsx"}),
    )
    checked: CheckedFile | None = None

    def __init__(self, *args: Any, subjects: Iterable[Subject], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        groups = [
            (group, [(each.key, each.name) for each in several])
            for group, several in groupby(subjects, key=lambda each: each.group)
        ]
        self.fields["about"].choices = [("", "Choose what it is about"), *groups]  # type: ignore[attr-defined]
        self.fields["happened_on"].widget.attrs["max"] = today.isoformat()

    def clean_happened_on(self) -> date:
        day: date = self.cleaned_data["happened_on"]
        if day > self.today:
            raise forms.ValidationError("Proof is of something that has happened. Choose today or an earlier day.")
        return day

    def clean_expires_on(self) -> date | None:
        last: date | None = self.cleaned_data["expires_on"]
        happened_on = self.cleaned_data.get("happened_on")
        if last and happened_on and last < happened_on:
            raise forms.ValidationError("It cannot run out before the day it shows. Check both dates.")
        return last

    def clean_file(self) -> UploadedFile | None:
        file: UploadedFile | None = self.cleaned_data["file"]
        if not file:
            return None
        try:
            self.checked = check_upload(file, KINDS)
        except UploadRefused as refused:
            raise forms.ValidationError(str(refused)) from refused
        return file
