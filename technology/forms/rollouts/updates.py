"""An update that a vendor sends, how it came where nobody could stage it, and the filters of the board."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from accounts.actor import Actor
from core import forms as shared
from core.filters import Filter, search
from core.forms import DateField, Looks
from core.models import choices
from core.moments import MomentField, Once
from technology.forms.base import SELECT
from technology.models import Product, Update
from technology.rollouts.kinds import RolloutState, UpdateKind
from technology.rollouts.snapshots import token


class ProductChoice(forms.ModelChoiceField):
    """Products, each with its vendor."""

    def label_from_instance(self, product: Any) -> str:
        return f"{product.name} ({product.vendor})"


class UpdateForm(shared.RowForm, Once):
    """What comes, for which product; the product is settled with the first writing."""

    token_of: Callable[[Any], str] = staticmethod(token)
    product = ProductChoice(Product.objects.none(), label="Which product?", empty_label=None)
    kind = forms.ChoiceField(
        label="What comes?", choices=choices(UpdateKind), widget=forms.RadioSelect, initial=UpdateKind.SOFTWARE,
        help_text="Rings for versions do not hold back rules or data that the vendor sends by itself.",
    )  # fmt: skip
    released_on = DateField(label="When did the vendor release it?")

    class Meta:
        model = Update
        fields = ("version", "kind", "released_on", "is_high_risk", "what")
        labels = {
            "version": "Which version?", "is_high_risk": "It mends a high or critical weakness",
            "what": "What does it change?",
        }  # fmt: skip
        help_texts = {
            "is_high_risk": "As the vendor rates it. Then it has to be everywhere within 14 days of its release.",
            "what": "In plain words: your customers read this.",
        }

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        products = Product.objects.visible_to(actor).select_related("vendor").order_by("name", "pk")
        self.fields["product"].queryset = products  # type: ignore[attr-defined]  # a ProductChoice
        is_new = self.instance._state.adding
        if not is_new:
            del self.fields["product"], self.fields["key"]
        names = ("version", "kind", "released_on", "is_high_risk", "what")
        self.dress(*(("key", "product", *names) if is_new else ("edited", *names)))

    def clean_released_on(self) -> date:
        released_on: date = self.cleaned_data["released_on"]
        if released_on > timezone.localdate():
            raise forms.ValidationError("This day has not come yet. Record it once it is released.")
        return released_on


class UnstagedForm(Looks, forms.Form):
    """The vendor sent it to every device at once."""

    happened_at = MomentField(label="When did it come?")
    words = forms.CharField(
        label="What happened?", max_length=1000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Why nobody could hold it back, what it did, what was done. Customers read that it came untested.",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dress("happened_at", "words")


class BoardFilter(Filter):
    """Search and filters of the board. Words nobody offered are ignored."""

    q = search("Search updates")
    state = forms.ChoiceField(
        label="Where it stands", required=False, widget=SELECT,
        choices=[("", "On their way"), ("all", "All"), *choices(RolloutState)],
    )  # fmt: skip
    kind = forms.ChoiceField(
        label="What comes", required=False, widget=SELECT, choices=[("", "Versions and content"), *choices(UpdateKind)]
    )
