"""What the pages of the catalogue show: activities, the services that cover them, and who buys those."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from accounts.actor import Actor
from accounts.models import Customer
from contracts.models import Bundle, Contract, Line, Service
from core.searching import has_words
from responsibilities.catalogue import DOMAINS
from responsibilities.enums import VersionState
from responsibilities.models import Activity, Coverage, Row
from responsibilities.stamps import stamp

NO_SERVICE = "none"
IN_USE = (VersionState.DRAFT, VersionState.PROPOSED, VersionState.AGREED)
EDITABLE: dict[type, tuple[str, ...]] = {
    Activity: (
        "code", "domain", "title", "description", "provider_duty", "customer_duty", "default_ownership",
        "evidence_expected", "nist_csf", "cyber_essentials", "review_interval_months",
    ),
    Service: ("code", "name", "summary", "monthly_fee", "touches_personal_data"),
    Bundle: ("name", "summary"),
}  # fmt: skip
SERVICE_SORTS: Mapping[str, Callable[["ServiceLine"], Any]] = {
    "name": lambda line: line.service.name.casefold(), "covers": lambda line: line.covers,
    "fee": lambda line: line.service.monthly_fee, "customers": lambda line: line.buyers,
}  # fmt: skip
_ORDER = {domain: number for number, domain in enumerate(DOMAINS.values())}


@dataclass(frozen=True)
class ActivityLine:
    """One activity of the list, with the live services that cover it."""

    activity: Activity
    services: tuple[Service, ...]


@dataclass(frozen=True)
class ServiceLine:
    """One service: how many live activities it covers, and which customers of the reader buy it today."""

    service: Service
    covers: int
    customers: tuple[str, ...]

    @property
    def buyers(self) -> int:
        return len(self.customers)


@dataclass(frozen=True)
class BundleLine:
    """One bundle with its services in order of their names."""

    bundle: Bundle
    services: tuple[Service, ...]
    covers: int


@dataclass(frozen=True)
class Uses:
    """Where an activity stands: the services that cover it, and customers whose matrix in use holds it."""

    covers: tuple[Coverage, ...]
    customers: tuple[Customer, ...]


@dataclass(frozen=True)
class Choice:
    """An activity a service may cover, as the page with the boxes shows it."""

    activity: Activity
    is_covered: bool
    duty: str


def entry_values(entry: Activity | Service | Bundle) -> dict[str, Any]:
    """What can be edited about an entry, as the history and the stamp know it."""
    values = {name: getattr(entry, name) for name in EDITABLE[type(entry)]}
    if isinstance(entry, Bundle):
        values["services"] = sorted(service.code for service in entry.services.all())
    return values


def entry_stamp(entry: Activity | Service | Bundle) -> str:
    """The mark of an entry as it is now."""
    return stamp(entry_values(entry))


def coverage_stamp(covers: Iterable[Coverage]) -> str:
    """The mark of what a service covers now."""
    return stamp(sorted((str(cover.activity_id), cover.provider_duty) for cover in covers))


def entry_words(entry: Activity | Service | Bundle) -> dict[str, str]:
    """What an entry says, as a form can show it beside what somebody wrote over it."""
    return {name: _words(entry, name, value) for name, value in entry_values(entry).items()}


def _words(entry: Activity | Service | Bundle, name: str, value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(value)
    return entry.get_default_ownership_display() if name == "default_ownership" else str(value)  # type: ignore[union-attr]  # activities only


def domain_order(domain: str) -> tuple[int, str]:
    """The shipped domains first, in the order of the catalogue; a provider's own after them by name."""
    return _ORDER.get(domain, len(_ORDER)), domain


def activities_of(actor: Actor) -> list[ActivityLine]:
    """Every activity of the actor's provider in reading order, retired ones too; two queries."""
    activities = sorted(
        Activity.objects.visible_to(actor), key=lambda each: (domain_order(each.domain), each.position, each.code)
    )
    covering: dict[UUID, list[Service]] = defaultdict(list)
    covers = Coverage.objects.filter(activity__provider=actor.provider_id, service__retired_at=None)
    for cover in covers.select_related("service").order_by("service__name", "pk"):
        covering[cover.activity_id].append(cover.service)
    return [ActivityLine(activity, tuple(covering[activity.pk])) for activity in activities]


