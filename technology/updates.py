"""How updates of a product come, and what one can do about them (domain.md §8.2). Pure."""

from dataclasses import dataclass


@dataclass(frozen=True)
class UpdateControl:
    """Whether updates of one sort come by themselves, and can be delayed, staged, rolled back. None: not known."""

    automatic: bool | None = None
    delay: bool | None = None
    staging: bool | None = None
    rollback: bool | None = None


COME: dict[bool | None, str] = {
    True: "come by themselves",
    False: "come when somebody installs them",
    None: "come in a way that nobody has written down",
}
CAN = (("delay", "delayed"), ("staging", "sent to some devices first"), ("rollback", "rolled back"))


def told(sort: str, control: UpdateControl) -> str:
    """A sentence about updates of one sort ("software", "content"): how they come and what can be done about them."""
    can = [words for name, words in CAN if getattr(control, name) is True]
    cannot = [words for name, words in CAN if getattr(control, name) is False]
    unknown = [words for name, words in CAN if getattr(control, name) is None]
    if control.automatic is None and len(unknown) == len(CAN):
        return f"How {sort} updates come is not known yet."
    parts = [COME[control.automatic]]
    parts += [f"they can be {_listed(can, 'and')}"] if can else []
    parts += [f"they can not be {_listed(cannot, 'or')}"] if cannot else []
    parts += [f"whether they can be {_listed(unknown, 'or')} is not known"] if unknown else []
    return f"{sort.capitalize()} updates {'; '.join(parts)}."


def _listed(words: list[str], last: str) -> str:
    return f" {last} ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
