"""What is written on an update’s way: counts, stops, the emergency path, how it ended."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from core.forms import Looks, side_by_side
from core.models import choices
from core.moments import MomentField, Once
from core.uploads import CheckedFile, UploadRefused, check_upload
from technology.models import Stage
from technology.rollouts.kinds import StopReason
from technology.rollouts.progress import Counts
from technology.rollouts.rings import LONGEST_SOAK

FILES = ("csv", "xlsx", "pdf", "png", "jpg")
MOST = 1_000_000  # devices


def _devices(label: str, **about: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=MOST, **about)


class CountForm(Looks, Once):
    """How the devices of a ring are now."""

    devices = _devices("Devices in this ring")
    reporting = _devices("Have reported")
    ok = _devices("Are well")
    failed = _devices("Failed", initial=0)
    not_booting = _devices("Of these, did not start again", initial=0, help_text="One is enough to stop it.")
    tickets = _devices("Tickets raised", initial=0)
    seen = forms.CharField(label="What was seen?", max_length=500, required=False)
    file = forms.FileField(
        label="Proof", required=False, help_text="CSV, Excel (XLSX), PDF, PNG or JPEG. It is kept as you send it.",
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,.pdf,.png,.jpg,.jpeg"}),
    )  # fmt: skip
    checked: CheckedFile | None = None
    counts: Counts

    def __init__(self, *args: Any, stage: Stage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        last = next(iter(stage.counts.all()), None)
        self.initial["devices"] = last.devices if last else stage.devices
        self.dress(
            "key", side_by_side("devices", "reporting"), side_by_side("ok", "failed"),
            side_by_side("not_booting", "tickets"), "seen", "file",
        )  # fmt: skip

    def clean_file(self) -> UploadedFile | None:
        file: UploadedFile | None = self.cleaned_data["file"]
        if file is not None:
            try:
                self.checked = check_upload(file, FILES)
            except UploadRefused as refused:
                raise forms.ValidationError(str(refused)) from refused
        return file

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        names = ("devices", "reporting", "ok", "failed", "not_booting")
        if any(cleaned.get(name) is None for name in names):
            return cleaned
        devices, reporting, ok, failed, not_booting = (int(cleaned[name]) for name in names)
        if reporting > devices:
            self.add_error("reporting", f"Only {devices} devices are in this ring.")
        elif ok + failed > reporting:
            self.add_error("ok", f"Well and failed together are more than the {reporting} that have reported.")
        elif not_booting > failed:
            self.add_error("not_booting", "A device that did not start again has failed: count it there too.")
        else:
            self.counts = Counts(devices, reporting, ok, failed, not_booting)
        return cleaned


class StopForm(Looks, forms.Form):
    """Why nothing goes on."""

    reason = forms.ChoiceField(label="Why?", choices=choices(StopReason), widget=forms.RadioSelect)
    words = forms.CharField(
        label="What was seen?", max_length=500, help_text="Whoever lets it go on again reads this, with your name."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dress("reason", "words")


class CloseStopForm(Looks, forms.Form):
    """What was done about a stop."""

    closing = forms.CharField(
        label="What was done about it?", max_length=500,
        help_text="With the last stop closed it is watched again from where it was.",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dress("closing")


class ShortenForm(Looks, forms.Form):
    """The emergency path."""

    hours = forms.IntegerField(
        label="Hours of watching in each ring", min_value=1, max_value=LONGEST_SOAK, initial=4,
        help_text="Reports, failures and stops are asked for as before.",
    )  # fmt: skip
    reason = forms.CharField(
        label="Why can it not wait?", max_length=300, help_text="For example: it is being exploited."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dress("hours", "reason")


class BypassForm(Looks, forms.Form):
    """It went on without the agreed test."""

    stage = forms.ModelChoiceField(Stage.objects.none(), label="Which ring did it reach?", empty_label=None)
    happened_at = MomentField(label="When?")
    words = forms.CharField(label="How did it come about?", max_length=300)

    def __init__(self, *args: Any, here: Stage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        later = Stage.objects.filter(rollout=here.rollout_id, position__gt=here.position)
        self.fields["stage"].queryset = later.order_by("position")  # type: ignore[attr-defined]  # a ModelChoiceField
        self.dress("stage", "happened_at", "words")


class WordsForm(Looks, forms.Form):
    """A few sentences: why it is taken back, or what was learnt."""

    words = forms.CharField(max_length=1000, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args: Any, label: str, hint: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label, self.fields["words"].help_text = label, hint
        self.dress("words")
