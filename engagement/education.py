"""What training, accepted policies and phishing exercises come to. Pure (domain.md §9.3).

Reporting matters more than clicking, and nobody is named: figures are of a campaign, never of a person.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from statistics import median


class Teaching(StrEnum):
    """What a campaign asks of people."""

    TRAINING = "training"
    POLICY = "policy"
    PHISHING = "phishing"

    @property
    def label(self) -> str:
        return {"training": "Training", "policy": "Rules to accept", "phishing": "Phishing exercise"}[self.value]

    @property
    def asks(self) -> str:
        """What somebody does who takes part."""
        return {"training": "finish", "policy": "accept", "phishing": "report"}[self.value]


@dataclass(frozen=True, kw_only=True)
class Met:
    """What one person did with a made-up phishing e-mail; None where it did not happen."""

    delivered: bool = True
    opened_at: datetime | None = None
    clicked_at: datetime | None = None
    submitted_at: datetime | None = None
    reported_at: datetime | None = None
    sent_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class PhishingFigures:
    """Counts of a phishing exercise; rates are shares from 0 to 1, None where nothing was delivered.

    `minutes_to_first_report`: from the sending to the first report.
    """

    delivered: int
    opened: int
    clicked: int
    submitted: int
    reported: int
    reported_before_click: int
    minutes_to_first_report: float | None

    @property
    def click_rate(self) -> float | None:
        """Clicked ÷ delivered."""
        return self._share(self.clicked)

    @property
    def report_rate(self) -> float | None:
        """Reported ÷ delivered."""
        return self._share(self.reported)

    @property
    def report_before_click_rate(self) -> float | None:
        """Reported without having clicked before ÷ delivered."""
        return self._share(self.reported_before_click)

    def _share(self, number: int) -> float | None:
        return number / self.delivered if self.delivered else None


def figures(people: Iterable[Met]) -> PhishingFigures:
    """What a phishing exercise comes to, from what each person did."""
    met = [each for each in people if each.delivered]
    reports = [each for each in met if each.reported_at]
    waits = [
        (each.reported_at - each.sent_at).total_seconds() / 60 for each in reports if each.reported_at and each.sent_at
    ]
    return PhishingFigures(
        delivered=len(met),
        opened=sum(each.opened_at is not None for each in met),
        clicked=sum(each.clicked_at is not None for each in met),
        submitted=sum(each.submitted_at is not None for each in met),
        reported=len(reports),
        reported_before_click=sum(_before_click(each) for each in reports),
        minutes_to_first_report=min(waits, default=None),
    )


def median_first_report(exercises: Iterable[PhishingFigures]) -> float | None:
    """The median over exercises of the minutes until the first report; None where fewer than two were reported."""
    waits = [each.minutes_to_first_report for each in exercises if each.minutes_to_first_report is not None]
    return median(waits) if len(waits) > 1 else None


def _before_click(each: Met) -> bool:
    return each.reported_at is not None and (each.clicked_at is None or each.reported_at < each.clicked_at)


def completion(done: int, asked: int) -> float | None:
    """The share of those asked who have finished, from 0 to 1; None where nobody was asked."""
    return done / asked if asked else None


def whole_percent(share: float | None) -> int | None:
    """A share in whole per cent, rounded down; 29 of 100 are 29, whatever binary fractions make of it."""
    return None if share is None else int(round(share * 100, 9))


def falls_short(done: int, asked: int, target_percent: int) -> bool:
    """Whether fewer than the target have finished; nobody asked is no shortfall (it is unknown)."""
    finished = whole_percent(completion(done, asked))
    return finished is not None and finished < target_percent


def repeat_clickers(clicks: Iterable[tuple[str, str]]) -> dict[str, int]:
    """Who clicked in more than one exercise, with in how many: for the customer's lead alone.

    `clicks` are (person, exercise), a person as lower-case address.
    """
    exercises: dict[str, set[str]] = {}
    for person, exercise in clicks:
        exercises.setdefault(person, set()).add(exercise)
    return {person: len(several) for person, several in exercises.items() if len(several) > 1}


def stage(*, closes_on: date, today: date, next_on: date) -> str:
    """Which e-mail to those who have not finished belongs to that day: the first, a week before, the day before.

    `next_on` is the next working day: the last e-mail is not kept for a day on which it would come too late.
    """
    left = (closes_on - today).days
    if left <= 1 or next_on > closes_on:
        return "1"
    return "7" if left <= 7 else "opens"
