"""Tell the demo's story from its beginning to today, with the actions that people use."""

from collections.abc import Callable
from datetime import datetime, time, timedelta

from dateutil.relativedelta import relativedelta
from django.utils import timezone

from accounts.models import Customer, Provider
from background.runner import drain
from core.quarters import last_complete, previous
from demo import clock, matrices
from demo.agreements import make_contract
from demo.people import actor, make_customer, make_provider
from demo.story import CLIENTS, PROOF, PROVIDER, QUESTIONS, UNPROVED, Client
from engagement.schedules import gather_calendars, send_reminders
from findings.schedules import look_again
from reports.actions import request_pack
from responsibilities.actions.evidence import add_evidence
from responsibilities.actions.lifecycle import revise_version
from responsibilities.actions.questions import answer_question, ask_question
from responsibilities.actions.upkeep import review_rows
from responsibilities.models import Row, Version

HARBOUR, FENWICK, TIDEWELL = CLIENTS


def load(now: datetime, say: Callable[[str], None]) -> Provider:
    """The whole story, unless it has been told already."""
    known = Provider.objects.filter(slug=PROVIDER["slug"]).first()
    if known is not None:
        return known
    begin = _morning(now, months=22)
    with clock.on(begin):
        provider = make_provider(begin)
        drain()
    for client, tell in ((HARBOUR, _harbour), (FENWICK, _fenwick), (TIDEWELL, _tidewell)):
        say(f"Telling the story of {client.name}")
        tell(provider, client, now)
    _remind(now)
    return provider


def _morning(now: datetime, *, months: int = 0, days: int = 0) -> datetime:
    """Nine o'clock of a working day so long ago."""
    day = timezone.localtime(now).date() - relativedelta(months=months, days=days)
    while day.weekday() >= 5:
        day -= timedelta(days=1)
    return timezone.make_aware(datetime.combine(day, time(9, 12)))


def _begin(provider: Provider, client: Client, now: datetime) -> Customer:
    """Customer and contract as they were signed."""
    with clock.on(_morning(now, months=client.months_ago)) as at:
        customer = make_customer(provider, client, at)
        make_contract(customer, client, actor(client.lead, customer), at)
        drain()
    return customer


def _first_version(customer: Customer, client: Client, at: datetime) -> Version:
    """Drafted, proposed, agreed and signed within a fortnight."""
    lead = actor(client.lead, customer)
    with clock.on(at):
        version = matrices.draft(customer, client, lead, at)
        matrices.settle(version, lead, at)
        version = matrices.propose(version, lead, at)
        drain()
    with clock.on(at + timedelta(days=5)) as later:
        matrices.agree(version, client, later)
        matrices.sign_both(version, client, later)
        drain()
    return version


def _next_version(customer: Customer, client: Client, at: datetime) -> Version:
    """The next version proposed: the second review's changes."""
    lead = actor(client.lead, customer)
    in_force = Version.objects.of_customer(customer).in_force().get()
    draft = revise_version(version=in_force, by=lead, at=at)
    matrices.change(
        draft, "DET-02", lead, at, provider_duty="Has an analyst on duty 24 hours a day. Rings you within one hour."
    )
    matrices.change(
        draft, "BAK-01", lead, at,
        provider_duty="Sets the copies to match the list. Tells you when it finds data that is not on it.",
        customer_duty="Decide how many hours of work you can lose on each system: tills 4, accounts 24.",
    )  # fmt: skip
    matrices.change(
        draft, "TRN-01", lead, at, customer_duty="Give everybody an hour a year for it; remind those who missed it."
    )
    return draft


def _harbour(provider: Provider, client: Client, now: datetime) -> None:
    """Everything agreed: the second version is in force, with proof and packs of two quarters."""
    customer = _begin(provider, client, now)
    _first_version(customer, client, _morning(now, months=10))
    _prove(customer, now)
    with clock.on(_morning(now, months=3)) as at:
        version = matrices.propose(_next_version(customer, client, at), actor(client.lead, customer), at)
        drain()
    with clock.on(_morning(now, months=3) + timedelta(days=6)) as at:
        matrices.agree(version, client, at)
        matrices.sign_both(version, client, at)
        drain()
    _pack(customer, client, now)


