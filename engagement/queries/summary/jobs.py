"""Who does what: the version in force, gaps, and whether both sides see it the same way."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from core.addresses import address
from core.checks import Severity
from core.words import count, day, lower_first, per_cent, upper_first
from engagement.queries.asking import Asking
from engagement.queries.summary.point import Point, tells
from findings.models import Finding
from responsibilities.changes import compare
from responsibilities.enums import Ownership
from responsibilities.frozen import FROZEN_FIELDS, freeze
from responsibilities.models import Round, Row, Version
from responsibilities.queries.understanding import lines_of
from responsibilities.queries.versions import in_force_at, versions_of


@tells()
def in_force(asking: Asking) -> Iterator[Point]:
    """The version in force, what changed in it since last time, its jobs without an owner, and what waits for
    signatures. Two queries."""
    versions = versions_of(asking.reader, asking.customer)
    current = next((each for each in versions if each.is_agreed), None)
    proposed = next((each for each in versions if each.is_proposed), None)
    shown = current or proposed
    if shown is None:
        return
    rows = _rows(shown, in_force_at(versions, asking.since) if asking.before else None)
    said = [f"{current} since {day(timezone.localdate(current.agreed_at))}"] if current else []
    if current and len(rows) > 1:
        words = compare(*(freeze(version, several) for version, several in rows.items())).words
        said.append(f"since the last meeting {lower_first(words)}")
    nobodys = sum(row.ownership == Ownership.UNDECIDED and not row.is_out_of_scope for row in rows[shown])
    said += [f"{count(nobodys, 'job')} without an owner"] if nobodys else []
    said += [f"{proposed} waits for signatures"] if proposed else []
    yield Point("In force", upper_first("; ".join(said)), (proposed or shown).get_absolute_url())


def _rows(shown: Version, former: Version | None) -> dict[Version, list[Row]]:
    """The rows of both versions, of the one where they are the same; the older first. One query."""
    several = list(dict.fromkeys(version for version in (former, shown) if version))
    found: dict[Version, list[Row]] = {version: [] for version in several}
    by_pk = {version.pk: rows for version, rows in found.items()}
    for row in Row.objects.filter(version__in=several).only(*FROZEN_FIELDS, "version").order_by("position", "code"):
        by_pk[row.version_id].append(row)
    return found


def _open_gaps(asking: Asking) -> Sequence[QuerySet[Any]]:
    found = Finding.objects.visible_to(asking.reader).of_customer(asking.customer).waiting().filter(is_unknown=False)
    return (found.only("severity", "opened_at"),)


@tells(_open_gaps)
def gaps(asking: Asking, found: list[Finding]) -> Iterator[Point]:
    """Open gaps by severity, and since when the oldest is; said too where there are none."""
    numbers = Counter(each.severity for each in found)
    said = ", ".join(f"{numbers[each]} {each}" for each in Severity if each in numbers)
    if found:
        said += f"; the oldest since {day(timezone.localdate(min(each.opened_at for each in found)))}"
    yield Point("Open gaps", said or "none found", address("findings:finding-list", asking.customer.slug))


def _latest_check(asking: Asking) -> Sequence[QuerySet[Any]]:
    shown = Round.objects.visible_to(asking.reader).revealed().order_by("-revealed_at", "pk")
    return (Round.objects.filter(pk__in=shown.values("pk")[:1]),)


@tells(_latest_check)
def views(asking: Asking, latest: list[Round]) -> Iterator[Point]:
    """How much both sides answered alike in the latest check whose answers are shown. Two queries."""
    for line in lines_of(latest):
        score, path = line.score, address("responsibilities:understanding-round", asking.customer.slug, line.round.pk)
        if score.percent is not None:
            said = f"{score.same} of {score.of} answers of both sides, {per_cent(score.percent)} ({day(line.on)})"
            yield Point("Seen the same way", said, path)
