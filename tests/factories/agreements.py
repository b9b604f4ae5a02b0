"""Templates and vendor agreements for tests."""

from datetime import date
from itertools import count
from typing import Any

from accounts.models import Provider
from contracts.models import ContractTemplate, Service, VendorAgreement
from technology.models import Product, Vendor

_number = count(1)


def make_template(provider: Provider, *services: Service, **about: Any) -> ContractTemplate:
    """Twelve months at a time, three months' notice."""
    about.setdefault("name", f"Template {next(_number)}")
    about.setdefault("title", "Managed IT services")
    template = ContractTemplate.objects.create(provider=provider, **about)
    template.services.set(services)
    return template


def make_vendor_agreement(provider: Provider, *services: Service, **about: Any) -> VendorAgreement:
    """CrowdStrike's, from 1 January 2026."""
    about = {"effective_from": date(2026, 1, 1)} | about
    if "vendor" not in about:
        about["vendor"], _ = Vendor.objects.get_or_create(provider=provider, name="CrowdStrike")
        about["product"], _ = Product.objects.get_or_create(vendor=about["vendor"], name="Falcon")
    agreement = VendorAgreement.objects.create(provider=provider, **about)
    agreement.services.set(services)
    return agreement
