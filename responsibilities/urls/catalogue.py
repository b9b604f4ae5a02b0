"""Addresses of services, activities, evidence, import and export."""

from django.urls import path

from responsibilities.views import activities, bundles, evidence, export, importing, services

PROVIDER = "providers/<slug:provider_slug>"
ACTIVITY = f"{PROVIDER}/activities/<uuid:pk>"
SERVICE = f"{PROVIDER}/services/<uuid:pk>"
BUNDLE = f"{PROVIDER}/services/bundles/<uuid:pk>"
CUSTOMER = "customers/<slug:customer_slug>"
EVIDENCE = f"{CUSTOMER}/evidence"
IMPORT = f"{CUSTOMER}/matrix/import/<uuid:pk>"

urlpatterns = [
    path(f"{PROVIDER}/activities/", activities.activity_list, name="activity-list"),
    path(f"{PROVIDER}/activities/export.csv", activities.activity_export, name="activity-export"),
    path(f"{PROVIDER}/activities/start/", activities.activity_start, name="activity-start"),
    path(f"{PROVIDER}/activities/add/", activities.activity_add, name="activity-add"),
    path(f"{ACTIVITY}/", activities.activity, name="activity"),
    path(f"{ACTIVITY}/edit/", activities.activity_edit, name="activity-edit"),
    path(f"{ACTIVITY}/retire/", activities.activity_retire, name="activity-retire"),
    path(f"{ACTIVITY}/restore/", activities.activity_restore, name="activity-restore"),
    path(f"{PROVIDER}/services/", services.service_list, name="service-list"),
    path(f"{PROVIDER}/services/add/", services.service_add, name="service-add"),
    path(f"{SERVICE}/", services.service, name="service"),
    path(f"{SERVICE}/edit/", services.service_edit, name="service-edit"),
    path(f"{SERVICE}/activities/", services.service_activities, name="service-activities"),
    path(f"{SERVICE}/retire/", services.service_retire, name="service-retire"),
    path(f"{SERVICE}/restore/", services.service_restore, name="service-restore"),
    path(f"{PROVIDER}/services/bundles/add/", bundles.bundle_add, name="bundle-add"),
    path(f"{BUNDLE}/edit/", bundles.bundle_edit, name="bundle-edit"),
    path(f"{BUNDLE}/retire/", bundles.bundle_retire, name="bundle-retire"),
    path(f"{BUNDLE}/restore/", bundles.bundle_restore, name="bundle-restore"),
    path(f"{CUSTOMER}/matrix/import/", importing.import_add, name="import-add"),
    path(f"{IMPORT}/", importing.import_, name="import"),
    path(f"{IMPORT}/columns/", importing.import_map, name="import-map"),
    path(f"{IMPORT}/apply/", importing.import_apply, name="import-apply"),
    path(f"{IMPORT}/discard/", importing.import_discard, name="import-discard"),
    path(f"{CUSTOMER}/matrix/versions/<int:number>/export.<str:kind>", export.version_export, name="version-export"),
    path(f"{EVIDENCE}/", evidence.evidence_list, name="evidence-list"),
    path(f"{EVIDENCE}/jobs/<uuid:line>/", evidence.evidence_line, name="evidence-line"),
    path(f"{EVIDENCE}/<uuid:pk>/file/", evidence.evidence_file, name="evidence-file"),
    path(f"{EVIDENCE}/<uuid:pk>/remove/", evidence.evidence_remove, name="evidence-remove"),
]
