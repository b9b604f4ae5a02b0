"""The minutes as they are frozen."""

from datetime import datetime

from advice.enums import Progress
from advice.models import ActionQuerySet
from core.words import day, moment, short_money
from engagement.minutes import Minutes, Person, Promised, Talked
from engagement.models import Meeting
from engagement.queries.promised import agreed_at, carried_to
from engagement.queries.summary import summary_of
from engagement.vocabulary import MeetingKind, Source


def minutes_of(meeting: Meeting, now: datetime) -> Minutes:
    """The minutes as they would be frozen now."""
    provider, customer = meeting.customer.provider.name, meeting.customer.name
    parties = {"provider": provider, "customer": customer}
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
            for each in meeting.topics.filter(dropped_at=None).order_by("position", "pk")
        ),
        actions=_promised(agreed_at(meeting).exclude(state=Progress.DROPPED), parties),
        carried=_promised(carried_to(meeting), parties),
    )


def _promised(actions: ActionQuerySet, parties: dict[str, str]) -> tuple[Promised, ...]:
    return tuple(
        Promised(
            id=str(each.pk),
            text=each.text,
            party=parties[each.owed_by],
            person=each.person.name if each.person else "",
            due_on=day(each.due_on),
            cost=short_money(each.cost, each.currency) if each.cost is not None else "",
            state=Progress(each.state).label,
        )
        for each in actions.select_related("person").order_by("due_on", "pk")
    )
