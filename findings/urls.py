"""Addresses of findings."""

from django.urls import path

from findings.views import board, lists, one

app_name = "findings"
CUSTOMER, PROVIDER = "customers/<slug:customer_slug>/findings", "providers/<slug:provider_slug>/findings"
urlpatterns = [
    path(f"{CUSTOMER}/", lists.finding_list, name="finding-list"),
    path(f"{CUSTOMER}.csv", lists.finding_export, name="finding-export"),
    path(f"{CUSTOMER}/checks/", board.check_list, name="check-list"),
    path(f"{CUSTOMER}/<uuid:pk>/", one.finding, name="finding"),
    path(f"{CUSTOMER}/<uuid:pk>/see/", one.finding_see, name="finding-see"),
    path(f"{CUSTOMER}/<uuid:pk>/accept/", one.finding_accept, name="finding-accept"),
    path(f"{CUSTOMER}/<uuid:pk>/snooze/", one.finding_snooze, name="finding-snooze"),
    path(f"{CUSTOMER}/<uuid:pk>/wake/", one.finding_wake, name="finding-wake"),
    path(f"{PROVIDER}/", lists.provider_finding_list, name="provider-finding-list"),
    path(f"{PROVIDER}.csv", lists.provider_finding_export, name="provider-finding-export"),
    path(f"{PROVIDER}/checks/", board.provider_check_list, name="provider-check-list"),
]
