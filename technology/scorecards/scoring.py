"""The score of one option: over what is scored, with what share of the weights that is, and what knocks it out.

Exact: fractions, no rounding before a band is chosen. What nobody scored is unknown, never 0 (domain.md §8.1).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from technology.scorecards.criteria import GROUPS, MOST, WEIGHTS
from technology.scorecards.knock_outs import KNOCK_OUTS

RECOMMEND, CONDITIONS = 80, 60  # per cent from which on the band begins


class Band(StrEnum):
    """What the score says."""

    RECOMMEND = "recommend"
    CONDITIONS = "conditions"
    NO = "no"
    KNOCKED_OUT = "knocked_out"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        return {
            "recommend": "Recommended", "conditions": "With conditions", "no": "Not recommended",
            "knocked_out": "Not recommended", "unknown": "Not scored yet",
        }[self.value]  # fmt: skip

    @property
    def chip(self) -> tuple[str, str]:
        """Tone and icon."""
        return {
            "recommend": ("ok", "tick"), "conditions": ("warn", "wait"), "no": ("danger", "close"),
            "knocked_out": ("danger", "close"), "unknown": ("calm", "ask"),
        }[self.value]  # fmt: skip


@dataclass(frozen=True)
class Scored:
    """What is known of an option: points 0 to 5 by criterion, and whether it passes each knock-out. Absent: unknown."""

    points: Mapping[str, int] = field(default_factory=dict)
    passes: Mapping[str, bool] = field(default_factory=dict)


@dataclass(frozen=True)
class GroupResult:
    """A group's share: `percent` over what is scored in it, None where nothing is; `coverage` in per cent."""

    code: str
    percent: Fraction | None
    coverage: Fraction


@dataclass(frozen=True)
class Result:
    """An option's score. `percent` and `coverage` are 0 to 100; `percent` is None where nothing is scored.

    `failed` and `unknown` name knock-outs by code.
    """

    percent: Fraction | None
    coverage: Fraction
    failed: tuple[str, ...]
    unknown: tuple[str, ...]
    groups: tuple[GroupResult, ...]

    @property
    def band(self) -> Band:
        """A knock-out that fails beats any score."""
        if self.failed:
            return Band.KNOCKED_OUT
        if self.percent is None:
            return Band.UNKNOWN
        if self.percent >= RECOMMEND:
            return Band.RECOMMEND
        return Band.CONDITIONS if self.percent >= CONDITIONS else Band.NO

    @property
    def may_win(self) -> bool:
        return self.percent is not None and not self.failed


def score(option: Scored, weights: Mapping[str, Fraction | int] = WEIGHTS) -> Result:
    """Score an option. Weights are compared with each other: their sum does not matter, ValueError unless above 0."""
    check_weights(weights)
    percent, coverage = _over(list(weights), option, weights)
    return Result(
        percent=percent,
        coverage=coverage,
        failed=tuple(each.code for each in KNOCK_OUTS if option.passes.get(each.code) is False),
        unknown=tuple(each.code for each in KNOCK_OUTS if each.code not in option.passes),
        groups=tuple(
            GroupResult(group.code, *_over([each.code for each in group.criteria], option, weights)) for group in GROUPS
        ),
    )


def check_weights(weights: Mapping[str, Fraction | int]) -> None:
    """Raise ValueError for weights that cannot be used."""
    if any(weight < 0 for weight in weights.values()) or not sum(weights.values()) > 0:
        raise ValueError("Weights are 0 or more, and at least one is more.")


def _over(codes: list[str], option: Scored, weights: Mapping[str, Fraction | int]) -> tuple[Fraction | None, Fraction]:
    """Per cent scored and per cent covered, over these criteria."""
    used = {code: Fraction(weights.get(code, 0)) for code in codes}
    scored = {code: weight for code, weight in used.items() if code in option.points}
    all_of_it, known = sum(used.values(), Fraction(0)), sum(scored.values(), Fraction(0))
    coverage = known / all_of_it * 100 if all_of_it else Fraction(0)
    if not known:
        return None, coverage
    reached = sum((weight * option.points[code] for code, weight in scored.items()), Fraction(0))
    return reached / (known * MOST) * 100, coverage


def as_percent(value: Fraction) -> str:
    """`79.9`, cut and never rounded up: what is shown must not seem to reach a band that it missed."""
    tenths = int(value * 10)
    return f"{tenths // 10}.{tenths % 10}" if tenths % 10 else f"{tenths // 10}"
