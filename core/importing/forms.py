"""Forms on the way of a table in: which file, and what its columns hold."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from core.importing.columns import ColumnMapping, Layout, missing
from core.spreadsheets import KINDS, UnreadableFile, head, sheet_names, stream_rows
from core.uploads import CheckedFile, UploadRefused, check_upload

LIMIT = 100 * 1024 * 1024  # bytes
SAMPLES = 3  # values shown of each column
SAMPLE_LENGTH = 90  # characters of a value shown


class TableUploadForm(forms.Form):
    """A table of any length."""

    file = forms.FileField(
        label="The file",
        help_text="CSV or Excel (XLSX), at most 100 MB, with any number of rows. "
        "Nothing is changed before you have seen what would change.",
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
        error_messages={"required": "Choose a file.", "empty": "The file is empty. Choose it again."},
    )
    checked: CheckedFile

    def clean_file(self) -> UploadedFile:
        """Its kind and size are right, and there is a table in it."""
        file: UploadedFile = self.cleaned_data["file"]
        try:
            self.checked = check_upload(file, KINDS, limit=LIMIT)
            sheets = sheet_names(file, self.checked.filename)
            first = head(stream_rows(file, self.checked.filename, sheets[0]), SAMPLES)
        except (UploadRefused, UnreadableFile) as refused:
            raise forms.ValidationError(str(refused)) from refused
        file.seek(0)
        if not any(first) and len(sheets) == 1:
            raise forms.ValidationError("There is no table in this file. Choose another one.")
        return file


class ColumnChoices(forms.Form):
    """What each column holds. One choice for each column, and nothing is held twice.

    `names` are what a column may hold, in words; `held` is what each is taken to hold, by its place.
    """

    def __init__(
        self,
        *args: Any,
        rows: Sequence[Sequence[str]],
        header_line: int,
        held: Mapping[int, str],
        names: Mapping[str, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.header_line, self.names = header_line, names
        self.headings = rows[header_line - 1] if header_line <= len(rows) else ()
        self.samples = rows[header_line : header_line + SAMPLES]
        for at, heading in enumerate(self.headings):
            self.fields[f"column-{at}"] = forms.ChoiceField(
                label=heading or f"Column {at + 1}",
                choices=[("", "Leave out"), *names.items()],
                required=False,
                initial=held.get(at, ""),
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

    def chosen(self) -> dict[str, int]:
        """Where each is held, by what the columns were said to hold; what is said twice is refused."""
        found: dict[str, int] = {}
        for at in range(len(self.headings)):
            value = self.cleaned_data.get(f"column-{at}")
            if value and value in found:
                other = self.headings[found[value]]
                self.add_error(f"column-{at}", f"“{self.names[value]}” is already in the column “{other}”.")
            elif value:
                found[value] = at
        return found


class ColumnsForm(ColumnChoices):
    """What each column of an app's table holds; what is needed is held."""

    def __init__(
        self, *args: Any, layout: Layout, rows: Sequence[Sequence[str]], guess: ColumnMapping, **kwargs: Any
    ) -> None:
        held = {at: str(field) for field, at in guess.columns.items()}
        names = {str(field): layout.names[field] for field in layout.fields}
        super().__init__(*args, rows=rows, header_line=guess.header_line, held=held, names=names, **kwargs)
        self.layout = layout

    def clean(self) -> dict[str, Any]:
        self.mapping = ColumnMapping(self.chosen(), self.header_line)
        if lacking := missing(self.mapping, self.layout):
            raise forms.ValidationError(f"Say which column holds: {', '.join(lacking)}.")
        return self.cleaned_data
