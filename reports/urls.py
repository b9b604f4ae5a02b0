"""Addresses of audit packs and one-page answers."""

from django.urls import path

from reports import views
from reports.onepager import views as onepager

app_name = "reports"
urlpatterns = [
    path("customers/<slug:customer_slug>/packs/", views.pack_list, name="pack-list"),
    path("customers/<slug:customer_slug>/packs/ask/", views.pack_ask, name="pack-ask"),
    path("customers/<slug:customer_slug>/packs/<uuid:pk>/", views.pack, name="pack"),
    path("customers/<slug:customer_slug>/packs/<uuid:pk>/download/", views.pack_download, name="pack-download"),
    path("customers/<slug:customer_slug>/who-pays/<uuid:pk>/pdf/ask/", onepager.one_pager_ask, name="one-pager-ask"),
    path("customers/<slug:customer_slug>/who-pays/pdf/<uuid:pk>/", onepager.one_pager, name="one-pager"),
    path(
        "customers/<slug:customer_slug>/who-pays/pdf/<uuid:pk>/download/",
        onepager.one_pager_download,
        name="one-pager-download",
    ),
    path("providers/<slug:provider_slug>/packs/", views.provider_pack_list, name="provider-pack-list"),
    path("providers/<slug:provider_slug>/packs/ask/", views.provider_packs_ask, name="provider-packs-ask"),
]
