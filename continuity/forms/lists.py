"""Search and filters of the lists of outages and of what a business depends on."""

from continuity.survival.model import NodeKind
from core.filters import Filter, pick, search
from core.models import choices


class OutageFilter(Filter):
    """Of the list of outages; without a choice those that are in use."""

    q = search("Name, or what fails")
    seen = pick("Who sees it", "Seen by anybody", [("both", "Both sides"), ("own", "Only your side")])
    plan = pick("Plan", "With a plan or not", [("yes", "With a plan"), ("no", "Without a plan")])
    away = pick("Put away", "In use", [("1", "Put away")])


class ThingFilter(Filter):
    """Of the things that a business depends on."""

    q = search("Search things")
    kind = pick("Kind", "Any kind", choices(NodeKind))
    wanted = pick("Wanted back", "Said or not", [("yes", "Said when it is wanted back"), ("no", "Not said")])
