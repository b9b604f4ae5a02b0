"""The staff's page of one version: rows prepared for the template, counts, findings. Rows add no query."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet, UUIDField
from django.utils.safestring import SafeString

from core.checks import Found
from core.prepared import prepared
from responsibilities.checks import check_matrix, high_ones, title_of
from responsibilities.enums import Ownership
from responsibilities.frozen import owner_words
from responsibilities.models import Question, Undo, Version
from responsibilities.queries.choice import MARKS, OUT_OF_SCOPE, Choice
from responsibilities.queries.facts import facts_of, load
from responsibilities.queries.matrix_lines import MatrixLine, gaps_of, make_line, mark_of, row_address
from responsibilities.queries.matrix_pieces import links_piece
from responsibilities.queries.people import People
from responsibilities.row_links import anchor_of

PAGE = 60
CODES_SHOWN = 6


@dataclass(frozen=True)
class GapGroup:
    """All findings of one check; `shown` are the first of its rows, `more` how many follow."""

    check: str
    mark: str
    title: str
    number: int
    shown: tuple[MatrixLine, ...]
    more: int
    messages: tuple[str, ...] = ()

    @property
    def has_bars(self) -> bool:
        return self.mark != "unknown"

    @property
    def links(self) -> SafeString:
        """To the rows that are shown."""
        return links_piece(self.shown)


@dataclass(frozen=True)
class Tab:
    """One owner with how many jobs it has."""

    value: str
    label: str
    number: int

    @property
    def has_glyph(self) -> bool:
        """An owner, not a group of rows."""
        return self.value not in ("", OUT_OF_SCOPE)


@dataclass(frozen=True)
class Matrix:
    """A version as staff see it."""

    version: Version
    choice: Choice
    lines: tuple[MatrixLine, ...]
    shown: tuple[MatrixLine, ...]
    found: tuple[Found, ...]
    people: People
    services: dict[UUID, str]
    signed: frozenset[str]
    undo: Undo | None

    def line(self, pk: UUID) -> MatrixLine:
        return next(line for line in self.lines if line.pk == pk)

    @property
    def page(self) -> Page[MatrixLine]:
        """60 rows, or all of them when the address says so."""
        size = max(len(self.shown), 1) if self.choice.is_whole else PAGE
        return Paginator(self.shown, size).get_page(self.choice.page)

    @property
    def domains(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(line.domain for line in self.lines))

    @property
    def tabs(self) -> tuple[Tab, ...]:
        provider, customer = self.version.customer.provider.name, self.version.customer.name
        numbers = Counter(OUT_OF_SCOPE if line.out_of_scope else line.ownership for line in self.lines)
        owners = [
            Tab(
                owner,
                "Someone else" if owner == Ownership.THIRD_PARTY else owner_words(owner, provider, customer),
                numbers[owner],
            )
            for owner in Ownership
        ]
        out = [Tab(OUT_OF_SCOPE, "Out of scope", numbers[OUT_OF_SCOPE])] if numbers[OUT_OF_SCOPE] else []
        return (Tab("", "Everything", len(self.lines)), *owners, *out)

    @cached_property
    def high(self) -> tuple[Found, ...]:
        """What could cost money or cover now."""
        return high_ones(self.found)

    @cached_property
    def gap_counts(self) -> dict[str, int]:
        return dict(Counter(mark_of(found) for found in self.found))

    @property
    def unsigned(self) -> tuple[str, ...]:
        """The names of the sides that have not signed."""
        names = {"provider": self.version.customer.provider.name, "customer": self.version.customer.name}
        return tuple(name for side, name in names.items() if side not in self.signed)

    @property
    def answered(self) -> int:
        """How many jobs the customer has agreed or accepted the risk of."""
        return sum(bool(line.answer) for line in self.lines)

    @property
    def groups(self) -> tuple[GapGroup, ...]:
        """The findings by check, the most severe first; what could not be checked comes last."""
        by_line = {line.anchor: line for line in self.lines}
        kinds: dict[tuple[str, str], list[Found]] = defaultdict(list)
        for found in self.found:
            kinds[mark_of(found), found.check].append(found)
        return tuple(
            _group(mark, check, several, by_line) for (mark, check), several in sorted(kinds.items(), key=_rank)
        )


def load_matrix(
    version: Version, choice: Choice, today: date, *, as_customer: bool = False, page_path: str = "/"
) -> Matrix:
    """Everything the page shows of a version (customer and provider loaded beforehand): seven queries.

    Findings speak to the customer `as_customer`, otherwise of both parties by name. Links to rows are relative to
    `page_path`, the page they stand on: with hundreds of rows that counts.
    """
    loaded = load([version], today)
    facts = facts_of(loaded, version, today)
    found = tuple(one if as_customer else one.in_names() for one in check_matrix(facts, today))
    asked = _asked(version)
    gaps = gaps_of(found)
    address = row_address(version, page_path)
    lines = tuple(
        make_line(address, row, facts, gaps[f"row:{row['line']}"], asked[row["line"]])
        for row in loaded.rows[version.pk]
    )
    return Matrix(
        version=version,
        choice=choice,
        lines=lines,
        shown=tuple(line for line in lines if choice.takes(line)),
        found=found,
        people=loaded.people[version.customer_id],
        services=loaded.bought[version.customer_id].services,
        signed=facts.signed_sides,
        undo=_last_undo(version) if version.is_draft else None,
    )


def _group(mark: str, check: str, several: list[Found], lines: dict[str, MatrixLine]) -> GapGroup:
    rows = [line for found in several if (line := lines.get(anchor_of(found.facts.get("code", ""))))]
    messages = tuple(found.message for found in several if found.subject.startswith("version:"))
    return GapGroup(
        check=check,
        mark=mark,
        title=title_of(several[0]),
        number=len(several),
        shown=tuple(rows[:CODES_SHOWN]),
        more=max(len(rows) - CODES_SHOWN, 0),
        messages=messages,
    )


def _rank(kind: tuple[tuple[str, str], list[Found]]) -> tuple[int, str]:
    (mark, check), _ = kind
    return list(MARKS).index(mark), check


def _asked(version: Version) -> Counter[UUID]:
    """Open questions on each line of the customer's matrix."""
    return Counter(_asked_lines(customer=version.customer_id))


@prepared(customer=UUIDField())
def _asked_lines(customer: Any) -> QuerySet[Any, Any]:
    return Question.objects.of_customer(customer).open().values_list("line", flat=True)


def _last_undo(version: Version) -> Undo | None:
    last = next(iter(_undos(version=version.pk)), None)
    return last if last and last.undone_at is None else None


@prepared(version=UUIDField())
def _undos(version: Any) -> QuerySet[Undo]:
    """The latest, without what it would put back."""
    return Undo.objects.filter(version=version).select_related("done_by").defer("rows").order_by("-done_at", "pk")[:1]
