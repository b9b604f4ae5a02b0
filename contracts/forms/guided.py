"""The steps in which a contract is entered; each asks for a few of its details."""

from typing import Any

from django import forms

from contracts.forms.agreements import COUNTING, HINTS, TERM_FIELDS, ContractForm
from contracts.forms.base import side_by_side
from contracts.models import Contract


class _StepForm(ContractForm):
    """Some of a contract's details; the others are as they were."""

    def _meant(self) -> Contract:
        """The contract as it would be, with what this step says."""
        names = (*TERM_FIELDS, "notice_counting", "notice_days")
        values = {name: self.cleaned_data.get(name, getattr(self.instance, name)) for name in names}
        return Contract(customer=self.customer, **values)

    def clean(self) -> dict[str, Any]:
        if not self.errors:
            self._check(self._meant())
        return self.cleaned_data

    @property
    def meant(self) -> Contract | None:
        """The same once the form is right; None while it is not."""
        return self._meant() if self.is_valid() else None


class PartiesStep(_StepForm):
    """What it is and what it belongs to."""

    effective_from = renewal = notice_unit = None  # type: ignore[assignment]  # asked later

    class Meta(ContractForm.Meta):
        fields = ("kind", "reference", "title", "parent")  # type: ignore[assignment]  # fewer of them

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dress("edited", "kind", side_by_side("reference", "title"), "parent")

    def clean(self) -> dict[str, Any]:
        return self.cleaned_data


class DatesStep(_StepForm):
    """When it begins and how long its first term is."""

    renewal = notice_unit = None  # type: ignore[assignment]  # asked later

    class Meta(ContractForm.Meta):
        fields = ("effective_from", "initial_term_months")  # type: ignore[assignment]  # fewer of them

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dress("edited", side_by_side("effective_from", "initial_term_months"))


class NoticeStep(_StepForm):
    """What happens at the end of a term, and what notice it takes."""

    effective_from = None  # type: ignore[assignment]  # asked before
    notice_counting = forms.ChoiceField(label="How the days are counted", choices=COUNTING)

    class Meta(ContractForm.Meta):
        fields = (  # type: ignore[assignment]  # fewer of them
            "renewal", "renewal_term_months", "notice_period", "notice_unit", "notice_counting", "notice_delivery",
            "notice_days",
        )  # fmt: skip
        help_texts = HINTS

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dress(
            "edited",
            side_by_side("renewal", "renewal_term_months"),
            side_by_side("notice_period", "notice_unit"),
            "notice_counting",
            side_by_side("notice_delivery", "notice_days"),
        )
