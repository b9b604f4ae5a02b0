"""Forms on the way of a file into a draft: which file, and what its columns hold."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from core.importing.forms import ColumnChoices
from core.spreadsheets import Sheet, UnreadableFile, read_table
from core.spreadsheets.reading import MAX_BYTES
from core.uploads import CheckedFile, UploadRefused, check_upload
from responsibilities.reading import NAMES, ColumnMapping, Field

KINDS = ("csv", "xlsx")
WORDS = NAMES | {
    Field.PROVIDER_MARK: "Marks for the provider (R, A or a cross)",
    Field.CUSTOMER_MARK: "Marks for the customer",
}


class UploadForm(forms.Form):
    """A table that somebody wants to import."""

    file = forms.FileField(
        label="The file",
        help_text="CSV or Excel (XLSX), at most 10 MB. Nothing is changed before you have seen what would change.",
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
    )
    checked: CheckedFile
    sheets: list[Sheet]

    def clean_file(self) -> UploadedFile:
        """Its kind and size are right, and there is a table to read in it."""
        file: UploadedFile = self.cleaned_data["file"]
        try:
            self.checked = check_upload(file, KINDS, limit=MAX_BYTES)
            self.sheets = read_table(file.read(), self.checked.filename)
        except (UploadRefused, UnreadableFile) as refused:
            raise forms.ValidationError(str(refused)) from refused
        file.seek(0)
        if not any(sheet.rows for sheet in self.sheets):
            raise forms.ValidationError("There is no table in this file. Choose another one.")
        return file


class MappingForm(ColumnChoices):
    """What each column of a table of jobs holds."""

    def __init__(self, *args: Any, sheet: Sheet, guess: ColumnMapping, **kwargs: Any) -> None:
        held = {at: field.value for field, at in guess.columns.items()}
        names = {field.value: WORDS[field] for field in Field}
        super().__init__(*args, rows=sheet.rows, header_line=guess.header_line, held=held, names=names, **kwargs)

    def clean(self) -> dict[str, Any]:
        """A mapping that can be used: the job's name is somewhere, and no two columns hold the same."""
        self.mapping = ColumnMapping({Field(value): at for value, at in self.chosen().items()}, self.header_line)
        if not self.mapping.is_usable:
            raise forms.ValidationError(
                "Say which column holds the job’s name: its title, its code or its description."
            )
        return self.cleaned_data
