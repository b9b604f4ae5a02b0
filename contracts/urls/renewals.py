"""Addresses of renewals."""

from django.urls import path

from contracts.views import renewals as pages

CONTRACT = "customers/<slug:customer_slug>/contracts/<uuid:pk>"
PROVIDER = "providers/<slug:provider_slug>"

renewals = [
    path(f"{PROVIDER}/renewals/", pages.renewal_list, name="renewal-list"),
    path(f"{CONTRACT}/renewal/", pages.renewal_decide, name="renewal-decide"),
]
