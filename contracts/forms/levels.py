"""How a service level is measured, and what becomes of its credits."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone

from contracts.forms.base import DateField, Looks, RowForm, group, side_by_side
from contracts.models import CreditClaim, TargetTerms
from contracts.service_levels.facts import AVAILABILITY, RESTORE_TEST, TIMED
from contracts.service_levels.vocabulary import Exclusion, Waiting
from core.models import choices
from core.words import day, money, per_cent

BANDS = range(1, 5)
BAND_HINT = "Below this result, so much of the month’s fee comes back. Leave rows empty that you do not need."
DAYS_HINT = "Beyond so many days, so much of the month’s fee comes back. Leave rows empty that you do not need."
LONGEST_GAP = 9999  # days
UPTIME = ("exclusions", "maintenance_notice_hours", "maintenance_allowance_minutes", "site_rule")


def _percent(label: str, **about: Any) -> forms.DecimalField:
    return forms.DecimalField(
        label=label, required=False, min_value=0, max_value=100, max_digits=6, decimal_places=3, **about
    )


class LevelTermsForm(RowForm):
    """What counts, what is left out, what a miss gives. Fields that the metric has no use for are not shown."""

    pauses = forms.MultipleChoiceField(
        label="The clock stops while it is",
        choices=choices(Waiting),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    exclusions = forms.MultipleChoiceField(
        label="Downtime that does not count",
        choices=choices(Exclusion),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    recorded_from = DateField(
        label="Outages are recorded since",
        required=False,
        help_text=f"Before that day nothing is known: it reads “n/a”, not {per_cent(100)}.",
    )

    class Meta:
        model = TargetTerms
        fields = (
            "required_percent", "pauses", "priority_rule", "recorded_from", "exclusions", "maintenance_notice_hours",
            "maintenance_allowance_minutes", "site_rule", "cap", "term_cap", "claim_days", "nature", "payout",
            "termination",
        )  # fmt: skip
        help_texts = {
            "required_percent": "100 if every ticket must keep it.",
            "maintenance_notice_hours": "Leave empty if all maintenance counts as downtime.",
            "maintenance_allowance_minutes": "Leave empty for no limit.",
            "cap": "Leave empty for no limit.",
            "term_cap": "Leave empty for no limit.",
            "claim_days": "Leave empty if the contract sets no last day.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["edited"] = self.token_of(self.instance)
        metric = self.instance.target.metric
        self._leave_out(metric)
        self._add_bands()
        if self.instance.target.contract.is_signed:  # what it says is not changed any more
            for name in self.fields.keys() - {"edited", "recorded_from"}:
                self.fields[name].disabled = True
        self.dress(
            "edited",
            *self._counts(metric),
            group(
                "What a miss gives",
                *(side_by_side(f"below_{number}", f"percent_{number}") for number in BANDS),
                side_by_side("cap", "term_cap"),
                side_by_side("claim_days", "termination"),
                "nature",
                "payout",
            ),
        )

    def _leave_out(self, metric: str) -> None:
        used = {
            **dict.fromkeys(TIMED, ("required_percent", "pauses", "priority_rule")),
            AVAILABILITY: ("recorded_from", *UPTIME),
            RESTORE_TEST: ("recorded_from",),
        }
        for name in ("required_percent", "pauses", "priority_rule", "recorded_from", *UPTIME):
            if name not in used.get(metric, ()):
                del self.fields[name]

    def _add_bands(self) -> None:
        for number in BANDS:
            below, percent = self._band(number)
            if self._is_tested:
                limit: forms.Field = forms.IntegerField(
                    label=f"{number}. More than, in days", required=False, min_value=1, max_value=LONGEST_GAP
                )
                limit.initial = below
            else:
                limit = _percent(f"{number}. Below, in %", initial=below)
            self.fields[f"below_{number}"] = limit
            self.fields[f"percent_{number}"] = _percent(f"{number}. Credit, in % of the fee", initial=percent)
        self.fields["below_1"].help_text = DAYS_HINT if self._is_tested else BAND_HINT

    def _counts(self, metric: str) -> Iterator[Any]:
        if metric in TIMED:
            yield group("What counts", side_by_side("required_percent", "priority_rule"), "pauses")
        elif metric == AVAILABILITY:
            yield group(
                "What counts",
                side_by_side("recorded_from", "site_rule"),
                "exclusions",
                side_by_side("maintenance_notice_hours", "maintenance_allowance_minutes"),
            )
        elif metric == RESTORE_TEST:
            self.fields["recorded_from"].label = "Restore tests are recorded since"
            self.fields["recorded_from"].help_text = "Before the first test, time runs from that day."
            yield group("What counts", "recorded_from")

    @property
    def _is_tested(self) -> bool:
        return self.instance.target.metric == RESTORE_TEST

    def _band(self, number: int) -> tuple[str | None, str | None]:
        bands = self.instance.bands
        return tuple(bands[number - 1]) if number <= len(bands) else (None, None)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        bands: dict[Decimal, Decimal] = {}
        for number in BANDS:
            below, percent = cleaned.pop(f"below_{number}", None), cleaned.pop(f"percent_{number}", None)
            if (below is None) != (percent is None):
                self.add_error(f"below_{number}", "Fill in both, or neither.")
            elif below in bands:
                self.add_error(f"below_{number}", "There is a band for this result already.")
            elif below is not None and percent is not None:
                bands[below] = percent
        cleaned["bands"] = [[f"{below}", f"{bands[below]}"] for below in sorted(bands, reverse=not self._is_tested)]
        allowance, notice = cleaned.get("maintenance_allowance_minutes"), cleaned.get("maintenance_notice_hours")
        if allowance is not None and notice is None:
            self.add_error("maintenance_notice_hours", "Say how long before the work must be told.")
        return cleaned


class ClaimForm(Looks, forms.Form):
    """A credit that is claimed: by whom and when. The amount is worked out, never typed."""

    claimant = forms.CharField(label="Claimed by", max_length=120)
    claimed_on = DateField(label="Claimed on")

    def __init__(self, *args: Any, ended_on: date, claimant: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"claimant": claimant, "claimed_on": timezone.localdate()}
        self.ended_on = ended_on
        self.dress(side_by_side("claimant", "claimed_on"))

    def clean_claimed_on(self) -> date:
        claimed_on: date = self.cleaned_data["claimed_on"]
        if not self.ended_on < claimed_on <= timezone.localdate():
            raise forms.ValidationError(f"Write a day after {day(self.ended_on)}, not in the future.")
        return claimed_on


class LeaveForm(Looks, forms.Form):
    """Why a miss is left without a credit."""

    reason = forms.CharField(label="Why", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dress("reason")


class DecideForm(Looks, forms.Form):
    """The provider's answer to a claim."""

    answer = forms.ChoiceField(
        label="Your answer", choices=[("granted", "Credit it"), ("refused", "Refuse it")], widget=forms.RadioSelect
    )
    granted = forms.DecimalField(
        label="Amount credited", required=False, min_value=Decimal("0.01"), max_digits=12, decimal_places=2
    )
    is_more_meant = forms.BooleanField(label="Yes, credit more than was worked out", required=False)
    reason = forms.CharField(
        label="Reason",
        required=False,
        max_length=500,
        help_text="Both sides read it.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, claim: CreditClaim, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"granted": claim.amount, "answer": "granted"}
        self.claim = claim
        more = ["is_more_meant"] if self._asks_for_more() else []
        self.dress("answer", "granted", *more, "reason")

    def _asks_for_more(self) -> bool:
        """Whether what was sent credits more than was worked out: only then the question is put."""
        try:
            granted = self.fields["granted"].clean(self.data.get("granted"))
        except forms.ValidationError:
            return False
        return bool(granted and granted > self.claim.amount)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        is_granted = cleaned.get("answer") == "granted"
        if is_granted and not cleaned.get("granted") and "granted" not in self.errors:
            self.add_error("granted", f"Write the amount; {money(self.claim.amount, self.claim.currency)} was claimed.")
        elif is_granted and "granted" in cleaned and cleaned["granted"] > self.claim.amount:
            self._check_more(cleaned)
        if cleaned.get("answer") == "refused" and not cleaned.get("reason"):
            self.add_error("reason", "Say why it is refused.")
        if not is_granted:
            cleaned["granted"] = None
        return cleaned

    def _check_more(self, cleaned: dict[str, Any]) -> None:
        worked_out = money(self.claim.amount, self.claim.currency)
        if not cleaned.get("is_more_meant"):
            says = f"{worked_out} was worked out, after the contract’s limits; this is more."
            self.add_error("granted", f"{says} Tick below if you mean it.")
        if not cleaned.get("reason"):
            self.add_error("reason", f"Say why more than {worked_out} is credited.")
