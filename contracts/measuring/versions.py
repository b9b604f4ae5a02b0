"""A service level over the versions of its contract: which one came before, and what was paid while each held."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from contracts.models import SlaTarget
from contracts.service_levels.facts import Fee, Promise
from contracts.service_levels.windows import DAY


def in_order_of_versions(targets: Iterable[SlaTarget]) -> list[SlaTarget]:
    """Those of earlier versions before those of the versions that replaced them (`contract__supersedes` loaded)."""
    return sorted(targets, key=lambda target: target.contract.holds_from)


def former_of(target: SlaTarget, several: Iterable[SlaTarget]) -> SlaTarget | None:
    """What the same service level was in the version before, by what it measures; where several measure the same,
    the one in the same words. None where it is new, or cannot be told from others."""
    before = target.contract.supersedes_id
    same = [each for each in several if before and each.contract_id == before and _measures(each) == _measures(target)]
    alike = [each for each in same if each.words == target.words]
    found = same if len(same) == 1 else alike
    return found[0] if len(found) == 1 else None


def _measures(target: SlaTarget) -> tuple[str, str, UUID | None]:
    return target.metric, target.level or target.priority, target.service_id


def fees_over(promise: Promise, own: Sequence[Fee], former: Sequence[Fee]) -> tuple[Fee, ...]:
    """What is paid over all versions, each fee as long as its version held: those `former` versions, then the own.

    A first version is reckoned by its own fees, as if it went on.
    """
    if not former:
        return tuple(own)
    begins = promise.holds_from
    until = None if begins is None else begins - DAY
    parts = [fee.between(None, until) for fee in former] + [fee.between(begins, None) for fee in own]
    return tuple(fee for fee in parts if fee)
