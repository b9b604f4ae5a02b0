"""Addresses of audit packs, one-page answers, outages, copies of plans, letters of advice and minutes."""

from django.urls import path

from reports import views
from reports.onepager import views as onepager

app_name = "reports"
PLANS = "customers/<slug:customer_slug>/plans"
ADVICE = "customers/<slug:customer_slug>/advice"
MEETINGS = "customers/<slug:customer_slug>/meetings"
OUTAGES = "customers/<slug:customer_slug>/continuity/outages"
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
    path(f"{PLANS}/<uuid:pk>/copies/ask/", onepager.plan_copy_ask, name="plan-copy-ask"),
    path(f"{PLANS}/<uuid:pk>/copies/send/", onepager.plan_copy_send, name="plan-copy-send"),
    path(f"{PLANS}/copies/<uuid:pk>/", onepager.plan_copy, name="plan-copy"),
    path(f"{PLANS}/copies/<uuid:pk>/download/", onepager.plan_copy_download, name="plan-copy-download"),
    path(f"{OUTAGES}/<uuid:pk>/copies/ask/", onepager.outage_copy_ask, name="outage-copy-ask"),
    path(f"{OUTAGES}/copies/<uuid:pk>/", onepager.outage_copy, name="outage-copy"),
    path(f"{OUTAGES}/copies/<uuid:pk>/download/", onepager.outage_copy_download, name="outage-copy-download"),
    path(f"{ADVICE}/<uuid:pk>/letter/ask/", onepager.advice_letter_ask, name="advice-letter-ask"),
    path(f"{ADVICE}/letters/<uuid:pk>/", onepager.advice_letter, name="advice-letter"),
    path(f"{ADVICE}/letters/<uuid:pk>/download/", onepager.advice_letter_download, name="advice-letter-download"),
    path(f"{MEETINGS}/<uuid:pk>/minutes/pdf/ask/", onepager.minutes_copy_ask, name="minutes-copy-ask"),
    path(f"{MEETINGS}/copies/<uuid:pk>/", onepager.minutes_copy, name="minutes-copy"),
    path(f"{MEETINGS}/copies/<uuid:pk>/download/", onepager.minutes_copy_download, name="minutes-copy-download"),
    path("providers/<slug:provider_slug>/packs/", views.provider_pack_list, name="provider-pack-list"),
    path("providers/<slug:provider_slug>/packs/ask/", views.provider_packs_ask, name="provider-packs-ask"),
]
