"""Comparisons started, scored one group at a time, decided, looked at again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from accounts.actor import Actor
from audit.endings import Ending
from audit.reviews import end_review
from core.errors import Conflict, NotAllowed
from core.once import save_once
from core.words import count, day
from technology import permissions, policies
from technology.actions.trace import locked, note
from technology.models import Comparison, KnockOutAnswer, Option, Score
from technology.scorecards.scoring import check_weights

TAKEN = "This option is among them already. Nothing was changed."
STALE = "Somebody else scored this in the meantime. Nothing was changed: look again."


@dataclass(frozen=True)
class Given:
    """An answer with how it is known: points 0 to 5 of a criterion, or whether a knock-out is passed."""

    value: int | bool
    evidence: str


@transaction.atomic
def start_comparison(*, by: Actor, at: datetime, **about: Any) -> Comparison:
    """A question about what to use."""
    permissions.check_can_edit(by)
    return _start(by, at, **about)


@transaction.atomic
def edit_comparison(
    *, comparison: Comparison, weights: Mapping[str, int], by: Actor, at: datetime, **about: Any
) -> Comparison:
    """Change the question or how much each criterion weighs."""
    comparison = locked(comparison)
    permissions.check_can_score(by, comparison)
    check_weights(weights)
    before = {"weights": comparison.weights} | {name: getattr(comparison, name) for name in about}
    after = {"weights": dict(weights)} | about
    for name, value in after.items():
        setattr(comparison, name, value)
    comparison.save()
    note("comparison_edited", comparison, by=by, at=at, says=f"changed the comparison “{comparison}”",
         before=before, after=after)  # fmt: skip
    return comparison


@transaction.atomic
def add_option(*, comparison: Comparison, by: Actor, at: datetime, **about: Any) -> Option:
    """Something that could be chosen."""
    comparison = locked(comparison)
    permissions.check_can_score(by, comparison)
    if about.get("product"):
        permissions.check_can_edit_product(by, about["product"])
    if about.get("is_current") and comparison.options.filter(is_current=True).exists():
        raise NotAllowed("What you have is among the options already.")
    option = Option(comparison=comparison, position=comparison.options.count(), **about)
    save_once(option, TAKEN)
    note("option_added", comparison, by=by, at=at, says=f"added {option} to the comparison “{comparison}”")
    return option


@transaction.atomic
def remove_option(*, option: Option, by: Actor, at: datetime) -> None:
    """Leave an option out, with what it scored."""
    comparison = locked(option.comparison)
    permissions.check_can_score(by, comparison)
    option = locked(option)
    scored = dict(option.scores.values_list("criterion", "points"))
    says = f"took {option} out of the comparison “{comparison}”"
    note("option_removed", comparison, by=by, at=at, says=says, before={"option": str(option), "points": scored})
    option.delete()


@transaction.atomic
def score_option(
    *, option: Option, given: Mapping[str, Given | None], seen: Mapping[str, int], by: Actor, at: datetime
) -> None:
    """Points of some criteria; None takes them back to unknown. `seen` holds the points that the writer saw."""
    comparison = locked(option.comparison)
    permissions.check_can_score(by, comparison)
    stored = {score.criterion: score for score in option.scores.filter(criterion__in=given)}
    before = {code: score.points for code, score in stored.items()}
    if before != dict(seen):
        raise Conflict(STALE)
    for code, answer in given.items():
        if answer is None:
            option.scores.filter(criterion=code).delete()
        else:
            Score.objects.update_or_create(
                option=option, criterion=code, defaults={"points": answer.value, "evidence": answer.evidence}
            )
    _note_scored(comparison, option, before, given, by, at)


@transaction.atomic
def answer_knock_outs(
    *, option: Option, given: Mapping[str, Given | None], seen: Mapping[str, bool], by: Actor, at: datetime
) -> None:
    """Whether the option has what it cannot be recommended without; None: not known."""
    comparison = locked(option.comparison)
    permissions.check_can_score(by, comparison)
    before = {each.knock_out: each.is_passed for each in option.answers.filter(knock_out__in=given)}
    if before != dict(seen):
        raise Conflict(STALE)
    for code, answer in given.items():
        if answer is None:
            option.answers.filter(knock_out=code).delete()
        else:
            KnockOutAnswer.objects.update_or_create(
                option=option, knock_out=code, defaults={"is_passed": bool(answer.value), "evidence": answer.evidence}
            )
    _note_scored(comparison, option, before, given, by, at)


@transaction.atomic
def decide_comparison(
    *, comparison: Comparison, chosen: Option, decider: str, reason: str, decided_on: date, review_on: date,
    by: Actor, at: datetime,
) -> Comparison:  # fmt: skip
    """What was chosen, who decided it, why, and when to look again."""
    comparison = locked(comparison)
    permissions.check_can_decide(by, comparison)
    options = list(comparison.options.all())
    policies.check_comparable(options)
    if chosen not in options:
        raise Conflict("Somebody took this option out in the meantime. Nothing was decided.")
    if by.user_id is None:
        raise NotAllowed("Only a person can decide.")
    if not Score.objects.filter(option__comparison=comparison).exists():
        raise NotAllowed("Score at least one option before you decide.")
    comparison.chosen, comparison.decider, comparison.reason = chosen, decider, reason
    comparison.decided_on, comparison.review_on = decided_on, review_on
    comparison.decided_at, comparison.decided_by_id = at, by.user_id
    comparison.save()
    says = (
        f"wrote down that {decider} decided “{comparison}”: {chosen.words}; to be looked at again on {day(review_on)}"
    )
    after = {"chosen": str(chosen), "decider": decider, "decided_on": decided_on, "review_on": review_on}
    note("comparison_decided", comparison, by=by, at=at, says=says, after=after | {"reason": reason})
    if comparison.follows_id:
        ending = Ending.VALID if chosen.is_current else Ending.CHANGED
        end_review(
            kind="assessment", subject_id=comparison.pk, label=f"Second look at “{comparison}”", ending=ending,
            why=reason[:500], path=comparison.get_absolute_url(), by=by, at=at, next_on=review_on, is_internal=True,
        )  # fmt: skip
    return comparison


@transaction.atomic
def look_again(*, comparison: Comparison, by: Actor, at: datetime) -> Comparison:
    """A new comparison of the same options, the chosen one now what we have; nothing is scored yet."""
    comparison = locked(comparison)
    permissions.check_can_look_again(by, comparison)
    going_on = Comparison.objects.filter(follows=comparison, decided_at=None).first()
    if going_on is not None:
        return going_on
    about = {name: getattr(comparison, name) for name in ("title", "need", "is_critical", "weights")}
    new = _start(by, at, follows=comparison, **about)
    for option in comparison.options.order_by("position", "pk"):
        Option.objects.create(
            comparison=new, product=option.product, name=option.name, position=option.position,
            is_current=option.pk == comparison.chosen_id,
        )  # fmt: skip
    return new


@transaction.atomic
def remove_comparison(*, comparison: Comparison, by: Actor, at: datetime) -> None:
    """Take out one that was started by mistake; what was decided stays."""
    comparison = locked(comparison)
    permissions.check_can_score(by, comparison)
    says = f"removed the comparison “{comparison}”, with {count(comparison.options.count(), 'option')}"
    note("comparison_removed", comparison, by=by, at=at, says=says)
    comparison.delete()


def _start(by: Actor, at: datetime, **about: Any) -> Comparison:
    if by.user_id is None:
        raise NotAllowed("Only a person can compare products.")
    comparison = Comparison.objects.create(provider_id=by.provider_id, started_at=at, started_by_id=by.user_id, **about)
    says = f"started the comparison “{comparison}”"
    if comparison.follows_id:
        says = f"began to look at “{comparison}” again"
    note("comparison_started", comparison, by=by, at=at, says=says)
    return comparison


def _note_scored(
    comparison: Comparison, option: Option, before: Mapping[str, Any], given: Mapping[str, Given | None], by: Actor,
    at: datetime,
) -> None:  # fmt: skip
    after = {code: [answer.value, answer.evidence] if answer else None for code, answer in given.items()}
    says = f"scored {option} in the comparison “{comparison}”"
    note("option_scored", comparison, by=by, at=at, says=says, before=dict(before), after=after)
