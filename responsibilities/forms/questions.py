"""What people write about a job: a question, an answer, a suggestion of who should do it."""

from typing import Any

from django import forms

from responsibilities.duties import Names
from responsibilities.enums import Ownership

LONGEST = 4000  # characters of one message


class PlainForm(forms.Form):
    """A form with the product's fields: label, hint, then any error above the field. `at` tells forms apart."""

    field_template = "responsibilities/_question_field.html"

    def __init__(self, data: Any = None, *, at: str = "", initial: dict[str, Any] | None = None) -> None:
        self.at = at or "form"
        super().__init__(data, auto_id=f"{self.at}-%s", initial=initial)
        for name in self.fields:
            self.draw(name, self.field_template)

    def draw(self, name: str, template: str | None) -> None:
        """Say with which template a field is shown; None is Django's own."""
        vars(self.fields[name])["template_name"] = template


def text_field(label: str, hint: str = "", *, longest: int = LONGEST, rows: int = 3) -> forms.CharField:
    """Words in a few lines; what is missing is said in a sentence."""
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=longest,
        widget=forms.Textarea(attrs={"class": "form-control", "rows": rows}),
        error_messages={"required": "Write a few words first."},
    )


class AskForm(PlainForm):
    """A question on a job."""

    text = text_field("Your question", "Ask anything, or say what you would like changed.")


class AnswerForm(PlainForm):
    """The next message of a thread."""

    text = text_field("Your answer")


class SuggestForm(PlainForm):
    """Who the customer thinks should do a job that nobody does: becomes a question."""

    owner = forms.ChoiceField(
        label="Who should do this?", widget=forms.RadioSelect(attrs={"class": "form-check-input"})
    )
    text = text_field("Why, or how you would share it", "In a few words, so that it can be written into the list.")

    def __init__(self, data: Any = None, *, names: Names, at: str = "") -> None:
        super().__init__(data, at=at)
        self.fields["owner"].choices = [  # type: ignore[attr-defined]  # a ChoiceField, declared above
            (Ownership.PROVIDER.value, names.provider),
            (Ownership.CUSTOMER.value, "We should"),
            (Ownership.SHARED.value, "Each does a part"),
            (Ownership.THIRD_PARTY.value, "Someone else"),
        ]
        self.draw("owner", "responsibilities/_question_choices.html")

    def question(self, names: Names) -> str:
        """The suggestion as the other side reads it."""
        who = {
            Ownership.PROVIDER: f"We think {names.provider} should do this.",
            Ownership.CUSTOMER: "We think we should do this ourselves.",
            Ownership.SHARED: "We think each of us should do a part of this.",
            Ownership.THIRD_PARTY: "We think someone else should do this.",
        }[Ownership(self.cleaned_data["owner"])]
        return f"{who} {self.cleaned_data['text']}"
