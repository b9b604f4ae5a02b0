"""The minutes as they are frozen."""

from collections.abc import Iterable
from datetime import datetime

from advice.enums import Progress
from advice.models import Action
from core.digest import sha256
from core.words import day, moment, short_money
from engagement.minutes import Minutes, Person, Promised, Talked
from engagement.models import Attendee, Meeting, Topic
from engagement.queries.promised import NO_COST, promises_at
from engagement.queries.summary import summary_of
from engagement.sitting import by_heading
from engagement.vocabulary import MeetingKind, Source


def minutes_of(meeting: Meeting, now: datetime) -> Minutes:
    """The minutes as they would be frozen now."""
    provider, customer = meeting.customer.provider.name, meeting.customer.name
    parties = {"provider": provider, "customer": customer}
    agreed, carried = promises_at(meeting)
    return Minutes(
        provider=provider,
        customer=customer,
        title=meeting.title,
        kind=MeetingKind(meeting.kind).label,
        starts_at=moment(meeting.starts_at),
        place=meeting.place,
        attendees=tuple(
            Person(each.name, parties[each.side]) for each in meeting.attendees.order_by("side", "name", "pk")
        ),
        summary=tuple(point.line for part in summary_of(meeting, now) for point in part.points),
        topics=tuple(
            Talked(Source(each.source).label, each.title, each.fact, each.notes, each.decision)
            for each in by_heading(meeting.topics.filter(dropped_at=None))
        ),
        actions=_promised((each for each in agreed if each.state != Progress.DROPPED), parties),
        carried=_promised(carried, parties),
    )


def seen_of(meeting: Meeting, people: Iterable[Attendee], topics: Iterable[Topic], agreed: Iterable[Action]) -> str:
    """Changes whenever what people have written does: whoever proposes minutes approves what the page said."""
    return sha256(
        [
            (meeting.kind, meeting.about, moment(meeting.starts_at), meeting.place),
            sorted((each.side, each.name) for each in people),
            [(each.title, each.fact, each.notes, each.decision) for each in by_heading(topics)],
            sorted((each.pk, each.text, each.owed_by, each.person_id, each.due_on, str(each.cost)) for each in agreed
                   if each.state != Progress.DROPPED),
        ]
    )[:20]  # fmt: skip


def seen_now(meeting: Meeting) -> str:
    """The same from what is stored. Three queries."""
    agreed, _ = promises_at(meeting)
    return seen_of(meeting, meeting.attendees.all(), meeting.topics.filter(dropped_at=None), agreed)


def _promised(actions: Iterable[Action], parties: dict[str, str]) -> tuple[Promised, ...]:
    return tuple(
        Promised(
            id=str(each.pk),
            text=each.text,
            party=parties[each.owed_by],
            person=each.person.name if each.person else "",
            due_on=day(each.due_on),
            cost=short_money(each.cost, each.currency) if each.cost is not None else NO_COST,
            state=Progress(each.state).label,
        )
        for each in actions
    )
