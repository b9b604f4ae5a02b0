"""Everything an audit pack prints, frozen: plain values that go to JSON and come back the same.

The pack is what the customer may see: no internal notes, no drafts, nobody else's data. Words that depend
on who reads are already chosen; moments are aware, dates are days of the customer's calendar.
"""

from dataclasses import dataclass
from datetime import date, datetime

from core.digest import sha256
from reports.advice import Advised, Agreed
from reports.controls import Controls
from reports.cover import Cover, ShownCover
from reports.incidents import Incident
from reports.learning import Learning
from reports.levels import Results
from reports.limits import Limits
from reports.meetings import Meetings
from reports.preparedness import Preparedness
from reports.protection import Protection
from reports.records import Asked, Gap, Proof, Sent
from reports.suppliers import Suppliers


@dataclass(frozen=True)
class Party:
    """One of the two sides as the cover names it. `logo` is a data: URI of a picture, or empty."""

    name: str
    legal_name: str
    logo: str = ""


@dataclass(frozen=True)
class Figure:
    """A number on the cover: "82" of "83" jobs with an owner."""

    value: str
    of: str
    label: str


@dataclass(frozen=True)
class Fee:
    """A service bought, as the customer pays for it; amounts are written out with their currency."""

    service: str
    summary: str
    quantity: str
    monthly_fee: str
    starts_on: date
    ends_on: date | None = None


@dataclass(frozen=True)
class Level:
    """A service level: the contract's words, and the target that can be measured, if there is one."""

    metric: str
    priority: str
    words: str
    target: str
    commitment: str
    clause: str = ""


@dataclass(frozen=True)
class Paper:
    """A document filed with a contract, recognisable by its digest."""

    title: str
    filename: str
    sha256: str
    added_at: datetime


@dataclass(frozen=True)
class Agreement:
    """A contract published to the customer, as it stood at the cut-off.

    `statement` says how long it runs and what then; `why` how the notice date comes about.
    """

    reference: str
    title: str
    kind: str
    starts_on: date
    statement: str
    why: str
    notice_by: date | None
    send_by: date | None
    law: str
    monthly_total: str
    fees: tuple[Fee, ...] = ()
    levels: tuple[Level, ...] = ()
    papers: tuple[Paper, ...] = ()
    limits: Limits | None = None


@dataclass(frozen=True)
class Signed:
    """One side's signature under the version in force."""

    side: str
    name: str
    role: str
    party: str
    signed_at: datetime
    digest: str


@dataclass(frozen=True)
class Part:
    """What one party does in a job, who answers for it there, and what it needs from the other side."""

    party: str
    text: str
    person: str = ""
    note: str = ""


@dataclass(frozen=True)
class Job:
    """A row of the matrix in force: who does it, by which clause, with what proof, looked at again when.

    `note` says that the customer lives with a job nobody does, and why.
    """

    code: str
    domain: str
    title: str
    ownership: str
    who: str
    parts: tuple[Part, ...]
    clause: str
    proof: str = ""
    proof_on: date | None = None
    is_proof_expected: bool = False
    is_proof_late: bool = False
    review_on: date | None = None
    is_review_late: bool = False
    note: str = ""

    @property
    def is_undecided(self) -> bool:
        return self.ownership == "undecided"

    @property
    def has_no_proof(self) -> bool:
        return self.is_proof_expected and self.proof_on is None


@dataclass(frozen=True)
class Risk:
    """A job left out of scope, or one that nobody does, that both sides signed with a reason; `how` says which."""

    code: str
    title: str
    how: str
    reason: str


@dataclass(frozen=True)
class Matrix:
    """The version both sides had signed at the cut-off."""

    number: int
    agreed_at: datetime
    digest: str
    signatures: tuple[Signed, ...]
    jobs: tuple[Job, ...]
    risks: tuple[Risk, ...] = ()


@dataclass(frozen=True)
class Difference:
    """One thing about a job that reads differently now."""

    field: str
    before: str
    after: str


@dataclass(frozen=True)
class Change:
    """A job that is new, gone or different since the version in force a quarter before."""

    code: str
    title: str
    kind: str
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True)
class Changes:
    """Against which version was compared, and what came out. `before` is None when there was none."""

    before: int | None
    after: int | None
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True)
class Chain:
    """The last event of the provider's log at the cut-off: what came before cannot change without changing this."""

    sequence: int
    hash: str


@dataclass(frozen=True)
class PackDocument:
    """One edition of the pack of a customer for a quarter."""

    edition: int
    quarter: str
    starts_on: date
    ends_on: date
    cut_off_at: datetime
    is_quarter_over: bool
    provider: Party
    customer: Party
    brand: str
    figures: tuple[Figure, ...]
    missing: tuple[str, ...]
    matrix: Matrix | None
    agreements: tuple[Agreement, ...]
    changes: Changes
    gaps: tuple[Gap, ...]
    is_checked: bool
    questions: tuple[Asked, ...]
    proofs: tuple[Proof, ...]
    sent: tuple[Sent, ...]
    chain: Chain | None
    cover: tuple[Cover, ...] = ()
    shown_cover: tuple[ShownCover, ...] = ()
    incidents: tuple[Incident, ...] = ()
    results: Results | None = None
    preparedness: Preparedness | None = None
    advice: tuple[Advised, ...] = ()
    actions: tuple[Agreed, ...] = ()
    meetings: Meetings | None = None
    learning: Learning | None = None
    controls: Controls | None = None
    suppliers: Suppliers | None = None
    protection: Protection | None = None

    @property
    def title(self) -> str:
        return f"Audit pack, {self.quarter}: {self.customer.name}"

    @property
    def digest(self) -> str:
        """SHA-256 of the frozen data in canonical form: printed on every page."""
        return sha256(self)
