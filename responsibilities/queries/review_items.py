"""What the review page shows: jobs in parts, each with its duties, changes and questions. Assembly only."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from django.utils import timezone
from django.utils.safestring import SafeString

from core.searching import has_words
from responsibilities import policies
from responsibilities.changes import FieldChange, RowChange
from responsibilities.duties import Duty, Names, Owner, owner_label
from responsibilities.enums import Ownership
from responsibilities.queries.review_pieces import duties_piece, foot_piece, place_piece, top_piece
from responsibilities.queries.review_reader import Reader
from responsibilities.queries.review_rows import ReadRow
from responsibilities.queries.threads import Thread
from responsibilities.row_links import anchor_of, part_of
from responsibilities.word_changes import Piece, pieces


class Show(StrEnum):
    """Which jobs the reader wants to see."""

    EVERYTHING = ""
    TO_READ = "to-read"
    CHANGED = "changed"
    QUESTIONS = "questions"
    NOBODY = "nobody"


@dataclass(frozen=True)
class ChangedField:
    """One thing that reads differently; owners are shown by their marks, words by what was struck and put in."""

    label: str
    pieces: tuple[Piece, ...] = ()
    was: Owner | None = None
    now: Owner | None = None


@dataclass(frozen=True)
class Changed:
    """What is different from version `since`, the one agreed before; a new job has no fields."""

    since: int
    is_new: bool
    fields: tuple[ChangedField, ...]


@dataclass(frozen=True)
class Item:
    """One job on the page."""

    row: ReadRow
    owner: Owner
    duties: tuple[Duty, ...]
    reader: Reader
    changed: Changed | None = None
    threads: tuple[Thread, ...] = ()
    shows_clause: bool = False

    @cached_property
    def anchor(self) -> str:
        """Its place on the page: the code in small letters, as in `#det-06`."""
        return anchor_of(self.row.code)

    @cached_property
    def part(self) -> str:
        return part_of(self.row.domain)

    @property
    def is_agreed(self) -> bool:
        return self.row.agreed_at is not None

    @property
    def answered_on(self) -> str:
        """`3 Oct`: when it was agreed or its risk accepted."""
        at = self.row.agreed_at or self.row.risk_accepted_at
        local = timezone.localtime(at) if at else None
        return f"{local.day} {local:%b}" if local else ""

    @cached_property
    def is_nobodys(self) -> bool:
        """In scope, no clear owner, and nobody has taken the risk of that in writing."""
        return policies.needs_acceptance(self.row)

    @cached_property
    def is_undecided(self) -> bool:
        return policies.is_unsettled(self.row)

    @property
    def is_risk(self) -> bool:
        """The customer lives with it, in writing."""
        return self.is_undecided and self.row.risk_accepted_at is not None

    @cached_property
    def is_settled(self) -> bool:
        return policies.is_answered(self.row)

    @property
    def is_agreeable(self) -> bool:
        """Its own button agrees it: it says who does it and no question is open."""
        return not (self.is_settled or self.is_undecided or self.open_threads)

    @property
    def is_answered(self) -> bool:
        return any(thread.is_answered for thread in self.open_threads)

    @property
    def clause(self) -> str:
        """The clause in words; somebody else's job stands outside the contract."""
        if self.row.clause_reference:
            return self.row.clause_reference
        if self.row.clause_id:
            return f"{self.row.contract_reference}, clause {self.row.clause_number}"
        return "Outside the contract" if self.row.ownership == Ownership.THIRD_PARTY else ""

    @property
    def place(self) -> SafeString:
        """Clause and code; the clause is a link for readers who may open it."""
        row = self.row
        url = self.reader.links.to("contracts:clause", row.clause_id) if row.clause_id and self.shows_clause else ""
        return place_piece(self.clause, url, row.code)

    @property
    def top(self) -> SafeString:
        """The job up to what differs."""
        return top_piece(self)

    @property
    def foot(self) -> SafeString:
        """The job from its owner on."""
        return foot_piece(self, self.reader)

    @property
    def has_notes(self) -> bool:
        """Something stands before the parts: it differs, is left out, or nobody has it."""
        return self.changed is not None or self.row.is_out_of_scope or self.is_undecided

    @property
    def parts(self) -> SafeString:
        """What each side does; a job that is left out of the list has no parts."""
        return SafeString("") if self.row.is_out_of_scope else duties_piece(self.duties)

    @property
    def is_plain(self) -> bool:
        """Nothing stands between its pieces, as with most of hundreds of jobs."""
        return not (self.has_notes or self.threads)

    @property
    def whole(self) -> SafeString:
        """All of a plain job."""
        return self.top + self.parts + self.foot

    @property
    def look(self) -> str:
        """The class that sets a job apart while it waits."""
        return " job--undecided" if self.is_nobodys else " job--changed" if self.changed else ""

    @cached_property
    def open_threads(self) -> tuple[Thread, ...]:
        return tuple(thread for thread in self.threads if thread.is_open)

    @property
    def closed_threads(self) -> tuple[Thread, ...]:
        return tuple(thread for thread in self.threads if not thread.is_open)

    @property
    def is_asked(self) -> bool:
        """Waiting for a question to be settled before it can be agreed."""
        return not self.is_settled and bool(self.open_threads)

    @property
    def is_to_read(self) -> bool:
        return not (self.is_settled or self.is_asked or self.is_nobodys)

    @property
    def needs_eyes(self) -> bool:
        """A reason to open its part: it differs, nobody has it, or somebody asked."""
        return not self.is_settled and (self.is_nobodys or self.is_asked or self.changed is not None)

    def has_words(self, words: str) -> bool:
        """Each of the words stands somewhere in the job, in any order; no words, every job."""
        row = self.row
        texts = (row.domain, row.code, row.title, row.description, row.provider_duty, row.customer_duty)
        return has_words(words, *texts)

    def is_shown(self, show: Show) -> bool:
        match show:
            case Show.EVERYTHING:
                return True
            case Show.TO_READ:
                return self.is_to_read
            case Show.CHANGED:
                return self.changed is not None
            case Show.QUESTIONS:
                return bool(self.threads)
            case Show.NOBODY:
                return self.is_nobodys


