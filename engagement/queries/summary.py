"""The one page on top of a meeting, and the minutes as they are frozen."""

from datetime import datetime

from django.db.models import Count, Q
from django.utils import timezone

from accounts.models import Customer
from advice.enums import Progress
from advice.models import Action, ActionQuerySet
from contracts.measuring import pages
from contracts.measuring.misses import boards_of_customers
from contracts.service_levels.windows import quarter_window
from core.quarters import last_complete
from core.words import count, day, moment, short_money
from engagement.minutes import Line, Minutes, Person, Promised, Talked
from engagement.models import Due, Meeting
from engagement.queries.agenda import as_customer
from engagement.vocabulary import MeetingKind, Source
from findings.models import Finding
from responsibilities.models import Round
from responsibilities.queries.understanding import lines_of

ORIGIN = "meeting"


def agreed_at(meeting: Meeting) -> ActionQuerySet:
    """What this meeting ended in."""
    return Action.objects.of_customer(meeting.customer_id).from_origin(ORIGIN, meeting.pk)


def counted(meeting: Meeting) -> int:
    """How many of the three actions are taken."""
    return agreed_at(meeting).exclude(state=Progress.DROPPED).count()


def carried_to(meeting: Meeting) -> ActionQuerySet:
    """What is open from before, by its day."""
    found = Action.objects.of_customer(meeting.customer_id).open()
    return found.exclude(origin_kind=ORIGIN, origin_id=meeting.pk)


def last_before(meeting: Meeting) -> Meeting | None:
    """The meeting before this one that was not called off."""
    before = Meeting.objects.of_customer(meeting.customer_id).filter(starts_at__lt=meeting.starts_at, cancelled_at=None)
    return before.order_by("-starts_at", "pk").first()


def summary_of(meeting: Meeting, now: datetime) -> tuple[Line, ...]:
    """Since last time, in a few lines (customer and provider loaded beforehand); a constant number of queries."""
    customer = meeting.customer
    return tuple(
        Line(label, said)
        for label, said in (
            ("Promised last time", _actions(meeting, now)),
            ("Promises kept", _levels(customer, now)),
            ("Open gaps", _gaps(customer)),
            ("Seen the same way", _views(customer)),
            ("Next date", _next_date(customer, now)),
        )
        if said
    )


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
        summary=summary_of(meeting, now),
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


def _actions(meeting: Meeting, now: datetime) -> str:
    """Of what the meeting before ended in, how much is done; and what is overdue of everything."""
    before = last_before(meeting)
    late = carried_to(meeting).overdue(today=timezone.localdate(now)).count()
    overdue = f"; {late} overdue in all" if late else ""
    if before is None:
        return f"{count(late, 'action')} overdue" if late else ""
    found = agreed_at(before).aggregate(all=Count("pk"), done=Count("pk", filter=Q(state=Progress.DONE)))
    return f"{found['done']} of {count(found['all'], 'action')} done{overdue}" if found["all"] else ""


def _levels(customer: Customer, now: datetime) -> str:
    quarter = last_complete(timezone.localdate(now), customer.fiscal_year_start)
    board = boards_of_customers([customer.pk], now).get(customer.pk, [])
    kept, missed, _ = pages.statement(board, quarter_window(quarter))
    return f"{kept} kept, {missed} missed ({quarter.label})" if kept or missed else ""


def _gaps(customer: Customer) -> str:
    found = Finding.objects.visible_to(as_customer(customer)).of_customer(customer).waiting().filter(is_unknown=False)
    counts = dict(found.order_by().values_list("severity").annotate(number=Count("pk")))
    named = [f"{counts[name]} {name}" for name in ("high", "medium", "low") if counts.get(name)]
    return ", ".join(named) or "none found"


def _views(customer: Customer) -> str:
    latest = Round.objects.of_customer(customer).revealed().order_by("-revealed_at", "pk")[:1]
    for line in lines_of(latest):
        if line.score.percent is not None:
            return (
                f"{line.score.same} of {line.score.of} answers of both sides, {line.score.percent} % ({day(line.on)})"
            )
    return ""


def _next_date(customer: Customer, now: datetime) -> str:
    kinds = (Due.Kind.NOTICE, Due.Kind.RENEWAL, Due.Kind.ENDING)
    dues = Due.objects.visible_to(as_customer(customer)).of_customer(customer).open()
    due = dues.filter(kind__in=kinds, due_on__gte=timezone.localdate(now)).order_by("due_on", "pk").first()
    return f"{due.title}: {day(due.due_on)}"[:200] if due else ""
