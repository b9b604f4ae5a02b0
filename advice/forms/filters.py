"""What narrows the lists."""

from typing import Any

from django import forms

from advice.enums import Owner, State
from core.filters import Filter, search
from core.widgets import SELECT


class AdviceFilter(Filter):
    """Recommendations by how they stand; customers are not offered drafts."""

    q = search()
    show = forms.ChoiceField(label="Which", required=False, widget=SELECT)

    def __init__(self, *args: Any, is_customer: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        states = [(str(state), state.label) for state in State if not (is_customer and state == State.DRAFT)]
        self.fields["show"].choices = [  # type: ignore[attr-defined]  # a choice field
            ("", "All advice"), *states, ("again", "To be looked at again"),
        ]  # fmt: skip


class ActionFilter(Filter):
    """Actions by who owes them and how they stand."""

    q = search()
    owed_by = forms.ChoiceField(label="Who does it", required=False, widget=SELECT)
    show = forms.ChoiceField(
        label="Which", required=False, widget=SELECT,
        choices=(
            ("", "To do"), ("overdue", "Overdue"), ("done", "Done"), ("dropped", "No longer needed"), ("all", "All"),
        ),
    )  # fmt: skip

    def __init__(self, *args: Any, provider: str, customer: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owed_by"].choices = [  # type: ignore[attr-defined]  # a choice field
            ("", "Both sides"), (str(Owner.PROVIDER), provider), (str(Owner.CUSTOMER), customer),
        ]  # fmt: skip
