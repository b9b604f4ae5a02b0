"""Forms of incidents: the short report, the facts, who was told, the timeline, what it cost."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone

from contracts.forms.base import DateField, Looks, RowForm, group, side_by_side
from contracts.forms.insurance.fields import AmountField
from contracts.incidents.kinds import Personal
from contracts.insurance.kinds import NoticeKind
from contracts.loss.vocabulary import Cause, Head
from contracts.models import Incident, Notification, PolicyNotice
from core.filters import Filter, search
from core.models import choices
from core.moments import KeepsMoments, MomentField, Once
from core.widgets import SELECT

UNKNOWN_CAUSE = ("", "Nobody knows yet")


class ReportForm(Looks, Once):
    """What somebody knows in the first minute."""

    what = forms.CharField(
        label="What happened?", max_length=4000, widget=forms.Textarea(attrs={"rows": 4, "autofocus": True}),
        help_text="A sentence is enough. The rest can be added later.",
    )  # fmt: skip
    aware_at = MomentField(label="When did somebody first notice?", help_text="The clocks run from then.")
    personal_data = forms.ChoiceField(
        label="Does it touch personal data?", choices=choices(Personal), initial=Personal.UNKNOWN,
        widget=forms.RadioSelect,
        help_text="Names, addresses, payments, health: read by strangers, changed, lost, or out of reach.",
    )  # fmt: skip
    cause = forms.ChoiceField(label="What did it come from?", choices=[UNKNOWN_CAUSE, *choices(Cause)], required=False)
    share = forms.BooleanField(label="Tell the customer now", required=False, initial=True)

    def __init__(self, *args: Any, customer: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.initial.get("cause"):  # asked only where somebody knows it already
            del self.fields["cause"]
        self.initial["aware_at"] = timezone.now().replace(second=0, microsecond=0)
        if customer:
            self.fields["share"].label = f"Tell {customer} now"
            self.fields["share"].help_text = "Without it only your own people read it, until you share it."
        else:
            del self.fields["share"]
        names = [name for name in ("cause", "share") if name in self.fields]
        self.dress("key", "what", "aware_at", "personal_data", *names)


class IncidentForm(KeepsMoments, RowForm):
    """Everything that is known of it."""

    cause = forms.ChoiceField(label="What did it come from?", choices=[UNKNOWN_CAUSE, *choices(Cause)], required=False)
    started_at = MomentField(label="When did it begin?", required=False)
    aware_at = MomentField(label="When did somebody first notice?", help_text="The clocks run from then.")
    ended_at = MomentField(label="When was it over?", required=False)
    personal_data = forms.ChoiceField(
        label="Does it touch personal data?", choices=choices(Personal), widget=forms.RadioSelect
    )

    class Meta:
        model = Incident
        fields = (
            "title", "what", "cause", "started_at", "aware_at", "ended_at", "personal_data", "systems",
            "service_effect",
        )  # fmt: skip
        labels = {
            "title": "In a few words", "what": "What happened?", "systems": "Which systems were hit?",
            "service_effect": "A note on service levels",
        }  # fmt: skip
        widgets = {"what": forms.Textarea(attrs={"rows": 5})}
        help_texts = {
            "systems": "For example: tills, card machines, the booking page.",
            "service_effect": "What tickets and outages do not say. Link those to have the effect worked out.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dress(
            "edited",
            group("What happened", "title", "what", "cause", "systems", "service_effect"),
            group("When", "aware_at", side_by_side("started_at", "ended_at")),
            "personal_data",
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        started, ended = cleaned.get("started_at"), cleaned.get("ended_at")
        if started and ended and ended < started:
            self.add_error("ended_at", "It can’t be over before it began.")
        return cleaned


class CloseForm(KeepsMoments, Looks, forms.Form):
    """When it was over, and how."""

    ended_at = MomentField(label="When was it over?")
    outcome = forms.CharField(
        label="How did it end?", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="What put it right, and what keeps it from happening again.",
    )  # fmt: skip

    def __init__(self, *args: Any, incident: Incident, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.incident = incident
        now = timezone.now().replace(second=0, microsecond=0)
        self.initial.update(ended_at=incident.ended_at or now, outcome=incident.outcome)
        self.dress("ended_at", "outcome")

    def clean_ended_at(self) -> datetime:
        ended_at: datetime = self.cleaned_data["ended_at"]
        if self.incident.started_at and ended_at < self.incident.started_at:
            raise forms.ValidationError("It can’t be over before it began.")
        return ended_at


class ToldForm(Looks, forms.Form):
    """When somebody was told, and their reference; of an insurer also what the policy lists."""

    done_at = MomentField(label="When were they told?")
    reference = forms.CharField(
        label="Their reference", max_length=60, required=False, help_text="Or who took the call."
    )

    def __init__(self, *args: Any, notification: Notification, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["done_at"] = timezone.now().replace(second=0, microsecond=0)
        names = ["done_at", "reference"]
        if notification.policy is not None:
            self._ask_about_policy(notification)
            names += [name for name in ("kind", "notice") if name in self.fields]
        self.dress(*names)

    def _ask_about_policy(self, notification: Notification) -> None:
        known = PolicyNotice.objects.filter(policy=notification.policy).order_by("-notified_on", "pk")
        self.fields["kind"] = forms.ChoiceField(
            label="What it is", choices=choices(NoticeKind), help_text="It is written into the policy’s claims."
        )
        if known:
            self.fields["notice"] = forms.ModelChoiceField(
                known, label="Or it stands there already", required=False, empty_label="No, write it there"
            )


class NotNeededForm(Looks, forms.Form):
    """Why nobody has to be told."""

    reason = forms.CharField(
        label="Because", max_length=300, help_text="Whoever asks later reads this, with your name beside it."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dress("reason")


class OtherForm(Looks, Once):
    """Somebody else who has to be told."""

    name = forms.CharField(label="Who has to be told?", max_length=120, help_text="For example: the bank, the police.")
    rule = forms.CharField(label="Why?", max_length=500, help_text="The rule or agreement, in a few words.")
    due_at = MomentField(label="By when?", required=False, may_be_ahead=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dress("key", "name", "rule", "due_at")


class EntryForm(Looks, Once):
    """One line of the timeline."""

    text = forms.CharField(label="What happened or was done?", max_length=1000)
    happened_at = MomentField(label="When?")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["happened_at"] = timezone.now().replace(second=0, microsecond=0)
        self.dress("key", side_by_side("text", "happened_at"))


class LossForm(Looks, Once):
    """What one head of loss comes to."""

    head = forms.ChoiceField(label="What for?", choices=choices(Head))
    amount = AmountField(label="How much in all so far?", help_text="In pounds; it replaces the earlier figure.")
    known_on = DateField(label="As known on")
    is_final = forms.BooleanField(label="This is final: it will not change any more", required=False)
    note = forms.CharField(label="How it comes about", max_length=300, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["known_on"] = timezone.localdate()
        self.dress("key", "head", side_by_side("amount", "known_on"), "is_final", "note")

    def clean_known_on(self) -> Any:
        if self.cleaned_data["known_on"] > timezone.localdate():
            raise forms.ValidationError("This day has not come yet. Write the day as of which it is known.")
        return self.cleaned_data["known_on"]


class IncidentFilter(Filter):
    """Search and filters of the lists. Words nobody offered are ignored."""

    q = search("Search incidents")
    state = forms.ChoiceField(
        label="State", required=False, widget=SELECT,
        choices=[("", "Open and closed"), ("open", "Open"), ("closed", "Closed")],
    )  # fmt: skip
    cause = forms.ChoiceField(
        label="Cause", required=False, widget=SELECT,
        choices=[("", "Any cause"), ("unknown", UNKNOWN_CAUSE[1]), *choices(Cause)],
    )  # fmt: skip
