"""One tap, and a sentence for those who like."""

from django import forms

from engagement.helped import Helped

NO_ANSWER = 0


class FeedbackForm(forms.Form):
    """The button that was pressed, and the sentence beside it."""

    helped = forms.TypedChoiceField(
        coerce=int, choices=[(NO_ANSWER, "I’d rather not say"), *((each.value, each.label) for each in Helped)]
    )
    words = forms.CharField(required=False, max_length=500)

    @property
    def grade(self) -> int | None:
        """None for whoever would rather not say."""
        return self.cleaned_data["helped"] or None