def _fenwick(provider: Provider, client: Client, now: datetime) -> None:
    """A second version with the customer: half read, three questions, two of them open."""
    customer = _begin(provider, client, now)
    _first_version(customer, client, _morning(now, months=9))
    _prove(customer, now)
    _pack(customer, client, now)
    _review(customer, client, now)
    lead = actor(client.lead, customer)
    with clock.on(_morning(now, days=8)) as at:
        draft = _next_version(customer, client, at)
        matrices.change(draft, "DET-06", lead, at, ownership="undecided")
        matrices.change(draft, "PHY-02", lead, at, ownership="undecided")
        for code, _, _ in QUESTIONS:
            matrices.change(draft, code, lead, at, provider_person="Priya Nair")
        version = matrices.propose(draft, lead, at, sign_by=(now + timedelta(days=11)).date())
        drain()
    owner = actor(client.people[0].email, customer)
    with clock.on(_morning(now, days=4)) as at:
        matrices.agree(version, client, at, only=3)
        for code, question, answer in QUESTIONS:
            row = Row.objects.get(version=version, code=code)
            asked = ask_question(row=row, text=question, by=owner, at=at)
            if answer:
                engineer = actor("priya@fairlead.example", customer)
                answer_question(question=asked, text=answer, by=engineer, at=at + timedelta(hours=2))
        drain()


def _tidewell(provider: Provider, client: Client, now: datetime) -> None:
    """A first draft with gaps: nobody watches for attacks and nobody runs the network."""
    customer = _begin(provider, client, now)
    lead = actor(client.lead, customer)
    with clock.on(_morning(now, days=12)) as at:
        version = matrices.draft(customer, client, lead, at)
        matrices.settle(version, lead, at, but=("Threat detection", "Network"))
        drain()


def _prove(customer: Customer, now: datetime) -> None:
    """Proof of most jobs in each of the last quarters; a few have none, and one is too old."""
    engineer = actor("priya@fairlead.example", customer)
    version = Version.objects.of_customer(customer).in_force().get()
    rows = {row.code: row for row in version.rows.order_by("position")}
    told = {code: (title, days) for code, title, days in PROOF}
    for number, (code, row) in enumerate(rows.items()):
        if code in UNPROVED:
            continue
        title, days = told.get(code, (row.evidence_expected.partition(";")[0], 7 + number % 50))
        for ago in (days + 175, days + 90, days) if code != "PHY-03" else (days,):
            with clock.on(_morning(now, days=ago)) as at:
                add_evidence(row=row, title=title, happened_on=at.date(), by=engineer, at=at)


def _review(customer: Customer, client: Client, now: datetime) -> None:
    """The owner looked at most of what was overdue a week ago; one job was left."""
    with clock.on(_morning(now, days=6)) as at:
        version = Version.objects.of_customer(customer).in_force().get()
        late = version.rows.overdue(today=at.date()).order_by("-review_on", "code").values_list("pk", flat=True)
        owner = actor(client.people[0].email, customer)
        review_rows(version=version, rows=list(late)[1:], by=owner, at=at)
        drain()


def _pack(customer: Customer, client: Client, now: datetime) -> None:
    """The packs of the last two complete quarters, each made on the morning after its end."""
    latest = last_complete(timezone.localtime(now).date(), customer.fiscal_year_start)
    for quarter in (previous(latest), latest):
        for days in (45, 20, 3):
            _tick(timezone.make_aware(datetime.combine(quarter.end - timedelta(days=days), time(8, 5))), now)
        at = timezone.make_aware(datetime.combine(quarter.end + timedelta(days=1), time(6, 10)))
        with clock.on(at):
            look_again(at)
            drain()
            request_pack(customer=customer, quarter=quarter, by=actor(client.lead, customer), at=at)
            drain()


def _remind(now: datetime) -> None:
    """What the last fortnight's ticks would have done, then today's."""
    for days in (14, 7, 3, 1, 0):
        _tick(_morning(now, days=days), now)


def _tick(at: datetime, now: datetime) -> None:
    """One morning's ticks; mails leave once all of them are gathered. Nothing happens after today."""
    morning = min(now, at)
    with clock.on(morning):
        for tick in (look_again, gather_calendars, send_reminders):
            tick(morning)
            drain()
    for later in (timedelta(minutes=20), timedelta(hours=4)):
        with clock.on(min(now, morning + later)):
            drain()
