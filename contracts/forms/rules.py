"""What is never paid, paid without limit or made good, and how it is reckoned."""

from typing import Any

from django import forms

from contracts.forms.base import group, side_by_side
from contracts.forms.liability import CodesField, LiabilityForm, in_columns
from contracts.liability.vocabulary import EDITABLE_CAUSES, EDITABLE_HEADS, OUTSIDERS_CLAIMS, CapClass, Treatment
from contracts.loss.vocabulary import Cause, Head
from contracts.models import Indemnity, LiabilityRule, LiabilityTerms


class ExclusionForm(LiabilityForm):
    """Losses for which nothing is paid, by what they are or by where they come from."""

    heads = CodesField(label="What is never paid", words=EDITABLE_HEADS)
    causes = CodesField(label="What comes from", words=EDITABLE_CAUSES)
    treatment = Treatment.EXCLUDED

    class Meta:
        model = LiabilityRule
        fields = ("heads", "causes", "words", "clause")
        help_texts = {"words": "Exceptions, or what has no box. Words alone enter no sum."}
        labels = {"words": "In the contract’s words"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed = [in_columns(name) for name in ("heads", "causes") if name in self.fields]
        self.dress("edited", *listed, "words", "clause")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not any(cleaned.get(name) for name in ("heads", "causes", "words")):
            raise forms.ValidationError("Tick something, or write it in the contract’s words.")
        return cleaned


class UnlimitedForm(ExclusionForm):
    """Losses that both sides agreed to pay without limit."""

    heads = None  # type: ignore[assignment]  # what is unlimited is told by its cause
    causes = CodesField(label="Paid without limit when it comes from", words=EDITABLE_CAUSES)
    treatment = Treatment.UNLIMITED

    class Meta(ExclusionForm.Meta):
        fields = ("causes", "words", "clause")  # type: ignore[assignment]  # shorter
        help_texts = {"words": "For example: intellectual property, confidentiality, deliberate default."}


def rule_form(*args: Any, instance: LiabilityRule | None = None, **kwargs: Any) -> ExclusionForm:
    """The form of either kind of rule."""
    is_unlimited = instance is not None and instance.treatment == Treatment.UNLIMITED
    return (UnlimitedForm if is_unlimited else ExclusionForm)(*args, instance=instance, **kwargs)


class IndemnityForm(LiabilityForm):
    """Who makes good what, when, under which limit and on what condition."""

    causes = CodesField(label="When it comes from", words=Cause)
    heads = CodesField(
        label="What is made good", words=Head, required=True, error_messages={"required": "Tick what is made good."}
    )

    class Meta:
        model = Indemnity
        fields = (
            "from_party", "causes", "trigger", "heads", "third_party_claims_only", "cap_class", "conditions", "clause",
        )  # fmt: skip
        help_texts = {
            "trigger": "For what has no box, such as unlicensed software.",
            "conditions": "For example: prompt notice, control of the defence, help.",
        }
        labels = {"third_party_claims_only": "Only claims by outsiders: lawyers and what others are awarded"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        customer = self.contract.customer
        self.fields["from_party"].choices = [  # type: ignore[attr-defined]  # a choice field
            ("provider", customer.provider.name), ("customer", customer.name)
        ]  # fmt: skip
        self.dress(
            "edited", "from_party", in_columns("causes"), "trigger", in_columns("heads"), "third_party_claims_only",
            "conditions", side_by_side("cap_class", "clause"),
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        if not cleaned["causes"] and not cleaned["trigger"]:
            self.add_error("trigger", "Tick what it has to come from, or write it here.")
        if cleaned["third_party_claims_only"] and not OUTSIDERS_CLAIMS.intersection(cleaned["heads"].split()):
            self.add_error("heads", "Outsiders claim under “Claims by others” and “Lawyers”: tick one of them.")
        if cleaned["cap_class"] == CapClass.SUPER and not self.contract.caps.filter(cap_class=CapClass.SUPER).exists():
            self.add_error("cap_class", "Enter the higher limit first.")
        return cleaned


class TermsForm(LiabilityForm):
    """The other rules of the liability clause."""

    basket = forms.DecimalField(
        label="Small losses up to", min_value=0, max_digits=12, decimal_places=2, required=False
    )

    class Meta:
        model = LiabilityTerms
        exclude = ("contract",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("basket_type", "Nothing agreed")
        self.offer("advice_rule", "The contract says nothing")
        self.dress(
            "edited",
            group("Indirect loss", "exclude_indirect", "indirect_clause"),
            group("Lost profit", "exclude_profit", "profit_clause"),
            group("Small losses", side_by_side("basket", "basket_type"), "basket_clause"),
            group("Declined advice", side_by_side("advice_rule", "advice_clause")),
            group("Service credits", "credits_sole_remedy", "credits_set_off", "credits_clause"),
            group("The customer’s insurer", "subrogation_waived", "subrogation_clause"),
            group(
                "Insurance that the contract asks of the provider",
                "insurance_minimum",
                "insurance_occurrence",
                "insurance_waiver",
                "insurance_clause",
            ),
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        cleaned["basket"] = cleaned["basket"] or None
        if cleaned["basket"] and not cleaned["basket_type"]:
            self.add_error("basket_type", "Choose what happens when the amount is passed.")
        elif cleaned["basket_type"] and not cleaned["basket"]:
            self.add_error("basket", "Write the amount: more than 0.")
        return cleaned
