"""The facts that the checks of simulated years need, and what of their findings the customer may read."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, OuterRef, Q, Subquery
from django.urls import reverse

from accounts.actor import Actor
from accounts.models import Customer
from contracts.insurance.kinds import Fact
from contracts.insurance.lookup import covers_at
from contracts.liability.vocabulary import Side
from contracts.models import LossYears
from contracts.queries.liability import entered_in_all
from contracts.scenarios.checks import YearsFacts, check_years
from contracts.scenarios.parties import PROVIDER_SIDE
from contracts.scenarios.queries import OnFile, as_on_file, contracts_in_force
from contracts.scenarios.years import ATTRIBUTABLE
from core.checks import Found, Told

NINETY = 0  # the place of the 90th percentile in what is kept


def findings_of_years(customers: Sequence[Customer], today: date) -> dict[UUID, list[Told]]:
    """What the checks find, each with whether the customer may read it (providers loaded beforehand).

    Without a contract there is nothing to compare. Years that the customer keeps to itself are not looked at: the
    provider's people read findings. Eight queries, however many customers.
    """
    files = _files(customers, today)
    runs = _latest_years(files)
    numbers = _customers_of({customer.provider_id for customer in customers})
    told: dict[UUID, list[Told]] = {customer.pk: [] for customer in customers}
    for pk, file in files.items():
        run = runs.get(pk)
        found = check_years(years_facts(file, run, numbers[file.customer.provider_id]))
        told[pk] = [(each, _is_published(each, run, file)) for each in found]
    return told


def _files(customers: Sequence[Customer], today: date) -> dict[UUID, OnFile]:
    """Contract and cover of each customer that has a contract."""
    contracts = contracts_in_force(customers, today)
    rows = entered_in_all(contracts.values())
    covered = [customer for customer in customers if customer.pk in contracts]
    covers = covers_at(covered, today)
    return {
        customer.pk: as_on_file(
            customer, Actor.system("The checks", customer.provider_id), today, rows[contracts[customer.pk].pk],
            covers[customer.pk],
        )
        for customer in covered
    }  # fmt: skip


def _latest_years(customers: Iterable[UUID]) -> dict[UUID, LossYears]:
    """Of each customer the years simulated last that both may read."""
    readable = LossYears.objects.filter(Q(side=Side.PROVIDER) | Q(shared_at__isnull=False), result__isnull=False)
    last = readable.filter(customer=OuterRef("customer")).order_by("-asked_at", "pk").values("pk")[:1]
    runs = readable.filter(customer__in=list(customers), pk=Subquery(last))
    return {run.customer_id: run for run in runs}


def _customers_of(providers: Iterable[UUID]) -> dict[UUID, int]:
    live = Customer.objects.live().filter(provider__in=list(providers)).order_by()
    return dict(live.values_list("provider_id").annotate(Count("pk")))


def years_facts(file: OnFile, run: LossYears | None, customers: int) -> YearsFacts:
    """The latest years beside cover and cap of the day; `customers` share the provider's cover. No queries."""
    customer, policy, cap = file.customer, file.cover.provider_row, None
    if file.liability is not None:
        cap = file.liability.general_cap
    if run is not None:
        run.customer = customer
    return YearsFacts(
        customer_id=str(customer.pk),
        customer=customer.name,
        provider=customer.provider.name,
        path=run.get_absolute_url() if run else reverse("contracts:scenario-list", args=[customer.slug]),
        has_cap=cap is not None,
        is_cap_known=file.liability is not None and file.liability.general is not None,
        cap=max(cap - file.liability.general_used, 0) if cap is not None and file.liability else 0,  # type: ignore[arg-type]  # a Decimal
        aggregate=policy.aggregate_limit if policy and file.cover.provider_answers else None,
        customers=customers,
        **(_of_run(run) if run else {}),
    )


def _of_run(run: LossYears) -> dict[str, Any]:
    kept: dict[str, Any] = run.result or {}
    owed = kept.get(ATTRIBUTABLE)
    return {
        "provider_typical": typical(kept[PROVIDER_SIDE]),
        "attributable": owed["percentiles"][NINETY]["pounds"] if owed else None,
        "residual": kept["customer"]["percentiles"][NINETY]["pounds"],
        "tolerance": run.tolerance,
    }


def typical(kept: Mapping[str, Any]) -> float:
    """The highest amount of the curve that is reached in at least half of the years that cost this party anything."""
    half = kept["loss"]["value"] / 2
    return max((point["pounds"] for point in kept["curve"] if half and point["chance"]["value"] >= half), default=0)


def _is_published(found: Found, run: LossYears | None, file: OnFile) -> bool:
    """What rests on the provider's policy needs its limits published, and that none is in force is never told; what
    rests on years needs those shared, and the contract published whose limit it goes by."""
    if found.check == "C-18" and not (file.cover.provider_answers and Fact.LIMITS in file.cover.published):
        return False
    if run is None:
        return True
    return run.is_shared and file.contract is not None and file.contract.is_published
