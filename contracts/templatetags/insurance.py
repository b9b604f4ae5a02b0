"""Addresses of a policy's pages, which stand under its holder."""

from typing import Any

from django import template
from django.urls import reverse

from contracts.models import Policy

register = template.Library()


@register.simple_tag
def policy_url(policy: Policy, name: str, pk: Any = None, app: str = "contracts") -> str:
    """The page `name` of the policy, or of the part of it that has this id."""
    prefix = "provider-" if policy.is_providers else ""
    return reverse(f"{app}:{prefix}{name}", kwargs=policy.place | {"pk": pk or policy.pk})
