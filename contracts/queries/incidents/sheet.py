"""Everything that a reader may know of one incident."""

from collections.abc import Iterator
from datetime import datetime

from accounts.actor import Actor
from accounts.enums import Side
from audit.models import Event
from contracts.incidents.sheet import IncidentSheet, Moment
from contracts.incidents.wording import closed_statement, open_statement
from contracts.models import Incident, Notification, TimelineEntry
from contracts.queries.incidents.losses import known, loss_lines
from contracts.queries.incidents.notices import notices_of, notifications_of, told_of
from contracts.wording import Sentence
from core.together import together
from core.words import pounds, upper_first


def incident_sheet(incident: Incident, reader: Actor, now: datetime) -> IncidentSheet:
    """The whole incident (customer, provider and people loaded beforehand). Two queries."""
    losses, jobs, timeline = together(
        incident.losses.select_related("entered_by"),
        incident.jobs.all(),
        incident.timeline.select_related("written_by"),
    )
    figures = known(losses)
    notifications = notifications_of(incident, reader)
    return IncidentSheet(
        statement=statement_of(incident, notifications, now),
        notices=notices_of(notifications, reader, now),
        timeline=tuple(sorted(_moments(incident, timeline, notifications), key=lambda one: (one.at, not one.is_fact))),
        losses=loss_lines(losses),
        total=pounds(figures.total) if losses else "",
        is_final=figures.is_final,
        lines=frozenset(job.line for job in jobs),
    )


def history_of(incident: Incident, actor: Actor) -> list[Event]:
    """What was done to it as far as the actor may know, latest first."""
    return list(Event.objects.visible_to(actor).latest_about("contracts.incident", incident.pk))


def statement_of(incident: Incident, notifications: list[Notification], now: datetime) -> Sentence:
    """What a reader has to know first."""
    if incident.closed_at is not None:
        return closed_statement(incident.closed_at, incident.lasted)
    return open_statement(incident.aware_at, now, [told_of(one, now) for one in notifications if one.is_waiting])


def _moments(incident: Incident, timeline: list[TimelineEntry], notifications: list[Notification]) -> Iterator[Moment]:
    """What its people wrote, and what the incident itself tells: nobody writes that twice."""
    yield from _facts(incident)
    for entry in timeline:
        yield Moment(at=entry.happened_at, text=entry.text, who=entry.written_by.name, side=entry.side)
    for one in notifications:
        if one.done_at and one.done_by:
            text = f"{upper_first(one.named)} told."
            yield Moment(at=one.done_at, text=text, who=one.done_by.name, side=one.owed_by, is_fact=True)


def _facts(incident: Incident) -> Iterator[Moment]:
    names = {str(Side.PROVIDER): incident.customer.provider.name, str(Side.CUSTOMER): incident.customer.name}
    facts = [
        (incident.started_at, "It began.", None, ""),
        (incident.aware_at, f"Noticed by {names[incident.side]}.", None, incident.side),
        (incident.reported_at, "Reported.", incident.reported_by, incident.side),
        (incident.ended_at, "It was over.", None, ""),
        (incident.closed_at, "Closed.", incident.closed_by, ""),
    ]
    for at, text, person, side in facts:
        if at is not None:
            yield Moment(at=at, text=text, who=person.name if person else "", side=side, is_fact=True)
