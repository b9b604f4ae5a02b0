"""What a customer's first page says: agreed, waiting, who does what, next dates, latest pack."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import starmap
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet, UUIDField
from django.urls import reverse
from django.utils import timezone

from accounts.actor import Actor
from accounts.enums import Permission, Role
from accounts.models import Customer, Membership
from continuity.outages.glimpse import Glimpse, glimpse_of
from continuity.queries.model import business_of
from contracts.due import settled_credits
from contracts.models import Contract, Notification
from contracts.queries.glance import Glance, glance
from contracts.queries.incidents.notices import most_urgent_first, waiting_for_side
from core.prepared import prepared
from core.together import in_one
from core.words import count
from engagement.models import Due
from portfolio.queries.asked import asked_of, asking, running
from portfolio.queries.waiting import Agreed, Task, telling, waiting_for
from reports.models import Pack
from responsibilities.enums import Ownership
from responsibilities.models import Question, Row, Signature, Version, VersionState

LIVE = (VersionState.DRAFT, VersionState.PROPOSED, VersionState.AGREED)
OWNERSHIPS = ("provider", "shared", "customer", "third_party", "undecided")


class HomeRow(NamedTuple):
    """What the page needs to know of one job, in the order in which `_rows` asks for it."""

    line: UUID
    title: str
    ownership: str
    third_party: str
    is_out_of_scope: bool
    agreed_at: datetime | None
    risk_accepted_at: datetime | None
    lacks_a_duty: bool

    @property
    def is_settled(self) -> bool:
        return self.agreed_at is not None or self.risk_accepted_at is not None

    @property
    def is_nobodys(self) -> bool:
        """In scope, and nobody does all of it."""
        if self.is_out_of_scope:
            return False
        return self.ownership == Ownership.UNDECIDED or (self.ownership == Ownership.SHARED and self.lacks_a_duty)


@dataclass(frozen=True)
class JobLine:
    """One job and who does it."""

    title: str
    ownership: str
    who: str


@dataclass(frozen=True)
class NextDate:
    """One coming day and what falls due on it; reviews of one day are counted together."""

    on: date
    title: str
    path: str
    shows_year: bool


@dataclass(frozen=True)
class Home:
    """Everything on the page, worked out."""

    agreed: Agreed | None
    in_force: Version | None
    signatures: list[Signature]
    has_signed_shown: bool
    tasks: list[Task]
    jobs: list[JobLine]
    job_count: int
    dates: list[NextDate]
    pack: Pack | None
    money: Glance
    trade: Glimpse | None


def home_of(customer: Customer, actor: Actor, *, now: datetime) -> Home:
    """The page's facts in a fixed number of queries."""
    today = timezone.localdate(now)
    found = _kept(customer, actor)
    versions, questions, signatures = found.versions, found.questions, found.signatures
    in_force = next((version for version in versions if version.is_agreed), None)
    shown = versions[-1] if versions else None
    rows: dict[Version | None, list[HomeRow]] = {
        version: list(starmap(HomeRow, _rows(version=version.pk))) for version in {shown, in_force} if version
    }
    agreed = _agreed(shown, rows[shown], questions) if shown else None
    due = _still_due(found.due, customer, actor)
    overdue = len({d.subject_id for d in due if d.kind == Due.Kind.REVIEW and d.due_on < today})
    asked = asked_of(customer, actor, now=now)
    return Home(
        agreed=agreed,
        in_force=in_force,
        signatures=[s for s in signatures if in_force and s.version_id == in_force.pk],
        has_signed_shown=any(s.side == actor.side and shown and s.version_id == shown.pk for s in signatures),
        tasks=[
            *running(customer, asked),
            *telling(customer, found.untold, now),
            *asking(customer, asked, pressing=True),
            *waiting_for(
                customer,
                actor,
                shown,
                agreed,
                questions,
                signatures,
                overdue,
                () if shown else _lacking(customer),
                [d for d in due if d.kind == Due.Kind.CREDIT and d.due_on >= today],
            ),
            *asking(customer, asked, pressing=False),
        ],
        jobs=_jobs(rows.get(in_force or shown, []), customer, actor),
        job_count=agreed.total if agreed else 0,
        dates=_dates(due, today, reverse("responsibilities:upkeep", args=[customer.slug])),
        pack=found.pack,
        money=glance(customer, actor, today),
        trade=_trade(customer),
    )


def _trade(customer: Customer) -> Glimpse | None:
    """Four queries; None where nobody has begun a model."""
    business = business_of(customer)
    return glimpse_of(business) if business else None


@prepared(version=UUIDField())
def _rows(version: Any) -> QuerySet[Any, Any]:
    rows = Row.objects.filter(version=version).annotate(lacks_a_duty=Q(provider_duty="") | Q(customer_duty=""))
    return rows.order_by("position", "pk").values_list(*HomeRow._fields)


