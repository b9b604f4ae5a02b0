"""One recommendation as its page and its letter show it."""

from dataclasses import dataclass

from accounts.actor import Actor
from advice.enums import About, Urgency
from advice.models import Decision, Option, Recommendation
from advice.wording import costs, decided
from audit.models import Event
from core.words import lower_first

DIGIT_GROUP = 8


@dataclass(frozen=True)
class ShownOption:
    """An option with its costs in words; `is_chosen` is what the customer decided on."""

    option: Option
    costs: str
    is_chosen: bool


@dataclass(frozen=True)
class ShownDecision:
    """A decision in a sentence, the very text that was acknowledged, and its digest in groups of digits."""

    decision: Decision
    sentence: str
    digest: str


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """Everything about a recommendation. `decisions` has the one that holds first."""

    recommendation: Recommendation
    options: tuple[ShownOption, ...]
    bearings: tuple[tuple[str, tuple[str, ...]], ...]
    decisions: tuple[ShownDecision, ...]
    how_soon: str
    digest: str

    @property
    def current(self) -> ShownDecision | None:
        """The decision that holds."""
        first = next(iter(self.decisions), None)
        return first if first and first.decision.superseded_at is None else None

    @property
    def earlier(self) -> tuple[ShownDecision, ...]:
        """What was decided before."""
        return self.decisions[1:] if self.current else self.decisions


def sheet_of(recommendation: Recommendation, actor: Actor, *, who: str = "") -> Sheet:
    """As the reader is told it, or in the name of `who` decides. Three queries; the customer is loaded."""
    who = who or actor.you_or(recommendation.customer.name)
    rows = Decision.objects.visible_to(actor).filter(recommendation=recommendation).select_related("option")
    decisions = list(rows.order_by("-decided_at", "-pk"))
    held = next((each for each in decisions if each.superseded_at is None), None)
    options = recommendation.options.order_by("position", "title")
    urgency = Urgency(recommendation.urgency)
    return Sheet(
        recommendation=recommendation,
        options=tuple(
            ShownOption(option, costs(option), bool(held and held.option_id == option.pk)) for option in options
        ),
        bearings=_bearings(recommendation),
        decisions=tuple(ShownDecision(each, decided(each, who=who), grouped(each.sha256)) for each in decisions),
        how_soon=f"{lower_first(urgency.label)}, {urgency.term}",
        digest=grouped(recommendation.sha256),
    )


def history_of(recommendation: Recommendation, actor: Actor) -> list[Event]:
    """What was done to it, latest first."""
    return list(Event.objects.visible_to(actor).latest_about("advice.recommendation", recommendation.pk))


def grouped(digest: str) -> str:
    """A digest as people can compare it: in groups of eight digits."""
    return " ".join(digest[start : start + DIGIT_GROUP] for start in range(0, len(digest), DIGIT_GROUP))


def _bearings(recommendation: Recommendation) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What it bears on, by kind, in words."""
    several = list(recommendation.bearings.order_by("words", "pk"))
    found = ((kind.label, tuple(each.words for each in several if each.kind == kind)) for kind in About)
    return tuple((label, words) for label, words in found if words)
