"""Forms of plans: the words, steps, who rings whom, bringing it into force."""

from typing import Any

from django import forms

from continuity.forms.plans.base import PlanRowForm, area
from continuity.models import Call, Contact, Plan, Step
from continuity.plans.kinds import CADENCE, USUAL, Kind, State
from contracts.forms.base import Looks, group, side_by_side
from core.filters import Filter, pick, search
from core.models import choices

LONGEST = 60 * 24 * 60  # sixty days, in minutes


class PlanForm(PlanRowForm):
    """The words of a draft."""

    class Meta:
        model = Plan
        fields = ("name", "scenario", "trigger", "may_start", "alternatives", "back_to_normal")
        labels = {
            "name": "What breaks?", "scenario": "What is it like?", "trigger": "When is the plan started?",
            "may_start": "Who may start it?", "alternatives": "What else can be done?",
            "back_to_normal": "How do you get back to normal?",
        }  # fmt: skip
        help_texts = {
            "name": "In a few words, for example: The power goes.",
            "scenario": "What people see, hear and can’t do any more.",
            "trigger": "Something anybody can tell, for example: no power for 15 minutes.",
            "may_start": "Names or roles, with who stands in for them.",
            "alternatives": "If the steps do not work, or take too long.",
            "back_to_normal": "What is switched on, checked and told, in which order.",
        }
        widgets = {
            "scenario": area(3), "trigger": area(2), "may_start": area(2), "alternatives": area(3),
            "back_to_normal": area(3),
        }  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("scenario", "alternatives", "back_to_normal", "trigger", "may_start"):
            self.fields[name].max_length = 4000  # type: ignore[attr-defined]  # a text
        self.dress(
            "edited",
            group("What happens", "name", "scenario"),
            group("Starting", "trigger", "may_start"),
            group("Afterwards", "alternatives", "back_to_normal"),
        )


class StepForm(PlanRowForm):
    """One step."""

    offset_minutes = forms.IntegerField(
        label="How many minutes after the start?", min_value=0, max_value=LONGEST, initial=0,
        help_text="0 is at once, 90 an hour and a half, 1440 a day.",
    )  # fmt: skip

    class Meta:
        model = Step
        fields = ("offset_minutes", "who", "what", "where", "how")
        labels = {"who": "Who?", "what": "What?", "where": "Where?", "how": "How?"}
        help_texts = {
            "what": "One thing, as you would say it: Ring the power network.",
            "how": "What somebody needs who has never done it: numbers, places of keys, the order of switches.",
        }
        widgets = {"how": area(3)}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["how"].max_length = 2000  # type: ignore[attr-defined]  # a text
        self.dress("edited", "what", side_by_side("who", "offset_minutes"), "where", "how")


class CallForm(Looks, forms.Form):
    """Who rings whom: whoever starts the plan, or somebody who is rung already, rings somebody new."""

    called = forms.ModelChoiceField(
        label="Who is rung?",
        help_text="Not in the list? Enter them among the contacts first.",
        queryset=Contact.objects.none(),
        empty_label="Choose somebody",
    )
    caller = forms.ModelChoiceField(
        label="Who rings them?", queryset=Contact.objects.none(), required=False,
        empty_label="Whoever starts the plan",
    )  # fmt: skip

    def __init__(self, *args: Any, plan: Plan, actor: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rung = Call.objects.filter(plan=plan).values("called")
        contacts = Contact.objects.visible_to(actor).of_customer(plan.customer).order_by("name", "pk")
        self.fields["called"].queryset = contacts.live().exclude(pk__in=rung)  # type: ignore[attr-defined]  # a model's choice
        self.fields["caller"].queryset = contacts.filter(pk__in=rung)  # type: ignore[attr-defined]  # as above
        self.dress("called", "caller")


class InForceForm(Looks, forms.Form):
    """Which exercises are planned with a plan that comes into force for the first time."""

    kinds = forms.MultipleChoiceField(
        label="How will you practise it?", required=False, widget=forms.CheckboxSelectMultiple, initial=USUAL,
        choices=[(kind, f"{kind.label} ({kind.term.lower()}), every {CADENCE[kind]} months") for kind in Kind],
        help_text="The first of each falls due one interval from today. Days can be changed.",
    )  # fmt: skip

    def __init__(self, *args: Any, is_first: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_first:
            self.dress("kinds")
        else:
            del self.fields["kinds"]
            self.dress()


class PlanFilter(Filter):
    """Of the list of plans."""

    q = search("Search plans")
    state = pick("State", "Any state", choices(State))
