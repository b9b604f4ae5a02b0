"""The policy itself, and what of the provider's own its customers read."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from audit.forms import EndingForm
from contracts.forms.base import DateField, Looks, RowForm, group, side_by_side
from contracts.forms.insurance.fields import AmountField, ShareField, TruthField, ticks
from contracts.insurance.kinds import BiRetention, Fact, Kind, Within
from contracts.loss.vocabulary import Cause, Head
from contracts.models import Policy
from core.models import choices
from core.words import day


class PolicyForm(RowForm):
    """The policy itself: what a schedule of insurance says on its first page."""

    kind = forms.ChoiceField(label="What it is for", choices=choices(Kind), initial=Kind.CYBER)
    starts_on = DateField(label="First day")
    ends_on = DateField(label="Last day")
    retroactive_on = DateField(label="Mistakes count from", required=False, help_text="The retroactive date.")
    insured_since = DateField(
        label="Insured without a break since", required=False, help_text="The first day of the first such policy."
    )
    review_on = DateField(
        label="Look at it again on",
        required=False,
        help_text="Both sides are reminded. Some weeks before it ends is usual.",
    )
    aggregate_limit = AmountField(label="The most it pays in the period", help_text="The aggregate limit, in pounds.")
    per_claim_limit = AmountField(
        label="The most it pays for one event", required=False, help_text="If it is less. Limit any one claim."
    )
    retention = AmountField(label="What is paid first, each event", help_text="The excess, in pounds.", initial=0)
    coinsurance = ShareField(
        label="Share kept on top, in per cent", help_text="Coinsurance, of every loss. Often none."
    )
    bi_retention = forms.ChoiceField(
        label="For lost business", choices=choices(BiRetention), help_text="How the excess and the waiting hours meet."
    )
    excluded_causes = ticks(Cause, "Events it leaves out")
    excluded_heads = ticks([head for head in Head if head != Head.REGULATORY_FINE], "Costs it leaves out")
    pays_fines = forms.BooleanField(
        label="It pays fines where the law allows that", required=False, help_text="Usually not."
    )
    notice_unit = forms.ChoiceField(
        label="Counted in", choices=[("", "No time is named"), *choices(Within)], required=False
    )
    allows_subrogation_waiver = TruthField(
        label="Does it let you give up claims against others?",
        help_text="Waiver of subrogation. Contracts sometimes ask for one.",
    )

    class Meta:
        model = Policy
        fields = (
            "kind", "insurer", "number", "starts_on", "ends_on", "will_lapse", "aggregate_limit", "per_claim_limit",
            "costs_inclusive", "retention", "bi_retention", "coinsurance", "claims_made", "covers_all_past",
            "retroactive_on", "insured_since", "excluded_causes", "excluded_heads", "exclusions", "notice_rule",
            "notice_within", "notice_unit", "hotline", "broker", "broker_contact", "allows_subrogation_waiver",
            "review_on",
        )  # fmt: skip
        labels = {
            "number": "Policy number",
            "will_lapse": "It will not be renewed",
            "costs_inclusive": "Lawyers’ costs count towards these limits",
            "claims_made": "It answers in the year in which a claim is made and notified (claims-made)",
            "covers_all_past": "Mistakes count however long ago they were made",
            "exclusions": "Exclusions in the policy’s words",
            "notice_rule": "When and how the insurer must be told",
            "notice_within": "To be told within",
            "broker_contact": "How to reach the broker",
        }
        help_texts = {
            "exclusions": "One in each line.",
            "notice_rule": "For example: by the hotline, before any cost is agreed or fault admitted.",
            "hotline": "Whom to ring first when something happens.",
        }
        widgets = {"exclusions": forms.Textarea(attrs={"rows": 4}), "notice_rule": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance._state.adding:
            self.initial["pays_fines"] = Head.REGULATORY_FINE not in self.instance.uninsurable_heads
        self.dress(
            "edited",
            group("Which policy", "kind", side_by_side("insurer", "number"), side_by_side("starts_on", "ends_on"),
                  "will_lapse"),
            group("How much", side_by_side("aggregate_limit", "per_claim_limit"), "costs_inclusive",
                  side_by_side("retention", "coinsurance"), "bi_retention"),
            group("Which claims and mistakes count", "claims_made", "covers_all_past",
                  side_by_side("retroactive_on", "insured_since")),
            group("When something happens", "notice_rule", side_by_side("notice_within", "notice_unit"), "hotline",
                  side_by_side("broker", "broker_contact")),
            group("What it does not pay", "exclusions", "excluded_causes", "excluded_heads", "pays_fines"),
            group("Looking ahead", "review_on", "allows_subrogation_waiver"),
        )  # fmt: skip

    def clean_coinsurance(self) -> Decimal:
        return self.cleaned_data["coinsurance"] or Decimal(0)

    def clean_aggregate_limit(self) -> Decimal:
        limit: Decimal = self.cleaned_data["aggregate_limit"]
        if limit <= 0:
            raise forms.ValidationError("Write the most it pays, more than 0.")
        return limit

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        if cleaned["ends_on"] < cleaned["starts_on"]:
            self.add_error("ends_on", f"The last day can’t be before {day(cleaned['starts_on'])}, the first.")
        each = cleaned["per_claim_limit"]
        if each is not None and not 0 < each <= cleaned["aggregate_limit"]:
            self.add_error("per_claim_limit", "Write more than 0 and no more than it pays in the whole period.")
        if bool(cleaned["notice_within"]) != bool(cleaned["notice_unit"]):
            self.add_error("notice_within", "Write both the number and what it is counted in, or neither.")
        self._check_past(cleaned)
        return cleaned

    def _check_past(self, cleaned: dict[str, Any]) -> None:
        if not cleaned["retroactive_on"]:
            return
        if cleaned["covers_all_past"]:
            self.add_error("retroactive_on", "Mistakes count either from a day on or however long ago, not both.")
        elif not cleaned["claims_made"]:
            self.add_error("retroactive_on", "Only a claims-made policy has such a day.")

    @property
    def values(self) -> dict[str, Any]:
        about = super().values
        never = set(self.instance.uninsurable_heads) - {str(Head.REGULATORY_FINE)}
        if not about.pop("pays_fines"):
            never.add(str(Head.REGULATORY_FINE))
        return about | {"uninsurable_heads": sorted(never)}


class PublishForm(Looks, forms.Form):
    """Which facts of the provider's policy its customers read."""

    facts = ticks(Fact, "Customers may read", "Amounts stay with you unless you tick them.")
    seen = ticks(Fact, "What they read when the page was opened")

    def __init__(self, *args: Any, published: Iterable[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["facts"] = list(published)
        self.dress("facts")

    @property
    def chosen(self) -> list[Fact]:
        return [Fact(fact) for fact in self.cleaned_data["facts"]]

    @property
    def known(self) -> list[Fact]:
        """What the writer saw as published."""
        return [Fact(fact) for fact in self.cleaned_data["seen"]]


class ReviewForm(Looks, EndingForm):
    """What somebody found when they looked at a policy again, and when to look next."""

    next_on = DateField(label="Look at it again on", required=False, help_text="Both sides are reminded.")

    def __init__(self, *args: Any, policy: Policy, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.policy, self.today = policy, today
        self.dress("ending", "why", "next_on")

    def clean_next_on(self) -> date | None:
        next_on: date | None = self.cleaned_data["next_on"]
        if next_on and not self.today < next_on <= self.policy.ends_on:
            raise forms.ValidationError(
                f"Choose a day after today and no later than the policy’s last day, {day(self.policy.ends_on)}."
            )
        return next_on
