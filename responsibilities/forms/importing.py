"""Forms on the way of a file into a draft: which file, and what its columns hold."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from core.spreadsheets import Sheet, UnreadableFile, read_table
from core.spreadsheets.reading import MAX_BYTES
from core.uploads import CheckedFile, UploadRefused, check_upload
from responsibilities.reading import NAMES, ColumnMapping, Field

KINDS = ("csv", "xlsx")
SAMPLES = 3  # values shown of each column
SAMPLE_LENGTH = 90  # characters of a value shown
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


class MappingForm(forms.Form):
    """What each column of a table holds. One choice for each column; nothing is held twice."""

    def __init__(self, *args: Any, sheet: Sheet, guess: ColumnMapping, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.header_line = guess.header_line
        self.headings = sheet.rows[guess.header_line - 1] if guess.header_line <= len(sheet.rows) else ()
        self.samples = sheet.rows[guess.header_line : guess.header_line + SAMPLES]
        held = {at: field for field, at in guess.columns.items()}
        choices = [("", "Leave out"), *((field.value, WORDS[field]) for field in Field)]
        for at, heading in enumerate(self.headings):
            self.fields[f"column-{at}"] = forms.ChoiceField(
                label=heading or f"Column {at + 1}",
                choices=choices,
                required=False,
                initial=held[at].value if at in held else "",
                widget=forms.Select(attrs={"class": "form-select", "aria-label": f"What “{heading[:60]}” holds"}),
            )

    def columns(self) -> list[tuple[Any, list[str], Any]]:
        """Heading, first values and the choice for each column."""
        return [
            (self[f"column-{at}"].label, self._values(at), self[f"column-{at}"]) for at in range(len(self.headings))
        ]

    def _values(self, at: int) -> list[str]:
        texts = [row[at].strip() for row in self.samples if row[at].strip()]
        return [text if len(text) <= SAMPLE_LENGTH else f"{text[: SAMPLE_LENGTH - 1]}…" for text in texts]

    def clean(self) -> dict[str, Any]:
        """A mapping that can be used: the job's name is somewhere, and no two columns hold the same."""
        chosen: dict[Field, int] = {}
        for at in range(len(self.headings)):
            value = self.cleaned_data.get(f"column-{at}")
            if not value:
                continue
            if Field(value) in chosen:
                other = self.headings[chosen[Field(value)]]
                self.add_error(f"column-{at}", f"“{WORDS[Field(value)]}” is already in the column “{other}”.")
            chosen.setdefault(Field(value), at)
        self.mapping = ColumnMapping(chosen, self.header_line)
        if not self.mapping.is_usable:
            raise forms.ValidationError(
                "Say which column holds the job’s name: its title, its code or its description."
            )
        return self.cleaned_data
