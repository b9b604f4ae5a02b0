"""A policy with everything in it, and where its pages are."""

from typing import Any

from django.urls import reverse

from contracts.models import Policy
from tests.cast import Cast
from tests.factories.insurance import (
    make_condition,
    make_notice,
    make_policy,
    make_policy_document,
    make_section,
    make_sublimit,
)
from tests.factories.responsibilities import make_version


def address(name: str, cast: Cast, **about: Any) -> str:
    return reverse(name, kwargs={"customer_slug": cast.customer.slug, **about})


def policy_page(cast: Cast, policy: Policy) -> str:
    return address("portfolio:policy", cast, pk=policy.pk)


def whole(cast: Cast, parts: int = 1) -> Policy:
    policy = make_policy(cast.customer, number="CY-1", hotline="01632 960 911")
    rows = [{"code": f"J-{number}", "title": f"Job {number}"} for number in range(parts)]
    version = make_version(cast.customer, "agreed", rows=rows)
    for row in version.rows.all():
        make_section(policy)
        make_condition(policy, line=row.line)
        make_notice(policy)
        make_policy_document(policy, added_by=cast.customer_owner, content=row.code.encode())
    make_sublimit(policy)
    return policy
