"""Who a fresh draft says does a job, so that it contradicts neither the catalogue nor what is bought. Pure."""

from responsibilities.enums import Ownership

_NEEDS_A_SERVICE = (Ownership.PROVIDER, Ownership.SHARED)


def first_owner(usual: str, *, is_covered: bool) -> Ownership:
    """The owner a job starts with.

    A bought service covers it: whatever is usual, the provider has a part (C-06), so a job that is usually the
    customer's becomes shared, and one that nobody usually has becomes the provider's. Nothing bought covers it:
    the provider can have no part (C-05), so what usually needs one is left for both sides to decide.
    """
    owner = Ownership(usual)
    if is_covered:
        return {Ownership.CUSTOMER: Ownership.SHARED, Ownership.UNDECIDED: Ownership.PROVIDER}.get(owner, owner)
    return Ownership.UNDECIDED if owner in _NEEDS_A_SERVICE else owner


def answers_for(owner: Ownership, *, is_covered: bool) -> str:
    """Who answers for a third party: the side that buys from it."""
    if owner != Ownership.THIRD_PARTY:
        return ""
    return "provider" if is_covered else "customer"


def clause_fits(owed_by: str, owner: str) -> bool:
    """Whether a clause can be cited for this owner without contradicting it (C-04)."""
    return owed_by in ("", owner)
