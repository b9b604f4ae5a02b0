"""No form says anything in Django's own words."""

from collections.abc import Iterator

import pytest
from django import forms
from django.urls import get_resolver

RAW = ("This field", "Enter a", "Select a valid", "Ensure", "is not a valid", "available choices", "submitted file")


def kinds_under(kind: type) -> Iterator[type]:
    """The class and everything made from it."""
    yield kind
    for below in kind.__subclasses__():
        yield from kinds_under(below)


def is_raw(message: object) -> bool:
    return any(words in str(message) for words in RAW)


def is_on_our_pages(form: type) -> bool:
    return form.__module__.partition(".")[0] in {
        "accounts", "contracts", "responsibilities", "findings", "engagement", "reports", "portfolio",
    } or form.__module__.startswith(("allauth.account", "allauth.mfa"))  # fmt: skip


def test_every_field_of_every_form_speaks_in_the_products_voice() -> None:
    assert get_resolver().url_patterns  # every view, and so every form, is loaded
    forms_here = {form for form in kinds_under(forms.BaseForm) if is_on_our_pages(form)}
    raw = {
        f"{form.__module__}.{form.__qualname__}.{name}: {message}"
        for form in forms_here
        for name, field in getattr(form, "base_fields", {}).items()
        for message in field.error_messages.values()
        if is_raw(message)
    }

    assert len(forms_here) > 40
    assert raw == set()


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        (forms.CharField(), "", "Fill this in."),
        (forms.CharField(max_length=3), "abcde", "Write at most 3 characters; these are 5."),
        (forms.CharField(), "a\0b", "This holds a character that no keyboard writes. Write it anew."),
        (forms.EmailField(), "amara", "Write a whole e-mail address, such as name@example.com."),
        (forms.DateField(), "tomorrow", "Write the date as day, month and year, for example 31/12/2026."),
        (forms.DateField(), "", "Choose the day."),
        (forms.IntegerField(max_value=12), "13", "Write 12 or less."),
        (forms.IntegerField(), "x", "Write a whole number, such as 12."),
        (forms.DecimalField(max_digits=4, decimal_places=2), "1.234", "Write at most 2 digits after the point."),
        (forms.ChoiceField(choices=[("a", "A")]), "b", "Choose from the list."),
        (forms.MultipleChoiceField(choices=[("a", "A")]), [], "Choose at least one."),
        (forms.BooleanField(), False, "Tick this first."),
        (forms.FileField(), None, "Choose a file."),
    ],
)
def test_what_is_missing_or_wrong_is_said_as_what_to_do(field: forms.Field, value: object, says: str) -> None:
    with pytest.raises(forms.ValidationError) as refused:
        field.clean(value)

    assert refused.value.messages == [says]


def test_a_field_that_knows_better_is_heard() -> None:
    field = forms.CharField(error_messages={"required": "Write your name as you sign it."})

    with pytest.raises(forms.ValidationError, match="as you sign it"):
        field.clean("")
