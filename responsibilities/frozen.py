"""A version as both sides sign it: its data in one fixed form, the digest of that, and the text a signer sees.

Pure: takes anything with the attributes of a version and its rows, follows no link to other tables but the
customer's name. A row's service and clause stand in it as words, written when the version is proposed.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from functools import cached_property
from itertools import groupby
from typing import Any

from core.digest import sha256
from core.words import count
from responsibilities.enums import Ownership

FORMAT = 1  # raised when the form of the data changes, so that old digests can still be made again


@dataclass(frozen=True)
class FrozenRow:
    """One job as it is signed. Field names are those of Row, but for the two that are words here."""

    line: str
    code: str
    domain: str
    title: str
    description: str
    ownership: str
    provider_duty: str
    customer_duty: str
    provider_person: str
    customer_person: str
    third_party: str
    answers_for: str
    service_name: str
    clause_reference: str
    evidence_expected: str
    review_interval_months: int
    is_out_of_scope: bool
    out_of_scope_reason: str


FROZEN_FIELDS = tuple(field.name for field in fields(FrozenRow))


@dataclass(frozen=True)
class FrozenVersion:
    """A whole version as it is signed; rows in the order in which they are read."""

    number: int
    provider_name: str
    customer_name: str
    rows: tuple[FrozenRow, ...]

    @cached_property
    def data(self) -> dict[str, Any]:
        """What the digest is made of."""
        return {
            "format": FORMAT,
            "version": self.number,
            "provider": self.provider_name,
            "customer": self.customer_name,
            "rows": [asdict(row) for row in self.rows],
        }

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the canonical data, 64 hex digits."""
        return sha256(self.data)

    @cached_property
    def text(self) -> str:
        """Exactly what a signer sees, ending with the digest."""
        return "\n".join([*self._head(), *self._body(), "", f"sha256 {self.digest}"])

    @cached_property
    def by_line(self) -> dict[str, FrozenRow]:
        return {row.line: row for row in self.rows}

    def owner(self, row: FrozenRow) -> str:
        """Who owns a row, by name."""
        return owner_words(row.ownership, self.provider_name, self.customer_name, row.third_party)

    def side(self, side: str) -> str:
        """The name of a side, "" for none."""
        return {"provider": self.provider_name, "customer": self.customer_name}.get(side, "")

    def _head(self) -> list[str]:
        return [
            f"Who does what between {self.provider_name} and {self.customer_name}",
            f"Version {self.number}, {count(len(self.rows), 'job')}",
        ]

    def _body(self) -> list[str]:
        lines: list[str] = []
        for domain, rows in groupby(self.rows, key=lambda row: row.domain):
            lines += ["", domain or "Other jobs"]
            for row in rows:
                lines += ["", f"{row.code} {row.title}", *(f"  {line}" for line in self._row(row))]
        return lines

    def _row(self, row: FrozenRow) -> list[str]:
        if row.is_out_of_scope:
            return [f"Out of scope: {row.out_of_scope_reason}"]
        lines = [row.description] if row.description else []
        lines.append(f"Who does it: {self.owner(row)}")
        lines += self._duties(row)
        lines += [f"{label}: {value}" for label, value in self._about(row) if value]
        return [*lines, f"Reviewed every {count(row.review_interval_months, 'month')}"]

    def _duties(self, row: FrozenRow) -> list[str]:
        before = "Suggested for " if row.ownership == Ownership.UNDECIDED else ""
        parts = ((self.provider_name, row.provider_duty), (self.customer_name, row.customer_duty))
        return [f"{before}{name}: {duty}" for name, duty in parts if duty]

    def _about(self, row: FrozenRow) -> list[tuple[str, str]]:
        third = row.ownership == Ownership.THIRD_PARTY
        return [
            ("Who answers for the third party", self.side(row.answers_for) if third else ""),
            (f"Answers for it at {self.provider_name}", row.provider_person),
            (f"Answers for it at {self.customer_name}", row.customer_person),
            ("Service", row.service_name),
            ("Contract", row.clause_reference),
            ("Proof", row.evidence_expected),
        ]


def owner_words(ownership: str, provider: str, customer: str, third_party: str = "") -> str:
    """Who owns a job, in the words of a list that both sides read."""
    return {
        Ownership.PROVIDER: provider,
        Ownership.CUSTOMER: customer,
        Ownership.SHARED: "Shared",
        Ownership.THIRD_PARTY: third_party or "Someone else",
        Ownership.UNDECIDED: "Nobody yet",
    }[Ownership(ownership)]


def freeze(version: Any, rows: Iterable[Any]) -> FrozenVersion:
    """The frozen form of a version and its rows, in the order given.

    A proposed version carries the two names as they were; a draft takes those of today.
    """
    return FrozenVersion(
        number=version.number,
        provider_name=version.provider_name or version.customer.provider.legal_name,
        customer_name=version.customer_name or version.customer.legal_name,
        rows=tuple(freeze_row(row) for row in rows),
    )


def freeze_row(row: Any) -> FrozenRow:
    """One row in its frozen form."""
    values = {name: getattr(row, name) for name in FROZEN_FIELDS}
    return FrozenRow(**values | {"line": str(row.line)})
