"""Rows of technology for tests, each valid with nothing said about it."""

from datetime import date, timedelta
from itertools import count
from typing import Any

from django.core.files.base import ContentFile

from accounts.models import Customer, Provider, User
from core.digest import sha256
from core.importing.rows import Summary
from technology.models import Comparison, Deployment, DeploymentImport, Option, Product, Score, Vendor, VendorIncident
from technology.scorecards.criteria import CRITERIA
from tests.cast import NOW

_number = count(1)


def make_vendor(provider: Provider, **about: Any) -> Vendor:
    """A vendor that nothing much hangs on."""
    about.setdefault("name", f"Vendor {next(_number)}")
    return Vendor.objects.create(provider=provider, **about)


def make_product(provider: Provider, vendor: Vendor | None = None, **about: Any) -> Product:
    """Endpoint protection of which nothing else is known."""
    about = {"name": f"Product {next(_number)}", "kind": "endpoint"} | about
    return Product.objects.create(vendor=vendor or make_vendor(provider), **about)


def make_deployment(customer: Customer, product: Product | None = None, **about: Any) -> Deployment:
    """On 31 devices since 1 January 2026; nobody has counted how many it should be on."""
    about = {"quantity": 31, "since": date(2026, 1, 1)} | about
    product = product or make_product(customer.provider)
    return Deployment.objects.create(customer=customer, product=product, **about)


def make_deployment_import(provider: Provider, by: User, customer: Customer | None = None, **about: Any) -> Any:
    """A file of one line that was mapped and looked through; its product is on no list."""
    content = b"Customer,Product,How many\nHarbour Roast,Watch,31\n"
    mapping = {"header_line": 1, "columns": {"customer": 0, "product": 1, "quantity": 2}}
    usual: dict[str, Any] = {
        "filename": "rmm.csv", "sha256": sha256(content), "mapping": mapping, "state": "mapped", "started_by": by,
        "started_at": NOW, "summary": Summary(rows=1, added=1).as_json(), "file": ContentFile(content, name="rmm.csv"),
    }  # fmt: skip
    return DeploymentImport.objects.create(provider=provider, customer=customer, **usual | about)


def make_vendor_incident(vendor: Vendor, by: User, **about: Any) -> VendorIncident:
    """On the day of the tests, to be assessed again within thirty days."""
    today = NOW.date()
    about = {"happened_on": today, "what": "Lost its customers’ passwords", "noted_at": NOW, "noted_by": by} | about
    about.setdefault("reassess_by", about["happened_on"] + timedelta(days=30))
    return VendorIncident.objects.create(vendor=vendor, **about)


def make_comparison(provider: Provider, by: User, **about: Any) -> Comparison:
    """Which endpoint protection? Nothing decided."""
    about = {"title": "Which endpoint protection?", "started_at": NOW, "started_by": by} | about
    return Comparison.objects.create(provider=provider, **about)


def make_option(comparison: Comparison, product: Product | None = None, **about: Any) -> Option:
    """A product that could be chosen, or a name alone."""
    if product is None:
        about.setdefault("name", f"Option {next(_number)}")
    return Option.objects.create(comparison=comparison, product=product, **about)


def make_scores(option: Option, points: int, *criteria: str) -> None:
    """The same points for each of the criteria, or for all of them."""
    codes = criteria or tuple(CRITERIA)
    Score.objects.bulk_create(
        Score(option=option, criterion=code, points=points, evidence="Data sheet, page 4") for code in codes
    )


def decide(comparison: Comparison, chosen: Option, by: User, **about: Any) -> Comparison:
    """On the day of the tests, to be looked at again after a year."""
    about = {"decided_on": NOW.date(), "decided_at": NOW, "decider": "Tom Hallett", "reason": "It fits."} | about
    about.setdefault("review_on", about["decided_on"] + timedelta(days=365))
    for name, value in (about | {"chosen": chosen, "decided_by": by}).items():
        setattr(comparison, name, value)
    comparison.save()
    return comparison
