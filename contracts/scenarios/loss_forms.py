"""What simulated years are made of, told by Open FAIR’s forms of loss in an owner’s figures. No database, no numpy."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from contracts.loss.forms import Form, heads_of
from contracts.loss.vocabulary import Head
from contracts.loss.years import wording
from contracts.loss.years.results import Chance
from core.words import in_a_row, per_cent

FORMS = "forms"  # the key under which they are kept beside the parties
SMALLEST = 0.005  # a part of the whole that rounds to nothing
UNMEASURED = "No kind of cost here measures it: secrets or a lead that are lost are not counted."


@dataclass(frozen=True, kw_only=True)
class FormRow:
    """A form of loss, whoever bears it: what counts as it, and its part of the whole. `is_none`: no such cost."""

    label: str
    term: str
    made_of: str
    is_none: bool = False
    mean: str = ""
    error: str = ""
    part: str = ""
    percentiles: tuple[str, ...] = ()
    loss: str = ""


def form_rows(kept: Mapping[str, Any], total: float) -> tuple[FormRow, ...]:
    """All six forms, and what is none of them where it costs anything; nothing for years kept before they were told
    apart. `total` is the mean of the whole, in pounds."""
    found = kept.get(FORMS)
    if found is None:
        return ()
    return tuple(_row(form, found.get(str(form)), total) for form in Form if form != Form.OTHER or str(form) in found)


def _row(form: Form, years: Mapping[str, Any] | None, total: float) -> FormRow:
    if years is None:
        return FormRow(label=form.label, term=form.term, made_of=_counted(form), is_none=True)
    return FormRow(
        label=form.label,
        term=form.term,
        made_of=in_a_row(tuple(_part_of(head, mean, total) for head, mean in years["heads"].items()), ", "),
        mean=wording.pounds(years["mean"]),
        error=wording.pounds(years["error"]),
        part=_percent(years["mean"], total),
        percentiles=tuple(wording.pounds(each["pounds"]) for each in years["percentiles"]),
        loss=wording.one_in(Chance(**years["loss"])),
    )


def _counted(form: Form) -> str:
    """What would count as a form of which these examples name no cost."""
    labels = tuple(head.label for head in heads_of(form))
    return f"Not in these examples. Counted here: {in_a_row(labels, ', ')}." if labels else UNMEASURED


def _part_of(head: str, mean: float, total: float) -> str:
    """`Lost profit 48 %`."""
    return f"{Head(head).label} {_percent(mean, total)}"


def _percent(mean: float, total: float) -> str:
    """Of the mean of the whole; two figures at most."""
    part = mean / total if total else 0.0
    if 0 < part < SMALLEST:
        return f"under {per_cent(1)}"
    return per_cent(f"{part * 100:.0f}")
