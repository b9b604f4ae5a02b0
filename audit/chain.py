"""The arithmetic of the chain: an event's hash covers its content and the hash before it."""

from typing import Any

from core.digest import sha256

GENESIS = "0" * 64
CONTENT = (
    "provider_id", "sequence", "customer_id", "at", "actor_id", "actor_name", "actor_side", "actor_role",
    "verb", "target_type", "target_id", "target_label", "says", "is_internal", "before", "after",
)  # fmt: skip


def link(previous_hash: str, event: Any) -> str:
    """The hash of an event that follows `previous_hash`."""
    return sha256({"previous": previous_hash, **{name: getattr(event, name) for name in CONTENT}})
