"""The fixed vocabularies of updates and how they are let out."""

from core.enums import Labelled


class UpdateKind(Labelled):
    """What a vendor sends: a new version, or new content for the version that is there (domain.md §8.2).

    Rings for versions never held back content: the outage of July 2024 was content.
    """

    SOFTWARE = "software", "A new version", "Software update"
    CONTENT = "content", "New rules or data", "Content update"


class Audience(Labelled):
    """Whose devices a ring is made of."""

    OWN = "own", "Our own test devices", "Sandbox, no customer"
    SOME = "some", "Some customers’ devices", "Volunteers, or a share"
    ALL = "all", "Every customer’s devices", "Everybody"


class StopReason(Labelled):
    """Why nothing goes on until somebody has looked."""

    BOOT = "boot", "A device did not start again", "Boot failure"
    FAILED = "failed", "Too many devices failed", "Failure rate"
    RECALL = "recall", "The vendor has withdrawn it", "Vendor recall"
    OTHER = "other", "Something else", "Other"


class RolloutState(Labelled):
    """Where an update stands as a whole."""

    RUNNING = "running", "On its way", "In progress"
    STOPPED = "stopped", "Stopped", "On hold"
    DONE = "done", "On every device", "Complete"
    ROLLED_BACK = "rolled_back", "Taken back", "Rolled back"
    UNSTAGED = "unstaged", "Sent to everybody at once", "Not staged"


class StageState(Labelled):
    """Where an update stands in one ring."""

    WAITING = "waiting", "Waits", "Not started"
    SOAKING = "soaking", "Being watched", "Soak"
    READY = "ready", "May go on", "Ready to promote"
    HELD = "held", "Stopped", "On hold"
    PASSED = "passed", "Passed", "Promoted"
    EARLY = "early", "Went on too soon", "Soak cut short"
    REACHED = "reached", "Reached without a test", "Not staged"
    SKIPPED = "skipped", "Left out", "Skipped"
    TAKEN_BACK = "taken_back", "Taken back", "Rolled back"
