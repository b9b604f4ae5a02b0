"""Courses, campaigns, results of phishing exercises, reports of something suspicious."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from accounts.models import Customer, Provider, User
from core.forms import DateField, Looks, side_by_side
from core.moments import Once, OnceRowForm
from core.spreadsheets import UnreadableFile, read_table
from core.uploads import CheckedFile, UploadRefused, check_upload
from engagement.actions.education import TAKEN, token
from engagement.caught import Caught
from engagement.models import Course, Suspicion
from engagement.phishing_file import Problem, read_results

COURSE_KINDS = ("pdf", "docx", "md", "png", "jpg")
PROOF_KINDS = ("png", "jpg", "pdf")
RESULT_KINDS = ("csv", "xlsx")
WEB = ("https://", "http://")


class _WithFile(forms.Form):
    """A file that is checked; `checked` says what it is."""

    kinds: tuple[str, ...] = ()
    checked: CheckedFile | None = None

    def clean_file(self) -> UploadedFile | None:
        file: UploadedFile | None = self.cleaned_data["file"]
        if not file:
            return None
        try:
            self.checked = check_upload(file, self.kinds)
        except UploadRefused as refused:
            raise forms.ValidationError(str(refused)) from refused
        return file


class CourseForm(OnceRowForm, _WithFile):
    """Text, link or file: at least one of them."""

    kinds = COURSE_KINDS
    token_of: Callable[[Any], str] = staticmethod(token)
    link = forms.URLField(
        label="Link", required=False, assume_scheme="https", max_length=200,
        help_text="To a page or a video that people may open. It begins with https://",
    )  # fmt: skip
    file = forms.FileField(label="File", required=False, help_text="PDF, Word, Markdown or a picture, at most 20 MB.")

    class Meta:
        model = Course
        fields = ("title", "kind", "words", "link", "minutes")
        labels = {"minutes": "Minutes it takes"}
        widgets = {"words": forms.Textarea(attrs={"rows": 8}), "kind": forms.RadioSelect}
        help_texts = {
            "kind": "People accept rules; they finish training. New content of rules is accepted anew.",
        }

    def __init__(self, *args: Any, provider: Provider, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.provider = provider
        self.dress(self.hidden, "title", "kind", "words", "link", side_by_side("minutes", "file"))

    def clean_link(self) -> str:
        link: str = self.cleaned_data["link"]
        if link and not link.startswith(WEB):
            raise forms.ValidationError("Write a link that begins with https://")
        return link

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        own = cleaned.get("key") or self.instance.pk  # what a first click has made is not in the way of a second
        same = Course.objects.offered().filter(provider=self.provider, title__iexact=cleaned.get("title"))
        if cleaned.get("title") and same.exclude(pk=own).exists():
            self.add_error("title", TAKEN)
        has_file = bool(cleaned.get("file")) or bool(self.instance.filename)
        if not (cleaned.get("words") or cleaned.get("link") or has_file or self.errors):
            self.add_error("words", "Write the text, or give a link or a file.")
        return cleaned


class CampaignForm(Looks, Once):
    """Who is asked to learn or accept what, by when."""

    course = forms.ModelChoiceField(label="What?", queryset=Course.objects.none(), empty_label="Choose")
    users = forms.ModelMultipleChoiceField(
        label="Who?", queryset=User.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    others = forms.CharField(
        label="Who else?", required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="People without an account, a name a line. The business’s owner says when each has finished.",
    )  # fmt: skip
    opens_on = DateField(label="From")
    closes_on = DateField(label="Until")
    target_percent = forms.IntegerField(label="How many should have done it, in per cent", min_value=1, max_value=100)

    def __init__(self, *args: Any, customer: Customer, people: list[User], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["course"].queryset = (  # type: ignore[attr-defined]  # a ModelChoiceField
            Course.objects.offered().filter(provider=customer.provider_id).order_by("title", "pk")
        )
        users: Any = self.fields["users"]
        users.queryset = User.objects.filter(pk__in=[user.pk for user in people]).order_by("name", "pk")
        users.label_from_instance = lambda user: user.name
        self.dress("key", "course", "users", "others", side_by_side("opens_on", "closes_on", "target_percent"))

    def clean_others(self) -> list[str]:
        names = [line.strip()[:120] for line in self.cleaned_data["others"].splitlines()]
        return list(dict.fromkeys(filter(None, names)))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        opens_on, closes_on = cleaned.get("opens_on"), cleaned.get("closes_on")
        if closes_on and closes_on < self.today:
            self.add_error("closes_on", "Choose a day that is still to come.")
        elif opens_on and closes_on and closes_on < opens_on:
            self.add_error("closes_on", "It cannot end before it begins.")
        if not cleaned.get("users") and not cleaned.get("others") and "others" not in self.errors:
            self.add_error("users", "Choose at least one person.")
        return cleaned


class PhishingForm(Looks, _WithFile, Once):
    """The results of a phishing exercise as a table. Every wrong row is named, and then nothing is kept."""

    kinds = RESULT_KINDS
    title = forms.CharField(label="What was sent?", max_length=120, help_text="Such as “A parcel that waits”.")
    sent_on = DateField(label="Sent on")
    file = forms.FileField(
        label="Results", help_text="CSV or Excel with the columns of the template, a line for each person.",
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
    )  # fmt: skip

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.caught: list[Caught] = []
        self.problems: list[Problem] = []
        self.dress("key", "title", "sent_on", "file")

    def clean_sent_on(self) -> date:
        day: date = self.cleaned_data["sent_on"]
        if day > self.today:
            raise forms.ValidationError("An exercise that has results was sent on an earlier day.")
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        file, sent_on = cleaned.get("file"), cleaned.get("sent_on")
        if file and sent_on:
            try:
                file.seek(0)
                sheet = read_table(file.read(), file.name or "")[0]
            except UnreadableFile as refused:
                self.add_error("file", str(refused))
                return cleaned
            self.caught, self.problems = read_results(sheet.rows, sent_on, timezone.localtime())
            if self.problems:
                self.add_error("file", "Nothing was kept. " + " ".join(str(each) for each in self.problems[:8]))
        return cleaned


class SuspicionForm(Looks, _WithFile):
    """What is suspicious, in a minute on a phone."""

    kinds = PROOF_KINDS
    what = forms.CharField(
        label="What looks suspicious?", max_length=4000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Do not forward it and do not click on it. A screenshot helps.",
    )  # fmt: skip
    came_from = forms.CharField(label="Who or what did it come from?", required=False, max_length=200)
    did = forms.CharField(
        label="Have you clicked, opened or paid anything?", required=False, max_length=200,
        help_text="It is fine if you have: say so, it helps most of all.",
    )  # fmt: skip
    file = forms.FileField(
        label="A screenshot", required=False, widget=forms.FileInput(attrs={"accept": "image/*,.pdf"})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dress("what", "came_from", "did", "file")


class VerdictForm(Looks, forms.Form):
    """What it was, and what to do now."""

    verdict = forms.ChoiceField(label="What was it?", choices=Suspicion.Verdict.choices, widget=forms.RadioSelect)
    answer = forms.CharField(
        label="What should they do now?", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dress("verdict", "answer")
