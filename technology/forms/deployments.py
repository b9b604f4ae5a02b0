"""Where a product runs."""

from typing import Any

from django import forms

from accounts.actor import Actor
from core.forms import DateField, group, side_by_side
from technology.forms.base import RowForm
from technology.models import Deployment, Product


class ProductChoice(forms.ModelChoiceField):
    """Products with the names of their vendors."""

    def label_from_instance(self, product: Product) -> str:
        return product.full_name


class DeploymentForm(RowForm):
    """A product at a customer: where, how many, which version, covered of total."""

    product = ProductChoice(queryset=Product.objects.none(), widget=forms.Select(attrs={"class": "form-select"}))
    since = DateField(label="In use since", required=False)
    retired_on = DateField(label="Taken out of use on", required=False)

    class Meta:
        model = Deployment
        fields = (
            "product", "where", "quantity", "counted", "version", "covered", "total", "since", "retired_on", "notes",
        )  # fmt: skip
        labels = {
            "where": "Where it runs", "quantity": "How many", "counted": "Of what", "version": "Version",
            "covered": "Devices that have it", "total": "Devices that should have it",
            "notes": "Notes for your own people",
        }  # fmt: skip
        widgets = {"notes": forms.Textarea(attrs={"rows": 2})}
        help_texts = {
            "where": "For example: tills of all shops. Leave empty for everywhere.",
            "counted": "For example: computers, mailboxes, tills.",
            "notes": "The customer never sees these.",
        }

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = Product.objects.visible_to(actor).select_related("vendor")
        self.fields["product"].queryset = known.order_by("vendor__name", "name", "pk")  # type: ignore[attr-defined]  # ours
        self.dress(
            "edited", "product", "where", side_by_side("quantity", "counted", "version"),
            group("How much of it is covered", side_by_side("covered", "total")),
            group("Since when", side_by_side("since", "retired_on")), "notes",
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        covered, total = cleaned["covered"], cleaned["total"]
        if (covered is None) != (total is None):
            self.add_error("total" if total is None else "covered", "Write both numbers, or leave both empty.")
        elif covered is not None and covered > total:
            self.add_error("covered", "More have it than should. Check both numbers.")
        if cleaned["since"] and cleaned["retired_on"] and cleaned["retired_on"] < cleaned["since"]:
            self.add_error("retired_on", "Write a day after it came into use.")
        return cleaned
