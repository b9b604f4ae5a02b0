"""What a customer has to be allowed to read of its provider's policy before it reads a finding. Pure."""

from collections.abc import Collection
from dataclasses import dataclass

from contracts.insurance.kinds import Fact
from core.checks import Found


@dataclass(frozen=True, slots=True)
class Need:
    """A fact of a policy of the provider's; without one it is nothing that a customer ever reads."""

    policy: str
    fact: Fact | None


@dataclass(frozen=True, slots=True)
class Told:
    """A finding, and what it gives away; None where it gives nothing away."""

    found: Found
    need: Need | None = None

    def is_published(self, published: Collection[tuple[str, str]]) -> bool:
        """Whether the customer may read it: (policy, fact) pairs are what the provider has published."""
        if self.need is None:
            return True
        return self.need.fact is not None and (self.need.policy, str(self.need.fact)) in published
