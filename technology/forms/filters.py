"""What narrows the lists."""

from django import forms

from core.filters import Filter, search
from core.models import choices
from core.widgets import SELECT
from technology.enums import ProductKind


class VendorFilter(Filter):
    q = search()
    show = forms.ChoiceField(
        label="Which", required=False, widget=SELECT,
        choices=(("", "All vendors"), ("critical", "Critical"), ("due", "To be assessed")),
    )  # fmt: skip


class ProductFilter(Filter):
    q = search()
    kind = forms.ChoiceField(
        label="What it is for", required=False, widget=SELECT, choices=[("", "For anything"), *choices(ProductKind)]
    )
    show = forms.ChoiceField(
        label="Which", required=False, widget=SELECT,
        choices=(
            ("", "All products"), ("ending", "Support ends within a year"), ("role", "Part in the defence not written"),
            ("updates", "Updates not known"),
        ),
    )  # fmt: skip


class DeploymentFilter(Filter):
    q = search()
    kind = forms.ChoiceField(
        label="What it is for", required=False, widget=SELECT, choices=[("", "For anything"), *choices(ProductKind)]
    )
    show = forms.ChoiceField(
        label="Which", required=False, widget=SELECT,
        choices=(
            ("", "In use"), ("gaps", "Not everywhere it should be"), ("ending", "Support ends within a year"),
            ("retired", "Taken out of use"), ("all", "All"),
        ),
    )  # fmt: skip
