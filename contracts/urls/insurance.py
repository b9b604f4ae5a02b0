"""Addresses of insurance: the same pages under a customer and under the provider."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, path

from contracts.views.insurance import documents, parts, policies


def _under(place: str, prefix: str) -> Iterator[URLPattern]:
    """The pages of one holder."""
    home = f"{place}/insurance"
    one = f"{home}/<uuid:pk>"

    def page(address: str, view: Any, name: str, **more: Any) -> URLPattern:
        return path(address, view, more or None, name=f"{prefix}{name}")

    yield page(f"{home}/", policies.insurance, "insurance")
    yield page(f"{home}/add/", policies.policy_add, "policy-add")
    yield page(f"{one}/edit/", policies.policy_edit, "policy-edit")
    yield page(f"{one}/review/", policies.policy_review, "policy-review")
    yield page(f"{one}/renew/", policies.policy_renew, "policy-renew")
    yield page(f"{one}/remove/", policies.policy_remove, "policy-remove")
    yield page(f"{one}/documents/add/", documents.document_add, "policy-document-add")
    yield page(f"{home}/documents/<uuid:pk>/", documents.document, "policy-document")
    yield page(f"{home}/documents/<uuid:pk>/remove/", documents.document_remove, "policy-document-remove")
    for part in (parts.SECTION, parts.SUBLIMIT, parts.CONDITION, parts.NOTICE):
        folder = f"{home}/{part.key}s/<uuid:pk>"
        yield page(f"{one}/{part.key}s/add/", parts.part_add, f"policy-{part.key}-add", part=part)
        yield page(f"{folder}/edit/", parts.part_edit, f"policy-{part.key}-edit", part=part)
        yield page(f"{folder}/remove/", parts.part_remove, f"policy-{part.key}-remove", part=part)


CUSTOMER, PROVIDER = "customers/<slug:customer_slug>", "providers/<slug:provider_slug>"
insurance = [
    *_under(CUSTOMER, ""),
    *_under(PROVIDER, "provider-"),
    path(f"{CUSTOMER}/insurance/shown/<uuid:pk>/", documents.shown_document, name="shown-document"),
    path(f"{PROVIDER}/insurance/<uuid:pk>/publish/", policies.policy_publish, name="provider-policy-publish"),
]
