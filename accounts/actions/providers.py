"""The provider's own settings."""

from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.actor import Actor, check_may
from accounts.enums import Permission
from accounts.models import Provider
from audit.record import differences, record

FACTS = ("name", "legal_name", "brand_colour", "emergency_phone", "contact_email", "region")


@transaction.atomic
def change_provider(*, provider: Provider, values: dict[str, Any], by: Actor, at: datetime) -> Provider:
    """Change name, branding and contacts; `values` holds fields of the settings page."""
    check_may(by, Permission.PROVIDER_MANAGE)
    provider = Provider.objects.select_for_update().get(pk=provider.pk)
    before = _facts(provider)
    for field, value in values.items():
        setattr(provider, field, value)
    provider.save(update_fields=list(values))
    was, now = differences(before, _facts(provider))
    if now:
        record(
            "provider_changed", target=provider, by=by, at=at, says=f"changed the settings of {provider.name}",
            before=was, after=now, is_internal=True,
        )  # fmt: skip
    return provider


def _facts(provider: Provider) -> dict[str, str]:
    return {field: getattr(provider, field) for field in FACTS} | {"logo": provider.logo.name or ""}
