"""Words of meetings: their kinds, where their topics come from, under which headings, how they stand. Pure."""

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
    BACKUP = "backup", "Backups"
    FINDING = "finding", "Gaps"
    VIEWS = "views", "Seen differently"
    EXERCISE = "exercise", "Practice"
    RENEWAL = "renewal", "Contract and insurance"
    VENDOR = "vendor", "Vendors"
    ADVICE = "advice", "Advice"
    NEWS = "news", "The customer’s own news"
    OWN = "own", "Added by hand"


class Heading(Labelled):
    """The headings of a review in their order (domain.md §9.1), and at the end of its agenda what fits under none."""

    SINCE = "since", "Since last time", "what was promised"
    LEVELS = "levels", "Promises kept?", "service levels"
    TICKETS = "tickets", "Tickets", "what keeps coming up"
    SECURITY = "security", "Security", "how well you are protected"
    BACKUPS = "backups", "Backups", "copies and restore tests"
    JOBS = "jobs", "Who does what", "gaps, and what is seen differently"
    STOPS = "stops", "If something stops", "plans and practice"
    MONEY = "money", "Money at risk", "who would bear a loss"
    DATES = "dates", "Contract and insurance", "dates that come"
    VENDORS = "vendors", "Vendors", "assessments, end of support"
    LEARNING = "learning", "Learning", "training"
    ADVICE = "advice", "Advice", "given, declined"
    NEWS = "news", "News from the business", "staff, sites, plans"
    OWN = "own", "Anything else", "added by hand"
    NEXT = "next", "Who does what next", "the next 90 days"
    SIGN_OFF = "sign-off", "Sign-off", "minutes that both sides approve"


HEADINGS = {
    Source.ACTION: Heading.SINCE, Source.LEVEL: Heading.LEVELS, Source.TICKETS: Heading.TICKETS,
    Source.PROTECTION: Heading.SECURITY, Source.BACKUP: Heading.BACKUPS, Source.FINDING: Heading.JOBS,
    Source.VIEWS: Heading.JOBS, Source.EXERCISE: Heading.STOPS, Source.RENEWAL: Heading.DATES,
    Source.VENDOR: Heading.VENDORS, Source.ADVICE: Heading.ADVICE, Source.NEWS: Heading.NEWS, Source.OWN: Heading.OWN,
}  # fmt: skip


class Standing(Labelled):
    """How a meeting stands."""

    PLANNED = "planned", "Planned"
    TO_WRITE = "to_write", "Minutes to write"
    PROPOSED = "proposed", "Minutes to approve"
    APPROVED = "approved", "Minutes approved"
    CANCELLED = "cancelled", "Called off"


MOST_ACTIONS = 3  # that a meeting may end in: domain.md §9.1, point 13
