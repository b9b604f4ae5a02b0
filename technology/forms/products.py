"""A product: its part in the defence, its updates, how long it is supported; and the filter of its list."""

from typing import Any

from django import forms

from accounts.actor import Actor
from core.forms import DateField, group, side_by_side
from core.models import choices
from technology.enums import ProductKind
from technology.forms.base import SELECT, KnownField, RowForm
from technology.models import Product, Vendor

LINES = {"rows": 3}


class ProductForm(RowForm):
    """Everything that is known of a product."""

    vendor = forms.ModelChoiceField(
        queryset=Vendor.objects.none(), widget=forms.Select(attrs={"class": "form-select"}), label="Who makes it?"
    )
    kind = forms.ChoiceField(choices=choices(ProductKind), label="What is it for?", widget=SELECT)
    software_automatic = KnownField(label="Does its software update itself?")
    software_delay = KnownField(label="Can that be delayed?")
    software_staging = KnownField(label="Can some devices get it first?")
    software_rollback = KnownField(label="Can it be rolled back?")
    has_content = KnownField(
        label="Does it also get content updates?", help_text="Rules or signatures that its maker sends by itself."
    )
    content_automatic = KnownField(label="Do they come by themselves?")
    content_delay = KnownField(label="Can they be delayed?")
    content_staging = KnownField(label="Can some devices get them first?")
    content_rollback = KnownField(label="Can they be rolled back?")
    encrypts_transit = KnownField(label="Does it encrypt data on its way?")
    encrypts_rest = KnownField(label="Does it encrypt data where it is kept?")
    support_ends_on = DateField(
        label="Supported until", required=False, help_text="After that day its maker fixes nothing any more."
    )

    class Meta:
        model = Product
        fields = (
            "vendor", "name", "kind", "does", "does_not", "if_it_stops", "software_automatic", "software_delay",
            "software_staging", "software_rollback", "has_content", "content_automatic", "content_delay",
            "content_staging", "content_rollback", "encrypts_transit", "encrypts_rest", "support_ends_on", "notes",
        )  # fmt: skip
        labels = {
            "does": "What it does", "does_not": "What it does not do", "if_it_stops": "What happens if it stops",
            "notes": "Notes for your own people",
        }  # fmt: skip
        widgets = {name: forms.Textarea(attrs=LINES) for name in ("does", "does_not", "if_it_stops", "notes")}
        help_texts = {
            "does": "Customers read this: plain words, a sentence or two.",
            "does_not": "What people may think it does.",
            "if_it_stops": "For the person who stands in the shop then.",
            "notes": "Customers never see these.",
        }

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["vendor"].queryset = Vendor.objects.visible_to(actor).order_by("name", "pk")  # type: ignore[attr-defined]  # ours
        self.dress(
            "edited",
            group("What it is", side_by_side("vendor", "name"), "kind"),
            group("Its part in the defence", "does", "does_not", "if_it_stops"),
            group(
                "Software updates", side_by_side("software_automatic", "software_delay"),
                side_by_side("software_staging", "software_rollback"),
            ),
            group(
                "Content updates", "has_content", side_by_side("content_automatic", "content_delay"),
                side_by_side("content_staging", "content_rollback"),
            ),
            group("Encryption", side_by_side("encrypts_transit", "encrypts_rest")),
            group("The rest", "support_ends_on", "notes"),
        )  # fmt: skip