@dataclass(frozen=True)
class _Kept:
    """What is kept about the customer, as far as the page shows it, each kind in its order."""

    versions: list[Version]
    questions: list[Question]
    signatures: list[Signature]
    due: list[Due]
    untold: list[Notification]
    pack: Pack | None


def _kept(customer: Customer, actor: Actor) -> _Kept:
    """One query."""
    versions, questions, signatures, due, untold, packs = _tables(actor, customer=customer.pk)
    for one in untold:
        one.incident.customer = customer
    return _Kept(
        versions=sorted(versions, key=lambda version: version.number),
        questions=sorted(questions, key=lambda question: (question.asked_at, question.pk)),
        signatures=sorted(signatures, key=lambda signature: (signature.side, signature.pk)),
        due=sorted(due, key=lambda one: (one.due_on, one.pk)),
        untold=most_urgent_first(untold),
        pack=next(iter(packs), None),
    )


@prepared(customer=UUIDField())
def _tables(actor: Actor, customer: Any) -> QuerySet[Any, Any]:
    """Versions, open questions, signatures, what is due, who has to be told of an incident, the latest pack."""
    live = Version.objects.visible_to(actor).of_customer(customer).filter(state__in=LIVE)
    signed = Signature.objects.visible_to(actor).filter(version__customer=customer, version__state__in=LIVE)
    untold = waiting_for_side(actor, customer) if actor.may(Permission.INCIDENT_REPORT) else Notification.objects.none()
    packs = Pack.objects.visible_to(actor).of_customer(customer).ready().order_by("-starts_on", "-number")
    return in_one(
        live,
        Question.objects.visible_to(actor).of_customer(customer).open(),
        signed.defer("text_seen"),
        Due.objects.visible_to(actor).of_customer(customer).open(),
        untold,
        Pack.objects.filter(pk__in=packs.values("pk")[:1]).defer("data"),
    )


def _lacking(customer: Customer) -> list[str]:
    """What a new customer is still without."""
    there = {
        "contract": Contract.objects.of_customer(customer).exists(),
        "people": Membership.objects.live().of_customer(customer).filter(role=Role.OWNER).exists(),
    }
    return [name for name, is_there in there.items() if not is_there]


def _still_due(due: list[Due], customer: Customer, actor: Actor) -> list[Due]:
    """Without credits claimed or left since the calendar was last gathered."""
    if not any(one.kind == Due.Kind.CREDIT for one in due):
        return due
    settled = settled_credits(customer, actor)
    return [one for one in due if one.subject_id not in settled]


def _dates(due: list[Due], today: date, reviews: str) -> list[NextDate]:
    """The next five things, each once although both sides may owe it; `reviews` is where several are looked at."""
    coming: dict[tuple[date, str], dict[str, str]] = {}
    for one in due:
        if one.due_on >= today:
            things = coming.setdefault((one.due_on, one.kind if one.kind == Due.Kind.REVIEW else one.title), {})
            things[one.title] = one.path
    return [_next_date(on, things, today, reviews) for (on, _), things in list(coming.items())[:5]]


def _next_date(on: date, things: dict[str, str], today: date, reviews: str) -> NextDate:
    """A date of another year says which year."""
    title, path = f"Review {count(len(things), 'job')}", reviews
    if len(things) == 1:
        ((title, path),) = things.items()
    return NextDate(on, title, path, on.year != today.year)


def _agreed(version: Version, rows: list[HomeRow], questions: list[Question]) -> Agreed:
    """Counts that do not overlap, as the page where the customer reads counts them: settled, nobody's, asked."""
    lines = {question.line for question in questions}
    open_rows = [row for row in rows if not row.is_settled]
    nobodys = [row for row in open_rows if row.is_nobodys]
    return Agreed(
        number=version.number,
        state=version.state,
        since=version.agreed_at or version.proposed_at or version.created_at,
        total=len(rows),
        agreed=len(rows) - len(open_rows),
        asked=sum(row.line in lines and not row.is_nobodys for row in open_rows),
        nobody=len(nobodys),
        accepted=sum(row.risk_accepted_at is not None for row in rows),
    )


def _jobs(rows: list[HomeRow], customer: Customer, actor: Actor) -> list[JobLine]:
    """Five jobs, one of each kind of owner first, so that the page shows what the marks mean."""
    in_scope = [row for row in rows if not row.is_out_of_scope]
    chosen: list[HomeRow] = []
    for ownership in OWNERSHIPS:
        chosen += [row for row in in_scope if row.ownership == ownership][:1]
    chosen += [row for row in in_scope if row not in chosen][: 5 - len(chosen)]
    who = {
        "provider": actor.us_or(customer.provider.name),
        "customer": actor.you_or(customer.name),
        "shared": "Shared",
        "undecided": "Nobody yet",
    }
    return [
        JobLine(row.title, row.ownership, who.get(row.ownership) or row.third_party or "Somebody else")
        for row in chosen
    ]
