"""What the forms of plans share."""

from datetime import datetime

from django import forms

from continuity.trace import token
from contracts.forms.base import RowForm


class PlanRowForm(RowForm):
    """A form filled from a row of a plan, with the token against lost edits."""

    token_of = staticmethod(token)


def area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def minute(moment: datetime) -> datetime:
    """Without seconds, as forms write it."""
    return moment.replace(second=0, microsecond=0)
