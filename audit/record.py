"""How an action leaves its trace: `record(...)` in the action's own transaction."""

import json
from datetime import UTC, datetime
from typing import Any, Protocol
from uuid import UUID

from django.db import transaction

from audit.chain import link
from audit.models import ChainHead, Event
from core.digest import canonical


class Who(Protocol):
    """The person or system that acts, as accounts.Actor describes it."""

    @property
    def user_id(self) -> UUID | None: ...
    @property
    def name(self) -> str: ...
    @property
    def side(self) -> str: ...
    @property
    def role(self) -> str: ...
    @property
    def provider_id(self) -> UUID: ...


class Target(Protocol):
    """Any row with a public id. Its label in the log is `str(target)`."""

    @property
    def pk(self) -> Any: ...


def record(
    verb: str,
    *,
    target: Target,
    by: Who,
    at: datetime,
    says: str,
    customer_id: UUID | None = None,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    target_id: UUID | None = None,
    is_internal: bool = False,
) -> Event:
    """Append one event to the chain of the actor's provider.

    `says` continues the actor's name to a readable sentence: "proposed version 5 to Harbour Roast".
    `target_id` overrides the target's own id (a matrix row keeps one id over its versions).
    Internal events are shown to the provider's people only.
    """
    with transaction.atomic():
        ChainHead.objects.get_or_create(provider_id=by.provider_id)
        head = ChainHead.objects.select_for_update().get(provider_id=by.provider_id)
        event = Event(
            provider_id=by.provider_id,
            sequence=head.sequence + 1,
            customer_id=customer_id,
            at=at.astimezone(UTC),
            actor_id=by.user_id,
            actor_name=by.name,
            actor_side=by.side,
            actor_role=by.role,
            verb=verb,
            target_type=_type_of(target),
            target_id=target_id or target.pk,
            target_label=str(target)[:300],
            says=says[:500],
            is_internal=is_internal,
            before=_plain(before),
            after=_plain(after),
            previous_hash=head.hash,
        )
        event.hash = link(head.hash, event)
        event.save(force_insert=True)
        head.sequence, head.hash = event.sequence, event.hash
        head.save(update_fields=["sequence", "hash"])
    return event


def differences(before: dict[str, Any], after: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What an action changed, for its event: the old and the new values, only where they differ."""
    names = [name for name in after if before.get(name) != after[name]]
    return {name: before.get(name) for name in names}, {name: after[name] for name in names}


def _type_of(target: Any) -> str:
    return f"{target._meta.app_label}.{target._meta.model_name}"


def _plain(values: dict[str, Any] | None) -> Any:
    """As the database gives it back, so that the hash can be made again from what is stored."""
    return None if values is None else json.loads(canonical(values))
