"""Rows about liability for tests, each valid with nothing said about it."""

from datetime import date
from decimal import Decimal
from typing import Any

from contracts.models import Contract, Indemnity, LiabilityCap, LiabilityPayment, LiabilityRule, LiabilityTerms


def make_cap(contract: Contract, **about: Any) -> LiabilityCap:
    """A general limit of £10,000 for the whole term."""
    about = {"cap_class": "general", "form": "fixed", "figure": Decimal(10000), "basis": "aggregate_term"} | about
    return LiabilityCap.objects.create(contract=contract, **about)


def make_higher_cap(contract: Contract, **about: Any) -> LiabilityCap:
    """Three times the general limit on top of it, for claims by others after a data breach."""
    higher = {
        "cap_class": "super", "form": "multiple_general", "figure": Decimal(3), "mode": "separate",
        "heads": "THIRD_PARTY_DAMAGES", "causes": "data_breach",
    }  # fmt: skip
    return make_cap(contract, **(higher | about))


def make_rule(contract: Contract, **about: Any) -> LiabilityRule:
    """Goodwill is never paid."""
    if not about.keys() & {"heads", "causes", "words"}:
        about["heads"] = "GOODWILL"
    about.setdefault("treatment", "excluded")
    return LiabilityRule.objects.create(contract=contract, **about)


def make_indemnity(contract: Contract, **about: Any) -> Indemnity:
    """The provider makes good claims by others after a data breach."""
    about = {"heads": "THIRD_PARTY_DAMAGES", "causes": "data_breach"} | about
    return Indemnity.objects.create(contract=contract, **about)


def make_payment(contract: Contract, **about: Any) -> LiabilityPayment:
    """£2,000 paid on 1 April 2026 under the general limit."""
    about = {"amount": Decimal(2000), "paid_on": date(2026, 4, 1), "what_for": "a lost mailbox"} | about
    return LiabilityPayment.objects.create(contract=contract, **about)


def make_terms(contract: Contract, **about: Any) -> LiabilityTerms:
    """The other rules, with nothing special in them."""
    return LiabilityTerms.objects.create(contract=contract, **about)
