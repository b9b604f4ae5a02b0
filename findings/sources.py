"""What is checked beside the matrix itself, and how each check is called in a list."""

from datetime import date

from accounts.models import Customer
from contracts import checks as level_checks
from contracts.insurance import checks as cover_checks
from contracts.insurance.facts import findings_of_cover
from contracts.measuring.findings import level_findings
from core.checks import Found
from responsibilities import checks, condition_checks
from responsibilities.queries.conditions import findings_of_conditions

TITLES = checks.TITLES | level_checks.TITLES | cover_checks.TITLES | condition_checks.TITLES


def findings_beside_matrix(customer: Customer, today: date) -> list[tuple[Found, bool]]:
    """What the other checks find, each with whether the customer may read it."""
    levels = level_findings([customer.pk], today).get(customer.pk, [])
    told = [(found, True) for found in levels]
    return [*told, *findings_of_conditions(customer, today), *findings_of_cover(customer, today)]
