"""Which rows of a matrix the address asks for. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlencode

from core.checks import Severity
from core.searching import has_words

OUT_OF_SCOPE = "out"
ANY = "any"
MARKS = {str(each): each.label for each in Severity} | {"unknown": "Not checked"}  # how a gap shows, the gravest first


class GapLike(Protocol):
    """A finding of a row."""

    @property
    def check(self) -> str: ...
    @property
    def mark(self) -> str: ...


class LineLike(Protocol):
    """What the filters look at."""

    @property
    def domain(self) -> str: ...
    @property
    def ownership(self) -> str: ...
    @property
    def out_of_scope(self) -> str: ...
    @property
    def words(self) -> str: ...
    @property
    def gaps(self) -> tuple[GapLike, ...]: ...


@dataclass(frozen=True)
class Choice:
    """Filters and page; empty means everything. `gap` is any, a severity, unknown, or the id of a check."""

    q: str = ""
    domain: str = ""
    owner: str = ""
    gap: str = ""
    page: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Choice":
        """From a query string; unknown names are nobody's business."""
        return cls(**{name: query.get(name, "").strip() for name in ("q", "domain", "owner", "gap", "page")})

    @property
    def is_whole(self) -> bool:
        """All rows on one page."""
        return self.page == "all"

    @property
    def is_narrowed(self) -> bool:
        return bool(self.q or self.domain or self.owner or self.gap)

    def takes(self, line: LineLike) -> bool:
        """Whether the filters let a row through."""
        return (
            (not self.domain or line.domain == self.domain)
            and self._takes_owner(line)
            and self._takes_gap(line)
            and has_words(self.q, line.words)
        )

    @property
    def query(self) -> str:
        """The query string that leads back here."""
        return self.with_(page=self.page)

    def with_(self, **other: str) -> str:
        """The query string with something else chosen, back on the first page."""
        chosen = {"q": self.q, "domain": self.domain, "owner": self.owner, "gap": self.gap} | other
        encoded = urlencode({name: value for name, value in chosen.items() if value})
        return f"?{encoded}"

    def _takes_owner(self, line: LineLike) -> bool:
        if not self.owner:
            return True
        if self.owner == OUT_OF_SCOPE:
            return bool(line.out_of_scope)
        return line.ownership == self.owner and not line.out_of_scope

    def _takes_gap(self, line: LineLike) -> bool:
        if not self.gap:
            return True
        if self.gap == ANY:
            return any(gap.mark != "unknown" for gap in line.gaps)
        kind = "mark" if self.gap in MARKS else "check"
        return any(getattr(gap, kind) == self.gap for gap in line.gaps)
