"""What the checks of technology need to know of customers."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

from django.urls import reverse

from accounts.models import Customer
from core.checks import Told
from technology.assessments import Standing
from technology.checks import ProductFacts, TechnologyFacts, VendorFacts, check_technology
from technology.models import Deployment, Product
from technology.queries.rollouts.ways_back import rollback_tested_on
from technology.queries.standings import standings_of


def findings_of_technology(
    customers: Sequence[Customer], today: date, relied_on: Mapping[UUID, Iterable[Product]]
) -> dict[UUID, list[Told]]:
    """What the checks find, for both sides to read. Four queries, however many customers.

    `relied_on`: the products that a customer depends on, entered as running there or not, by customer; with vendors.
    """
    running: dict[UUID, dict[UUID, Product]] = defaultdict(dict)
    deployments = Deployment.objects.filter(customer__in=customers).running().select_related("product__vendor")
    for row in deployments.order_by("product__name", "pk"):
        running[row.customer_id][row.product_id] = row.product
    for customer_id, relied in relied_on.items():
        running[customer_id] |= {product.pk: product for product in relied}
    products = {pk: product for several in running.values() for pk, product in several.items()}
    standings = standings_of({product.vendor_id: product.vendor for product in products.values()}.values())
    tests = rollback_tested_on(list(products))
    told = {}
    for customer in customers:
        facts = technology_facts(customer, running[customer.pk], standings, tests)
        told[customer.pk] = [(each, True) for each in check_technology(facts, today)]
    return told


def technology_facts(
    customer: Customer,
    products: Mapping[UUID, Product],
    standings: Mapping[UUID, Standing],
    rollback_tests: Mapping[UUID, date],
) -> TechnologyFacts:
    """The products that run at the customer or that it relies on, and their vendors. No queries."""
    vendors = {product.vendor_id: product.vendor for product in products.values()}
    path = reverse("technology:protection", kwargs={"customer_slug": customer.slug})
    return TechnologyFacts(
        customer_id=str(customer.pk),
        vendors=tuple(
            VendorFacts(key=str(pk), name=vendor.name, standing=standings[pk], path=path)
            for pk, vendor in vendors.items()
        ),
        products=tuple(_product(product, rollback_tests, path) for product in products.values()),
        is_recorded=bool(products),
        path=path,
    )


def _product(product: Product, rollback_tests: Mapping[UUID, date], path: str) -> ProductFacts:
    return ProductFacts(
        key=str(product.pk),
        name=product.full_name,
        software=product.software,
        content=product.content,
        rollback_tested_on=rollback_tests.get(product.pk),
        path=f"{path}#p-{product.pk}",
    )
