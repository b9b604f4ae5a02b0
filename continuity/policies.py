"""What the state of a model allows. Pure."""

from continuity.models import NamedOutage, Node
from continuity.survival.model import NodeKind
from core.errors import NotAllowed


def check_removable(node: Node) -> None:
    """Everything else is there for the service."""
    if node.is_service:
        raise NotAllowed(f"“{node}” is what customers come for. Give it another name instead.")


def check_kind(was: str, becomes: str) -> None:
    """A model has one service, named when it was begun; nothing else becomes it, and it becomes nothing else."""
    if was != becomes and NodeKind.SERVICE in (was, becomes):
        raise NotAllowed("What customers come for stays the one thing that all else is there for.")


def check_not_archived(outage: NamedOutage) -> None:
    """What is put away is only read."""
    if outage.is_archived:
        raise NotAllowed(f"“{outage.name}” is put away.")


def check_not_shared(outage: NamedOutage) -> None:
    """Once is enough."""
    if outage.is_shared:
        raise NotAllowed(f"“{outage.name}” is already shared.")


def check_shared(outage: NamedOutage) -> None:
    """A plan is read by both sides, so is what it is for."""
    if not outage.is_shared:
        raise NotAllowed(f"Share “{outage.name}” before you plan for it: both sides read plans.")
