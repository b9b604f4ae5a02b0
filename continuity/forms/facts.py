"""What trading is worth."""

from typing import Any

from django import forms

from continuity.enums import ImpactKind
from continuity.forms.fields import ModelRowForm, PercentField
from continuity.models import BusinessModel, Node, StepCost, Takings
from continuity.models.business import SCORES
from continuity.survival.model import Point
from contracts.forms.base import Looks, group, side_by_side
from contracts.forms.insurance.fields import AmountField
from contracts.forms.sites import TimeField
from contracts.models import WEEKDAYS
from core.forms import LastingField
from core.models import choices

Scores = dict[tuple[str, str], int]


class FactsForm(ModelRowForm):
    """The rates, what can be lost, and scores for what is not money."""

    gross_profit = PercentField(
        label="Gross profit, in per cent", help_text="Of £100 taken, what is left after paying for what was sold."
    )
    minimum = PercentField(
        label="The least you would call trading, in per cent", help_text="Minimum business continuity objective, MBCO."
    )
    tolerance = AmountField(
        label="Money you can lose in one outage", required=False, max_digits=12,
        help_text="Before the business is in danger. Leave empty if you don’t know yet.",
    )  # fmt: skip

    class Meta:
        model = BusinessModel
        fields = ("gross_profit", "minimum", "tolerance")

    def __init__(self, *args: Any, scores: Scores, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = []
        for kind, words in choices(ImpactKind):
            for point, after in choices(Point):
                self.fields[f"{kind}_{point}"] = forms.TypedChoiceField(
                    label=after, choices=[("", "Not said"), *SCORES], coerce=int, empty_value=None, required=False,
                    initial=scores.get((kind, point)),
                )  # fmt: skip
            groups.append(group(f"{words}: how bad is it after", side_by_side(*(f"{kind}_{p}" for p in Point))))
        self.dress("edited", side_by_side("gross_profit", "minimum"), "tolerance", *groups)

    @property
    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}

    @property
    def scores(self) -> Scores:
        found = {(kind, point): self.cleaned_data[f"{kind}_{point}"] for kind in ImpactKind for point in Point}
        return {(str(kind), str(point)): score for (kind, point), score in found.items() if score is not None}


class TakingsForm(Looks, forms.Form):
    """What an hour brings in, on several days at once."""

    weekdays = forms.TypedMultipleChoiceField(
        label="On", choices=WEEKDAYS, coerce=int, widget=forms.CheckboxSelectMultiple
    )
    opens_at = TimeField(label="From")
    closes_at = TimeField(label="Until", help_text="Midnight or earlier than the beginning: on the next day.")
    per_hour = AmountField(label="Takings an hour", max_digits=12)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("opens_at", "closes_at"):
            self.fields[name].required = True
        self.dress("weekdays", side_by_side("opens_at", "closes_at"), "per_hour")


class TakingsRowForm(ModelRowForm):
    """The same for one day."""

    opens_at = TimeField(label="From")
    closes_at = TimeField(label="Until")
    per_hour = AmountField(label="Takings an hour", max_digits=12)

    class Meta:
        model = Takings
        fields = ("weekday", "opens_at", "closes_at", "per_hour")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("opens_at", "closes_at"):
            self.fields[name].required = True
        self.dress("edited", "weekday", side_by_side("opens_at", "closes_at"), "per_hour")


class StepCostForm(ModelRowForm):
    """A sum that falls due at once."""

    amount = AmountField(label="It costs", max_digits=12)
    after_minutes = LastingField(label="After")

    class Meta:
        model = StepCost
        fields = ("name", "amount", "after_minutes", "when")
        labels = {"when": "Without"}
        help_texts = {"when": "For example the chiller. Left empty, the time counts from the failure."}

    def __init__(self, *args: Any, of: BusinessModel, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        when: Any = self.fields["when"]
        when.empty_label = "Nothing in particular"
        when.queryset = Node.objects.filter(model=of).order_by("name", "pk")
        self.dress("edited", "name", side_by_side("amount", "after_minutes"), "when")
