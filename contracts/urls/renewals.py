"""Addresses of renewals and of a contract's versions."""

from django.urls import path

from contracts.views import renewals as pages
from contracts.views import versions

CONTRACT = "customers/<slug:customer_slug>/contracts/<uuid:pk>"
PROVIDER = "providers/<slug:provider_slug>"

renewals = [
    path(f"{PROVIDER}/renewals/", pages.renewal_list, name="renewal-list"),
    path(f"{CONTRACT}/renewal/", pages.renewal_decide, name="renewal-decide"),
    path(f"{CONTRACT}/sign/", versions.contract_sign, name="contract-sign"),
    path(f"{CONTRACT}/version/", versions.contract_version, name="contract-version"),
    path(f"{CONTRACT}/note/", versions.contract_note, name="contract-note"),
]
