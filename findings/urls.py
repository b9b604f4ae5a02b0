"""Addresses of findings."""

from django.urls import path

from findings import views

app_name = "findings"
urlpatterns = [
    path("customers/<slug:customer_slug>/findings/", views.finding_list, name="finding-list"),
    path("providers/<slug:provider_slug>/findings/", views.provider_finding_list, name="provider-finding-list"),
    path("providers/<slug:provider_slug>/findings.csv", views.provider_finding_export, name="provider-finding-export"),
]
