"""How every form is shown: with our templates, and the cursor in the first field that has a fault."""

from typing import Any

from django.forms import BoundField, Widget
from django.forms.renderers import TemplatesSetting


class Field(BoundField):
    """A field as it is shown. The browser goes to the first faulty one; a screen reader reads it out with its fault."""

    def build_widget_attrs(self, attrs: Any, widget: Widget | None = None) -> Any:
        found = super().build_widget_attrs(attrs, widget)
        if self.form.is_bound and not self.is_hidden and self.name == self._first_fault():
            found["autofocus"] = True
        return found

    def _first_fault(self) -> str | None:
        """Of those that can be gone to: neither hidden nor a group of boxes."""
        for name, field in self.form.fields.items():
            if name in self.form.errors and not (field.widget.is_hidden or field.widget.use_fieldset):
                return str(name)
        return None


class Renderer(TemplatesSetting):
    """Our templates and our fields."""

    bound_field_class = Field
