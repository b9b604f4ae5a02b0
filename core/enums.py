"""Fixed vocabularies that carry their own words."""

from enum import StrEnum
from typing import Self


class Labelled(StrEnum):
    """A stored value with its plain words (`label`) and, where the field has another, its `term`."""

    label: str
    term: str

    def __new__(cls, value: str, label: str = "", term: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label, member.term = label, term
        return member
