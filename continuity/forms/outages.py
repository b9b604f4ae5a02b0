"""What fails, from when, for how long: chosen on a form that is only read, kept under a name by another."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.utils import timezone

from continuity.models import NamedOutage
from continuity.queries.outages import Facts
from continuity.survival.model import Business, Failure, NodeKind
from continuity.survival.wording import lasting
from contracts.forms.base import Looks, group, side_by_side
from core.forms import LastingField
from core.moments import MomentField

MOST = 8  # things that fail at once
MOMENT = "%Y-%m-%dT%H:%M"


class ThingField(forms.ChoiceField):
    """What fails. The first row does not read “if you like”, since something has to; `clean` asks that of all rows."""

    def validate(self, value: str) -> None:
        if value:
            super().validate(value)


class OutageForm(Looks, forms.Form):
    """Chosen by GET: as many rows as are filled, and one more."""

    starts_at = MomentField(label="It begins", may_be_ahead=True)

    def __init__(self, data: QueryDict | None, *, business: Business, usual: Facts) -> None:
        bound = data if data is not None and "starts_at" in data else None
        super().__init__(bound, initial=None if bound else as_fields(usual))
        self.keys = {_short(node.key): node.key for node in business.nodes}
        known = [("", "Nothing"), *_things(business)]
        rows = [self._row(number, known) for number in range(self._rows(bound, usual))]
        self.dress("starts_at", group("What fails", *(side_by_side(*row) for row in rows)))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        chosen = [cleaned[name] for name in self.fields if name.startswith("fails_") and cleaned.get(name)]
        if not chosen and not self.errors:
            self.add_error("fails_0", "Choose at least one thing that fails.")
        if len(set(chosen)) < len(chosen):
            self.add_error(None, "One thing is chosen twice.")
        return cleaned

    @property
    def facts(self) -> Facts:
        """What was chosen. Only for a form that is valid."""
        start = timezone.localtime(self.cleaned_data["starts_at"]).replace(tzinfo=None)
        return Facts(start=start, failures=tuple(self._failures()))

    def _failures(self) -> Iterable[Failure]:
        for name in self.fields:
            if name.startswith("fails_") and (key := self.cleaned_data[name]):
                yield Failure(key=self.keys[key], back=self.cleaned_data[name.replace("fails", "back")])

    def _row(self, number: int, known: list[tuple[str, str]]) -> tuple[str, str]:
        fails, back = f"fails_{number}", f"back_{number}"
        label = "This fails" if not number else "And this"
        self.fields[fails] = ThingField(label=label, choices=known, required=not number)
        self.fields[back] = LastingField(label="Back after", nothing=None)
        if not number:
            self.fields[back].help_text = "For example 8 h. Empty: no end in sight."
        return fails, back

    @staticmethod
    def _rows(bound: QueryDict | None, usual: Facts) -> int:
        if bound is None:
            return min(len(usual.failures) + 1, MOST)
        filled = [number for number in range(MOST) if bound.get(f"fails_{number}")]
        return min(max(filled, default=-1) + 2, MOST)


class NameForm(Looks, forms.ModelForm):
    """The name under which it is kept."""

    class Meta:
        model = NamedOutage
        fields = ("name",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dress("name")


def as_fields(facts: Facts) -> dict[str, str]:
    """The same facts as fields of the form."""
    found = {"starts_at": f"{facts.start:{MOMENT}}"}
    for number, failure in enumerate(facts.failures):
        found[f"fails_{number}"] = _short(failure.key)
        found[f"back_{number}"] = "" if failure.back is None else lasting(failure.back)
    return found


def query_of(facts: Facts) -> str:
    """The address of these facts on the form: `starts_at=…&fails_0=…&back_0=…`."""
    return urlencode(as_fields(facts))


def _things(business: Business) -> list[tuple[str, str]]:
    """By kind, then by name; what customers come for cannot fail by itself."""
    nodes = [node for node in business.nodes if node.kind != NodeKind.SERVICE]
    order = {kind: place for place, kind in enumerate(NodeKind)}
    nodes.sort(key=lambda node: (node.kind == NodeKind.ANY_OF, order[node.kind], node.name))
    return [(_short(node.key), node.name) for node in nodes]


def _short(key: str) -> str:
    """Enough of an id to tell the few things of a business apart; addresses and pages stay short."""
    return key[:13]
