"""Widgets of our own do what Django's do."""

import pytest
from django import forms
from django.test.html import parse_html

from core.widgets import QuickSelect

CHOICES = [("", "Any"), ("1", "<b>One</b>"), ("2", "Two")]


@pytest.mark.parametrize("value", [None, "", "1", "2", "3", 2])
def test_quick_select_writes_what_djangos_select_writes(value: object) -> None:
    attrs = {"class": "form-select", "disabled": True}

    quick = QuickSelect(attrs, CHOICES).render("kind", value, {"id": "id_kind"})

    assert parse_html(quick) == parse_html(forms.Select(attrs, CHOICES).render("kind", value, {"id": "id_kind"}))
    assert "&lt;b&gt;One" in quick
