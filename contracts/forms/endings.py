"""How a contract can be ended early, and what is done once it is over."""

from typing import Any

from django import forms

from contracts.endings import AFTERWARDS, REASONS, Ending, Who
from contracts.forms.base import side_by_side
from contracts.forms.liability import LiabilityForm
from contracts.models import EndingRule

WORDED = (Ending.OTHER, Ending.SURVIVES)


class EndingForm(LiabilityForm):
    """One reason to end it, or one duty afterwards."""

    kind = forms.ChoiceField(
        label="What",
        choices=[
            ("", "Choose one"),
            ("Reasons to end it early", [(each.value, each.label) for each in REASONS]),
            ("Once it is over", [(each.value, each.label) for each in AFTERWARDS]),
        ],
    )
    days = forms.IntegerField(
        label="Days", min_value=1, max_value=3660, required=False,
        help_text="Of notice, to put a breach right, that something may last, or within which it is done.",
    )  # fmt: skip

    class Meta:
        model = EndingRule
        fields = ("kind", "who", "days", "words", "clause")
        help_texts = {"words": "A fee, a condition, or which clauses go on."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        customer = self.contract.customer
        names = {Who.PROVIDER: customer.provider.name, Who.CUSTOMER: customer.name}
        who: Any = self.fields["who"]
        who.label, who.choices = "Who may, or who does it", [(each.value, names.get(each, each.label)) for each in Who]
        self.dress("edited", "kind", side_by_side("who", "days"), "words", "clause")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and cleaned["kind"] in WORDED and not cleaned["words"]:
            self.add_error("words", "Write what the contract says.")
        return cleaned
