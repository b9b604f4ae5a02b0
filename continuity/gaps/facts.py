"""The facts behind the checks of what a business depends on, in a constant number of queries."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.urls import reverse

from accounts.models import Customer
from continuity.check_words import MODEL
from continuity.gaps.recovery import FallbackFacts, ThingFacts, check_recovery
from continuity.gaps.reliance import Cover, Relied, Shared, check_reliance
from continuity.models import BusinessModel, Link, Node
from continuity.queries.model import businesses
from continuity.queries.overview import trading_moment
from continuity.queries.promised import Promises, promises_of_several
from continuity.survival.checking import ModelRefused
from continuity.survival.course import Course, play
from continuity.survival.model import NEVER, Business, Failure, NodeKind
from continuity.survival.network import Network, connect
from continuity.survival.outages import outages
from continuity.survival.points import alone
from contracts.loss.vocabulary import INTERRUPTION, Cause
from contracts.models import Contract, Policy
from core.checks import Found, Told, not_told

CAUSE = str(Cause.DEPENDENT_SYSTEM_FAILURE)
OWN_CAUSES = {NodeKind.SYSTEM: str(Cause.SYSTEM_FAILURE), NodeKind.UTILITY: str(Cause.UTILITY_FAILURE)}
A_DAY = 1440


@dataclass(frozen=True)
class _Model:
    """A business ready to be played, with the rows behind it."""

    business: Business
    network: Network
    nodes: dict[str, Node]
    links: tuple[Link, ...]
    start: datetime


@dataclass(frozen=True)
class _Loaded:
    """What the database says about some customers, by customer."""

    businesses: Mapping[UUID, Business]
    nodes: Mapping[UUID, list[Node]]
    links: Mapping[UUID, list[Link]]
    policies: Mapping[UUID | None, list[Policy]]
    promises: Mapping[UUID, Promises]


def findings_of_model(customers: Sequence[Customer], today: date) -> dict[UUID, list[Told]]:
    """What the checks find; both sides read it, as both read the model. Nine queries, however many customers."""
    loaded = _load(customers, today)
    return {customer.pk: [(each, True) for each in _found(customer, loaded, today)] for customer in customers}


def _found(customer: Customer, loaded: _Loaded, today: date) -> list[Found]:
    business = loaded.businesses.get(customer.pk)
    if business is None:
        return _not_told(customer, "what the business depends on has not been entered")
    try:
        model = _model(business, loaded.nodes[customer.pk], loaded.links[customer.pk], today)
    except ModelRefused:  # the page of the model says why
        return _not_told(customer, "what was entered goes round in a circle or lacks a part; its page says which")
    cover = _cover(customer, loaded.policies[customer.pk])
    relied = list(_relied(model, customer, cover))
    needed = {each.key for each in relied if each.low < NEVER}
    return [
        *check_reliance(relied, _shared(model, customer), cover, customer.name),
        *check_recovery(_things(model, customer, loaded.promises[customer.pk], needed), customer.name, today),
    ]


def _not_told(customer: Customer, why: str) -> list[Found]:
    return not_told(
        MODEL,
        subject=f"model:{customer.pk}",
        label="What the business depends on",
        message=f"This cannot be told: {why}.",
        action="Say what the business depends on.",
        path=reverse("continuity:overview", kwargs={"customer_slug": customer.slug}),
    )


def _load(customers: Sequence[Customer], today: date) -> _Loaded:
    ids = [customer.pk for customer in customers]
    nodes = Node.objects.filter(model__customer__in=ids).select_related("model", "product__vendor")
    links = Link.objects.filter(node__model__customer__in=ids, fallback_capacity__isnull=False)
    policies = Policy.objects.filter(customer__in=ids).in_force(on=today).prefetch_related("sections")
    return _Loaded(
        businesses=businesses(BusinessModel.objects.filter(customer__in=ids)),
        nodes=_by(nodes.order_by("name", "pk"), lambda node: node.model.customer_id),
        links=_by(
            links.select_related("node__model", "needs").order_by("fallback", "pk"),
            lambda link: link.node.model.customer_id,
        ),
        policies=_by(policies.order_by("pk"), lambda policy: policy.customer_id),
        promises=promises_of_several(customers, Contract.objects.filter(published_at__isnull=False), today),
    )


def _by(rows: Iterable[Any], owner: Callable[[Any], Any]) -> dict[Any, list[Any]]:
    found: dict[Any, list[Any]] = defaultdict(list)
    for row in rows:
        found[owner(row)].append(row)
    return found


def _model(business: Business, nodes: Iterable[Node], links: Iterable[Link], today: date) -> _Model:
    return _Model(
        business=business,
        network=connect(business),
        nodes={str(node.pk): node for node in nodes},
        links=tuple(links),
        start=trading_moment(business, today),
    )


def _path(customer: Customer, node: Node) -> str:
    return reverse("continuity:node-edit", kwargs={"customer_slug": customer.slug, "pk": node.pk})


def _alone(model: _Model, key: str) -> Course:
    """This thing fails for good when the business trades."""
    return play(model.business, model.network, (Failure(key=key),), model.start)


def _relied(model: _Model, customer: Customer, cover: Cover) -> Iterator[Relied]:
    for each in alone(model.business):
        node = model.nodes[each.key]
        if each.is_group:
            continue
        thing = Relied(
            key=each.key,
            name=node.name,
            path=_path(customer, node),
            low=min(each.below_minimum, each.survival),
            vendor=str(node.product.vendor) if node.product else node.name if node.kind == NodeKind.VENDOR else "",
            cause=OWN_CAUSES.get(NodeKind(node.kind), ""),
            is_sold=node.kind == NodeKind.LINE,
        )
        yield replace(thing, lost_waiting=_lost_waiting(model, node, thing, cover))


def _lost_waiting(model: _Model, node: Node, thing: Relied, cover: Cover) -> float | None:
    """Of an outage as long as it may last, a day where nobody said, the share lost within the waiting hours."""
    hours = cover.waits(thing)
    if not hours or thing.low == NEVER:
        return None
    lasts = node.rto_minutes or A_DAY
    course = play(model.business, model.network, (Failure(key=str(node.pk), back=lasts),), model.start)
    whole = course.impact.at(lasts)
    return float(course.impact.at(min(lasts, hours * 60)) / whole) if whole else None


def _cover(customer: Customer, policies: Iterable[Policy]) -> Cover:
    several = list(policies)
    waits: dict[str, int] = {}
    for policy in several:
        for cause, hours in _waiting(policy).items():
            waits[cause] = min(hours, waits.get(cause, hours))
    path = reverse("contracts:insurance", kwargs={"customer_slug": customer.slug})
    return Cover(
        is_known=bool(several) and all(policy.sections.all() for policy in several),
        names_suppliers=any(
            CAUSE in section.causes
            for policy in several if CAUSE not in policy.excluded_causes for section in policy.sections.all()
        ),
        waiting_hours=waits.get(CAUSE),
        path=path,
        own={cause: waits[cause] for cause in OWN_CAUSES.values() if cause in waits},
    )  # fmt: skip


def _waiting(policy: Policy) -> dict[str, int]:
    """By cause, the waiting hours of the section that pays for lost business: the first that does, as in a claim."""
    found: dict[str, int] = {}
    left_out = {*policy.excluded_heads, *policy.uninsurable_heads}
    for section in sorted(policy.sections.all(), key=lambda each: (each.position, each.name)):
        if INTERRUPTION & {*section.heads} - left_out:
            for cause in {*section.causes} - {*policy.excluded_causes}:
                found.setdefault(cause, section.waiting_hours)
    return found


def _shared(model: _Model, customer: Customer) -> Iterator[Shared]:
    """Each fallback with what fails together with the thing it stands in for: whose failure alone takes both."""
    number = model.network.number
    needs = {str(link.pk): link for link in model.links}
    ways = {(link.node, link.needs): link.workaround for link in model.business.links if link.workaround}
    for key, link in needs.items():
        around = ways.get((str(link.node_id), str(link.needs_id)))
        if around is None or not around.needs:
            continue
        both = model.network.below(number[str(link.needs_id)])
        both &= set().union(*(model.network.below(number[other]) for other in around.needs))
        roots = [place for place in sorted(both) if _takes(model.network, place, str(link.needs_id), around.needs)]
        names = tuple(model.nodes[model.network.parts[place].key].name for place in roots)
        yield Shared(key=key, name=link.fallback, path=_path(customer, link.node), roots=names[:1])


def _takes(network: Network, place: int, needed: str, others: Iterable[str]) -> bool:
    """Whether the failure of this alone, for good, puts out both the thing needed and the fallback."""
    spans, _ = outages(network, {place: NEVER})
    return network.number[needed] in spans and any(network.number[other] in spans for other in others)


def _things(model: _Model, customer: Customer, promises: Promises, needed: set[str]) -> Iterator[ThingFacts]:
    fallbacks: dict[UUID, list[FallbackFacts]] = defaultdict(list)
    for link in model.links:
        lasts = None if link.fallback_minutes is None else link.tolerance_minutes + link.fallback_minutes
        fact = FallbackFacts(key=str(link.pk), node=link.node.name, name=link.fallback, lasts=lasts)
        fallbacks[link.needs_id].append(fact)
    is_known = model.business.facts.tolerance is not None or bool(model.business.facts.scores)
    for key, node in model.nodes.items():
        restored = None if node.restored_on is None else (node.restored_on, node.restore_minutes or 0)
        is_system = node.kind == NodeKind.SYSTEM
        wants = node.rto_minutes is not None
        yield ThingFacts(
            key=key,
            name=node.name,
            path=_path(customer, node),
            rto=node.rto_minutes,
            rpo=node.rpo_minutes,
            backup=node.backup_minutes,
            notice=node.notice_minutes,
            restored=restored,
            allowed=_allowed(promises, node) if wants and node.priority else None,
            mtpd=float(_alone(model, key).mtpd) if wants and is_known else None,
            fallbacks=tuple(fallbacks[node.pk]),
            is_system=is_system,
            is_needed=is_system and key in needed,
        )


def _allowed(promises: Promises, node: Node) -> float | None:
    """Minutes for response and restoring, begun at the worst time."""
    found = promises.allowed(node.priority)
    return None if found is None else found.minutes
