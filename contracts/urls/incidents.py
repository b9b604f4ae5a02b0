"""Addresses of incidents."""

from django.urls import path

from contracts.views.incidents import effects, lists, notices, records
from contracts.views.incidents import incidents as views

INCIDENTS = "customers/<slug:customer_slug>/incidents"
ONE, NOTICE = f"{INCIDENTS}/<uuid:pk>", f"{INCIDENTS}/notices/<uuid:pk>"
incidents = [
    path("providers/<slug:provider_slug>/incidents/", lists.provider_incident_list, name="provider-incident-list"),
    path(f"{INCIDENTS}/", lists.incident_list, name="incident-list"),
    path(f"{INCIDENTS}/report/", views.incident_report, name="incident-report"),
    path(f"{ONE}/edit/", views.incident_edit, name="incident-edit"),
    path(f"{ONE}/service-levels/", effects.incident_effects, name="incident-effects"),
    path(f"{ONE}/service-levels/choose/", effects.incident_results, name="incident-results"),
    path(f"{ONE}/share/", views.incident_share, name="incident-share"),
    path(f"{ONE}/close/", views.incident_close, name="incident-close"),
    path(f"{ONE}/reopen/", views.incident_reopen, name="incident-reopen"),
    path(f"{ONE}/notices/add/", notices.notice_add, name="incident-notice-add"),
    path(f"{ONE}/timeline/add/", records.entry_add, name="incident-entry-add"),
    path(f"{ONE}/losses/add/", records.loss_add, name="incident-loss-add"),
    path(f"{NOTICE}/told/", notices.notice_told, name="incident-notice-told"),
    path(f"{NOTICE}/not-needed/", notices.notice_not_needed, name="incident-notice-not-needed"),
    path(f"{NOTICE}/take-back/", notices.notice_take_back, name="incident-notice-take-back"),
]
