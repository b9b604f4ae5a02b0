"""Addresses of outages thought through."""

from django.urls import path

from continuity.urls.business import HOME
from continuity.views.outages import kept, pages

OUTAGES = f"{HOME}/outages"
ONE = f"{OUTAGES}/<uuid:pk>"
outages = [
    path(f"{OUTAGES}/", pages.outage_list, name="outage-list"),
    path(f"{OUTAGES}/try/", pages.outage_try, name="outage-try"),
    path(f"{OUTAGES}/try/who-pays/", pages.outage_pays, name="outage-pays"),
    path(f"{OUTAGES}/keep/", kept.outage_keep, name="outage-keep"),
    path(f"{ONE}/", pages.outage, name="outage"),
    path(f"{ONE}/share/", kept.outage_share, name="outage-share"),
    path(f"{ONE}/archive/", kept.outage_archive, name="outage-archive"),
    path(f"{ONE}/plan/", kept.outage_plan, name="outage-plan"),
    path(f"{ONE}/example/", kept.outage_example, name="outage-example"),
]
