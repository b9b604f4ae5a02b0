"""Files that belong to a contract."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from contracts.forms.base import Looks
from core.uploads import CheckedFile, UploadRefused, check_upload

KINDS = ("pdf", "docx", "md")


class DocumentForm(Looks, forms.Form):
    """A PDF, Word or Markdown file, and what to call it."""

    file = forms.FileField(
        help_text="PDF, Word (DOCX) or Markdown (MD). It is kept exactly as you send it.",
        widget=forms.FileInput(attrs={"accept": ".pdf,.docx,.md,.markdown"}),
    )
    title = forms.CharField(
        max_length=160, required=False, help_text="What to call it. Leave empty to use the file’s name."
    )
    checked: CheckedFile

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dress("file", "title")

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        try:
            self.checked = check_upload(file, KINDS)
        except UploadRefused as refused:
            raise forms.ValidationError(str(refused)) from refused
        return file
