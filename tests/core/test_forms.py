"""What every form of ours shares."""

import pytest
from django import forms
from django.db.models.fields import BLANK_CHOICE_DASH

from core.forms import Looks
from technology.models import Vendor


class Questions(Looks, forms.Form):
    """Choices as Django makes them: required and not, of rows and of a list, one with an empty choice of its own."""

    vendor = forms.ModelChoiceField(Vendor.objects.none())
    other = forms.ModelChoiceField(Vendor.objects.none(), required=False)
    side = forms.ChoiceField(choices=[*BLANK_CHOICE_DASH, ("a", "A")])
    level = forms.TypedChoiceField(choices=[*BLANK_CHOICE_DASH, ("1", "One")], required=False)
    named = forms.ModelChoiceField(Vendor.objects.none(), required=False, empty_label="None of them")
    several = forms.ModelMultipleChoiceField(Vendor.objects.none(), required=False)

    def __init__(self) -> None:
        super().__init__()
        self.dress(*self.fields)


@pytest.mark.django_db
def test_empty_choices_are_named_in_words() -> None:
    form = Questions()

    first = {name: next(iter(field.choices), None) for name, field in form.fields.items()}  # type: ignore[attr-defined]

    assert first == {
        "vendor": ("", "Choose one"), "other": ("", "Not said"), "side": ("", "Choose one"),
        "level": ("", "Not said"), "named": ("", "None of them"), "several": None,
    }  # fmt: skip
