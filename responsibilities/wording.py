"""How a row names its clause, on every page and in the frozen text. Pure."""

from typing import Protocol


class ContractLike(Protocol):
    """A contract's reference."""

    reference: str


class ClauseLike(Protocol):
    """A clause and its contract."""

    number: str

    @property
    def contract(self) -> ContractLike: ...


def clause_words(clause: ClauseLike) -> str:
    """`MSA-2024, clause 3.2`."""
    return f"{clause.contract.reference}, clause {clause.number}"
