"""The checks of a matrix: C-01 to C-08 and C-42 of domain.md chapter 6. Pure.

A check whose facts are missing answers *unknown*, never nothing. Subjects are `row:<line>` and
`version:<id>`, so that a finding is recognised over the versions of a matrix.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from core.checks import Found, Severity
from core.words import count, day, whose
from responsibilities.enums import Ownership, VersionState
from responsibilities.frozen import owner_words
from responsibilities.reading.contradictions import contradictions

HIGH, MEDIUM = Severity.HIGH, Severity.MEDIUM
NAMED = 12  # jobs that one finding names
PROVIDER, CUSTOMER = "provider", "customer"
TITLES = {
    "C-01": "Nobody is doing this",
    "C-02": "Shared, without saying who does which part",
    "C-03": "No named person answers for it",
    "C-04": "The contract says somebody else",
    "C-05": "No bought service includes it",
    "C-06": "Paid for, but on the customer’s list",
    "C-07": "Not signed by both sides",
    "C-08": "Due for another look",
    "C-42": "Contradicts itself",
}

UNKNOWN_TITLES = {
    "C-04": "A clause is cited that does not say whom it binds",
    "C-05": "Whether it is bought cannot be told",
    "C-06": "Whether it is paid for cannot be told",
    "C-08": "No date for its review",
}


@dataclass(frozen=True)
class RowFacts:
    """What the checks need to know of one row.

    `covering` names live bought services that include the row's activity; None when nobody can tell, because
    the row belongs to no activity and names no service. `clause_owed_by` is None without a clause, "" when the
    clause does not say. `has_left` names people on the row who no longer belong to their side.
    """

    line: str
    code: str
    title: str
    ownership: str
    provider_duty: str = ""
    customer_duty: str = ""
    provider_person: str = ""
    customer_person: str = ""
    third_party: str = ""
    answers_for: str = ""
    is_out_of_scope: bool = False
    is_risk_accepted: bool = False
    covering: tuple[str, ...] | None = ()
    clause: str = ""
    clause_owed_by: str | None = None
    clause_ended_on: date | None = None
    clause_replaced_on: date | None = None
    clause_replaced_by: str = ""
    service: str = ""
    service_retired_on: date | None = None
    has_left: tuple[str, ...] = ()
    reviewed_on: date | None = None
    review_on: date | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def label(self) -> str:
        return f"{self.code} {self.title}"


@dataclass(frozen=True)
class MatrixFacts:
    """One version with its rows, and what is known about the customer around it."""

    version_id: str
    number: int
    state: str
    provider: str
    customer: str
    signed_sides: frozenset[str]
    has_contract: bool
    rows: tuple[RowFacts, ...]

    def owner(self, ownership: str, third_party: str = "") -> str:
        return owner_words(ownership, self.provider, self.customer, third_party)

    def side(self, side: str) -> str:
        return self.provider if side == PROVIDER else self.customer


def high_ones(found: Iterable[Found]) -> tuple[Found, ...]:
    """What could cost money or cover now, of what could be checked."""
    return tuple(one for one in found if one.severity == HIGH and not one.is_unknown)


def title_of(found: Found) -> str:
    """What a finding is called in a list, shorter than its message."""
    return UNKNOWN_TITLES.get(found.check, TITLES[found.check]) if found.is_unknown else TITLES[found.check]


def check_matrix(facts: MatrixFacts, today: date) -> list[Found]:
    """Every finding of a version, row by row, and the missing signatures."""
    found = [finding for row in facts.rows for finding in check_row(facts, row, today)]
    return [*_missing_signatures(facts), *_maybe_paid_for(facts), *found]


def check_row(facts: MatrixFacts, row: RowFacts, today: date) -> list[Found]:
    """The findings of one row. What is out of scope is nobody's gap."""
    if row.is_out_of_scope:
        return [*_contradictions(row)]
    return [
        *_nobody(row),
        *_halves(facts, row),
        *_people(facts, row),
        *_clause(facts, row),
        *_not_bought(facts, row),
        *_paid_for(facts, row),
        *_review(facts, row, today),
        *_contradictions(row),
    ]


def _found(check: str, severity: Severity, row: RowFacts, message: str, action: str, **more: Any) -> Found:
    facts = {"code": row.code, "ownership": row.ownership} | more.pop("facts", {})
    return Found(check, severity, f"row:{row.line}", row.label, message, action, facts, **more)


