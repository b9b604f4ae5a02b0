"""What the liability models share: the clause they cite, and lists of heads or causes."""

from collections.abc import Iterable
from typing import Any, TypeVar

from django.db import models
from django.db.models import Q

from contracts.models.parts import Clause
from core.enums import Labelled

Word = TypeVar("Word", bound=Labelled)


def cited(name: str) -> Any:
    """The clause that says so, under which name it knows who cites it: it is not removed meanwhile."""
    return models.ForeignKey(Clause, on_delete=models.PROTECT, null=True, blank=True, related_name=name)


def listed(verbose_name: str) -> Any:
    """Codes of a vocabulary with a space between them, in the vocabulary's order."""
    return models.CharField(verbose_name, max_length=400, blank=True)


def only(field: str, words: Iterable[Labelled]) -> models.CheckConstraint:
    """The field lists nothing but these codes."""
    code = f"({'|'.join(words)})"
    return models.CheckConstraint(
        condition=Q(**{f"{field}__regex": rf"^({code}( {code})*)?$"}),
        name=f"%(app_label)s_%(class)s_{field}_known",
    )


def words_of(codes: str, vocabulary: type[Word]) -> tuple[Word, ...]:
    """The members that a stored list names."""
    return tuple(vocabulary(code) for code in codes.split())


def labels_of(codes: str, vocabulary: type[Word]) -> str:
    """The same in plain words: "Lost profit, Spoiled stock"."""
    return ", ".join(word.label for word in words_of(codes, vocabulary))
