"""What the forms of technology share: their rows' token, the answer yes, no or not known."""

from collections.abc import Callable
from typing import Any

from django import forms

from core import forms as shared
from core.widgets import SELECT
from technology.snapshots import token

KNOWN = (("", "Not known yet"), ("yes", "Yes"), ("no", "No"))
SAID = {"yes": True, "no": False}


class KnownField(forms.TypedChoiceField):
    """Yes, no, or nobody knows yet: None."""

    def __init__(self, **about: Any) -> None:
        super().__init__(choices=KNOWN, coerce=SAID.get, empty_value=None, required=False, widget=SELECT, **about)

    def prepare_value(self, value: Any) -> Any:
        """A stored fact as its choice; what was sent stays as it is."""
        return {True: "yes", False: "no", None: ""}.get(value, value)


class RowForm(shared.RowForm):
    """A form filled from a row of this app."""

    token_of: Callable[[Any], str] = staticmethod(token)
