"""The matrix in force and what changed in it."""

from itertools import groupby

from dateutil.relativedelta import relativedelta
from django.utils import timezone

from core.words import day
from reports.gather.scope import Scope
from reports.pack import Change, Changes, Difference, Job, Matrix, Part, Risk, Signed
from responsibilities.changes import compare
from responsibilities.duties import Names, duties, owner_of
from responsibilities.models import Evidence, Row, Version
from responsibilities.queries.versions import frozen_version

KINDS = {"added": "New", "removed": "Gone", "changed": "Changed"}


def matrix_of(scope: Scope, version: Version | None, evidence: list[Evidence]) -> Matrix | None:
    """The version with its jobs, the latest proof of each, and the two signatures."""
    if version is None or version.agreed_at is None:
        return None
    rows = list(version.rows.select_related("risk_accepted_by").order_by("position", "code"))
    # the newest that is still good, else the newest of all; sorting keeps the newest first
    good_first = sorted(evidence, key=lambda each: (str(each.subject_id), each.has_expired(scope.today)))
    latest = {line: next(group) for line, group in groupby(good_first, key=lambda each: each.subject_id)}
    return Matrix(
        number=version.number,
        agreed_at=version.agreed_at,
        digest=version.digest,
        signatures=tuple(_signatures(scope, version)),
        jobs=tuple(_job(scope, row, latest.get(row.line)) for row in rows if not row.is_out_of_scope),
        risks=tuple(risk for row in rows if (risk := _risk(row))),
    )


def changes_between(before: Version | None, after: Version | None) -> Changes:
    """Job by job, from the version in force when the quarter before ended to the one in force now."""
    numbers = (before.number if before else None, after.number if after else None)
    if before is None or after is None or before.pk == after.pk:
        return Changes(*numbers)
    found = compare(frozen_version(before), frozen_version(after))
    return Changes(
        *numbers,
        tuple(
            Change(
                row.code,
                row.title,
                KINDS[row.kind],
                tuple(Difference(field.label, field.old, field.new) for field in row.fields),
            )
            for row in found.rows
        ),
    )


def _signatures(scope: Scope, version: Version) -> list[Signed]:
    parties = {"provider": scope.customer.provider.legal_name, "customer": scope.customer.legal_name}
    return [
        Signed(each.side, each.name, each.role, parties[each.side], each.signed_at, each.digest)
        for each in version.signatures.order_by("side")
    ]


def _job(scope: Scope, row: Row, proof: Evidence | None) -> Job:
    names = Names(scope.customer.provider.name, scope.customer.name)
    is_undecided = row.ownership == "undecided"
    parts = () if is_undecided else duties(row, names)
    oldest = scope.today - relativedelta(months=row.review_interval_months)
    return Job(
        code=row.code,
        domain=row.domain or "Other jobs",
        title=row.title,
        ownership=row.ownership,
        who=owner_of(row, names).label,
        parts=tuple(Part(each.heading, each.text, each.person, each.note) for each in parts),
        clause=row.clause_reference,
        proof=proof.title if proof else "",
        proof_on=proof.happened_on if proof else None,
        is_proof_expected=bool(row.evidence_expected),
        is_proof_late=proof is not None and (proof.happened_on < oldest or proof.has_expired(scope.today)),
        review_on=row.review_on,
        is_review_late=row.review_on is not None and row.review_on < scope.today,
        note=f"The risk is accepted: {row.risk_accepted_reason}" if row.risk_accepted_at else "",
    )


def _risk(row: Row) -> Risk | None:
    if row.is_out_of_scope:
        return Risk(row.code, row.title, "Left out of scope", row.out_of_scope_reason)
    if row.risk_accepted_at and row.risk_accepted_by:
        how = f"Accepted in writing by {row.risk_accepted_by.name}, {day(timezone.localdate(row.risk_accepted_at))}"
        return Risk(row.code, row.title, how, row.risk_accepted_reason)
    return None
