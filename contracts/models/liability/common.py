"""What the liability models share: the clause they cite, and lists of heads or causes."""

from collections.abc import Iterable
from typing import Any, TypeVar

from django.db import models
from django.db.models import Q

from contracts.loss.vocabulary import Cause, Head
from contracts.models.parts import Clause
from core.enums import Labelled
from core.models import Public

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


class NamesLosses(Public):
    """A row that names heads of loss and causes."""

    heads: Any
    causes: Any

    class Meta:
        abstract = True

    @property
    def head_words(self) -> tuple[Head, ...]:
        return words_of(self.heads, Head)

    @property
    def cause_words(self) -> tuple[Cause, ...]:
        return words_of(self.causes, Cause)

    def get_heads_display(self) -> str:
        return labels_of(self.heads, Head)

    def get_causes_display(self) -> str:
        return labels_of(self.causes, Cause)
