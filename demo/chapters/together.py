"""Both sides together: checks of how they see it, a review with minutes approved, one coming, whether it helped."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from decimal import Decimal

from accounts.models import Customer, User
from advice.models import Action
from demo import together as told
from demo.chapters.days import Step, morning, step
from demo.chapters.shared import customer_of
from demo.people import actor
from demo.story import FENWICK, HARBOUR, TIDEWELL, Client
from engagement.actions import meetings
from engagement.actions.feedback import give_feedback
from engagement.actions.meetings.common import token
from engagement.helped import About
from engagement.models import Meeting
from engagement.queries.minutes import seen_now
from engagement.vocabulary import MeetingKind, Source
from responsibilities.actions.understanding import give_view, start_round
from responsibilities.models import Round, Version

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
REVIEW = "The shop in Harbour Street, upstairs"


def steps(now: datetime) -> list[Step]:
    first, second = morning(now, months=7), morning(now, days=28)
    held, fenwick = morning(now, months=3, days=20), morning(now, months=4, days=8)
    return [
        step(first, _ask(HARBOUR, told.FIRST)),
        *(step(first + (2 + n) * HOUR, _answer(HARBOUR, person, told.FIRST)) for n, person in _people(told.FIRST)),
        step(held - 12 * DAY, _plan(HARBOUR, held + 5 * HOUR, (told.AMARA, told.JORY, told.TOM, told.PRIYA))),
        step(held + 6 * HOUR, _hold(HARBOUR)),
        step(held + DAY, _approve(HARBOUR, told.AMARA)),
        *(step(held + DAY + (1 + n) * HOUR, _say(HARBOUR, *one)) for n, one in enumerate(told.HELPED)),
        step(morning(now, months=2, days=10), _done),
        step(fenwick - 9 * DAY, _plan(FENWICK, fenwick + HOUR, (told.NELL, told.IDRIS, told.TOM))),
        step(fenwick + 3 * HOUR, _hold(FENWICK, is_first=False)),
        step(fenwick + 2 * DAY, _approve(FENWICK, told.NELL)),
        *(step(fenwick + 2 * DAY + (1 + n) * HOUR, _say(FENWICK, *one)) for n, one in enumerate(told.HELPED_FENWICK)),
        step(second, _ask(HARBOUR, told.SECOND)),
        *(step(second + (2 + n) * HOUR, _answer(HARBOUR, person, told.SECOND)) for n, person in _people(told.SECOND)),
        step(morning(now, days=6), _plan(HARBOUR, morning(now) + 12 * DAY, (told.AMARA, told.JORY, told.TOM))),
        step(morning(now, days=5), _tell_news),
        step(morning(now, days=5), _plan(FENWICK, morning(now) + 19 * DAY, (told.NELL, told.IDRIS, told.TOM))),
        step(morning(now, days=3), _plan(TIDEWELL, morning(now) + 21 * DAY, (told.BRYN, told.RUTH))),
        step(morning(now, days=4), _ask(FENWICK, told.FENWICKS_TOM, (told.NELL, told.IDRIS))),
        step(morning(now, days=4) + 3 * HOUR, _answer(FENWICK, told.TOM, told.FENWICKS_TOM)),
    ]


def _people(said: Iterable[told.View]) -> Iterable[tuple[int, str]]:
    return enumerate(dict.fromkeys(view.person for view in said))


def _ask(client: Client, said: tuple[told.View, ...], more: tuple[str, ...] = ()) -> Callable[[datetime], object]:
    def ask(at: datetime) -> object:
        customer = customer_of(client)
        rows = Version.objects.of_customer(customer).in_force().get().rows.filter(code__in={v.code for v in said})
        people = User.objects.filter(email__in={*(v.person for v in said), *more})
        return start_round(
            customer=customer, rows=list(rows.values_list("pk", flat=True)),
            people=list(people.values_list("pk", flat=True)), due_on=at.date() + 10 * DAY,
            by=actor(client.lead, customer), at=at,
        )  # fmt: skip

    return ask


def _answer(client: Client, person: str, said: tuple[told.View, ...]) -> Callable[[datetime], object]:
    def answer(at: datetime) -> None:
        customer = customer_of(client)
        round_ = Round.objects.of_customer(customer).open().get()
        by, views = actor(person, customer), {v.code: v for v in said if v.person == person}
        for asked in round_.asked.select_related("row").order_by("position"):
            view = views[asked.row.code]
            give_view(asked=asked, who=view.who, pays=view.pays, note=view.note, by=by, at=at)

    return answer


def _plan(client: Client, starts_at: datetime, people: tuple[str, ...]) -> Callable[[datetime], object]:
    def plan(at: datetime) -> object:
        customer = customer_of(client)
        comers = User.objects.filter(email__in=people).values_list("pk", flat=True)
        place = REVIEW if client is HARBOUR else "01632 960 120, by telephone"
        on_the_hour = starts_at.replace(minute=0)
        return meetings.plan_meeting(
            customer=customer, kind=MeetingKind.QUARTERLY, starts_at=on_the_hour, place=place, people=list(comers),
            by=actor(client.lead, customer), at=at,
        )  # fmt: skip

    return plan


def _tell_news(at: datetime) -> None:
    """The owner writes her own news on the agenda of the coming review."""
    customer = customer_of(HARBOUR)
    topic = _latest(customer).topics.get(source=Source.NEWS)
    meetings.edit_topic(topic=topic, edited=token(topic), fact=told.NEWS, by=actor(told.AMARA, customer), at=at)


def _hold(client: Client, *, is_first: bool = True) -> Callable[[datetime], object]:
    """Write down what was said, agree actions, propose the minutes."""

    def hold(at: datetime) -> object:
        customer = customer_of(client)
        meeting, by = _latest(customer), actor(client.lead, customer)
        if is_first:
            title, fact = told.OWN_TOPIC
            topic = meetings.add_topic(meeting=meeting, title=title, fact=fact, by=by, at=at)
            about = {"notes": told.OWN_NOTES, "decision": told.OWN_DECISION}
            meetings.edit_topic(topic=topic, edited=token(topic), by=by, at=at, **about)
        for topic in meeting.topics.filter(dropped_at=None, decision="").order_by("position")[:3]:
            about = {"notes": told.SAID, "decision": told.DECIDED}
            meetings.edit_topic(topic=topic, edited=token(topic), by=by, at=at, **about)
        for text, side, person, days, cost in told.PROMISES if is_first else ():
            meetings.promise(
                meeting=meeting, text=text, owed_by=side, who=User.objects.get(email=person),
                due_on=at.date() + days * DAY, cost=Decimal(cost) if cost is not None else None, by=by, at=at,
            )  # fmt: skip
        return meetings.propose_minutes(meeting=meeting, seen=seen_now(meeting), by=by, at=at)

    return hold


def _approve(client: Client, person: str) -> Callable[[datetime], object]:
    def approve(at: datetime) -> object:
        meeting = _latest(customer_of(client))
        by = actor(person, meeting.customer)
        return meetings.approve_minutes(meeting=meeting, digest_seen=meeting.digest, by=by, at=at)

    return approve


def _say(client: Client, person: str, grade: int, words: str) -> Callable[[datetime], object]:
    def say(at: datetime) -> object:
        meeting = _latest(customer_of(client))
        return give_feedback(
            customer=meeting.customer, about=About.MEETING, subject_id=meeting.pk, helped=grade, words=words,
            by=actor(person, meeting.customer), at=at,
        )  # fmt: skip

    return say


def _done(at: datetime) -> None:
    """The first of the three promises is kept."""
    customer = customer_of(HARBOUR)
    text = told.PROMISES[0][0]
    action = Action.objects.of_customer(customer).open().get(text=text)
    meeting = _latest(customer)
    by = actor(told.PRIYA, customer)
    meetings.finish_carried(meeting=meeting, action=action, closing=told.DONE, by=by, at=at)


def _latest(customer: Customer) -> Meeting:
    found = Meeting.objects.of_customer(customer).select_related("customer__provider").order_by("-starts_at").first()
    if found is None:
        raise LookupError("No meeting was planned.")
    return found
