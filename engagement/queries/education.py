"""What people have to learn, what campaigns come to, and what was reported; names only to whom they concern."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet
from django.urls import reverse

from accounts.actor import Actor
from accounts.enums import Permission, Role
from accounts.models import Customer, Membership, User
from core.due import DueDate
from core.words import count
from engagement.education import (
    PhishingFigures,
    Teaching,
    completion,
    falls_short,
    figures,
    repeat_clickers,
    whole_percent,
)
from engagement.models import Campaign, Participation, Suspicion

A_YEAR = timedelta(days=365)


@dataclass(frozen=True, kw_only=True)
class CampaignLine:
    """A campaign with what it has come to. `waiting` names who has not finished, for readers who may know."""

    campaign: Campaign
    asked: int
    done: int
    phishing: PhishingFigures | None
    waiting: tuple[Participation, ...] = ()

    @property
    def percent(self) -> int | None:
        """How many of those asked have finished, in whole per cent, rounded down; None for phishing."""
        return None if self.phishing else whole_percent(completion(self.done, self.asked))

    @property
    def is_short(self) -> bool:
        """Fewer than the target."""
        return not self.phishing and falls_short(self.done, self.asked, self.campaign.target_percent)

    def is_open(self, today: date) -> bool:
        return self.campaign.stopped_at is None and self.campaign.opens_on <= today <= self.campaign.closes_on

    @property
    def click_percent(self) -> int | None:
        return whole_percent(self.phishing.click_rate) if self.phishing else None

    @property
    def report_percent(self) -> int | None:
        return whole_percent(self.phishing.report_rate) if self.phishing else None

    @property
    def before_click_percent(self) -> int | None:
        """Reported without having clicked before."""
        return whole_percent(self.phishing.report_before_click_rate) if self.phishing else None


@dataclass(frozen=True, kw_only=True)
class CustomerTaught:
    """A customer in the overview: shares in whole per cent, None where nothing was measured within a year."""

    customer: Customer
    asked: int
    done: int
    short: int
    reported: int | None
    clicked: int | None
    last_on: date | None
    open_suspicions: int

    @property
    def percent(self) -> int | None:
        return whole_percent(completion(self.done, self.asked))


TAUGHT_SORTS: Mapping[str, Callable[[CustomerTaught], Any]] = {
    "customer": lambda line: line.customer.name.casefold(), "finished": lambda line: line.percent,
    "short": lambda line: line.short, "reported": lambda line: line.reported, "clicked": lambda line: line.clicked,
    "waiting": lambda line: line.open_suspicions,
}  # fmt: skip


def own_tasks(actor: Actor, customer: Customer, today: date) -> list[Participation]:
    """What this person is asked to finish here, the soonest first."""
    rows = Participation.objects.to_do().filter(person=actor.user_id, campaign__customer=customer)
    rows = rows.filter(campaign__opens_on__lte=today).select_related("campaign__course")
    return list(rows.order_by("campaign__closes_on", "pk"))


def own_done(actor: Actor, customer: Customer) -> list[Participation]:
    """What this person has finished here, the latest first."""
    rows = Participation.objects.filter(person=actor.user_id, campaign__customer=customer, done_at__isnull=False)
    return list(rows.select_related("campaign").order_by("-done_at", "pk")[:20])


def register(actor: Actor, customer: Customer) -> QuerySet[Participation]:
    """Who was asked to learn or accept what, and which version they did when; of phishing exercises nobody."""
    rows = Participation.objects.visible_to(actor).counted().filter(campaign__customer=customer)
    named = rows.exclude(campaign__kind=Teaching.PHISHING).select_related("campaign", "marked_by")
    return named.order_by("-campaign__closes_on", "campaign__title", "name", "pk")


def campaign_lines(actor: Actor, customer: Customer) -> list[CampaignLine]:
    """Every campaign of a customer, the latest first; three queries."""
    named = Participation.objects.visible_to(actor).to_do().order_by("name", "pk")
    campaigns = Campaign.objects.visible_to(actor).of_customer(customer).order_by("-closes_on", "-planned_at", "pk")
    may_know = actor.may(Permission.TEACHING_LEAD) or actor.may(Permission.TEACHING_PLAN)
    loaded = campaigns.select_related("course").prefetch_related(
        Prefetch("people", queryset=Participation.objects.counted()),
        Prefetch("people", queryset=named if may_know else named.none(), to_attr="waiting"),
    )
    return [_line(campaign) for campaign in loaded]


def _line(campaign: Campaign) -> CampaignLine:
    people = list(campaign.people.all())
    waiting: list[Participation] = getattr(campaign, "waiting", [])
    return CampaignLine(
        campaign=campaign, asked=len(people), done=sum(each.done_at is not None for each in people),
        phishing=figures(each.met for each in people) if campaign.is_phishing else None, waiting=tuple(waiting),
    )  # fmt: skip


def clickers(actor: Actor, customer: Customer) -> list[tuple[str, int]]:
    """Who clicked in more than one exercise, with in how many: the customer's lead alone may know."""
    if not (actor.is_customer and actor.may(Permission.TEACHING_LEAD)):
        return []
    rows = Participation.objects.visible_to(actor).filter(
        campaign__customer=customer, campaign__kind="phishing", clicked_at__isnull=False
    )
    names = {(each.email or each.name).casefold(): each.name for each in rows}
    clicks = [((each.email or each.name).casefold(), str(each.campaign_id)) for each in rows]
    return sorted((names[person], number) for person, number in repeat_clickers(clicks).items())