def _nobody(row: RowFacts) -> Iterator[Found]:
    if row.ownership == Ownership.UNDECIDED and not row.is_risk_accepted:
        message = f"Nobody is doing this: {row.title}."
        yield _found("C-01", HIGH, row, message, "Agree an owner or accept the risk in writing.")


def _halves(facts: MatrixFacts, row: RowFacts) -> Iterator[Found]:
    missing = [
        name for name, duty in ((PROVIDER, row.provider_duty), (CUSTOMER, row.customer_duty)) if not duty.strip()
    ]
    if row.ownership == Ownership.SHARED and missing and not row.is_risk_accepted:
        says = "share this job but it does not say who does which part."
        names = f"{facts.provider} and {facts.customer} {says}"
        about = {"missing": ", ".join(missing)}
        yield _found("C-02", HIGH, row, f"You {says}", "Write both halves.", facts=about, message_in_names=names)


def _people(facts: MatrixFacts, row: RowFacts) -> Iterator[Found]:
    people = {PROVIDER: row.provider_person, CUSTOMER: row.customer_person}
    missing = [facts.side(side) for side in _responsible(row) if not people[side].strip()]
    says = [f"{name}, who answers for this, has left." for name in row.has_left]
    if row.ownership == Ownership.THIRD_PARTY and not row.answers_for:
        says.append("It is not said which side answers for the third party.")
    if missing:
        says.append(f"No named person answers for this at {' or '.join(missing)}.")
    if says:
        about = {"missing": ", ".join(missing), "left": ", ".join(row.has_left)}
        yield _found("C-03", MEDIUM, row, " ".join(says), "Name one each side.", facts=about)


def _responsible(row: RowFacts) -> tuple[str, ...]:
    """The sides that answer for a row."""
    if row.ownership == Ownership.SHARED:
        return (PROVIDER, CUSTOMER)
    if row.ownership == Ownership.THIRD_PARTY:
        return _answering(row)
    return (row.ownership,) if row.ownership in (PROVIDER, CUSTOMER) else ()


def _answering(row: RowFacts) -> tuple[str, ...]:
    return (row.answers_for,) if row.ownership == Ownership.THIRD_PARTY and row.answers_for else ()


def _clause(facts: MatrixFacts, row: RowFacts) -> Iterator[Found]:
    """A third party's job agrees with a clause that binds the side which answers for it."""
    if row.clause_owed_by is None:
        return
    if row.clause_owed_by == "":
        message = f"{row.clause} is cited, but nobody has said whom it makes responsible."
        yield _found("C-04", HIGH, row, message, "Say in the contract whom the clause binds.", is_unknown=True)
    elif row.clause_owed_by not in (row.ownership, *_answering(row)):
        says, lists = facts.owner(row.clause_owed_by), facts.owner(row.ownership, row.third_party)
        message = f"Your contract says {says} ({row.clause}); your list says {lists}."
        names = f"The contract says {says} ({row.clause}); the list says {lists}."
        about = {"clause": row.clause, "contract": says, "list": lists}
        action = "Decide, then change one and sign again."
        yield _found("C-04", HIGH, row, message, action, facts=about, message_in_names=names)


def _not_bought(facts: MatrixFacts, row: RowFacts) -> Iterator[Found]:
    if row.ownership not in (Ownership.PROVIDER, Ownership.SHARED) or row.covering:
        return
    if row.covering is None or not facts.has_contract:
        why = "no service is named for it" if facts.has_contract else "no contract is recorded"
        message = f"Whether you buy this from {facts.provider} cannot be told: {why}."
        names = f"Whether {facts.customer} buys this from {facts.provider} cannot be told: {why}."
        action = "Name the service that includes it."
        yield _found("C-05", HIGH, row, message, action, is_unknown=True, message_in_names=names)
        return
    message = f"Your list says {facts.provider} does this, but you are not buying a service that includes it."
    names = f"The list says {facts.provider} does this, but {facts.customer} is not buying a service that includes it."
    to_staff = "Add the service to the contract or change the owner."
    yield _found(
        "C-05", HIGH, row, message, "Buy it or change the owner.", message_in_names=names, action_in_names=to_staff
    )


