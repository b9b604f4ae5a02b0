"""Addresses of service levels: results, tickets, outages, maintenance, counts, sites, claims."""

from typing import Any

from django.urls import URLPattern, path

from contracts.views.levels import board, claims, imports, provider, results, setting

CUSTOMER = "customers/<slug:customer_slug>"
LEVELS = f"{CUSTOMER}/service-levels"
WINDOW = f"{LEVELS}/<uuid:pk>/<str:window>"


def _results(folder: str, kind: results.Kind) -> list[URLPattern]:
    about: dict[str, Any] = {"kind": kind}
    one = f"{LEVELS}/{folder}/<uuid:pk>"
    return [
        path(f"{LEVELS}/{folder}/", results.result_list, about, name=f"{kind.key}-list"),
        path(f"{LEVELS}/{folder}/add/", results.result_add, about, name=f"{kind.key}-add"),
        path(f"{one}/edit/", results.result_edit, about, name=f"{kind.key}-edit"),
        path(f"{one}/remove/", results.result_remove, about, name=f"{kind.key}-remove"),
    ]


levels = [
    path("providers/<slug:provider_slug>/service-levels/", provider.provider_level_list, name="provider-level-list"),
    path(
        "providers/<slug:provider_slug>/protection/",
        provider.provider_protection_list,
        name="provider-protection-list",
    ),
    path(f"{LEVELS}/", board.level_list, name="level-list"),
    *_results("tickets", results.TICKET),
    *_results("outages", results.OUTAGE),
    *_results("maintenance", results.WORK),
    *_results("counts", results.TALLY),
    path(f"{LEVELS}/maintenance/<uuid:pk>/agree/", results.maintenance_agree, name="maintenance-agree"),
    path(f"{LEVELS}/sites/", setting.site_list, name="site-list"),
    path(f"{LEVELS}/sites/add/", setting.site_add, name="site-add"),
    path(f"{LEVELS}/sites/<uuid:pk>/edit/", setting.site_edit, name="site-edit"),
    path(f"{LEVELS}/sites/<uuid:pk>/remove/", setting.site_remove, name="site-remove"),
    path(f"{LEVELS}/import/", imports.result_import_add, name="result-import-add"),
    path(f"{LEVELS}/import/<uuid:pk>/", imports.result_import, name="result-import"),
    path(f"{LEVELS}/import/<uuid:pk>/columns/", imports.result_import_map, name="result-import-map"),
    path(f"{LEVELS}/import/<uuid:pk>/apply/", imports.result_import_apply, name="result-import-apply"),
    path(f"{LEVELS}/import/<uuid:pk>/discard/", imports.result_import_discard, name="result-import-discard"),
    path(f"{LEVELS}/claims/<uuid:pk>/decide/", claims.claim_decide, name="claim-decide"),
    path(f"{LEVELS}/<uuid:pk>/", board.level, name="level"),
    path(f"{LEVELS}/<uuid:pk>/terms/", setting.target_terms, name="target-terms"),
    path(f"{WINDOW}/", board.level_window, name="level-window"),
    path(f"{WINDOW}/claim/", claims.level_claim, name="level-claim"),
    path(f"{WINDOW}/leave/", claims.level_leave, name="level-leave"),
]
