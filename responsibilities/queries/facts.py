"""The facts that the checks need, for any number of versions in a constant number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import QuerySet, UUIDField
from django.utils import timezone

from core.checks import Found
from core.prepared import prepared
from responsibilities.checks import MatrixFacts, RowFacts, check_matrix, high_ones
from responsibilities.models import Row, Signature, Version
from responsibilities.queries.coverage import Bought, bought_by
from responsibilities.queries.people import People, people_of
from responsibilities.queries.versions import current_versions

_PLAIN = (
    "code", "title", "ownership", "provider_duty", "customer_duty", "provider_person", "customer_person",
    "third_party", "answers_for", "is_out_of_scope", "review_on", "facts",
)  # fmt: skip
_FETCHED = (
    *_PLAIN, "version_id", "line", "activity_id", "service_id", "service_name", "service__name",
    "service__retired_at", "clause_id", "clause_reference", "clause__owed_by", "clause__contract__ended_on",
    "clause__contract__superseded_on", "clause__contract__successor__reference",
    "risk_accepted_at", "agreed_at", "reviewed_at", "pk", "domain", "description", "review_interval_months", "edition",
    "out_of_scope_reason",
)  # fmt: skip


def findings_of(version: Version, today: date) -> list[Found]:
    """What the checks find in one version (customer and provider loaded beforehand)."""
    return check_matrix(matrix_facts([version], today)[version.pk], today)


def high_findings_of(version: Version, today: date) -> tuple[Found, ...]:
    """What could cost money or cover now."""
    return high_ones(findings_of(version, today))


def findings_of_customers(customer_ids: Iterable[UUID], today: date) -> dict[UUID, tuple[Version, list[Found]]]:
    """For each customer with a matrix: the version that counts, and what the checks find in it."""
    versions = current_versions(customer_ids)
    facts = matrix_facts(versions.values(), today)
    return {customer: (version, check_matrix(facts[version.pk], today)) for customer, version in versions.items()}


@dataclass(frozen=True)
class Loaded:
    """What the database says about some versions, before anything is made of it."""

    versions: tuple[Version, ...]
    rows: dict[UUID, list[dict[str, Any]]]
    bought: dict[UUID, Bought]
    people: dict[UUID, People]
    signed: dict[UUID, set[str]]


def load(versions: Iterable[Version], today: date) -> Loaded:
    """Five queries, however many versions and rows (customer and provider loaded beforehand)."""
    several = tuple(versions)
    rows: dict[UUID, list[dict[str, Any]]] = defaultdict(list)
    for row in _rows(versions=[version.pk for version in several]):
        rows[row["version_id"]].append(row)
    return Loaded(
        versions=several,
        rows=rows,
        bought=bought_by(
            [version.customer_id for version in several],
            today,
            shown={version.customer_id for version in several if not version.is_draft},
        ),
        people=people_of(several),
        signed=_signed_sides(several),
    )


@prepared(versions=UUIDField())
def _rows(versions: list[Any]) -> QuerySet[Any, Any]:
    return Row.objects.filter(version__pk__in=versions).order_by("position", "code").values(*_FETCHED)


@prepared(versions=UUIDField())
def _signatures(versions: list[Any]) -> QuerySet[Any, Any]:
    return Signature.objects.filter(version__pk__in=versions).values_list("version_id", "side")


def matrix_facts(versions: Iterable[Version], today: date) -> dict[UUID, MatrixFacts]:
    """The facts of each version, by its id."""
    loaded = load(versions, today)
    return {version.pk: facts_of(loaded, version, today) for version in loaded.versions}


def facts_of(loaded: Loaded, version: Version, today: date) -> MatrixFacts:
    """The facts of one version among those loaded."""
    bought, people = loaded.bought[version.customer_id], loaded.people[version.customer_id]
    return MatrixFacts(
        version_id=str(version.pk),
        number=version.number,
        state=version.state,
        provider=version.customer.provider.name,
        customer=version.customer.name,
        signed_sides=frozenset(loaded.signed[version.pk]),
        has_contract=bought.has_contract,
        rows=tuple(
            row_facts(row, bought, people, today, signed_at=version.agreed_at) for row in loaded.rows[version.pk]
        ),
    )


def row_facts(
    row: Mapping[str, Any], bought: Bought, people: People, today: date, *, signed_at: datetime | None
) -> RowFacts:
    """One row as the checks see it."""
    retired, ended = row["service__retired_at"], row["clause__contract__ended_on"]
    replaced = row["clause__contract__superseded_on"]
    looked_at = max((at for at in (row["reviewed_at"], row["agreed_at"], signed_at) if at), default=None)
    return RowFacts(
        **{name: row[name] for name in _PLAIN},
        line=str(row["line"]),
        is_risk_accepted=row["risk_accepted_at"] is not None,
        covering=_covering(row, bought),
        clause=row["clause_reference"] or "The clause",
        clause_owed_by=row["clause__owed_by"] if row["clause_id"] else None,
        clause_ended_on=ended if ended and ended < today else None,
        clause_replaced_on=replaced if replaced and replaced <= today else None,
        clause_replaced_by=row["clause__contract__successor__reference"] or "",
        service=row["service__name"] or row["service_name"],
        service_retired_on=timezone.localdate(retired) if retired else None,
        has_left=people.have_left(row["provider_person"], row["customer_person"]),
        reviewed_on=_day_of(looked_at) if looked_at else None,
    )


@lru_cache(maxsize=256)  # all jobs of a version are agreed at once: one moment for hundreds of rows
def _day_of(at: datetime) -> date:
    return timezone.localdate(at)


def _covering(row: Mapping[str, Any], bought: Bought) -> tuple[str, ...] | None:
    """The live services behind a row: the one it names, and those that include its activity."""
    if row["activity_id"] is None and row["service_id"] is None:
        return None
    covers = bought.activities.get(row["activity_id"], ())
    names = {cover.service.name for cover in covers}
    if row["service_id"] in bought.services:
        names.add(bought.services[row["service_id"]])
    return tuple(sorted(names))


def _signed_sides(versions: tuple[Version, ...]) -> dict[UUID, set[str]]:
    signed: dict[UUID, set[str]] = defaultdict(set)
    if all(version.is_draft for version in versions):
        return signed
    for pk, side in _signatures(versions=[version.pk for version in versions]):
        signed[pk].add(side)
    return signed
