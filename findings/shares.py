"""Which customers are looked at together. Pure.

A customer's share follows from its id alone, so that asking again while shares are under way asks for the same ones.
"""

from uuid import UUID

SIZE = 50  # customers in a share, about
ALONE = 10  # up to so many are looked at each for itself


def shares(customers: int) -> int:
    """How many shares so many customers make."""
    return max(1, -(-customers // SIZE))


def share_of(pk: UUID, of: int) -> int:
    """The share that a customer falls in."""
    return pk.int % of
