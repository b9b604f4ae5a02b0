"""What a column of a table of tickets, outages or counts can hold, and the headings it goes by."""

from enum import StrEnum

from core.importing.columns import Layout


class Field(StrEnum):
    """What a column holds; the names are those of the models."""

    REFERENCE = "reference"
    TITLE = "title"
    SERVICE = "service"
    SITE = "site"
    IMPACT = "impact"
    URGENCY = "urgency"
    PRIORITY = "priority"
    REPORTED_AT = "reported_at"
    RESPONDED_AT = "responded_at"
    RESTORED_AT = "restored_at"
    RESOLVED_AT = "resolved_at"
    WAITS = "waits"
    CHANGES = "changes"
    CAUSE = "cause"
    REOPENED = "reopened"
    STARTS_AT = "starts_at"
    ENDS_AT = "ends_at"
    EXCLUSION = "exclusion"
    EXCLUSION_REASON = "exclusion_reason"
    METRIC = "metric"
    STARTS_ON = "starts_on"
    ENDS_ON = "ends_on"
    GOOD = "good"
    TOTAL = "total"
    SOURCE = "source"
    COUNTED_ON = "counted_on"
    NOTE = "note"
    TOOK = "took_minutes"


F = Field
NAMES: dict[str, str] = {
    F.REFERENCE: "Reference", F.TITLE: "What was wrong", F.SERVICE: "Service", F.SITE: "Site", F.IMPACT: "Impact",
    F.URGENCY: "Urgency", F.PRIORITY: "Priority", F.REPORTED_AT: "Reported", F.RESPONDED_AT: "Answered",
    F.RESTORED_AT: "Usable again", F.RESOLVED_AT: "Fixed", F.WAITS: "Waits", F.CHANGES: "Priority changes",
    F.CAUSE: "Cause", F.REOPENED: "Opened again",
    F.STARTS_AT: "Down from", F.ENDS_AT: "Until", F.EXCLUSION: "Cause", F.EXCLUSION_REASON: "Why",
    F.METRIC: "What was counted", F.STARTS_ON: "First day", F.ENDS_ON: "Last day", F.GOOD: "Went well",
    F.TOTAL: "Of how many", F.SOURCE: "Source", F.COUNTED_ON: "Counted on", F.NOTE: "What is left",
    F.TOOK: "Took",
}  # fmt: skip
HEADINGS: dict[str, tuple[str, ...]] = {
    F.REFERENCE: (
        "reference", "ticket", "ticket number", "ticket id", "ticket no", "incident", "incident number", "number",
        "case number", "outage", "id", "ref", "key",
    ),
    F.TITLE: ("what was wrong", "what was down", "title", "summary", "subject", "short description", "description"),
    F.SERVICE: ("service", "affected service", "business service", "product"),
    F.SITE: ("site", "location", "office", "branch"),
    F.IMPACT: ("impact", "who is hit"),
    F.URGENCY: ("urgency", "how far work is held up"),
    F.PRIORITY: ("priority", "severity", "prio"),
    F.REPORTED_AT: (
        "reported", "opened", "created", "created at", "date created", "opened at", "logged", "date opened",
    ),
    F.RESPONDED_AT: (
        "answered", "responded", "first response", "first responded", "first response at", "first reply", "replied",
        "acknowledged",
    ),
    F.RESTORED_AT: ("usable again", "restored", "restored at", "workaround", "mitigated"),
    F.RESOLVED_AT: ("fixed", "resolved", "resolved at", "closed", "closed at", "date closed", "completed"),
    F.WAITS: ("waits", "pauses"),
    F.CHANGES: ("priority changes",),
    F.CAUSE: (
        "cause", "what it came from", "root cause", "category", "issue type", "sub category", "subcategory",
        "sub issue type", "subtype", "problem type", "ticket type", "type",
    ),
    F.REOPENED: (
        "opened again", "reopened", "re opened", "reopen count", "reopened count", "re open count", "times reopened",
        "number of reopens", "reopens",
    ),
    F.STARTS_AT: ("down from", "start", "started", "start time", "from", "down", "outage start", "begin", "began"),
    F.ENDS_AT: ("until", "end", "ended", "end time", "up", "to", "outage end", "restored", "up again"),
    F.EXCLUSION: ("cause", "exclusion"),
    F.EXCLUSION_REASON: ("why", "reason", "exclusion reason"),
    F.METRIC: ("what was counted", "metric", "measure", "kpi", "what"),
    F.STARTS_ON: ("first day", "period start", "from", "start", "start date", "since"),
    F.ENDS_ON: ("last day", "period end", "until", "to", "end", "end date"),
    F.GOOD: (
        "went well", "successful", "succeeded", "success", "patched in time", "patched", "compliant", "ok", "in time",
        "covered", "protected", "enrolled", "enabled", "reviewed", "looked through",
    ),
    F.TOTAL: (
        "of how many", "attempted", "in scope", "total", "all", "jobs", "devices", "of", "users", "people", "accounts",
        "computers", "endpoints",
    ),
    F.SOURCE: ("source", "system", "report", "where from"),
    F.COUNTED_ON: ("counted on", "reported on", "report date", "as of", "date"),
    F.NOTE: ("what is left", "note", "notes", "exceptions", "exception", "remarks", "remark", "comment", "comments"),
    F.TOOK: (
        "took", "restore took", "how long it took", "time taken", "took minutes", "minutes taken", "restore minutes",
        "minutes",
    ),
}  # fmt: skip
TICKETS = Layout(
    (F.REFERENCE, F.TITLE, F.SERVICE, F.SITE, F.IMPACT, F.URGENCY, F.PRIORITY, F.REPORTED_AT, F.RESPONDED_AT,
     F.RESTORED_AT, F.RESOLVED_AT, F.WAITS, F.CHANGES, F.CAUSE, F.REOPENED),
    (F.REFERENCE, F.TITLE, F.REPORTED_AT), NAMES, HEADINGS,
)  # fmt: skip
OUTAGES = Layout(
    (F.REFERENCE, F.TITLE, F.SERVICE, F.SITE, F.STARTS_AT, F.ENDS_AT, F.EXCLUSION, F.EXCLUSION_REASON),
    (F.REFERENCE, F.TITLE, F.STARTS_AT), NAMES, HEADINGS,
)  # fmt: skip
TALLIES = Layout(
    (F.REFERENCE, F.METRIC, F.SERVICE, F.STARTS_ON, F.ENDS_ON, F.GOOD, F.TOTAL, F.SOURCE, F.COUNTED_ON, F.NOTE,
     F.TOOK),
    (F.REFERENCE, F.METRIC, F.STARTS_ON, F.GOOD, F.TOTAL, F.SOURCE, F.COUNTED_ON), NAMES, HEADINGS,
)  # fmt: skip
LAYOUTS = {"tickets": TICKETS, "outages": OUTAGES, "tallies": TALLIES}
