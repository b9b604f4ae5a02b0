"""What the state of advice and of an action allows. Pure: no queries, no clock."""

from collections.abc import Sequence
from datetime import date

from advice.enums import Progress
from advice.models import Action, Option, Recommendation
from core.errors import NotAllowed
from core.words import day

FEWEST_OPTIONS = 1


def check_draft(recommendation: Recommendation) -> None:
    """What has been given is not changed: it is taken back, or followed by another."""
    if not recommendation.is_draft:
        raise NotAllowed("This advice has been given, so it stays as it is. Take it back, and write it anew.")


def check_whole(recommendation: Recommendation, options: Sequence[Option]) -> None:
    """Advice says the risk, at least one way to go, and which of them is recommended."""
    if not recommendation.risk.strip():
        raise NotAllowed("Say what could happen otherwise before you give this advice.")
    if len(options) < FEWEST_OPTIONS:
        raise NotAllowed("Add at least one option with its cost before you give this advice.")
    if not any(option.is_recommended for option in options):
        raise NotAllowed("Say which option you recommend before you give this advice.")


def check_given(recommendation: Recommendation) -> None:
    """Only what the customer has can be taken back."""
    if recommendation.is_draft:
        raise NotAllowed("This is a draft: the customer has not seen it. Remove it instead.")
    if recommendation.is_withdrawn:
        raise NotAllowed("This advice has been taken back already.")


def check_decidable(recommendation: Recommendation) -> None:
    """Given, and not taken back."""
    if recommendation.is_withdrawn:
        raise NotAllowed("Your provider has taken this advice back: there is nothing to decide any more.")
    if not recommendation.can_be_decided:
        raise NotAllowed("This advice has not been given yet.")


def check_ahead(on: date, today: date, what: str) -> None:
    """A day to do something, or to look again, lies ahead."""
    if on <= today:
        raise NotAllowed(f"{what} must be after {day(today)}.")


def check_closed(action: Action) -> None:
    """Only what was said to be done, or dropped, can be opened again."""
    if action.state not in (Progress.DONE, Progress.DROPPED):
        raise NotAllowed("This action is open already.")


def check_open(action: Action) -> None:
    """What has been done or dropped stays as it is."""
    if action.state in (Progress.DONE, Progress.DROPPED):
        raise NotAllowed("This action is closed. Agree a new one if there is more to do.")
