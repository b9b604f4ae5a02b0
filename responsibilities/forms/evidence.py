"""Proof of a job: what it shows, when it happened, and a file if there is one."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from core.uploads import CheckedFile, UploadRefused, check_upload
from responsibilities.models import Row

KINDS = ("pdf", "docx", "md", "png", "jpg", "csv", "xlsx")


class EvidenceForm(forms.Form):
    """One piece of proof. `rows` are the jobs to choose from."""

    line = forms.ChoiceField(label="Job", error_messages={"required": "Choose the job that this proves."})
    title = forms.CharField(
        label="What it shows",
        max_length=200,
        help_text="Such as “Restore of the accounts, 47 minutes, files checked”.",
        error_messages={"required": "Say in a few words what it shows."},
    )
    happened_on = forms.DateField(
        label="When it happened",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    file = forms.FileField(
        label="File",
        required=False,
        help_text="PDF, Word, Markdown, PNG, JPEG, CSV or Excel, at most 20 MB. It is kept exactly as you send it.",
        widget=forms.FileInput(attrs={"accept": ".pdf,.docx,.md,.png,.jpg,.jpeg,.csv,.xlsx"}),
    )
    checked: CheckedFile | None = None

    def __init__(self, *args: Any, rows: Iterable[Row], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        by_domain = groupby(rows, key=lambda row: row.domain)
        jobs = [
            (domain, [(str(row.line), f"{row.code} {row.title}") for row in several]) for domain, several in by_domain
        ]
        self.fields["line"].choices = [("", "Choose a job"), *jobs]  # type: ignore[attr-defined]  # a choice field
        self.fields["happened_on"].widget.attrs["max"] = today.isoformat()

    def clean_happened_on(self) -> date:
        day: date = self.cleaned_data["happened_on"]
        if day > self.today:
            raise forms.ValidationError("Proof is of something that has happened. Choose today or an earlier day.")
        return day

    def clean_file(self) -> UploadedFile | None:
        file: UploadedFile | None = self.cleaned_data["file"]
        if not file:
            return None
        try:
            self.checked = check_upload(file, KINDS)
        except UploadRefused as refused:
            raise forms.ValidationError(str(refused)) from refused
        return file
