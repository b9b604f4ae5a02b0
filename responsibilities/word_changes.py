"""What changed between two texts, word by word, as a printed revision shows it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

# Below this likeness (0 to 1, difflib's ratio) words taken apart read worse than both texts whole.
READABLE = 0.35


@dataclass(frozen=True)
class Piece:
    """Some words in a row that stayed, went or came."""

    kind: str
    text: str

    @property
    def is_old(self) -> bool:
        return self.kind == "old"

    @property
    def is_new(self) -> bool:
        return self.kind == "new"


def pieces(old: str, new: str) -> tuple[Piece, ...]:
    """The words that stayed, the old ones struck and the new ones, in reading order."""
    before, after = re.findall(r"\S+", old), re.findall(r"\S+", new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if matcher.ratio() < READABLE:
        return tuple(_whole(old, new))
    return tuple(_apart(matcher, before, after))


def _whole(old: str, new: str) -> Iterator[Piece]:
    if old.strip():
        yield Piece("old", old.strip())
    if new.strip():
        yield Piece("new", new.strip())


def _apart(matcher: SequenceMatcher[str], before: list[str], after: list[str]) -> Iterator[Piece]:
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            yield Piece("same", " ".join(after[j1:j2]))
            continue
        if i1 < i2:
            yield Piece("old", " ".join(before[i1:i2]))
        if j1 < j2:
            yield Piece("new", " ".join(after[j1:j2]))
