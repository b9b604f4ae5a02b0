"""Addresses of contracts."""

from django.urls import URLPattern, path

from contracts.urls.incidents import incidents
from contracts.urls.insurance import insurance
from contracts.urls.levels import levels
from contracts.urls.renewals import renewals
from contracts.urls.scenarios import scenarios
from contracts.views import agreements, documents, liability
from contracts.views.parts import CLAUSE, ENDING, LINE, TARGET, part_add, part_edit, part_remove, services_add

app_name = "contracts"
CUSTOMER = "customers/<slug:customer_slug>"
CONTRACTS = f"{CUSTOMER}/contracts"
CONTRACT = f"{CONTRACTS}/<uuid:pk>"


def _parts(folder: str, part: object, name: str) -> list[URLPattern]:
    one = f"{CONTRACTS}/{folder}/<uuid:pk>"
    return [
        path(f"{CONTRACT}/{folder}/add/", part_add, {"part": part}, name=f"{name}-add"),
        path(f"{one}/edit/", part_edit, {"part": part}, name=f"{name}-edit"),
        path(f"{one}/remove/", part_remove, {"part": part}, name=f"{name}-remove"),
    ]


urlpatterns = [
    path(f"{CONTRACTS}/", agreements.contract_list, name="contract-list"),
    path(f"{CONTRACTS}/add/", agreements.contract_add, name="contract-add"),
    path(f"{CONTRACT}/", agreements.contract, name="contract"),
    path(f"{CONTRACT}/edit/", agreements.contract_edit, name="contract-edit"),
    path(f"{CONTRACT}/publish/", agreements.contract_publish, name="contract-publish"),
    path(f"{CONTRACT}/end/", agreements.contract_end, name="contract-end"),
    path(f"{CONTRACT}/resume/", agreements.contract_resume, name="contract-resume"),
    path(f"{CONTRACT}/services/add/", services_add, name="services-add"),
    *_parts("lines", LINE, "line"),
    *_parts("targets", TARGET, "target"),
    *_parts("clauses", CLAUSE, "clause"),
    *_parts("endings", ENDING, "ending"),
    path(f"{CONTRACT}/liability/", liability.liability, name="liability"),
    *_parts("limits", liability.LIMIT, "limit"),
    path(f"{CONTRACT}/higher-limits/add/", part_add, {"part": liability.HIGHER}, name="higher-limit-add"),
    path(f"{CONTRACT}/exclusions/add/", part_add, {"part": liability.EXCLUSION}, name="exclusion-add"),
    path(f"{CONTRACT}/exceptions/add/", part_add, {"part": liability.UNLIMITED}, name="unlimited-add"),
    *_parts("rules", liability.RULES, "rule")[1:],
    *_parts("promises", liability.INDEMNITY, "indemnity"),
    *_parts("liability-payments", liability.PAYMENT, "payment"),
    *_parts("liability-terms", liability.TERMS, "terms"),
    path(f"{CUSTOMER}/clauses/<uuid:pk>/", agreements.clause, name="clause"),
    path(f"{CONTRACT}/documents/add/", documents.document_add, name="document-add"),
    path(f"{CONTRACTS}/documents/<uuid:pk>/", documents.document, name="document"),
    path(f"{CONTRACTS}/documents/<uuid:pk>/remove/", documents.document_remove, name="document-remove"),
    *renewals,
    *insurance,
    *levels,
    *incidents,
    *scenarios,
]
