"""A comparison as its page shows it; the list of comparisons; what is stored of an option."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet

from accounts.actor import Actor
from core.searching import in_fields, with_words
from core.words import ago_or_left, day, per_cent
from technology.models import Comparison, Option
from technology.scorecards.comparing import Compared, Shifted, compare
from technology.scorecards.criteria import CRITERIA, GROUPS
from technology.scorecards.knock_outs import KNOCK_OUTS
from technology.scorecards.scoring import Scored, as_percent
from technology.wording import Chip

SORTS = {
    "title": ("title",),
    "started": ("started_at",),
    "decided": (F("decided_on").asc(nulls_first=True), "title"),
    "review": (F("review_on").asc(nulls_last=True), "title"),
}
GROUP_LABELS = {group.code: group.label for group in GROUPS}
FAILS = {each.code: each.fails for each in KNOCK_OUTS}
KNOCK_LABELS = {each.code: each.label for each in KNOCK_OUTS}


@dataclass(frozen=True)
class GroupShare:
    """An option's share of one group: per cent in words, "" where nothing is scored."""

    option: str
    percent: str
    coverage: str


@dataclass(frozen=True, kw_only=True)
class OptionSheet:
    """An option beside the others. `width` is 0 to 100 for its bar."""

    option: Option
    words: str
    percent: str
    width: int
    coverage: str
    is_whole: bool
    chip: Chip
    is_winner: bool
    is_chosen: bool
    failed: tuple[str, ...]
    unanswered: tuple[str, ...]


@dataclass(frozen=True)
class Cell:
    """What one option has for one criterion: points, the words they stand for, how that is known."""

    option: str
    points: int | None
    anchor: str
    evidence: str


@dataclass(frozen=True)
class CriterionRow:
    label: str
    term: str
    weight: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class GroupSheet:
    """The criteria of a group with every option's points."""

    code: str
    label: str
    weight: int
    rows: tuple[CriterionRow, ...]


@dataclass(frozen=True, kw_only=True)
class ComparisonSheet:
    """Everything the page of a comparison says."""

    options: tuple[OptionSheet, ...]
    shares: tuple[tuple[str, tuple[GroupShare, ...]], ...]
    groups: tuple[GroupSheet, ...]
    statement: str
    is_weighed: bool
    winner_changes: bool
    shifted: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ListedComparison:
    """A comparison as a row."""

    comparison: Comparison
    options: str
    chip: Chip
    decided: str
    review: str
    left: str


def comparison_sheet(comparison: Comparison) -> ComparisonSheet:
    """The page's facts; three queries."""
    loaded = comparison.options.select_related("product__vendor").prefetch_related("scores", "answers")
    options = list(loaded.order_by("position", "pk"))
    compared = compare({str(option.pk): _scored(option) for option in options}, comparison.weights)
    names = {str(option.pk): option.words for option in options}
    return ComparisonSheet(
        options=tuple(_option(option, compared, comparison.chosen_id) for option in options),
        shares=tuple(_shares(options, compared)),
        groups=tuple(_groups(options, comparison.weights)),
        statement=_statement(comparison, compared, names),
        is_weighed=sum(result.may_win for result in compared.results.values()) > 1,
        winner_changes=compared.winner_changes,
        shifted=tuple(_shifted(each, names) for each in compared.shifted if each.changes),
    )


def stored_of(option: Option, step: str) -> dict[str, tuple[int | bool, str]]:
    """Answers of an option to a step, with their evidence; one query."""
    if step == "knock-outs":
        return {each.knock_out: (each.is_passed, each.evidence) for each in option.answers.all()}
    codes = [criterion.code for group in GROUPS if group.code == step for criterion in group.criteria]
    return {each.criterion: (each.points, each.evidence) for each in option.scores.filter(criterion__in=codes)}


def narrowed_comparisons(actor: Actor, chosen: Mapping[str, Any], today: date) -> QuerySet[Comparison]:
    """Comparisons that fit the filters."""
    found: QuerySet[Comparison] = Comparison.objects.visible_to(actor)
    found = with_words(found, chosen.get("q", ""), "title", also=_compares)
    later = Comparison.objects.filter(follows=OuterRef("pk")).exclude(decided_at=None)
    shows = {
        "open": Q(decided_at=None),
        "decided": Q(decided_at__isnull=False),
        "due": Q(review_on__lte=today) & ~Exists(later),
    }
    if show := chosen.get("show"):
        found = found.filter(shows[show])
    options = Prefetch("options", Option.objects.select_related("product").order_by("position", "pk"))
    return found.select_related("provider", "chosen__product").prefetch_related(options)


