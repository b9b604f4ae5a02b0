"""What findings asks this app: its checks, and who answers them.

Where no contract, or nothing of what a check looks at, is entered, the check is unknown: silence is never a pass.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from uuid import UUID

from django.urls import reverse

from accounts.models import Customer
from contracts import check_words
from contracts.gaps.facts import gap_findings
from contracts.insurance.declined import findings_of_advice
from contracts.insurance.facts import findings_of_cover
from contracts.measuring.findings import level_findings
from contracts.models import Contract
from contracts.scenarios.findings import findings_of_years
from core.checks import Check, Source, Told, not_told

Find = Callable[[Sequence[Customer], date], Mapping[UUID, Sequence[Told]]]


def _levels(customers: Sequence[Customer], today: date) -> dict[UUID, list[Told]]:
    """Service levels of published contracts: both sides read them."""
    found = level_findings([customer.pk for customer in customers], today)
    return {
        customer.pk: [(each, True) for each in found[customer.pk]]
        if customer.pk in found
        else _unknown(customer, check_words.LEVELS, "no service level of a contract in force is entered")
        for customer in customers
    }


def _with_contract(checks: tuple[Check, ...], find: Find) -> Find:
    """The same, and where no published contract is in force each of the checks that found nothing is unknown."""

    def found(customers: Sequence[Customer], today: date) -> dict[UUID, list[Told]]:
        live = Contract.objects.filter(customer__in=customers, published_at__isnull=False).live(today=today)
        known = set(live.order_by().values_list("customer_id", flat=True))
        told = {pk: list(several) for pk, several in find(customers, today).items()}
        for customer in customers:
            mine = told.setdefault(customer.pk, [])
            if customer.pk not in known:
                silent = [each for each in checks if each.id not in {one.check for one, _ in mine}]
                mine += _unknown(customer, silent, "no contract that has been published is in force")
        return told

    return found


def _unknown(customer: Customer, checks: Sequence[Check], why: str) -> list[Told]:
    found = not_told(
        checks,
        subject=f"contract:{customer.pk}",
        label="Contract",
        message=f"This cannot be told: {why}.",
        action="Enter the contract and publish it.",
        path=reverse("contracts:contract-list", kwargs={"customer_slug": customer.slug}),
    )
    return [(each, True) for each in found]


SOURCES = (
    Source("advice", check_words.ADVICE, findings_of_advice),
    Source("levels", check_words.LEVELS, _levels),
    Source("cover", check_words.COVER, _with_contract(check_words.COVER, findings_of_cover)),
    Source("gaps", check_words.GAPS, _with_contract(check_words.GAPS, gap_findings)),
    Source("years", check_words.YEARS, _with_contract(check_words.YEARS, findings_of_years)),
)
