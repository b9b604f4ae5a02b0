"""Walk a chain and name the first event that does not fit."""

from dataclasses import dataclass
from uuid import UUID

from audit.chain import GENESIS, link
from audit.models import ChainHead, Event


@dataclass(frozen=True)
class Break:
    """The first place where a chain no longer holds, and why."""

    provider_id: UUID
    sequence: int
    reason: str


def verify(provider_id: UUID) -> Break | None:
    """The first broken event of a provider's chain, or None when every link holds."""
    expected, previous = 1, GENESIS
    for event in Event.objects.of_provider(provider_id).order_by("sequence").iterator(chunk_size=1000):
        if event.sequence != expected:
            return Break(provider_id, expected, f"event {expected} is missing")
        if event.previous_hash != previous:
            return Break(provider_id, expected, "it does not follow the event before it")
        if event.hash != link(previous, event):
            return Break(provider_id, expected, "its content was changed after it was written")
        expected, previous = expected + 1, event.hash
    head = ChainHead.objects.filter(provider_id=provider_id).first()
    if head is None:
        return Break(provider_id, expected, "the mark where the chain ends is missing") if expected > 1 else None
    if (head.sequence, head.hash) != (expected - 1, previous):
        return Break(provider_id, expected, f"event {expected} is missing: the chain should end at {head.sequence}")
    return None
