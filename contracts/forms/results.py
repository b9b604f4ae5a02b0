"""Tickets, outages and planned maintenance, entered by hand."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone

from accounts.models import Customer
from contracts.forms.base import RowForm, group, side_by_side
from contracts.models import MaintenanceWindow, Outage, Pause, PriorityChange, Service, Site, Ticket
from contracts.service_levels.vocabulary import PRIORITIES, Exclusion, Impact, Priority, Urgency, Waiting
from contracts.snapshots import ticket_token
from contracts.terms import EARLIEST, LATEST
from core.models import choices
from core.words import moment

MOMENT_ERROR = "Write day and time, for example 31/12/2026 16:30."
MOMENTS = ("%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%d/%m/%Y %H:%M")


class MomentField(forms.DateTimeField):
    """A day and a time by the clocks in London, in the browser's own field.

    The field shows no seconds, and not which of two times it is when the clocks go back: a moment that was not
    changed (`known`) stays exactly as it is.
    """

    known: datetime | None = None

    def __init__(self, **about: Any) -> None:
        about.setdefault("widget", forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"}))
        super().__init__(input_formats=MOMENTS, **about)
        self.error_messages["invalid"] = MOMENT_ERROR

    def to_python(self, value: Any) -> datetime | None:
        if self.known and value == self.widget.format_value(self.prepare_value(self.known)):
            return self.known
        found: datetime | None = super().to_python(value)
        if found and not EARLIEST.year <= found.year <= LATEST.year:
            raise forms.ValidationError(f"Write a day between {EARLIEST.year} and {LATEST.year}.")
        return found


class KeepsMoments(forms.BaseForm):
    """A form that changes no moment which its writer left alone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if isinstance(field, MomentField):
                field.known = self.initial.get(name)


def _check_past(form: forms.BaseForm, *names: str) -> None:
    """What has happened lies behind us."""
    for name in names:
        at: datetime | None = form.cleaned_data.get(name)
        if at and at > timezone.now():
            form.add_error(name, "This is in the future.")


class ResultForm(KeepsMoments, RowForm):
    """Something that happened at one customer."""

    begins = ""
    ends: tuple[str, ...] = ()

    def __init__(self, *args: Any, customer: Customer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.customer = customer
        bought = Service.objects.filter(lines__contract__customer=customer).distinct()
        self._choose("service", bought.order_by("name", "pk"), "None in particular")
        self._choose("site", Site.objects.filter(customer=customer).order_by("name", "pk"), "None in particular")

    def _choose(self, name: str, rows: Any, empty: str) -> None:
        choice: Any = self.fields[name]
        choice.queryset, choice.empty_label = rows, empty

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        start = cleaned.get(self.begins)
        for name in self.ends:
            if start and (end := cleaned.get(name)) and end < start:
                self.add_error(name, f"This can’t be before {moment(start)}.")
        return cleaned


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

    class Meta:
        model = Ticket
        fields = (
            "reference", "title", "service", "site", "impact", "urgency", "priority", "reported_at", "responded_at",
            "restored_at", "resolved_at",
        )  # fmt: skip
        help_texts = {"reference": "The number in your ticket system."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dress(
            "edited",
            side_by_side("reference", "title"),
            side_by_side("service", "site"),
            side_by_side("impact", "urgency"),
            "priority",
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
        _check_past(self, self.begins, *self.ends)
        return cleaned


class OutageForm(ResultForm):
    """A stretch in which something was down."""

    begins, ends = "starts_at", ("ends_at",)

    starts_at = MomentField(label="Down from")
    ends_at = MomentField(label="Until", required=False, help_text="Leave empty while it lasts.")
    exclusion = forms.ChoiceField(
        label="Cause that a contract may leave out",
        choices=[("", "None of these: it counts"), *choices(Exclusion)],
        required=False,
    )

    class Meta:
        model = Outage
        fields = (
            "reference", "title", "service", "site", "starts_at", "ends_at", "exclusion", "exclusion_reason",
        )  # fmt: skip
        help_texts = {
            "reference": "The number in your ticket or monitoring system.",
            "exclusion_reason": "Both sides read this.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choose("service", self.fields["service"].queryset, "All services")  # type: ignore[attr-defined]  # ours
        self._choose("site", self.fields["site"].queryset, "All sites")  # type: ignore[attr-defined]  # ours
        self.dress(
            "edited",
            side_by_side("reference", "title"),
            side_by_side("service", "site"),
            side_by_side("starts_at", "ends_at"),
            side_by_side("exclusion", "exclusion_reason"),
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("exclusion") and not cleaned.get("exclusion_reason"):
            self.add_error("exclusion_reason", "Say why it is that cause.")
        _check_past(self, "starts_at", "ends_at")
        return cleaned


class MaintenanceForm(ResultForm):
    """Work planned beforehand."""

    begins, ends = "starts_at", ("ends_at",)

    starts_at = MomentField(label="From")
    ends_at = MomentField(label="Until")
    notified_at = MomentField(
        label="The customer was told", required=False, help_text="Leave empty if it was not told beforehand."
    )

    class Meta:
        model = MaintenanceWindow
        fields = ("title", "service", "site", "starts_at", "ends_at", "notified_at")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choose("service", self.fields["service"].queryset, "All services")  # type: ignore[attr-defined]  # ours
        self._choose("site", self.fields["site"].queryset, "All sites")  # type: ignore[attr-defined]  # ours
        self.dress(
            "edited",
            "title",
            side_by_side("service", "site"),
            side_by_side("starts_at", "ends_at"),
            "notified_at",
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("ends_at") and cleaned["ends_at"] == cleaned.get("starts_at"):
            self.add_error("ends_at", "Work takes some time: write a later end.")
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
        _check_past(self, "starts_at", "ends_at")
        return cleaned


class ChangeForm(KeepsMoments, forms.Form):
    """Another priority, from a moment on."""

    priority = forms.ChoiceField(label="Became", choices=[("", "Did not change"), *choices(Priority)], required=False)
    happened_at = MomentField(label="On", required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("priority") and not cleaned.get("happened_at") and "happened_at" not in self.errors:
            self.add_error("happened_at", "Say when it changed.")
        _check_past(self, "happened_at")
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


def _filled(forms_: Any, name: str) -> Iterable[dict[str, Any]]:
    return [form.cleaned_data for form in forms_ if form.cleaned_data.get(name)]


def _waits(ticket: Ticket | None) -> list[dict[str, Any]]:
    rows: Any = ticket.pauses.order_by("starts_at", "pk").values("reason", "starts_at", "ends_at") if ticket else ()
    return list(rows)


def _changes(ticket: Ticket | None) -> list[dict[str, Any]]:
    rows: Any = ticket.changes.order_by("happened_at", "pk").values("priority", "happened_at") if ticket else ()
    return list(rows)
