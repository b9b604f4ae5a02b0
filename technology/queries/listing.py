"""Lists of vendors, products and deployments: narrowed, sorted, their rows worked out a page at a time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from accounts.actor import Actor
from core.addresses import address
from core.searching import with_words
from core.words import ago_or_left, count, day, one_of
from technology.assessments import Standing
from technology.enums import ProductKind
from technology.models import Deployment, Product, Vendor
from technology.queries.standings import standings_of
from technology.wording import Chip, standing_chip

SOON = timedelta(days=365)
PRODUCT_SORTS = {
    "name": ("name",),
    "vendor": ("vendor__name", "name"),
    "ends": (F("support_ends_on").asc(nulls_last=True), "name"),
    "customers": ("customers", "name"),
}
DEPLOYMENT_SORTS = {
    "product": ("product__name", "customer__name", "where"),
    "customer": ("customer__name", "product__name", "where"),
    "many": (F("quantity").asc(nulls_first=True), "product__name"),
    "ends": (F("product__support_ends_on").asc(nulls_last=True), "product__name"),
    "gap": ((F("total") - F("covered")).asc(nulls_first=True), "product__name"),
}


@dataclass(frozen=True, kw_only=True)
class ListedVendor:
    """A vendor as a row: how many products and customers, how its assessment stands."""

    vendor: Vendor
    url: str
    products: int
    customers: int
    standing: Standing
    chip: Chip
    when: str


@dataclass(frozen=True, kw_only=True)
class ListedProduct:
    """A product as a row."""

    product: Product
    url: str
    vendor: str
    kind: str
    customers: int
    ends: str
    left: str
    is_over: bool


@dataclass(frozen=True, kw_only=True)
class ListedDeployment:
    """A deployment as a row; `url` is where it is changed, "" for a reader."""

    deployment: Deployment
    product: str
    vendor: str
    kind: str
    product_url: str
    customer: str
    customer_url: str
    url: str
    how_many: str
    covered: str
    has_gap: bool
    ends: str
    left: str
    is_over: bool


def listed_vendors(actor: Actor, chosen: Mapping[str, Any], sort: str, today: date) -> list[ListedVendor]:
    """The provider's vendors; three queries."""
    reached = Q(products__deployments__retired_on=None) & actor.reaches("products__deployments__customer")
    vendors = Vendor.objects.visible_to(actor).select_related("provider")
    vendors = with_words(vendors, chosen.get("q", ""), "name", "supplies", also=_makes)
    counted = vendors.annotate(
        made=Count("products", distinct=True),
        used=Count("products__deployments__customer", filter=reached, distinct=True),
    )
    found = list(counted)
    standings = standings_of(found)
    rows = [_vendor(vendor, standings[vendor.pk], today) for vendor in found]
    show = chosen.get("show")
    if show == "critical":
        rows = [row for row in rows if row.vendor.is_critical]
    elif show == "due":
        rows = [row for row in rows if row.standing.is_wanted(today)]
    return _sorted_vendors(rows, sort)


def _makes(word: str) -> Q:
    """A vendor with a product of that name."""
    return Q(pk__in=Product.objects.filter(name__icontains=word).values("vendor"))


def _sorted_vendors(rows: list[ListedVendor], sort: str) -> list[ListedVendor]:
    keys: dict[str, Any] = {
        "name": lambda row: row.vendor.name.casefold(),
        "customers": lambda row: (row.customers, row.vendor.name.casefold()),
        "assessed": lambda row: (row.standing.assessed_on or date.min, row.vendor.name.casefold()),
    }
    return sorted(rows, key=keys.get(sort.removeprefix("-"), keys["name"]), reverse=sort.startswith("-"))


def _vendor(vendor: Any, standing: Standing, today: date) -> ListedVendor:
    return ListedVendor(
        vendor=vendor,
        url=f"{address('technology:vendor-list', vendor.provider.slug)}{vendor.pk}/",
        products=vendor.made,
        customers=vendor.used,
        standing=standing,
        chip=standing_chip(standing, today),
        when=day(standing.assessed_on),
    )


