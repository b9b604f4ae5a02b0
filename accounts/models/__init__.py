"""Organisations, people, and who belongs where."""

from accounts.models.organisations import REGIONS, Customer, CustomerQuerySet, Provider
from accounts.models.places import Assignment, Invitation, Membership
from accounts.models.tokens import ApiToken
from accounts.models.users import User

__all__ = [
    "REGIONS", "ApiToken", "Assignment", "Customer", "CustomerQuerySet", "Invitation", "Membership", "Provider", "User",
]  # fmt: skip
