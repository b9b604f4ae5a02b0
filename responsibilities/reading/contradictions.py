"""Two facts of an imported row that cannot both be true."""

from collections.abc import Sequence
from itertools import combinations

from responsibilities.reading.rows import Facts

STATUS_WORDS = {
    "implemented": "implemented",
    "partial": "partially implemented",
    "planned": "planned",
    "alternative": "implemented in another way",
    "not_applicable": "not applicable",
}
GO_TOGETHER = {"partial", "planned", "alternative"}  # one part done, another planned or done otherwise


def contradictions(facts: Facts) -> list[str]:
    """A sentence for each contradiction. The facts are those of `responsibilities.reading.fedramp`."""
    return [*_inheritance(facts), *_statuses(_texts(facts, "statuses"))]


def _inheritance(facts: Facts) -> list[str]:
    if facts.get("inheritable") != "yes":
        return []
    originations = _texts(facts, "originations")
    sentences = {
        "shared": "It is marked shared, yet the customer is told that all of it can be inherited.",
        "provided_by_customer": "The customer provides it, yet is told that all of it can be inherited.",
    }
    return [sentence for mark, sentence in sentences.items() if mark in originations]


def _statuses(statuses: Sequence[str]) -> list[str]:
    return [
        f"It is marked both {STATUS_WORDS.get(one, one)} and {STATUS_WORDS.get(other, other)}."
        for one, other in combinations(dict.fromkeys(statuses), 2)
        if not {one, other} <= GO_TOGETHER
    ]


def _texts(facts: Facts, name: str) -> list[str]:
    """A fact as a list of words; facts come out of stored JSON, so anything may be there."""
    value = facts.get(name, [])
    return [text for text in value if isinstance(text, str)] if isinstance(value, list) else []