def _paid_for(facts: MatrixFacts, row: RowFacts) -> Iterator[Found]:
    if row.covering and row.ownership in (Ownership.CUSTOMER, Ownership.UNDECIDED):
        is_theirs = row.ownership == Ownership.CUSTOMER
        services = ", ".join(row.covering)
        message = f"You pay for this ({services}) but the list says it is {'yours' if is_theirs else 'nobody’s'}."
        names = (
            f"{facts.customer} pays for this ({services}) but the list says it is "
            f"{whose(facts.customer) if is_theirs else 'nobody’s'}."
        )
        about = {"services": services}
        yield _found("C-06", MEDIUM, row, message, "Correct the list.", facts=about, message_in_names=names)


def _maybe_paid_for(facts: MatrixFacts) -> Iterator[Found]:
    """One finding for a version: jobs left to the customer or to nobody, of which nobody can tell what is bought."""
    own = (Ownership.CUSTOMER, Ownership.UNDECIDED)
    left = [row for row in facts.rows if row.ownership in own and not row.is_out_of_scope]
    unclear = [row for row in left if row.covering is None] if facts.has_contract else left
    if unclear:
        why = "no service is named there" if facts.has_contract else "no contract is recorded"
        rest = f"for {count(len(unclear), 'job')} that the list leaves to"
        message = f"Whether you pay {rest} you or to nobody cannot be told: {why}."
        names = f"Whether {facts.customer} pays {rest} it or to nobody cannot be told: {why}."
        label, subject = f"Version {facts.number}", f"version:{facts.version_id}:paid"
        action = "Name the service that includes each." if facts.has_contract else "Enter the contract and publish it."
        about = {"codes": ", ".join(row.code for row in unclear[:NAMED])}
        yield Found("C-06", MEDIUM, subject, label, message, action, about, is_unknown=True, message_in_names=names)


def _missing_signatures(facts: MatrixFacts) -> Iterator[Found]:
    """One finding for each side: a version is signed as a whole, however many rows it has."""
    if facts.state not in (VersionState.PROPOSED, VersionState.AGREED):
        return
    for side in (PROVIDER, CUSTOMER):
        if side not in facts.signed_sides:
            message = f"One side has not agreed this yet: {facts.side(side)} has not signed version {facts.number}."
            about = {"side": side, "jobs": str(len(facts.rows))}
            label = f"Version {facts.number}"
            subject = f"version:{facts.version_id}"
            yield Found("C-07", HIGH, f"{subject}:{side}", label, message, "Sign or query.", about)


def _review(facts: MatrixFacts, row: RowFacts, today: date) -> Iterator[Found]:
    """Overdue, or what the row rests on is gone: then it is due whatever its date says."""
    says = [*_overdue(row, today), *_gone(row)]
    if says:
        about = {"due": row.review_on.isoformat() if row.review_on else ""}
        yield _found("C-08", MEDIUM, row, " ".join(says), "Review.", facts=about)
    elif row.review_on is None and facts.state == VersionState.AGREED:
        message = "When this is to be looked at again is not recorded."
        yield _found("C-08", MEDIUM, row, message, "Set a date for its review.", is_unknown=True)


def _overdue(row: RowFacts, today: date) -> Iterator[str]:
    if row.review_on and today > row.review_on:
        since = day(row.reviewed_on) if row.reviewed_on else f"before {day(row.review_on)}"
        yield f"This has not been looked at since {since}."


def _gone(row: RowFacts) -> Iterator[str]:
    if row.service_retired_on:
        yield f"{row.service}, the service behind this, was retired on {day(row.service_retired_on)}."
    if row.clause_ended_on:
        yield f"{row.clause} belongs to a contract that ended on {day(row.clause_ended_on)}."
    if row.clause_replaced_on:
        by = f"{row.clause_replaced_by} replaced on {day(row.clause_replaced_on)}"
        yield f"{row.clause} belongs to a version that {by}: cite the clause in force now in the list’s next version."


def _contradictions(row: RowFacts) -> Iterator[Found]:
    sentences = contradictions(row.facts)
    if sentences:
        message = f"This row contradicts itself. {' '.join(sentences)}"
        yield _found("C-42", MEDIUM, row, message, "Correct.", facts={"number": str(len(sentences))})
