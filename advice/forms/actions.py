"""Actions agreed, changed, closed."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from accounts.models import Customer, User
from advice.enums import Owner
from advice.models import Action
from advice.queries.people import people_of
from advice.snapshots import token
from core.forms import DateField, Looks, RowForm, side_by_side
from core.moments import Once
from core.uploads import CheckedFile, UploadRefused, check_upload

KINDS = ("pdf", "docx", "md", "png", "jpg", "csv", "xlsx")


class ActionForm(RowForm, Once):
    """Who does what by when. The people of both sides are offered; the side that does it must be theirs."""

    token_of: Callable[[Any], str] = staticmethod(token)
    due_on = DateField(label="By when?")

    class Meta:
        model = Action
        fields = ("text", "owed_by", "person", "due_on", "cost")
        labels = {"text": "What is to be done?", "cost": "What it costs, in pounds"}
        widgets = {"owed_by": forms.RadioSelect}

    def __init__(self, *args: Any, customer: Customer, is_customer: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sides = {side: people_of(customer, side) for side in Owner}
        names = {Owner.PROVIDER: customer.provider.name, Owner.CUSTOMER: customer.name}
        own = Owner.CUSTOMER if is_customer else Owner.PROVIDER
        owed_by: Any = self.fields["owed_by"]
        owed_by.choices = [(str(side), f"{names[side]} (you)" if side == own else names[side]) for side in Owner]
        owed_by.label, owed_by.error_messages["required"] = "Which side does it?", "Say which side does it."
        person: Any = self.fields["person"]
        person.queryset = User.objects.filter(pk__in=[user.pk for each in self.sides.values() for user in each])
        person.label, person.required = "Who in person?", False
        person.choices = [
            ("", "Whoever has time"),
            *((names[side], [(user.pk, user.name) for user in several]) for side, several in self.sides.items()),
        ]
        self.fields["cost"].min_value = 0  # type: ignore[attr-defined]  # a decimal field
        self.dress("key", "edited", "text", "owed_by", "person", side_by_side("due_on", "cost"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        who, side = cleaned.get("person"), cleaned.get("owed_by")
        if who and side and who not in self.sides[Owner(side)]:
            self.add_error("person", "Choose somebody of the side that does it.")
        if (cleaned.get("cost") or 0) < 0:
            self.add_error("cost", "Write 0 or more.")
        return cleaned

    @property
    def about(self) -> dict[str, Any]:
        """What the actions store."""
        return {name: value for name, value in self.values.items() if name != "key"}


class DoneForm(Looks, forms.Form):
    """What shows that it is done."""

    closing = forms.CharField(
        label="What shows it?", max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Such as “Restored last night’s accounts in 47 minutes; three files opened”.",
    )  # fmt: skip
    file = forms.FileField(
        label="File", required=False,
        help_text="PDF, Word, Markdown, PNG, JPEG, CSV or Excel, at most 20 MB. It is kept exactly as you send it.",
        widget=forms.FileInput(attrs={"accept": ".pdf,.docx,.md,.png,.jpg,.jpeg,.csv,.xlsx"}),
    )  # fmt: skip
    checked: CheckedFile | None = None

    def __init__(self, *args: Any, instead_of: str = "", **kwargs: Any) -> None:
        """`instead_of` names the side that owes it, where the other says that it is done."""
        super().__init__(*args, **kwargs)
        if instead_of:
            self.fields["closing"].label = f"What shows it, and why do you say so instead of {instead_of}?"
        self.dress("closing", "file")

    def clean_file(self) -> UploadedFile | None:
        file: UploadedFile | None = self.cleaned_data["file"]
        if not file:
            return None
        try:
            self.checked = check_upload(file, KINDS)
        except UploadRefused as refused:
            raise forms.ValidationError(str(refused)) from refused
        return file


class DropForm(Looks, forms.Form):
    """Why it is no longer needed."""

    closing = forms.CharField(
        label="Why is it no longer needed?", max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Both sides read this.",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dress("closing")


class ReopenForm(Looks, forms.Form):
    """Why it is not done, or needed after all."""

    because = forms.CharField(
        label="Why is it open again?", max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="The other side gets this by e-mail. What was said to show it stays in the history.",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dress("because")
