"""What narrows the list of examples."""

from contracts.loss.vocabulary import Cause
from core.filters import Filter, pick, search
from core.models import choices


class ScenarioFilter(Filter):
    """Search and filters of the list. Words nobody offered are ignored."""

    q = search("Search examples")
    cause = pick("What went wrong", "Any cause", choices(Cause))
    seen = pick("Who sees it", "Shared or not", [("both", "Both sides"), ("own", "Only your side")])
