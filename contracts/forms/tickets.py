"""Tickets with their waits and changes of priority, entered by hand."""

from collections.abc import Iterable
from typing import Any

from django import forms

from accounts.models import Customer
from contracts.forms.base import group, side_by_side
from contracts.forms.results import ResultForm
from contracts.models import Pause, PriorityChange, Ticket
from contracts.service_levels.vocabulary import PRIORITIES, Impact, Priority, Urgency, Waiting
from contracts.service_levels.volume import MOST_REOPENED
from contracts.snapshots import ticket_token
from core.models import choices
from core.moments import KeepsMoments, MomentField, first_meant
from core.words import moment


class TicketForm(ResultForm):
    """A ticket; its priority comes from impact and urgency where both are known."""

    token_of = staticmethod(ticket_token)
    begins, ends = "reported_at", ("responded_at", "restored_at", "resolved_at")

    reported_at = MomentField(label="Reported", help_text="By the customer, on the agreed way.")
    responded_at = MomentField(
        label="A person answered", required=False, help_text="The first person; an automatic reply does not count."
    )
    restored_at = MomentField(label="Usable again", required=False, help_text="Perhaps by a workaround.")
    resolved_at = MomentField(label="Fault fixed", required=False)
    impact = forms.ChoiceField(label="Who is hit", choices=[("", "Not known"), *choices(Impact)], required=False)
    urgency = forms.ChoiceField(
        label="How far work is held up", choices=[("", "Not known"), *choices(Urgency)], required=False
    )
    priority = forms.ChoiceField(
        choices=[("", "From the two above"), *choices(Priority)],
        required=False,
        help_text="When it was reported. Choose it only if the two above are not known.",
    )
    reopened = forms.IntegerField(
        label="How often it was opened again",
        required=False,
        min_value=0,
        max_value=MOST_REOPENED,
        help_text="0: never. Leave it empty if your ticket system does not say.",
    )

    class Meta:
        model = Ticket
        fields = (
            "reference", "title", "service", "site", "impact", "urgency", "priority", "reported_at", "responded_at",
            "restored_at", "resolved_at", "cause", "reopened",
        )  # fmt: skip
        labels = {"cause": "What it came from"}
        help_texts = {
            "reference": "The number in your ticket system.",
            "cause": "In a word or two, the same for the same thing, for example: printer. Both sides read this.",
        }
        widgets = {"cause": forms.TextInput(attrs={"list": "causes", "autocomplete": "off"})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dress(
            "edited",
            side_by_side("reference", "title"),
            side_by_side("service", "site"),
            side_by_side("impact", "urgency"),
            "priority",
            side_by_side("cause", "reopened"),
            group(
                "When",
                side_by_side("reported_at", "responded_at"),
                side_by_side("restored_at", "resolved_at"),
            ),
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        impact, urgency = cleaned.get("impact"), cleaned.get("urgency")
        if impact and urgency:
            cleaned["priority"] = str(PRIORITIES[Impact(impact), Urgency(urgency)])
        elif not cleaned.get("priority"):
            self.add_error("priority", "Say who is hit and how far work is held up, or choose the priority.")
        return cleaned


class WaitForm(KeepsMoments, forms.Form):
    """A stretch in which a ticket waited."""

    reason = forms.ChoiceField(label="Waiting for", choices=[("", "Did not wait"), *choices(Waiting)], required=False)
    starts_at = MomentField(label="From", required=False)
    ends_at = MomentField(label="Until", required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        start, end = cleaned.get("starts_at"), cleaned.get("ends_at")
        if cleaned.get("reason") and not start and "starts_at" not in self.errors:
            self.add_error("starts_at", "Say since when it waited.")
        if start and end and end < start:
            self.add_error("ends_at", f"This can’t be before {moment(start)}.")
        return cleaned


class ChangeForm(KeepsMoments, forms.Form):
    """Another priority, from a moment on."""

    priority = forms.ChoiceField(label="Became", choices=[("", "Did not change"), *choices(Priority)], required=False)
    happened_at = MomentField(label="On", required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("priority") and not cleaned.get("happened_at") and "happened_at" not in self.errors:
            self.add_error("happened_at", "Say when it changed.")
        return cleaned


WaitForms: Any = forms.formset_factory(WaitForm, extra=2, max_num=20)
ChangeForms: Any = forms.formset_factory(ChangeForm, extra=1, max_num=20)


class TicketForms:
    """A ticket with its waits and changes of priority, as one form."""

    def __init__(self, data: Any, *, customer: Customer, instance: Ticket | None = None) -> None:
        about = {"instance": instance} if instance else {}
        self.form = TicketForm(data, customer=customer, **about)
        self.waits = WaitForms(data, prefix="waits", initial=_waits(instance))
        self.changes = ChangeForms(data, prefix="changes", initial=_changes(instance))

    def is_valid(self) -> bool:
        valid = [part.is_valid() for part in (self.form, self.waits, self.changes)]  # each shows its own errors
        return all(valid)

    @property
    def values(self) -> dict[str, Any]:
        """What the action stores; a row that was emptied is gone."""
        return {
            **self.form.values,
            "waits": [Pause(**each) for each in _filled(self.waits, "reason")],
            "changes": [PriorityChange(**each) for each in _filled(self.changes, "priority")],
        }

    @property
    def notes(self) -> str:
        """What the writer should know of what was read."""
        return first_meant(self.form, *self.waits, *self.changes)


def _filled(forms_: Any, name: str) -> Iterable[dict[str, Any]]:
    return [form.cleaned_data for form in forms_ if form.cleaned_data.get(name)]


def _waits(ticket: Ticket | None) -> list[dict[str, Any]]:
    rows: Any = ticket.pauses.order_by("starts_at", "pk").values("reason", "starts_at", "ends_at") if ticket else ()
    return list(rows)


def _changes(ticket: Ticket | None) -> list[dict[str, Any]]:
    rows: Any = ticket.changes.order_by("happened_at", "pk").values("priority", "happened_at") if ticket else ()
    return list(rows)
