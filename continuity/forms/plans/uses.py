"""Forms around a real use of a plan."""

from typing import Any

from django import forms
from django.utils import timezone

from accounts.actor import Actor
from accounts.models import Customer
from continuity.forms.plans.base import PlanRowForm, area, minute
from continuity.models import PlanUse
from contracts.forms.base import DateField, Looks, side_by_side
from contracts.forms.incidents import MomentField


class StartForm(Looks, forms.Form):
    """Why the plan is started."""

    reason = forms.CharField(
        label="What has happened?", max_length=500, widget=forms.Textarea({"rows": 2, "autofocus": True}),
        help_text="A few words are enough.",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dress("reason")


class LogForm(Looks, forms.Form):
    """A line of the log."""

    text = forms.CharField(label="What happened or was done?", max_length=1000, widget=area(2))
    happened_at = MomentField(label="When?")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["happened_at"] = minute(timezone.now())
        self.dress("text", "happened_at")


class StandDownForm(Looks, forms.Form):
    """When it was over."""

    ended_at = MomentField(label="When was it over?")

    def __init__(self, *args: Any, use: PlanUse, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.use = use
        self.initial["ended_at"] = minute(timezone.now())
        self.dress("ended_at")

    def clean_ended_at(self) -> Any:
        """In the minute of the start at the earliest: forms write no seconds."""
        ended_at = self.cleaned_data["ended_at"]
        if ended_at < minute(self.use.started_at):
            raise forms.ValidationError("It can’t be over before it began.")
        return max(ended_at, self.use.started_at)


class ReportForm(PlanRowForm):
    """What was learnt."""

    class Meta:
        model = PlanUse
        fields = ("went_well", "went_badly")
        labels = {"went_well": "What went well?", "went_badly": "What did not go well?"}
        widgets = {"went_well": area(4), "went_badly": area(4)}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("went_well", "went_badly"):
            self.fields[name].max_length = 4000  # type: ignore[attr-defined]  # a text
        self.dress("edited", "went_well", "went_badly")


class FollowUpForm(Looks, forms.Form):
    """What is to be put right, by whom, by when."""

    what = forms.CharField(label="What is to be done?", max_length=300)
    owner = forms.CharField(label="Who does it?", max_length=120)
    side = forms.ChoiceField(label="For which side?", widget=forms.RadioSelect)
    due_on = DateField(label="By when?")

    def __init__(self, *args: Any, customer: Customer, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = actor.you_or(customer.name)
        self.fields["side"].choices = [("customer", own), ("provider", customer.provider.name)]  # type: ignore[attr-defined]  # a choice
        self.initial["side"] = actor.party
        self.dress("what", side_by_side("owner", "due_on"), "side")
