"""Check C-32 of domain.md chapter 6: an update that skipped a required ring or soak. Pure.

Without an emergency recorded before it went on. It stands until somebody has said what was learnt from it. An update
of which nobody has recorded how it went is unknown: never the same as tested.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from core.checks import Found, Severity

TITLES = {"C-32": "An update without the agreed test"}
MESSAGE = "An update went to everyone without the agreed test: {name}."
UNTOLD = "Nobody has recorded whether this update was tested first: {name}."


@dataclass(frozen=True)
class UpdateFacts:
    """An update that runs with a customer, as the check sees it.

    `missed` is what was left out, None where nothing was recorded of how it went. `reviewed` says that what was learnt
    from it is on record.
    """

    key: str
    name: str
    path: str
    missed: tuple[str, ...] | None
    reviewed: bool = False
    by_vendor: bool = False


def check_updates(updates: Iterable[UpdateFacts], provider: str) -> list[Found]:
    """Every finding about updates of one customer; `provider` is the name of who lets them out."""
    return [found for each in updates if (found := _check(each, provider)) is not None]


def _check(update: UpdateFacts, provider: str) -> Found | None:
    facts = {"path": update.path}
    if update.missed is None:
        action = f"Ask {provider} how it was let out, and have it recorded."
        named = f"Record how {provider} let it out, ring by ring."
        return Found(
            "C-32", Severity.HIGH, f"update:{update.key}", update.name, UNTOLD.format(name=update.name), action, facts,
            is_unknown=True, action_in_names=named,
        )  # fmt: skip
    if not update.missed or update.reviewed:
        return None
    facts["left out"] = " ".join(update.missed)
    tighten = "ask the vendor to let you stage it" if update.by_vendor else "tighten how updates go out"
    return Found(
        "C-32", Severity.HIGH, f"update:{update.key}", update.name, MESSAGE.format(name=update.name),
        f"{provider} looks back on it and records what was learnt; {tighten}.", facts,
        action_in_names=f"Look back on it, record what was learnt; {tighten}.",
    )  # fmt: skip