def _compares(word: str) -> Q:
    """A comparison with an option of that name."""
    return Q(pk__in=Option.objects.filter(in_fields(word, "name", "product__name")).values("comparison"))


def comparison_rows(found: Iterable[Comparison], today: date) -> list[ListedComparison]:
    """The rows of a page of narrowed comparisons; no query."""
    return [
        ListedComparison(
            comparison=each,
            options=", ".join(option.words for option in each.options.all()),
            chip=_state(each, today),
            decided=f"{each.chosen.words}, {day(each.decided_on)}" if each.chosen else "",
            review=day(each.review_on),
            left=ago_or_left(each.review_on, today) if each.review_on else "",
        )
        for each in found
    ]


def _state(comparison: Comparison, today: date) -> Chip:
    if comparison.review_on is None:
        return Chip("warn", "wait", "To be decided")
    return Chip("danger", "late", "Look again") if comparison.review_on < today else Chip("ok", "tick", "Decided")


def _scored(option: Option) -> Scored:
    return Scored(
        {score.criterion: score.points for score in option.scores.all()},
        {answer.knock_out: answer.is_passed for answer in option.answers.all()},
    )


def _option(option: Option, compared: Compared, chosen: UUID | None) -> OptionSheet:
    result = compared.results[str(option.pk)]
    tone, icon = result.band.chip
    return OptionSheet(
        option=option,
        words=option.words,
        percent=_percent(result.percent),
        width=int(result.percent or 0),
        coverage=as_percent(result.coverage),
        is_whole=result.coverage == 100,
        chip=Chip(tone, icon, result.band.label),
        is_winner=str(option.pk) in compared.winners,
        is_chosen=option.pk == chosen,
        failed=tuple(FAILS[code] for code in result.failed),
        unanswered=tuple(KNOCK_LABELS[code] for code in result.unknown),
    )


def _shares(options: list[Option], compared: Compared) -> Iterable[tuple[str, tuple[GroupShare, ...]]]:
    """For each group every option's share of it."""
    for place, group in enumerate(GROUPS):
        found = [(option, compared.results[str(option.pk)].groups[place]) for option in options]
        yield (
            group.label,
            tuple(
                GroupShare(option.words, _percent(each.percent), as_percent(each.coverage)) for option, each in found
            ),
        )


def _percent(value: Fraction | None) -> str:
    return "" if value is None else as_percent(value)


def _groups(options: list[Option], weights: Mapping[str, int]) -> Iterable[GroupSheet]:
    for group in GROUPS:
        rows = tuple(
            CriterionRow(each.label, each.term, weights.get(each.code, 0), _cells(options, each.code))
            for each in group.criteria
        )
        yield GroupSheet(group.code, group.label, sum(row.weight for row in rows), rows)


def _cells(options: list[Option], code: str) -> tuple[Cell, ...]:
    found = []
    for option in options:
        score = next((each for each in option.scores.all() if each.criterion == code), None)
        anchor = CRITERIA[code].words(score.points) if score else ""
        found.append(Cell(option.words, score.points if score else None, anchor, score.evidence if score else ""))
    return tuple(found)


def _statement(comparison: Comparison, compared: Compared, names: Mapping[str, str]) -> str:
    if comparison.is_decided:
        return f"{comparison.decider} decided on {day(comparison.decided_on)}: {comparison.chosen.words}."  # type: ignore[union-attr]  # decided whole
    if not compared.winners:
        return "Nothing can be recommended yet." if names else "Add what could be chosen, what you have among it."
    best = compared.results[next(iter(compared.winners))].percent
    leads = _named(compared.winners, names)
    return f"{leads} {'are' if len(compared.winners) > 1 else 'is'} ahead with {per_cent(_percent(best))}."


def _shifted(each: Shifted, names: Mapping[str, str]) -> str:
    more = "more" if each.points > 0 else "fewer"
    wins = _named(each.winners, names) or "nothing"
    return f"With {abs(each.points)} points {more} for {GROUP_LABELS[each.group]}: {wins}"


def _named(keys: Iterable[str], names: Mapping[str, str]) -> str:
    return " and ".join(sorted(names[key] for key in keys))
