"""Form fields in our look: `{% include "components/fields.html" with form=form only %}`."""

from typing import Any

from django import forms, template
from django.forms import BoundField
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def shape(field: BoundField) -> str:
    """How the field is laid out: "check" (one box), "choice" (boxes or circles to pick from) or "line"."""
    widget = field.field.widget
    if isinstance(widget, forms.CheckboxInput):
        return "check"
    return "choice" if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple) else "line"


@register.simple_tag
def control(field: BoundField, **extra: Any) -> SafeString:
    """The input itself with its class; hint and error are tied to it by Django."""
    widget = field.field.widget
    if isinstance(widget, forms.CheckboxInput | forms.RadioSelect | forms.CheckboxSelectMultiple):
        name = "form-check-input"
    else:
        name = "form-select" if isinstance(widget, forms.Select) else "form-control"
    own = widget.attrs.get("class", "")
    # What the label says need not be repeated in the field.
    return field.as_widget(attrs={"class": f"{name} {own}".strip(), "placeholder": False, **extra})
