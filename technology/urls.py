"""Addresses of vendors, products, where they run, how they were chosen and how they are updated."""

from django.urls import path

from technology.rollouts.urls import rollouts
from technology.views import deployments, imports, products, scorecards, scoring, vendors

app_name = "technology"
PROVIDER, CUSTOMER = "providers/<slug:provider_slug>", "customers/<slug:customer_slug>"
VENDORS, PRODUCTS, SCORECARDS = f"{PROVIDER}/vendors", f"{PROVIDER}/products", f"{PROVIDER}/scorecards"
DEPLOYMENTS, IMPORTS = f"{CUSTOMER}/deployments", f"{PROVIDER}/deployments/import"
urlpatterns = [
    path(f"{VENDORS}/", vendors.vendor_list, name="vendor-list"),
    path(f"{VENDORS}/add/", vendors.vendor_add, name="vendor-add"),
    path(f"{VENDORS}/<uuid:pk>/", vendors.vendor, name="vendor"),
    path(f"{VENDORS}/<uuid:pk>/edit/", vendors.vendor_edit, name="vendor-edit"),
    path(f"{VENDORS}/<uuid:pk>/remove/", vendors.vendor_remove, name="vendor-remove"),
    path(f"{VENDORS}/<uuid:pk>/incidents/add/", vendors.vendor_incident_add, name="vendor-incident-add"),
    path(f"{PRODUCTS}/", products.product_list, name="product-list"),
    path(f"{PRODUCTS}/add/", products.product_add, name="product-add"),
    path(f"{PRODUCTS}/<uuid:pk>/", products.product, name="product"),
    path(f"{PRODUCTS}/<uuid:pk>/edit/", products.product_edit, name="product-edit"),
    path(f"{PRODUCTS}/<uuid:pk>/remove/", products.product_remove, name="product-remove"),
    path(f"{PROVIDER}/deployments/", deployments.provider_deployment_list, name="provider-deployment-list"),
    path(f"{IMPORTS}/", imports.deployment_import_add, name="deployment-import-add"),
    path(f"{IMPORTS}/<uuid:pk>/", imports.deployment_import, name="deployment-import"),
    path(f"{IMPORTS}/<uuid:pk>/columns/", imports.deployment_import_map, name="deployment-import-map"),
    path(f"{IMPORTS}/<uuid:pk>/apply/", imports.deployment_import_apply, name="deployment-import-apply"),
    path(f"{IMPORTS}/<uuid:pk>/discard/", imports.deployment_import_discard, name="deployment-import-discard"),
    path(f"{CUSTOMER}/protection/", deployments.protection, name="protection"),
    path(f"{DEPLOYMENTS}/", deployments.deployment_list, name="deployment-list"),
    path(f"{DEPLOYMENTS}/add/", deployments.deployment_add, name="deployment-add"),
    path(f"{DEPLOYMENTS}/<uuid:pk>/edit/", deployments.deployment_edit, name="deployment-edit"),
    path(f"{DEPLOYMENTS}/<uuid:pk>/remove/", deployments.deployment_remove, name="deployment-remove"),
    path(f"{SCORECARDS}/", scorecards.scorecard_list, name="scorecard-list"),
    path(f"{SCORECARDS}/add/", scorecards.scorecard_add, name="scorecard-add"),
    path(f"{SCORECARDS}/<uuid:pk>/", scorecards.scorecard, name="scorecard"),
    path(f"{SCORECARDS}/<uuid:pk>/edit/", scorecards.scorecard_edit, name="scorecard-edit"),
    path(f"{SCORECARDS}/<uuid:pk>/remove/", scorecards.scorecard_remove, name="scorecard-remove"),
    path(f"{SCORECARDS}/<uuid:pk>/options/add/", scorecards.option_add, name="scorecard-option-add"),
    path(f"{SCORECARDS}/<uuid:pk>/decide/", scorecards.scorecard_decide, name="scorecard-decide"),
    path(f"{SCORECARDS}/<uuid:pk>/again/", scorecards.scorecard_again, name="scorecard-again"),
    path(f"{SCORECARDS}/options/<uuid:pk>/remove/", scorecards.option_remove, name="scorecard-option-remove"),
    path(f"{SCORECARDS}/options/<uuid:pk>/<slug:step>/", scoring.option_score, name="scorecard-score"),
    *rollouts,
]
