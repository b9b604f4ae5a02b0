"""The customer's decision, and why advice is taken back."""

from datetime import date
from typing import Any

from django import forms

from advice.enums import Answer
from advice.models import Option, Recommendation
from advice.wording import costs
from core.forms import DateField, Looks


class DecisionForm(Looks, forms.Form):
    """One answer with what belongs to it. `text` is what is acknowledged: it is shown above the box to tick."""

    option = forms.ModelChoiceField(
        label="Which option?", queryset=Option.objects.none(), widget=forms.RadioSelect, empty_label=None
    )
    scheduled_on = DateField(label="By which day is it to be done?")
    reason = forms.CharField(
        label="Why do you decide against it?", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="In your own words. Whoever reads it in a year should understand it.",
    )  # fmt: skip
    review_on = DateField(label="When do you look at it again?", help_text="A reminder comes before that day.")
    has_read = forms.BooleanField(
        label="Yes, this is what I decide", error_messages={"required": "Tick this once you have read the text."}
    )
    shown = forms.CharField(widget=forms.HiddenInput)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    KEPT = {
        Answer.ACCEPTED: ("option",),
        Answer.SCHEDULED: ("option", "scheduled_on"),
        Answer.DECLINED: ("reason", "review_on"),
    }

    def __init__(
        self, *args: Any, recommendation: Recommendation, answer: Answer, text: str, seen: str, today: date, **kw: Any
    ) -> None:
        super().__init__(*args, **kw)
        self.answer, self.today = answer, today
        for name in {"option", "scheduled_on", "reason", "review_on"} - set(self.KEPT[answer]):
            del self.fields[name]
        self.initial.update({"shown": text, "seen": seen})
        if "option" in self.fields:
            self._offer(recommendation)
        self.dress("shown", "seen", *self.KEPT[answer])

    def clean_scheduled_on(self) -> date:
        return self._ahead("scheduled_on")

    def clean_review_on(self) -> date:
        return self._ahead("review_on")

    @property
    def values(self) -> dict[str, Any]:
        """What the action takes beside the answer."""
        return {name: self.cleaned_data[name] for name in (*self.KEPT[self.answer], "shown", "seen")}

    def _ahead(self, name: str) -> date:
        day: date = self.cleaned_data[name]
        if day <= self.today:
            raise forms.ValidationError("Choose a day that lies ahead.")
        return day

    def _offer(self, recommendation: Recommendation) -> None:
        options = recommendation.options.order_by("position", "title")
        field: Any = self.fields["option"]
        field.queryset = options
        field.label_from_instance = lambda option: f"{option.title}: {costs(option)}"
        recommended = next((option for option in options if option.is_recommended), None)
        self.initial.setdefault("option", recommended.pk if recommended else None)


class WithdrawForm(Looks, forms.Form):
    """Why advice is taken back."""

    because = forms.CharField(
        label="Why do you take it back?", max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="The customer reads this. What was decided until now stays on record.",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dress("because")