def narrowed(lines: Iterable[ActivityLine], asked: Mapping[str, str]) -> list[ActivityLine]:
    """The lines that fit what was asked: q, domain, owner, theme, cover and state."""
    return [line for line in lines if _fits(line, asked)]


def _fits(line: ActivityLine, asked: Mapping[str, str]) -> bool:
    activity = line.activity
    domain, owner, theme = asked.get("domain"), asked.get("owner"), asked.get("theme")
    cover = asked.get("cover")
    return (
        (activity.retired_at is not None) == (asked.get("state") == "retired")
        and (not domain or activity.domain == domain)
        and (not owner or activity.default_ownership == owner)
        and (not theme or theme in activity.cyber_essentials)
        and (cover != NO_SERVICE or not line.services)
        and (not cover or cover == NO_SERVICE or cover in {str(service.pk) for service in line.services})
        and _has_words(activity, asked.get("q", ""))
    )


def _has_words(activity: Activity, words: str) -> bool:
    texts = (activity.code, activity.title, activity.description, activity.provider_duty, activity.customer_duty)
    return has_words(words, *texts, *activity.nist_csf)


def uses_of(activity: Activity, actor: Actor) -> Uses:
    """Where an activity stands, as far as the reader reaches; two queries."""
    covers = activity.coverage.filter(service__retired_at=None).select_related("service")
    rows = Row.objects.visible_to(actor).filter(activity=activity, version__state__in=IN_USE)
    customers = Customer.objects.visible_to(actor).filter(pk__in=rows.values("version__customer"))
    return Uses(tuple(covers.order_by("service__name", "pk")), tuple(customers.order_by("name", "pk")))


def services_of(actor: Actor, today: date) -> list[ServiceLine]:
    """Every service of the actor's provider by name, retired ones last; three queries."""
    services = Service.objects.visible_to(actor).order_by("name", "pk")
    buyers = _buyers(actor, today)
    covers = Counter(_live_coverage(actor).values_list("service_id", flat=True))
    lines = [ServiceLine(each, covers[each.pk], tuple(buyers[each.pk])) for each in services]
    return sorted(lines, key=lambda line: line.service.retired_at is not None)


def _buyers(actor: Actor, today: date) -> dict[UUID, list[str]]:
    """For each service the names of the reader's customers who buy it under a live contract today."""
    contracts = Contract.objects.filter(customer__in=Customer.objects.visible_to(actor)).live(today=today)
    running = Q(starts_on__lte=today) & (Q(ends_on=None) | Q(ends_on__gte=today))
    pairs = Line.objects.filter(running, contract__in=contracts).values_list("service_id", "contract__customer__name")
    found: dict[UUID, list[str]] = defaultdict(list)
    for service, customer in pairs.distinct().order_by("contract__customer__name"):
        found[service].append(customer)
    return found


def service_line(service: Service, actor: Actor, today: date) -> ServiceLine:
    """One service as the list shows it; three queries."""
    return next(line for line in services_of(actor, today) if line.service.pk == service.pk)


def bundles_of(actor: Actor) -> list[BundleLine]:
    """Every bundle by name, retired ones last; three queries."""
    covered: dict[UUID, set[UUID]] = defaultdict(set)
    for service, activity in _live_coverage(actor).values_list("service_id", "activity_id"):
        covered[service].add(activity)
    lines = []
    for bundle in Bundle.objects.visible_to(actor).prefetch_related("services").order_by("name", "pk"):
        services = tuple(sorted(bundle.services.all(), key=lambda service: service.name))
        together = set().union(*(covered[service.pk] for service in services))
        lines.append(BundleLine(bundle, services, len(together)))
    return sorted(lines, key=lambda line: line.bundle.retired_at is not None)


def choices_for(service: Service, actor: Actor, words: str = "") -> list[Choice]:
    """The activities a service covers or may cover, in reading order; three queries."""
    covered = {cover.activity_id: cover for cover in service.coverage.all()}
    return [
        Choice(line.activity, line.activity.pk in covered, _duty(covered.get(line.activity.pk)))
        for line in activities_of(actor)
        if (line.activity.retired_at is None or line.activity.pk in covered) and _has_words(line.activity, words)
    ]


def _duty(cover: Coverage | None) -> str:
    return cover.provider_duty if cover else ""


def _live_coverage(actor: Actor) -> Any:
    return Coverage.objects.filter(service__provider=actor.provider_id, activity__retired_at=None)
