"""Forms of meetings: when and who, a topic with what was said and decided, an action."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone

from accounts.enums import Side
from accounts.models import Customer, Membership
from advice.enums import Owner
from core.filters import Filter, pick, search
from core.forms import DateField, Folded, Looks, Meanwhile, group, side_by_side
from core.models import choices
from core.moments import KeepsMoments, MomentField, Once
from engagement.actions.meetings.common import token
from engagement.models import Meeting, Topic
from engagement.vocabulary import MeetingKind, Standing

MOST_GUESTS = 20


def area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class MeetingForm(Looks, KeepsMoments, Once):
    """When, where, what about, and who comes of both sides."""

    edited = forms.CharField(required=False, widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        label="What kind?", widget=forms.RadioSelect,
        choices=[(kind.value, f"{kind.label} ({kind.term})") for kind in MeetingKind],
    )  # fmt: skip
    about = forms.CharField(label="What is it about?", required=False, max_length=160)
    starts_at = MomentField(label="When?", may_be_ahead=True)
    place = forms.CharField(
        label="Where?", required=False, max_length=300, help_text="A place, a telephone number or a link, as text."
    )

    def __init__(
        self, *args: Any, customer: Customer, people: Sequence[Membership], meeting: Meeting | None = None, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.initial.setdefault("kind", MeetingKind.QUARTERLY.value)
        coming = set(meeting.attendees.values_list("person", flat=True)) if meeting else None
        for side, name in (("customer", customer.name), ("provider", customer.provider.name)):
            theirs = [each for each in people if (each.customer_id is not None) == (side == "customer")]
            self._people(side, name, theirs, coming, customer.lead_id)
            here = {each.user_id for each in theirs}
            # Somebody who has left since stays by name.
            coming_here = meeting.attendees.filter(side=side).order_by("name", "pk") if meeting else ()
            guests = [each for each in coming_here if each.person_id not in here]
            self.fields[f"{side}_guests"] = forms.CharField(
                label=f"Anybody else of {name}", required=False, widget=area(2), max_length=2000,
                help_text="One name on each line.",
            )  # fmt: skip
            self.initial[f"{side}_guests"] = "\n".join(each.name for each in guests)
        self.dress(
            "key", "edited", "kind", "about", "starts_at", "place",
            group("Who comes?", "customer", "customer_guests", "provider", "provider_guests"),
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not self.people and not self.guests:
            self.add_error("customer", "Say who comes: at least one person.")
        return cleaned

    @property
    def values(self) -> dict[str, Any]:
        """What the actions store."""
        names = ("kind", "about", "starts_at", "place")
        return {name: self.cleaned_data[name] for name in names} | {"people": self.people, "guests": self.guests}

    @property
    def people(self) -> list[UUID]:
        return [UUID(key) for side in ("customer", "provider") for key in self.cleaned_data.get(side, ())]

    @property
    def guests(self) -> list[tuple[str, str]]:
        """Side and name of whoever comes without an account."""
        found = []
        for side in ("customer", "provider"):
            lines = self.cleaned_data.get(f"{side}_guests", "").splitlines()
            found += [(side, " ".join(line.split())[:150]) for line in lines if line.strip()]
        return found[:MOST_GUESTS]

    def _people(
        self, side: str, name: str, theirs: list[Membership], coming: set[UUID] | None, lead: UUID | None
    ) -> None:
        """Boxes to tick: who comes already; for a new meeting the customer's owners and the account lead."""
        usual = {
            each.user_id for each in theirs if (each.role == "owner" if side == "customer" else each.user_id == lead)
        }
        self.fields[side] = forms.MultipleChoiceField(
            label=f"Of {name}", required=False, widget=forms.CheckboxSelectMultiple,
            choices=[(str(each.user_id), f"{each.user.name}, {each.get_role_display().lower()}") for each in theirs],
        )  # fmt: skip
        self.initial[side] = [str(pk) for pk in (usual if coming is None else coming)]


class TopicForm(Looks, Meanwhile, Once):
    """A topic: how it is called, how it stands, what was said and decided; while people meet, that comes first."""

    token_of = staticmethod(token)
    edited = forms.CharField(required=False, widget=forms.HiddenInput)
    title = forms.CharField(label="What is it about?", max_length=200)
    fact = forms.CharField(label="How does it stand?", required=False, max_length=500, widget=area(3))
    notes = forms.CharField(label="What was said?", required=False, max_length=4000, widget=area(4))
    decision = forms.CharField(
        label="What was decided?", required=False, max_length=2000, widget=area(3),
        help_text="One sentence that somebody can hold you to.",
    )  # fmt: skip

    def __init__(self, *args: Any, topic: Topic | None = None, is_met: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if topic is None:
            del self.fields["notes"], self.fields["decision"]
            self.dress("key", "title", "fact")
            return
        del self.fields["key"]
        reads, talk = ("title", "fact"), ("notes", "decision")
        self.dress("edited", *((*talk, Folded("How it reads on the agenda", *reads)) if is_met else (*reads, *talk)))

    @property
    def values(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "edited"}


class NewsForm(TopicForm):
    """What is new at the customer, told before a review: nothing has been said or decided by then."""

    def __init__(self, *args: Any, topic: Topic, **kwargs: Any) -> None:
        super().__init__(*args, topic=topic, **kwargs)
        for name in ("title", "notes", "decision"):
            del self.fields[name]
        fact = self.fields["fact"]
        fact.label, fact.required, fact.widget.attrs["rows"] = "What is new?", True, 8
        fact.help_text = "Who came and went, sites that open or close, what you plan. Both sides read this."
        self.dress("edited", "fact")


class PromiseForm(Looks, Once):
    """Who does what by when, and what it costs."""

    text = forms.CharField(label="What is to be done?", max_length=300)
    who = forms.ChoiceField(label="Who does it?", help_text="One person, who answers for it at the next meeting.")
    due_on = DateField(label="By when?", help_text="The last day for it.")
    cost = forms.DecimalField(
        label="What does it cost, in pounds?", required=False, min_value=0, max_digits=12, decimal_places=2,
        help_text="0: nothing. Empty: nobody knows yet.",
    )  # fmt: skip

    def __init__(self, *args: Any, customer: Customer, people: Sequence[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = {Side.PROVIDER: customer.provider.name, Side.CUSTOMER: customer.name}
        self.members = {f"{each.side}:{each.user_id}": each for each in people}
        offered = [
            (name, [(key, each.user.name) for key, each in self.members.items() if each.side == side])
            for side, name in names.items()
        ]
        self.fields["who"].choices = [("", "Choose one"), *offered]  # type: ignore[attr-defined]  # a choice
        self.dress("key", "text", "who", side_by_side("due_on", "cost"))

    def clean_due_on(self) -> Any:
        if self.cleaned_data["due_on"] < timezone.localdate():
            raise forms.ValidationError("This day is over. Choose today or a later one.")
        return self.cleaned_data["due_on"]

    @property
    def values(self) -> dict[str, Any]:
        """What the action stores: the side is the person's."""
        member = self.members[self.cleaned_data["who"]]
        return self.cleaned_data | {"who": member.user, "owed_by": Owner(member.side)}


class DoneForm(Looks, forms.Form):
    """What shows that something promised is done."""

    closing = forms.CharField(label="What shows that it is done?", max_length=500, widget=area(2))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dress("closing")


class MeetingFilter(Filter):
    """Of the list of meetings."""

    q = search("Search in the minutes")
    kind = pick("Kind", "Any kind", choices(MeetingKind))
    standing = pick("State", "Any state", choices(Standing))