@dataclass(frozen=True)
class Part:
    """One domain of the matrix. `items` are those shown; the counts are of the whole domain."""

    slug: str
    title: str
    items: tuple[Item, ...]
    total: int
    agreed: int
    is_open: bool = False
    is_loaded: bool = True

    @property
    def left(self) -> int:
        return self.total - self.agreed

    @property
    def waiting(self) -> tuple[Item, ...]:
        """Not settled yet: nobody's first, then the changed ones, then as in the catalogue."""
        return tuple(sorted((i for i in self.items if not i.is_settled), key=_urgency))

    @property
    def settled(self) -> tuple[Item, ...]:
        return tuple(i for i in self.items if i.is_settled)

    @property
    def is_long(self) -> bool:
        """More settled jobs than fit beside those that wait: they are folded away."""
        return len(self.settled) > 2 and bool(self.waiting)

    @property
    def agreeable(self) -> tuple[Item, ...]:
        """What "agree all the rest" would agree: to be read, without a question, with an owner."""
        return tuple(i for i in self.items if i.is_to_read)


def _urgency(item: Item) -> tuple[bool, bool, int]:
    return (not item.is_nobodys, item.changed is None, item.row.position)


@dataclass(frozen=True)
class Progress:
    """How far the customer is with reading; the meter's lengths are counts of jobs."""

    total: int
    agreed: int
    asked: int
    nobody: int

    @property
    def left(self) -> int:
        return self.total - self.agreed

    @property
    def is_complete(self) -> bool:
        return self.left == 0

    @property
    def nobody_from(self) -> int:
        return self.agreed + self.asked


def progress_of(items: Iterable[Item]) -> Progress:
    """Counts that do not overlap: settled, then nobody's, then asked."""
    listed = list(items)
    return Progress(
        total=len(listed),
        agreed=sum(i.is_settled for i in listed),
        asked=sum(i.is_asked and not i.is_nobodys for i in listed),
        nobody=sum(i.is_nobodys for i in listed),
    )


def make_changed(change: RowChange, since: int, names: Names) -> Changed:
    """A change of a row in the reader's words."""
    return Changed(since, change.is_added, tuple(_field(field, names) for field in change.fields))


def _field(field: FieldChange, names: Names) -> ChangedField:
    if field.name == "ownership":
        label = "Who does it"
        return ChangedField(label, (), _owner(field.old_value, names), _owner(field.new_value, names))
    label = field.label.replace("The provider’s part", f"{names.provider}’s part")
    label = label.replace("The customer’s part", "Your part" if names.customer == "You" else field.label)
    return ChangedField(label, pieces(field.old, field.new))


def _owner(ownership: str, names: Names) -> Owner:
    return Owner(ownership, owner_label(ownership, names))
