"""The call list when a vendor or product fails: what else the page says of each customer on it. Two queries."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import OuterRef, Subquery

from continuity.blast.urgency import Effect, Hit
from continuity.models import Contact, Exercise, Node, Plan
from continuity.plans.kinds import Party
from continuity.queries.blast import keys_of
from continuity.survival.model import NEVER
from continuity.survival.wording import after, lasting
from contracts.loss.vocabulary import Cause
from contracts.models import Policy, PolicySection
from core.addresses import address
from core.together import together
from core.words import count, day, per_cent

CAUSE = str(Cause.DEPENDENT_SYSTEM_FAILURE)
NAMED_MOST = 3  # things and fallbacks that a row names
EFFECTS = {
    Effect.STOPS: "Stops", Effect.BELOW: "Below its minimum", Effect.UNKNOWN: "Not known", Effect.SLOWED: "Slower",
    Effect.CARRIES_ON: "Carries on",
}  # fmt: skip


@dataclass(frozen=True)
class CallLine:
    """One customer in the call list, in words. Lists of what stops and of fallbacks are short; the file has all."""

    hit: Hit
    effect: str
    soon: str
    stops: tuple[str, ...]
    fallbacks: tuple[str, ...]
    plan: str
    practised: str
    policy: str
    policy_says: str
    who: str
    phone: str
    dial: str
    incident_url: str

    @property
    def home_url(self) -> str:
        return address("portfolio:home", self.hit.slug)

    @property
    def overview_url(self) -> str:
        return address("continuity:overview", self.hit.slug)

    @property
    def what_becomes(self) -> str:
        """`Stops after 2 h`; `Not known: what it depends on is not written down`."""
        between = " " if self.is_urgent or not self.soon else ": "
        return f"{self.effect}{between}{self.soon}".strip()

    @property
    def is_urgent(self) -> bool:
        return self.hit.effect in (Effect.STOPS, Effect.BELOW)


def call_lines(hits: Sequence[Hit], *, what: str, today: date) -> list[CallLine]:
    """These customers in this order. `what` is the name of what fails."""
    customers = [UUID(hit.customer) for hit in hits]
    nodes, contacts, policies, sections = together(
        Node.objects.filter(pk__in=keys_of(hits)),
        Contact.objects.live().filter(customer__in=customers, party=Party.CUSTOMER),
        Policy.objects.in_force(on=today).filter(customer__in=customers),
        PolicySection.objects.filter(policy__in=Policy.objects.in_force(on=today).filter(customer__in=customers)),
    )
    names = {node.pk: node.name for node in nodes}
    ring, plans, answering = _first(contacts), _plans(customers), _answering(policies, sections)
    return [
        _line(hit, what, names, ring.get(pk), plans.get(pk), answering.get(pk, ("", "no policy is entered")))
        for hit, pk in zip(hits, customers, strict=True)
    ]


def _line(hit: Hit, what: str, names: dict[UUID, str], contact: Any, plan: Any, policy: Any) -> CallLine:
    return CallLine(
        hit=hit,
        effect=EFFECTS[hit.effect],
        soon=_soon(hit),
        stops=_stops(hit, names),
        fallbacks=_fallbacks(hit, names),
        plan=plan[0] if plan else "",
        practised=day(plan[1]) if plan and plan[1] else "",
        policy=policy[0],
        policy_says=policy[1],
        who=contact.name if contact else "",
        phone=contact.phone if contact else "",
        dial=contact.dial if contact else "",
        incident_url=f"{address('contracts:incident-report', hit.slug)}?{urlencode({'failed': what})}",
    )


def _soon(hit: Hit) -> str:
    if hit.effect == Effect.STOPS and hit.low < hit.stops:
        return f"{after(hit.stops)}, below its minimum {after(hit.low)}"
    if hit.effect in (Effect.STOPS, Effect.BELOW):
        return after(hit.bites)
    if hit.effect == Effect.SLOWED and hit.strike:
        return f"serves at least {per_cent(round(hit.strike.lowest * 100))}"
    if hit.effect == Effect.CARRIES_ON:
        return ""
    return "nobody has said what depends on it" if hit.has_model else "what it depends on is not written down"


def _stops(hit: Hit, names: dict[UUID, str]) -> tuple[str, ...]:
    out = hit.strike.out if hit.strike else []
    return tuple(f"{names.get(UUID(key), '')} {after(at)}" for key, at in out)


def _fallbacks(hit: Hit, names: dict[UUID, str]) -> tuple[str, ...]:
    """`Pad and cash float for Cash until 3 h`."""
    found = hit.strike.bridges if hit.strike else []
    return tuple(
        f"{bridge.name} for {names.get(UUID(bridge.key), '')}, "
        + ("as long as it takes" if bridge.until == NEVER else f"until {lasting(bridge.until)}")
        for bridge in found
    )


def _first(contacts: Iterable[Contact]) -> dict[UUID, Contact]:
    """Whom to ring at each customer: of its own people the one whose number was checked last."""
    found: dict[UUID, Contact] = {}
    for each in sorted(contacts, key=lambda each: (-(each.verified_on or date.min).toordinal(), each.name, each.pk)):
        found.setdefault(each.customer_id, each)
    return found


def _plans(customers: Iterable[UUID]) -> dict[UUID, tuple[str, date | None]]:
    """Of each customer the plan in force that was practised last, and when."""
    held = Exercise.objects.held().filter(plan__line=OuterRef("line")).order_by("-held_on")
    rows = Plan.objects.current().filter(customer__in=customers).annotate(last=Subquery(held.values("held_on")[:1]))
    found: dict[UUID, tuple[str, date | None]] = {}
    for customer, name, last in rows.order_by("name", "pk").values_list("customer", "name", "last"):
        known = found.get(customer)
        if known is None or (last or date.min) > (known[1] or date.min):
            found[customer] = (name, last)
    return found


def _answering(policies: Iterable[Policy], sections: Iterable[PolicySection]) -> dict[Any, tuple[str, str]]:
    """By customer the policy that names the failure of a system somebody relies on, and after how many hours."""
    waits: dict[UUID, int] = {}
    for section in sections:
        if CAUSE in section.causes:
            waits[section.policy_id] = min(section.waiting_hours, waits.get(section.policy_id, section.waiting_hours))
    found: dict[Any, tuple[str, str]] = {}
    for policy in sorted(policies, key=lambda each: (waits.get(each.pk, 0), each.insurer, each.pk)):
        if policy.pk in waits and CAUSE not in policy.excluded_causes:
            hours = waits[policy.pk]
            says = f"after {count(hours, 'waiting hour')}" if hours else "from the first hour"
            if not found.get(policy.customer_id, ("",))[0]:
                found[policy.customer_id] = (str(policy), says)
        else:
            found.setdefault(policy.customer_id, ("", "not in the policy: ask the broker"))
    return found
