"""The fixed vocabulary of a responsibility matrix."""

from enum import StrEnum


class Ownership(StrEnum):
    """Who does an activity. Out of scope is a separate flag with a reason, not an ownership."""

    PROVIDER = "provider"
    CUSTOMER = "customer"
    SHARED = "shared"  # each side does a part: both duties in words
    THIRD_PARTY = "third_party"  # somebody else does it; the provider or the customer answers for it
    UNDECIDED = "undecided"  # in scope and nobody has decided: the most dangerous value


class VersionState(StrEnum):
    """Where a version of the matrix stands between the two sides."""

    DRAFT = "draft"  # the provider writes it; the customer does not see it
    PROPOSED = "proposed"  # frozen and with both sides for signature
    AGREED = "agreed"  # signed by both: in force
    SUPERSEDED = "superseded"  # a later version was agreed
    WITHDRAWN = "withdrawn"  # taken back before both had signed

    @property
    def label(self) -> str:
        return self.value.capitalize()
