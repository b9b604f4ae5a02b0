"""What stands in a policy: sections, single events, conditions, notices."""

from decimal import Decimal
from typing import Any

from django import forms

from contracts.forms.base import DateField, RowForm, group, side_by_side
from contracts.forms.insurance.fields import AmountField, ShareField, TruthField, above_nothing, ticks
from contracts.insurance.kinds import NoticeKind, WaitingMode
from contracts.loss.vocabulary import Cause, Head
from contracts.models import EventSublimit, PolicyCondition, PolicyNotice, PolicySection
from core.models import choices


class SectionForm(RowForm):
    """What is paid, after which events, up to what, from when on."""

    causes = ticks(Cause, "After these events", required=True)
    heads = ticks(Head, "It pays these costs", required=True)
    limit = AmountField(label="Up to", required=False, help_text="Leave empty for the policy’s own limit.")
    waiting_mode = forms.ChoiceField(label="Once they have passed", choices=choices(WaitingMode))
    waiting_hours = forms.IntegerField(
        label="Waiting hours",
        min_value=0,
        max_value=8784,
        initial=0,
        required=False,
        help_text="For lost business; else 0.",
    )
    coinsurance = ShareField(
        label="Share kept on top, in per cent", help_text="Leave empty if the policy’s own applies."
    )
    indemnity_days = forms.IntegerField(
        label="Lost business for at most, in days", min_value=1, max_value=3660, required=False,
        help_text="The indemnity period.",
    )  # fmt: skip
    position = forms.IntegerField(
        label="Place in the list", min_value=1, max_value=999, required=False,
        help_text="Where two sections fit, the first one pays.",
    )  # fmt: skip

    class Meta:
        model = PolicySection
        fields = (
            "name", "causes", "heads", "limit", "coinsurance", "waiting_hours", "waiting_mode", "indemnity_days",
            "position",
        )  # fmt: skip
        help_texts = {"name": "As in the policy, for example: Business interruption."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dress(
            "edited", "name", "causes", "heads",
            side_by_side("limit", "coinsurance"), side_by_side("waiting_hours", "waiting_mode"),
            side_by_side("indemnity_days", "position"),
        )  # fmt: skip

    def clean_waiting_hours(self) -> int:
        return self.cleaned_data["waiting_hours"] or 0

    def clean_limit(self) -> Decimal | None:
        return above_nothing(self.cleaned_data["limit"])

    def clean_position(self) -> int:
        return self.cleaned_data["position"] or self.instance.position


class SublimitForm(RowForm):
    """A lower limit, or a share kept, for one kind of event."""

    cause = forms.ChoiceField(label="Event", choices=[("", "Choose one"), *choices(Cause)])
    amount = AmountField(label="The most it pays", required=False, help_text="Part of the policy’s limit, not on top.")
    coinsurance = ShareField(label="Share kept on top, in per cent", help_text="Coinsurance.")

    class Meta:
        model = EventSublimit
        fields = ("cause", "amount", "coinsurance")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dress("edited", "cause", side_by_side("amount", "coinsurance"))

    def clean_amount(self) -> Decimal | None:
        return above_nothing(self.cleaned_data["amount"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        cleaned["coinsurance"] = cleaned.get("coinsurance") or Decimal(0)
        if not self.errors and cleaned["amount"] is None and not cleaned["coinsurance"]:
            raise forms.ValidationError("Write the most it pays, the share kept, or both.")
        return cleaned


class ConditionForm(RowForm):
    """What the insurer requires, what happens if it is not so, and what was last found."""

    reduced_by = ShareField(label="Reduced by, in per cent", help_text="Only if less is paid.")
    causes = ticks(
        Cause, "It matters for losses from",
        "Leave all empty if it matters whatever happened. A breach without bearing on a loss does not count for it.",
    )  # fmt: skip
    is_met = TruthField(label="Is it so?")
    checked_on = DateField(label="Found out on", required=False)

    class Meta:
        model = PolicyCondition
        fields = (
            "code", "words", "effect", "reduced_by", "causes", "relevance", "is_met", "checked_on",
            "counted", "counted_of", "evidence",
        )  # fmt: skip
        labels = {"code": "Short name", "words": "What the insurer requires", "counted": "True for", "counted_of": "Of"}
        help_texts = {
            "code": "For example MFA.",
            "relevance": "For example: only for losses that begin with a stolen password.",
            "counted": "How many people or devices, if it can be counted.",
            "evidence": "For example: MFA report of 3 November.",
        }
        widgets = {"words": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dress(
            "edited",
            group("What is required", "code", "words", side_by_side("effect", "reduced_by"), "causes",
                  "relevance"),
            group("How it stands", side_by_side("is_met", "checked_on"), side_by_side("counted", "counted_of"),
                  "evidence"),
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        if cleaned["effect"] == "reduce" and not cleaned["reduced_by"]:
            self.add_error("reduced_by", "Write by how much.")
        elif cleaned["effect"] != "reduce":
            cleaned["reduced_by"] = None
        if cleaned["is_met"] is not None and not cleaned["checked_on"]:
            self.add_error("checked_on", "Write the day on which this was found out.")
        counted, of = cleaned["counted"], cleaned["counted_of"]
        if (counted is None) != (of is None) or (counted is not None and not 0 < of >= counted):
            self.add_error("counted", "Write how many of how many, or leave both empty.")
        elif cleaned["is_met"] and counted is not None and counted < of:
            self.add_error("is_met", "It is not so for all of them. Choose “No”, or correct the numbers.")
        return cleaned


class NoticeForm(RowForm):
    """What the insurer was told of, and what came of it."""

    kind = forms.ChoiceField(label="What it is", choices=choices(NoticeKind))
    happened_on = DateField(label="When it happened", required=False)
    notified_on = DateField(label="When the insurer was told")
    reserved = AmountField(label="Set aside by the insurer", required=False, help_text="The reserve, in pounds.")
    paid = AmountField(label="Paid so far", required=False, help_text="This is gone from the limit.")
    paid_on = DateField(label="Last paid on", required=False)

    class Meta:
        model = PolicyNotice
        fields = (
            "kind", "what", "happened_on", "notified_on", "insurer_reference", "reserved", "paid", "paid_on",
            "is_closed",
        )  # fmt: skip
        labels = {"what": "What happened", "insurer_reference": "The insurer’s reference", "is_closed": "It is settled"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dress(
            "edited", "kind", "what", side_by_side("happened_on", "notified_on"), "insurer_reference",
            side_by_side("reserved", "paid"), "paid_on", "is_closed",
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        cleaned["paid"] = cleaned.get("paid") or Decimal(0)
        if self.errors:
            return cleaned
        if cleaned["happened_on"] and cleaned["happened_on"] > cleaned["notified_on"]:
            self.add_error("notified_on", "The insurer can’t be told before it happened.")
        if bool(cleaned["paid"]) != bool(cleaned["paid_on"]):
            self.add_error("paid_on", "Write the day for what was paid; leave it empty while nothing is.")
        return cleaned
