"""What proof can be about: a job, a service level, an insurer's condition, an exercise. Pure."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class Subject:
    """One thing that can be proved.

    `label` is kept with the proof, `name` says it in full; `group` is the heading it is chosen under, `path` its page,
    `expects` the proof that is asked for, where it is.
    """

    kind: str
    pk: UUID
    customer_id: UUID
    label: str
    name: str
    group: str
    path: str
    expects: str = ""

    @property
    def key(self) -> str:
        """How a form and an address name it."""
        return f"{self.kind}:{self.pk}"
