"""Plans of rings as they are read."""

from dataclasses import dataclass
from uuid import UUID

from accounts.actor import Actor
from accounts.models import Customer, Provider
from technology.models import Product, RingPlan
from technology.rollouts.facts import rings_of, rollout_hours_of
from technology.rollouts.kinds import Audience
from technology.rollouts.rings import Fit, Ring, fit
from technology.rollouts.wording import fit_words, size_words


@dataclass(frozen=True, kw_only=True)
class RingSheet:
    """A ring of a plan. `pk` is None in the plan that nobody has written; `takes_volunteers`: some may go first."""

    pk: UUID | None
    ring: Ring
    size: str
    volunteers: tuple[str, ...]
    takes_volunteers: bool


@dataclass(frozen=True, kw_only=True)
class PlanSheet:
    """The rings of a product, or of all others (`product` None); `pk` is None where nobody has written them."""

    pk: UUID | None
    product: Product | None
    rings: tuple[RingSheet, ...]
    fit: Fit
    words: str


def plan_sheets(provider: Provider, reader: Actor) -> list[PlanSheet]:
    """The default first, then products’ own by name. Four queries. Of customers the reader’s own are named."""
    plans = RingPlan.objects.visible_to(reader).of_provider(provider).select_related("product")
    found = list(plans.prefetch_related("rings__customers").order_by("product__name", "pk"))
    names = {customer.pk: customer.name for customer in Customer.objects.visible_to(reader).order_by("name")}
    default = next((plan for plan in found if plan.product_id is None), None)
    own = [plan for plan in found if plan.product_id is not None]
    return [_sheet(default, names), *(_sheet(plan, names) for plan in own)]


def _sheet(plan: RingPlan | None, names: dict[UUID, str]) -> PlanSheet:
    facts = rings_of(plan)
    rows = sorted(plan.rings.all(), key=lambda ring: ring.position) if plan else [None] * len(facts)
    rings = tuple(
        RingSheet(
            pk=row.pk if row else None,
            ring=ring,
            size=size_words(ring),
            volunteers=tuple(names.get(each.pk, "another customer") for each in row.customers.all()) if row else (),
            takes_volunteers=row is not None and ring.audience == Audience.SOME,
        )
        for row, ring in zip(rows, facts, strict=True)
    )
    found = fit(facts, rollout_hours_of(plan))
    product = plan.product if plan else None
    return PlanSheet(pk=plan.pk if plan else None, product=product, rings=rings, fit=found, words=fit_words(found))
