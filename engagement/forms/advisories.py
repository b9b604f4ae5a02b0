"""Advisories as they are written, sent, answered; what narrows their lists."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django import forms

from accounts.models import Provider
from core.filters import Filter, search
from core.forms import DateField, Looks, side_by_side
from core.models import choices
from core.moments import OnceRowForm
from core.widgets import SELECT
from engagement.actions.advisories import token
from engagement.advisories import Decision, Severity
from engagement.models import Advisory
from engagement.queries.advisories import Match
from technology.models import Product


class AdvisoryForm(OnceRowForm):
    """What, why, what to do by when; and the products by which the customers it concerns are found."""

    token_of: Callable[[Any], str] = staticmethod(token)
    do_by = DateField(label="By when?", required=False, help_text="Empty where there is no hurry.")
    chase_days = forms.IntegerField(
        label="Ask again after so many days without an answer", min_value=1, max_value=90, initial=7
    )

    class Meta:
        model = Advisory
        fields = ("title", "severity", "what", "why", "what_to_do", "do_by", "chase_days", "products")
        widgets = {name: forms.Textarea(attrs={"rows": 3}) for name in ("what", "why", "what_to_do")}
        help_texts = {
            "title": "As you would say it on the telephone.",
            "what": "In plain words: no product names that nobody at the customer has heard of.",
            "what_to_do": "Who should do what, in the order in which to do it.",
            "products": "Customers where one of these runs, or who depend on one, are ticked when you send.",
        }

    def __init__(self, *args: Any, provider: Provider, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        products: Any = self.fields["products"]
        products.queryset = Product.objects.filter(vendor__provider=provider).select_related("vendor").order_by(
            "vendor__name", "name", "pk"
        )  # fmt: skip
        products.label, products.required = "Products it is about", False
        products.label_from_instance = lambda product: product.full_name
        products.widget.attrs["size"] = 8
        self.dress(
            self.hidden, "title", "severity", "what", "why", "what_to_do", side_by_side("do_by", "chase_days"),
            "products",
        )  # fmt: skip

    def clean_do_by(self) -> date | None:
        day: date | None = self.cleaned_data["do_by"]
        if day and day < self.today:
            raise forms.ValidationError("That day has passed. Choose today or a later day.")
        return day


class SendForm(Looks, forms.Form):
    """Which customers get it: those it concerns are ticked."""

    to = forms.MultipleChoiceField(
        label="Who gets it?", widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one customer whom it concerns."},
    )  # fmt: skip
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, matches: Iterable[Match], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.because = {match.customer.pk: match.because for match in matches}
        to: Any = self.fields["to"]
        to.choices = [
            (
                str(match.customer.pk),
                f"{match.customer.name}: {match.because}" if match.because else match.customer.name,
            )
            for match in matches
        ]
        self.initial.setdefault("to", [str(match.customer.pk) for match in matches if match.because])
        self.dress("seen", "to")

    @property
    def chosen(self) -> dict[UUID, str]:
        """The customers that get it, each with why."""
        return {UUID(pk): self.because[UUID(pk)] for pk in self.cleaned_data["to"]}


class AnswerForm(Looks, forms.Form):
    """What the customer does about it."""

    decision = forms.ChoiceField(
        label="What do you do about it?", choices=choices(Decision), widget=forms.RadioSelect,
        error_messages={"required": "Say whether it is done, planned, or decided against."},
    )  # fmt: skip
    shown_by = forms.CharField(
        label="What shows that it is done?", required=False, max_length=300,
        help_text="Such as “Restarted all three tills on Tuesday evening”.",
    )  # fmt: skip
    scheduled_for = DateField(label="Planned for which day?", required=False)
    reason = forms.CharField(
        label="Why do you decide against it?", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
    review_on = DateField(label="When do you look at it again?", required=False)

    edited = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, may_decline: bool, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        if not may_decline:
            answers: Any = self.fields["decision"]
            answers.choices = [each for each in answers.choices if each[0] != Decision.DECLINED]
            answers.help_text = "Only the owner can decide against it."
            del self.fields["reason"], self.fields["review_on"]
        fields = ["edited", "decision", "shown_by", "scheduled_for", *(["reason", "review_on"] if may_decline else [])]
        self.dress(*fields)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        decision = cleaned.get("decision")
        if decision == Decision.SCHEDULED:
            self._needs_day("scheduled_for", "Choose the day for which it is planned.")
        if decision == Decision.DECLINED:
            self._needs_day("review_on", "Choose the day on which you look at it again.")
            if not cleaned.get("reason"):
                self.add_error("reason", "Write down why, so that both sides know it in a year.")
        return cleaned

    def _needs_day(self, name: str, words: str) -> None:
        day = self.cleaned_data.get(name)
        if day is None and name not in self.errors:
            self.add_error(name, words)
        elif day is not None and day <= self.today:
            self.add_error(name, "Choose a day that is still to come.")


class WithdrawForm(Looks, forms.Form):
    """Why it is taken back."""

    because = forms.CharField(
        label="Why is it taken back?", max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Everybody who got it reads this.",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dress("because")


class _Words(Filter):
    q = search()
    severity = forms.ChoiceField(
        label="How urgent", required=False, widget=SELECT, choices=[("", "Any urgency"), *choices(Severity)]
    )


class AdvisoryFilter(_Words):
    """What narrows the provider's list."""

    show = forms.ChoiceField(
        label="Which", required=False, widget=SELECT,
        choices=(("", "All"), ("open", "Not everybody has decided"), ("drafts", "Drafts"), ("withdrawn", "Taken back")),
    )  # fmt: skip


class CopyFilter(_Words):
    """What narrows a customer's list."""

    show = forms.ChoiceField(
        label="Which", required=False, widget=SELECT,
        choices=(("", "All"), ("waiting", "Waiting for an answer"), ("done", "Done"), ("declined", "Decided against")),
    )  # fmt: skip