def narrowed_products(actor: Actor, chosen: Mapping[str, Any], today: date) -> QuerySet[Product]:
    """Products that fit the filters, each with the number of customers it runs at."""
    reached = Q(deployments__retired_on=None) & actor.reaches("deployments__customer")
    products: QuerySet[Product] = Product.objects.visible_to(actor).select_related("vendor__provider")
    products = with_words(products, chosen.get("q", ""), "name", "vendor__name")
    if kind := chosen.get("kind"):
        products = products.filter(kind=kind)
    shows = {
        "ending": Q(support_ends_on__lte=today + SOON),
        "role": Q(does="") | Q(does_not="") | Q(if_it_stops=""),
        "updates": Q(software_automatic=None) | Q(has_content=None),
    }
    if show := chosen.get("show"):
        products = products.filter(shows[show])
    return products.annotate(customers=Count("deployments__customer", filter=reached, distinct=True))


def product_rows(products: Iterable[Any], today: date) -> list[ListedProduct]:
    """The rows of a page of narrowed products; no query."""
    return [
        ListedProduct(
            product=product,
            url=f"{address('technology:product-list', product.vendor.provider.slug)}{product.pk}/",
            vendor=product.vendor.name,
            kind=ProductKind(product.kind).label,
            customers=product.customers,
            **_support(product, today),
        )
        for product in products
    ]


def narrowed_deployments(
    deployments: QuerySet[Deployment], chosen: Mapping[str, Any], today: date
) -> QuerySet[Deployment]:
    """Deployments that fit the filters; those in use unless something else is asked for."""
    fields = ("product__name", "product__vendor__name", "customer__name", "where", "version")
    deployments = with_words(deployments, chosen.get("q", ""), *fields)
    if kind := chosen.get("kind"):
        deployments = deployments.filter(product__kind=kind)
    in_use = Q(retired_on=None)
    shows = {
        "gaps": in_use & Q(covered__lt=F("total")),
        "ending": in_use & Q(product__support_ends_on__lte=today + SOON),
        "retired": ~in_use,
        "all": Q(),
    }
    return deployments.filter(shows.get(chosen.get("show", ""), in_use))


def deployment_rows(deployments: Iterable[Deployment], actor: Actor, today: date) -> list[ListedDeployment]:
    """The rows of a page of deployments, loaded with product, vendor and customer; no query."""
    return [_deployment(row, actor, today) for row in deployments]


def _deployment(row: Deployment, actor: Actor, today: date) -> ListedDeployment:
    product, customer = row.product, row.customer
    page = address("technology:deployment-list", customer.slug)
    own = f"{address('technology:product-list', product.vendor.provider.slug)}{product.pk}/"
    return ListedDeployment(
        deployment=row,
        product=product.name,
        vendor=product.vendor.name,
        kind=ProductKind(product.kind).label,
        product_url=own if actor.is_provider else f"{address('technology:protection', customer.slug)}#p-{product.pk}",
        customer=customer.name,
        customer_url=page,
        url=f"{page}{row.pk}/edit/",
        how_many=how_many(row),
        covered=f"{row.covered} of {row.total}" if row.total is not None else "",
        has_gap=bool(row.uncovered),
        **_support(product, today),
    )


def how_many(row: Deployment) -> str:
    """`31 computers`; "" where nobody has counted."""
    if row.quantity is None:
        return ""
    return count(row.quantity, one_of(row.counted), row.counted)


def _support(product: Product, today: date) -> dict[str, Any]:
    ends = product.support_ends_on
    return {
        "ends": day(ends),
        "left": "" if ends is None else "out of support" if ends < today else ago_or_left(ends, today),
        "is_over": bool(ends and ends < today),
    }
