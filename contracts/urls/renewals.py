"""Addresses of renewals, versions, templates and vendors' agreements."""

from django.urls import path

from contracts.views import guided, templates, vendors, versions
from contracts.views import renewals as pages

CONTRACT = "customers/<slug:customer_slug>/contracts/<uuid:pk>"
PROVIDER = "providers/<slug:provider_slug>"
VENDORS = f"{PROVIDER}/vendor-agreements"
TEMPLATES = f"{PROVIDER}/contract-templates"

renewals = [
    path(f"{PROVIDER}/renewals/", pages.renewal_list, name="renewal-list"),
    path(f"{CONTRACT}/renewal/", pages.renewal_decide, name="renewal-decide"),
    path("customers/<slug:customer_slug>/contracts/guided/", guided.guided_start, name="guided-start"),
    path(f"{CONTRACT}/guided/<int:step>/", guided.guided_step, name="guided-step"),
    path(f"{CONTRACT}/sign/", versions.contract_sign, name="contract-sign"),
    path(f"{CONTRACT}/version/", versions.contract_version, name="contract-version"),
    path(f"{CONTRACT}/note/", versions.contract_note, name="contract-note"),
    path(f"{PROVIDER}/contracts/<uuid:pk>/duplicate/", templates.contract_duplicate, name="contract-duplicate"),
    path(f"{PROVIDER}/contracts/<uuid:pk>/template/", templates.template_from_contract, name="template-from-contract"),
    path(
        "customers/<slug:customer_slug>/contracts/from-template/",
        templates.contract_from_template,
        name="contract-from-template",
    ),
    path(f"{VENDORS}/", vendors.vendor_list, name="vendor-list"),
    path(f"{VENDORS}/add/", vendors.vendor_add, name="vendor-add"),
    path(f"{VENDORS}/<uuid:pk>/edit/", vendors.vendor_edit, name="vendor-edit"),
    path(f"{VENDORS}/<uuid:pk>/remove/", vendors.vendor_remove, name="vendor-remove"),
    path(f"{CONTRACT}/vendors/", vendors.contract_vendors, name="contract-vendors"),
    path(f"{TEMPLATES}/", templates.template_list, name="template-list"),
    path(f"{TEMPLATES}/add/", templates.template_add, name="template-add"),
    path(f"{TEMPLATES}/<uuid:pk>/", templates.template, name="template"),
    path(f"{TEMPLATES}/<uuid:pk>/edit/", templates.template_edit, name="template-edit"),
    path(f"{TEMPLATES}/<uuid:pk>/retire/", templates.template_retire, name="template-retire"),
    path(f"{TEMPLATES}/<uuid:pk>/clauses/add/", templates.template_clause_add, name="template-clause-add"),
    path(f"{TEMPLATES}/<uuid:pk>/clauses/remove/", templates.template_clause_remove, name="template-clause-remove"),
]
