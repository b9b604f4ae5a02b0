"""Addresses of audit packs."""

from django.urls import path

from reports import views

app_name = "reports"
urlpatterns = [
    path("customers/<slug:customer_slug>/packs/", views.pack_list, name="pack-list"),
    path("customers/<slug:customer_slug>/packs/ask/", views.pack_ask, name="pack-ask"),
    path("customers/<slug:customer_slug>/packs/<uuid:pk>/", views.pack, name="pack"),
    path("customers/<slug:customer_slug>/packs/<uuid:pk>/download/", views.pack_download, name="pack-download"),
    path("providers/<slug:provider_slug>/packs/", views.provider_pack_list, name="provider-pack-list"),
    path("providers/<slug:provider_slug>/packs/ask/", views.provider_packs_ask, name="provider-packs-ask"),
]
