"""Rules that have changed since people accepted them, and who is to accept them anew."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F

from accounts.actor import Actor
from accounts.enums import Permission
from accounts.models import Customer
from core.words import count
from engagement.education import Teaching
from engagement.models import Campaign, Course, Participation


@dataclass(frozen=True)
class Outdated:
    """Rules of which people at a customer accepted an older version; nobody has asked them for the present one.

    `names` is empty for readers who may not know who. `users` have accounts, `others` have none.
    """

    course: Course
    number: int
    names: tuple[str, ...]
    users: tuple[UUID, ...]
    others: tuple[str, ...]

    @property
    def says(self) -> str:
        who = f": {', '.join(self.names)}" if self.names else ""
        return f"{count(self.number, 'person', 'people')} accepted an older version{who}"


def to_accept_anew(actor: Actor, customer: Customer) -> list[Outdated]:
    """What is to be accepted anew at a customer, by title. One query."""
    may_know = actor.may(Permission.TEACHING_LEAD) or actor.may(Permission.TEACHING_PLAN)
    changed: dict[Course, dict[str, list[Participation]]] = defaultdict(lambda: defaultdict(list))
    for one in _taking_part(actor, customer):
        if one.campaign.course is not None:
            changed[one.campaign.course][str(one.person_id or one.name.casefold())].append(one)
    found = []
    for course, people in changed.items():
        behind = [parts[-1] for parts in people.values() if _is_behind(parts, course)]
        if behind:
            names = tuple(sorted(each.name for each in behind)) if may_know else ()
            users = tuple(each.person_id for each in behind if each.person_id)
            others = tuple(each.name for each in behind if not each.person_id)
            found.append(Outdated(course, len(behind), names, users, others))
    return sorted(found, key=lambda each: each.course.title)


def _taking_part(actor: Actor, customer: Customer) -> list[Participation]:
    """Everybody who is still there, in every campaign about rules that have changed since it was planned."""
    campaigns = Campaign.objects.visible_to(actor).of_customer(customer)
    rows = Participation.objects.here().filter(
        campaign__in=campaigns, campaign__kind=Teaching.POLICY, campaign__course__retired_at=None,
        campaign__course__version__gt=1,
    )  # fmt: skip
    return list(rows.select_related("campaign__course").order_by(F("done_at").asc(nulls_last=True), "pk"))


def _is_behind(parts: list[Participation], course: Course) -> bool:
    """Accepted before, not as it reads now, and not being asked."""
    accepted = [each.done_version or 0 for each in parts if each.done_at]
    is_asked = any(each.done_at is None and each.campaign.stopped_at is None for each in parts)
    return bool(accepted) and max(accepted) < course.version and not is_asked
