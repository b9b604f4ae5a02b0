"""A provider's own copy of the shipped catalogue."""

from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from accounts.actor import Actor, check_may
from accounts.enums import Permission
from accounts.models import Provider
from audit.record import record
from core.words import count
from responsibilities import catalogue
from responsibilities.models import Activity

_TEXTS = ("title", "description", "provider_duty", "customer_duty", "evidence_expected")


@transaction.atomic
def seed_catalogue(*, provider: Provider, by: Actor, at: datetime) -> list[Activity]:
    """Copy the jobs that the provider's catalogue lacks; those it has, also retired ones, stay as they are."""
    check_may(by, Permission.CATALOGUE_EDIT)
    provider = Provider.objects.select_for_update().get(pk=provider.pk)
    known = set(Activity.objects.filter(provider=provider).values_list("code", flat=True))
    added = Activity.objects.bulk_create(
        _copy(provider, entry) for entry in catalogue.activities() if entry.code not in known
    )
    if added:
        says = f"added {count(len(added), 'activity', 'activities')} of the shipped catalogue"
        record("catalogue_seeded", target=provider, by=by, at=at, says=says, is_internal=True)
    return added


def _copy(provider: Provider, entry: catalogue.CatalogueActivity) -> Activity:
    about = asdict(entry)
    about |= {name: catalogue.named(about[name], provider.name) for name in _TEXTS}
    about |= {name: list(about[name]) for name in ("nist_csf", "cyber_essentials")}
    return Activity(provider=provider, **about)