def taught(actor: Actor, today: date, words: str = "") -> list[CustomerTaught]:
    """The last year of every customer this actor looks after, or of those with these words in their name; four
    queries for any number of customers."""
    customers = Customer.objects.visible_to(actor).named(words).order_by("name", "pk")
    open_reports = dict(
        Suspicion.objects.visible_to(actor).open().values_list("customer").annotate(Count("pk")).order_by()
    )
    by_customer: dict[UUID, list[CampaignLine]] = {}
    campaigns = Campaign.objects.visible_to(actor).filter(closes_on__gte=today - A_YEAR, stopped_at=None)
    people = Prefetch("people", queryset=Participation.objects.counted())
    for campaign in campaigns.prefetch_related(people).order_by("-closes_on", "pk"):
        by_customer.setdefault(campaign.customer_id, []).append(_line(campaign))
    return [_taught(each, by_customer.get(each.pk, []), open_reports.get(each.pk, 0), today) for each in customers]


def _taught(customer: Customer, lines: list[CampaignLine], open_reports: int, today: date) -> CustomerTaught:
    learned = [line for line in lines if not line.phishing]
    tried = next((line.phishing for line in lines if line.phishing), None)
    return CustomerTaught(
        customer=customer, asked=sum(line.asked for line in learned), done=sum(line.done for line in learned),
        short=sum(line.is_short and line.campaign.closes_on < today for line in learned),
        reported=whole_percent(tried.report_rate) if tried else None,
        clicked=whole_percent(tried.click_rate) if tried else None,
        last_on=max((line.campaign.closes_on for line in lines), default=None), open_suspicions=open_reports,
    )  # fmt: skip


def customer_leads(customer: Customer) -> list[User]:
    """The customer's owners."""
    members = Membership.objects.live().of_customer(customer).filter(role=Role.OWNER).select_related("user")
    return [member.user for member in members.order_by("user__name", "pk")]


def people_at(customer: Customer) -> list[User]:
    """Everybody with an account at the customer."""
    members = Membership.objects.live().of_customer(customer).select_related("user")
    return [member.user for member in members.order_by("user__name", "pk")]


def due_dates(customer_ids: Iterable[UUID], today: date) -> list[DueDate]:
    """The last day of what people are asked to learn or accept, while somebody has not."""
    campaigns = Campaign.objects.filter(customer__in=list(customer_ids), stopped_at=None, opens_on__lte=today)
    waiting = campaigns.exclude(kind="phishing").annotate(
        left=Count("people", filter=Q(people__in=Participation.objects.to_do()))
    )
    return [
        DueDate(
            customer_id=each.customer_id, kind="training", subject_id=each.pk, owed_by="customer",
            title=f"“{each}”: {count(each.left, 'person has', 'people have')} still to {each.teaching.asks} it",
            path=reverse("engagement:teaching", args=[each.customer.slug]), due_on=each.closes_on,
        )
        for each in waiting.filter(left__gt=0).select_related("customer")
    ]  # fmt: skip
