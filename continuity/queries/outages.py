"""One outage with all that is known around it: promises of the contract, jobs of the matrix, who would pay."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

from accounts.actor import Actor
from accounts.models import Customer
from continuity.models import NamedFailure, NamedOutage
from continuity.outages.allowing import answering
from continuity.outages.answer import Answer, Reader, tell
from continuity.outages.payers import at_fault
from continuity.outages.promises import Check, Wanted, losing, proving, restoring
from continuity.pictures.events import Event
from continuity.pictures.table import Thing
from continuity.queries.model import wanted_of
from continuity.queries.overview import trading_moment
from continuity.queries.promised import promises_of
from continuity.survival.checking import ModelRefused
from continuity.survival.model import Business, Failure
from continuity.survival.points import single_points
from contracts.models import Contract
from responsibilities.catalogue import DOMAINS
from responsibilities.queries.jobs import Job, jobs_in_force

ZONE = ZoneInfo(settings.TIME_ZONE)
RESPONSE = DOMAINS["incident_response"]
UNITS = {"minutes": timedelta(minutes=1), "hours": timedelta(hours=1)}
ROWS = 24  # things in the table; beyond that only what stops is listed
EVENTS = 16  # of more than so many times, so many are told one by one
JOBS = 10  # rows of the first hour; the rest stands in the matrix
USUAL_BACK = 480  # minutes of the outage that is shown before anybody has chosen one
SITE = "contract__customer__sites__opening_times"


@dataclass(frozen=True, kw_only=True)
class OutageSheet:
    """The whole page of an outage."""

    answer: Answer
    reader: Reader
    checks: tuple[Check, ...]
    jobs: tuple[Job, ...]
    owners: Mapping[str, Job]
    failed_jobs: tuple[Job, ...]

    @property
    def rows(self) -> list["ThingRow"]:
        """The table of what needs what, each thing with the job that looks after it; of many only what stops."""
        things = self.answer.things
        shown = things if len(things) <= ROWS else [thing for thing in things if thing.stops or thing.is_service]
        is_whole = len(things) <= ROWS
        return [ThingRow(thing, self.owners.get(thing.key), is_whole or thing.is_service) for thing in shown]

    @property
    def events(self) -> tuple[Event, ...]:
        """What stops and comes back; of many the first, then only what ends or brings back trade."""
        told = self.answer.events
        return told if len(told) <= ROWS else (*told[:EVENTS], *(each for each in told[EVENTS:] if each.tone))

    @property
    def left_out(self) -> int:
        """How many things, all of which go on, the table leaves to the page of the model."""
        return len(self.answer.things) - len(self.rows)


@dataclass(frozen=True, slots=True)
class ThingRow:
    """A thing, and the job of the matrix that looks after it. `tells_way`: how the failure came to it is told whole;
    else only its last step, the others stand in their own rows."""

    thing: Thing
    job: Job | None
    tells_way: bool = True

    @property
    def step(self) -> str:
        """The last step of the way, where only that is told; the row says of what and when."""
        return self.thing.why[-1].rpartition(": ")[2] if self.thing.why and not self.tells_way else ""


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What fails when, as chosen on the form or kept under a name. `start` is local time without zone."""

    start: datetime
    failures: tuple[Failure, ...]


def reader_of(customer: Customer, actor: Actor) -> Reader:
    """The customer is “you”; the provider's people read its name."""
    return Reader() if actor.is_customer else Reader(customer.name, is_you=False)


def outage_sheet(
    customer: Customer, actor: Actor, business: Business, facts: Facts, today: date, *, on_paper: bool = False
) -> OutageSheet:
    """Three queries beside the business. ModelRefused, in a sentence, for what cannot be worked out."""
    reader = reader_of(customer, actor)
    answer = tell(business, facts.failures, facts.start, reader, on_paper=on_paper)
    wanted = wanted_of(customer)
    jobs = jobs_in_force(actor, customer, {each.line for each in wanted.values() if each.line}, RESPONSE)
    by_line = {job.line: job for job in jobs}
    out = _out(answer, wanted)
    needed = {each.line for each in out}
    owners = {key: by_line[each.line] for key, each in wanted.items() if each.line in by_line}
    return OutageSheet(
        answer=answer,
        reader=reader,
        checks=tuple(_checks(out, customer, actor, today)),
        jobs=tuple(job for job in jobs if job.line in needed or job.domain == RESPONSE)[:JOBS],
        owners=owners,
        failed_jobs=tuple(owners[key] for key in at_fault(business, answer.failed) if key in owners),
    )


def failed_jobs(customer: Customer, actor: Actor, business: Business, answer: Answer) -> tuple[Job, ...]:
    """The jobs in force that look after what fails by itself. Two queries at the most."""
    wanted = wanted_of(customer)
    found = (wanted[key].line for key in at_fault(business, answer.failed) if key in wanted)
    lines = {line for line in found if line is not None}
    jobs = jobs_in_force(actor, customer, lines, "") if lines else []
    return tuple(jobs)


def checks_of(customer: Customer, actor: Actor, answer: Answer, today: date) -> tuple[Check, ...]:
    """What is wanted of what stops, against contract and backups. Two queries."""
    return tuple(_checks(_out(answer, wanted_of(customer)), customer, actor, today))


def usual_facts(business: Business, today: date) -> Facts:
    """Before anybody has chosen: what stops the business soonest, for eight hours of a day on which it trades."""
    try:
        first = next(iter(single_points(business)), None)
    except ModelRefused:
        first = None
    failures = (Failure(key=first.key, back=USUAL_BACK),) if first else ()
    return Facts(start=trading_moment(business, today), failures=failures)


def kept_facts(outage: NamedOutage, failures: Iterable[NamedFailure]) -> Facts:
    """As it is kept."""
    start = timezone.localtime(outage.starts_at).replace(tzinfo=None)
    return Facts(
        start=start, failures=tuple(Failure(key=str(each.node_id), back=each.back_minutes) for each in failures)
    )


def _out(answer: Answer, wanted: Mapping[str, Wanted]) -> list[Wanted]:
    """Of what stops, what is wanted."""
    return [wanted[each.key] for each in answer.lasting if each.stops and each.key in wanted]


def _checks(out: Sequence[Wanted], customer: Customer, actor: Actor, today: date) -> Iterable[Check]:
    promises = promises_of(customer, Contract.objects.visible_to(actor), today)
    for wanted in out:
        answer = answering(promises.promised, wanted.priority)
        restore = restoring(wanted, promises.allowed(wanted.priority), answer) if wanted.rto is not None else None
        yield from (check for check in (restore, losing(wanted), proving(wanted)) if check is not None)
