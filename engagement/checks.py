"""The check of what people should have learned and read: C-40 of domain.md chapter 6. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from core.checks import Check, Found, Severity
from core.words import count, day, per_cent
from engagement.advisories import is_unread_too_long
from engagement.education import falls_short

TAUGHT = (
    Check(
        "C-40", Severity.MEDIUM, "Not everybody has done or read it",
        "Training or rules that fewer people finished by the last day than should have, or an advisory that nobody "
        "has said was read.",
        "No training and no advisory is recorded.",
    ),
)  # fmt: skip
CHASE = "Ask those who have not, and help where time is short."


@dataclass(frozen=True, kw_only=True)
class CampaignFacts:
    """Something that people were asked to finish by a day."""

    pk: str
    title: str
    asked: int
    done: int
    target_percent: int
    closes_on: date


@dataclass(frozen=True, kw_only=True)
class AdvisoryFacts:
    """An advisory as one customer got it."""

    pk: str
    title: str
    told_on: date
    is_read: bool
    chase_days: int


def check_taught(
    campaigns: Iterable[CampaignFacts], advisories: Iterable[AdvisoryFacts], path: str, today: date
) -> Iterator[Found]:
    """C-40: past its last day fewer have finished than the target, or an advisory is unread for too long."""
    for each in campaigns:
        if each.closes_on < today and falls_short(each.done, each.asked, each.target_percent):
            left = count(each.asked - each.done, "person has", "people have")
            message = f"{left} not done “{each.title}”, which ended on {day(each.closes_on)}."
            facts = {"finished": f"{each.done} of {each.asked}", "target": per_cent(each.target_percent)}
            yield _found(f"campaign:{each.pk}", each.title, message, CHASE, facts | {"path": path})
    for told in advisories:
        if is_unread_too_long(told_on=told.told_on, is_read=told.is_read, chase_days=told.chase_days, today=today):
            message = f"Nobody has said since {day(told.told_on)} that “{told.title}” was read."
            facts = {
                "path": path,
                "sent on": told.told_on.isoformat(),
                "asked again after": count(told.chase_days, "day"),
            }
            yield _found(f"advisory:{told.pk}", told.title, message, "Read it, and say what is done.", facts)


def _found(subject: str, label: str, message: str, action: str, facts: dict[str, str]) -> Found:
    return Found("C-40", Severity.MEDIUM, subject, label, message, action, facts)
