"""What the printed pack says around its data: contents, domains, how old the figures are, what was compared."""

from datetime import UTC
from itertools import groupby
from typing import Any

from django.utils import timezone

from core.words import count, moment
from reports.pack import PackDocument
from reports.records import Gap

MISSING_ON_COVER = 5


def around(pack: PackDocument) -> dict[str, Any]:
    """The context of the printed page, beside the pack itself."""
    return {
        "pack": pack,
        "contents": contents(pack),
        "cut_off_words": cut_off(pack),
        "stamp": f"{pack.cut_off_at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "missing_first": pack.missing[:MISSING_ON_COVER],
        "missing_more": max(0, len(pack.missing) - MISSING_ON_COVER),
        "domains": domains(pack),
        "changes_words": changes(pack),
        "gap_groups": gap_groups(pack),
    }


def contents(pack: PackDocument) -> list[tuple[str, str]]:
    """Anchors and names of the parts, in order."""
    version = f", version {pack.matrix.number}" if pack.matrix else ""
    return [
        ("missing", "What is missing"),
        ("matrix", f"Responsibility matrix{version}"),
        *([("controls", "Controls by area")] if pack.controls else []),
        ("contracts", "Contracts and service levels"),
        ("results", "Service levels: promised and kept"),
        *([("protection", "How well protected")] if pack.protection else []),
        ("insurance", "Insurance"),
        *([("suppliers", "Suppliers")] if pack.suppliers else []),
        ("incidents", "Incidents"),
        *([("preparedness", "Plans, practised and used")] if pack.preparedness else []),
        ("advice", "Advice given and decided"),
        ("actions", "Actions agreed"),
        *([("meetings", "Meetings")] if pack.meetings else []),
        *([("learning", "Training and warnings")] if pack.learning else []),
        ("changes", "Changes since last quarter"),
        ("findings", "Open findings"),
        ("questions", "Open questions"),
        ("risks", "Accepted risks"),
        ("evidence", "Evidence index"),
        ("reminders", "Reminders sent"),
        ("check", "How to check this pack"),
    ]


def cut_off(pack: PackDocument) -> str:
    """ "30 September 2026, 24:00" for a quarter that was over, otherwise the moment of asking."""
    if pack.is_quarter_over:
        return f"{pack.ends_on.day} {pack.ends_on:%B %Y}, 24:00"
    return moment(timezone.localtime(pack.cut_off_at))


def domains(pack: PackDocument) -> list[tuple[str, list[Any]]]:
    """The jobs in force by domain, in the matrix's own order."""
    jobs = pack.matrix.jobs if pack.matrix else ()
    return [(domain, list(group)) for domain, group in groupby(jobs, key=lambda job: job.domain)]


def gap_groups(pack: PackDocument) -> list[tuple[Gap, str]]:
    """Findings that say the same of several jobs stand once, with the jobs' codes; each keeps its first day."""
    groups: dict[tuple[str, str, str, str], list[Gap]] = {}
    for gap in pack.gaps:
        groups.setdefault((gap.check, gap.severity, gap.message, gap.decided), []).append(gap)
    return [(min(group, key=lambda gap: gap.since), _about(group)) for group in groups.values()]


def _about(group: list[Gap]) -> str:
    if len(group) == 1:
        return group[0].label
    codes = ", ".join(gap.label.split(" ", 1)[0] for gap in group)
    return f"{count(len(group), 'job')}: {codes}"


def changes(pack: PackDocument) -> str:
    """Which two versions were compared and how many jobs differ."""
    before, after = pack.changes.before, pack.changes.after
    if after is None:
        return "No version was in force, so there is nothing to compare."
    if before is None:
        return f"Version {after} is the first that both sides signed: no version was in force a quarter before."
    if before == after:
        return f"Nothing changed: version {after} was already in force when the quarter before ended."
    many = count(len(pack.changes.changes), "job reads", "jobs read")
    return f"{many} differently in version {after} than in version {before}, in force when the quarter before ended."
