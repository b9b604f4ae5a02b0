"""Advice as it is written: the risk, up to four options with their costs, what it bears on."""

from collections.abc import Iterable, Mapping
from typing import Any

from crispy_forms.layout import HTML, Layout
from django import forms
from django.db.models import QuerySet

from advice.actions.advising import Names, Way
from advice.enums import About, Urgency
from advice.frozen import digest_of
from advice.models import Recommendation
from core.forms import Looks, group, side_by_side
from core.moments import Once
from core.widgets import SELECT

WAYS = range(1, 5)
FIRST = 2  # options that are shown at once; the others are folded
PARTS = ("title", "about", "once", "monthly")
LEGENDS = {
    About.CAUSE: "Which of these would it prevent, or make less bad?",
    About.HEAD: "Which costs would it save?",
    About.CONDITION: "Does an insurer require it?",
}
Offered = Mapping[About, Iterable[tuple[str, str]]]


class RecommendationForm(Looks, Once):
    """Everything a customer will read. `offered` are the causes, heads and conditions that can be named, key and words.

    What an edited draft names and nobody offers any more stays offered, as it was called.
    """

    title = forms.CharField(
        label="What do you recommend?", max_length=120, help_text="In a few words, such as “Replace the till server”."
    )
    risk = forms.CharField(
        label="What could happen otherwise?", max_length=4000, widget=forms.Textarea(attrs={"rows": 6}),
        help_text="The risk in plain words, as you would say it across the counter: what could happen, how likely that "
        "is, what it would mean for the business.",
    )  # fmt: skip
    urgency = forms.ChoiceField(
        label="How soon?", initial=Urgency.QUARTER, widget=SELECT,
        choices=[(str(each), f"{each.label}: {each.term}") for each in Urgency],
    )  # fmt: skip
    follows = forms.ModelChoiceField(
        label="Does it take up earlier advice?",
        required=False,
        empty_label="No",
        queryset=Recommendation.objects.none(),
    )
    recommended = forms.ChoiceField(
        label="Which option do you recommend?", initial="1", widget=SELECT,
        choices=[(str(number), f"Option {number}") for number in WAYS],
    )  # fmt: skip
    edited = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        offered: Offered,
        earlier: QuerySet[Recommendation],
        draft: Recommendation | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offered = _with_named(offered, draft)
        self.fields["follows"].queryset = earlier  # type: ignore[attr-defined]  # a model choice
        for number in WAYS:
            self._add_way(number)
        for kind, several in self.offered.items():
            self.fields[f"{kind}s"] = forms.MultipleChoiceField(
                label=LEGENDS[kind], required=False, choices=list(several.items()),
                widget=forms.CheckboxSelectMultiple,
            )  # fmt: skip
        if draft is not None:
            self._fill(draft)
        self.dress(*self._parts())

    def _parts(self) -> tuple[Any, ...]:
        """Short at first: further options and the costs are folded until something stands in them."""
        ways = [group(f"Option {number}", *_layout(number)) for number in WAYS]
        later = [f"option_{number}_{part}" for number in WAYS[FIRST:] for part in PARTS]
        heads = f"{About.HEAD}s"
        others = [f"{kind}s" for kind in (About.CAUSE, About.CONDITION) if self.offered.get(kind)]
        return (
            "key", "edited", "title", "risk", side_by_side("urgency", "follows"), *ways[:FIRST],
            self._folded("More options", later, ways[FIRST:]), "recommended", group("What it bears on", *others),
            self._folded("Costs that it would save", [heads], [heads]),
        )  # fmt: skip

    def _folded(self, summary: str, names: Iterable[str], parts: Iterable[Any]) -> Layout:
        """Fields that most people leave alone; open where something stands in them, or may be wrong."""
        is_open = " open" if self.is_bound or any(self.initial.get(name) for name in names) else ""
        opening = HTML(f'<details class="more"{is_open}><summary>{summary}</summary><div class="group">')
        return Layout(opening, *parts, HTML("</div></details>"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        titles: dict[str, str] = {}
        for number in WAYS:
            title = str(cleaned.get(f"option_{number}_title") or "").strip()
            if not title and any(cleaned.get(f"option_{number}_{part}") not in (None, "") for part in PARTS[1:]):
                self.add_error(f"option_{number}_title", "Say what this option is, or empty its other fields.")
            if title and title.casefold() in titles:
                self.add_error(f"option_{number}_title", "Two options can’t have the same name.")
            titles[title.casefold()] = title
        chosen = cleaned.get("recommended")
        if chosen and not str(cleaned.get(f"option_{chosen}_title") or "").strip() and any(titles):
            self.add_error("recommended", "Choose an option that you have written.")
        return cleaned

    @property
    def values(self) -> dict[str, Any]:
        """The fields of the recommendation itself."""
        return {name: self.cleaned_data[name] for name in ("title", "risk", "urgency", "follows")}

    @property
    def ways(self) -> list[Way]:
        """The options that were written, in their order."""
        written = [number for number in WAYS if self.cleaned_data[f"option_{number}_title"]]
        return [
            Way(
                **{part: self.cleaned_data[f"option_{number}_{part}"] for part in PARTS},
                is_recommended=str(number) == self.cleaned_data["recommended"],
            )
            for number in written
        ]

    @property
    def names(self) -> list[Names]:
        """What it bears on."""
        return [
            Names(str(kind), key, several[key])
            for kind, several in self.offered.items()
            for key in self.cleaned_data[f"{kind}s"]
        ]

    def token_of(self, draft: Recommendation) -> str:
        """Changes whenever anything in the draft does."""
        return digest_of(draft)

    def theirs(self, fresh: Recommendation) -> list[tuple[str, str]]:
        """What is stored, where it differs from what the writer wrote."""
        said = [("What you recommend", fresh.title, self.cleaned_data["title"])]
        said += [("What could happen otherwise", fresh.risk, self.cleaned_data["risk"])]
        said += [("How soon", fresh.get_urgency_display(), dict(self.fields["urgency"].choices).get(  # type: ignore[attr-defined]  # a choice field
            self.cleaned_data["urgency"], "").split(":")[0])]  # fmt: skip
        return [(label, stored) for label, stored, mine in said if stored != mine]

    def refill(self, draft: Recommendation) -> None:
        """After somebody else's change: keep the writer's text, take the draft's new token."""
        self.data = {**self.data.dict(), **self._lists(), "edited": self.token_of(draft)}  # type: ignore[attr-defined]  # a QueryDict

    def _lists(self) -> dict[str, list[str]]:
        return {f"{kind}s": self.cleaned_data[f"{kind}s"] for kind in self.offered}

    def _add_way(self, number: int) -> None:
        name, required = f"option_{number}", number == 1
        self.fields[f"{name}_title"] = forms.CharField(
            label="What would be done?", max_length=120, required=required, help_text=_hint(number)
        )
        self.fields[f"{name}_about"] = forms.CharField(label="In a sentence", max_length=500, required=False)
        for part, label in (("once", "Cost, once, in pounds"), ("monthly", "Cost, each month, in pounds")):
            self.fields[f"{name}_{part}"] = forms.DecimalField(
                label=label, min_value=0, max_digits=12, decimal_places=2, required=False
            )

    def _fill(self, draft: Recommendation) -> None:
        self.initial.update({name: getattr(draft, name) for name in ("title", "risk", "urgency", "follows")})
        self.initial["edited"] = digest_of(draft)
        for number, option in enumerate(draft.options.order_by("position", "title"), 1):
            self.initial.update({f"option_{number}_{part}": getattr(option, part) for part in PARTS})
            if option.is_recommended:
                self.initial["recommended"] = str(number)
        for bearing in draft.bearings.all():
            self.initial.setdefault(f"{bearing.kind}s", []).append(bearing.key)


def _with_named(offered: Offered, draft: Recommendation | None) -> dict[About, dict[str, str]]:
    found = {kind: dict(several) for kind, several in offered.items()}
    for bearing in draft.bearings.all() if draft else ():
        found.setdefault(About(bearing.kind), {}).setdefault(bearing.key, bearing.words)
    return found


def _layout(number: int) -> tuple[Any, ...]:
    name = f"option_{number}"
    return f"{name}_title", f"{name}_about", side_by_side(f"{name}_once", f"{name}_monthly")


def _hint(number: int) -> str:
    return "At least one. Leave a cost empty where it is not known, write 0 where there is none." if number == 1 else ""
