"""The form of an upload of results; what its columns hold is asked as for every table."""

from django import forms

from contracts.models import ResultImport
from core.importing.forms import TableUploadForm


class ResultUploadForm(TableUploadForm):
    """A table of tickets, outages or counts."""

    kind = forms.ChoiceField(label="It holds", choices=ResultImport.Kind.choices, widget=forms.RadioSelect)
    field_order = ("kind", "file")
