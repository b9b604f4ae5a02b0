"""Words of meetings: their kinds, where their topics come from, how they stand. Pure."""

from core.enums import Labelled


class MeetingKind(Labelled):
    """What a meeting is for; the term is how the field calls it."""

    QUARTERLY = "quarterly", "Quarterly review", "service review, QBR"
    INCIDENT = "incident", "Incident review", "post-incident review"
    OTHER = "other", "Another meeting", "for one thing alone"


class Source(Labelled):
    """Where a topic comes from, in the order of an agenda (domain.md §9.1)."""

    ACTION = "action", "Promised last time"
    LEVEL = "level", "Promises kept?"
    TICKETS = "tickets", "Tickets"
    PROTECTION = "protection", "Protection"
    FINDING = "finding", "Gaps"
    VIEWS = "views", "Seen differently"
    EXERCISE = "exercise", "Practice"
    RENEWAL = "renewal", "Contract and insurance"
    VENDOR = "vendor", "Vendors"
    ADVICE = "advice", "Advice"
    NEWS = "news", "The customer’s own news"
    OWN = "own", "Added by hand"


class Standing(Labelled):
    """How a meeting stands."""

    PLANNED = "planned", "Planned"
    TO_WRITE = "to_write", "Minutes to write"
    PROPOSED = "proposed", "Minutes to approve"
    APPROVED = "approved", "Minutes approved"
    CANCELLED = "cancelled", "Called off"


MOST_ACTIONS = 3  # that a meeting may end in: domain.md §9.1, point 13
