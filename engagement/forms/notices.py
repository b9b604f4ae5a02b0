"""How somebody wants to be told."""

from typing import Any

from django import forms

from background.notices import How, Topic, Wishes, allowed
from core.widgets import QuickSelect
from engagement.enums import BINDING, CHOICES

HOWS = {How.NOW: "At once", How.WEEKLY: "In the weekly e-mail", How.OFF: "In the app only"}
WEEKDAYS = ((0, "Monday"), (1, "Tuesday"), (2, "Wednesday"), (3, "Thursday"), (4, "Friday"))


class WishesForm(forms.Form):
    """A choice for each kind of notice, the day of the weekly e-mail, and whether weekends are quiet."""

    weekday = forms.TypedChoiceField(
        label="The weekly e-mail comes on",
        coerce=int,
        choices=WEEKDAYS,
        widget=QuickSelect(attrs={"class": "form-select"}),
    )
    has_quiet_weekends = forms.BooleanField(
        label="No e-mails on Saturday and Sunday",
        required=False,
        help_text="They wait for Monday morning. Incidents and access do not wait.",
    )

    def __init__(self, *args: Any, wishes: Wishes, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"weekday": wishes.weekday, "has_quiet_weekends": wishes.has_quiet_weekends}
        for topic in Topic:
            self.fields[topic], self.initial[topic] = self._field(topic), wishes.how(topic)

    @staticmethod
    def _field(topic: Topic) -> forms.ChoiceField:
        label, about = CHOICES[topic]
        return forms.ChoiceField(
            label=label,
            choices=[(str(how), HOWS[how]) for how in allowed(topic)],
            widget=QuickSelect(attrs={"class": "form-select"}),
            help_text=" ".join(filter(None, (f"{about}.", BINDING.get(topic, "")))),
            error_messages={"invalid_choice": BINDING.get(topic, "Choose one of the ways that are offered.")},
        )

    @property
    def topics(self) -> list[Any]:
        """The fields of the kinds of notices."""
        return [self[topic] for topic in Topic]

    @property
    def hows(self) -> dict[Topic, How]:
        return {topic: How(self.cleaned_data[topic]) for topic in Topic}
