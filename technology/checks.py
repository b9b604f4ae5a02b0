"""The checks of vendors and updates: C-30 and C-31 of domain.md chapter 6. Pure.

What the customer reads of a vendor's incident is that somebody has to look again; what happened stays with the
provider's people.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from core.checks import Found, Severity
from core.words import day
from technology.assessments import Standing
from technology.updates import UpdateControl

TITLES = {"C-30": "A vendor that nobody has checked", "C-31": "An update that cannot be undone quickly"}
MEDIUM = Severity.MEDIUM


@dataclass(frozen=True, kw_only=True)
class VendorFacts:
    """A vendor whose products run at the customer now."""

    key: str
    name: str
    standing: Standing
    path: str


@dataclass(frozen=True, kw_only=True)
class ProductFacts:
    """A product that runs at the customer now. `content` is None when it gets no content updates.

    `rollback_tested_on`: the last time somebody proved that an update of it can be undone; None: no such test on file.
    """

    key: str
    name: str
    software: UpdateControl
    content: UpdateControl | None
    rollback_tested_on: date | None
    path: str


@dataclass(frozen=True, kw_only=True)
class TechnologyFacts:
    """What runs at a customer. `is_recorded` is False where no product is named for it."""

    customer_id: str
    vendors: tuple[VendorFacts, ...]
    products: tuple[ProductFacts, ...]
    is_recorded: bool
    path: str


def check_technology(facts: TechnologyFacts, today: date) -> list[Found]:
    """Every finding about vendors and updates."""
    if not facts.is_recorded:
        return list(_not_recorded(facts))
    return [
        *(found for vendor in facts.vendors for found in _vendor(vendor, today)),
        *(found for product in facts.products for found in _product(product)),
    ]


def _not_recorded(facts: TechnologyFacts) -> Iterator[Found]:
    for check, cannot in (
        ("C-30", "Whether your vendors have been checked"), ("C-31", "Whether updates can be undone"),
    ):  # fmt: skip
        message = f"{cannot} cannot be told: no product is entered for you."
        other = message.replace("your vendors", "the vendors").replace("for you", "for this customer")
        action, about = "Enter which products run there.", {"path": facts.path}
        subject = f"technology:{facts.customer_id}"
        yield Found(
            check, MEDIUM, subject, "Technology", message, action, about, is_unknown=True, message_in_names=other
        )


def _vendor(vendor: VendorFacts, today: date) -> Iterator[Found]:
    """Only a critical vendor fires: nobody has checked it, not for twelve months, or not since its incident."""
    standing = vendor.standing
    if not standing.is_critical:
        return
    staff = ""
    if standing.assessed_on is None:
        message = f"Nobody has checked {vendor.name}."
    elif standing.incident_on is not None:
        message = f"{vendor.name} has to be checked again: the last time was {day(standing.assessed_on)}."
        staff = f"{vendor.name} had an incident on {day(standing.incident_on)}, and nobody has checked it since."
    elif standing.stale_on is not None and today > standing.stale_on:
        message = f"Nobody has checked {vendor.name} since {day(standing.assessed_on)}."
    else:
        return
    about = {
        "path": vendor.path,
        "last assessed": standing.assessed_on.isoformat() if standing.assessed_on else "never",
    }
    yield Found(
        "C-30", MEDIUM, f"vendor:{vendor.key}", vendor.name, message, "Ask for it to be assessed.", about,
        message_in_names=staff, action_in_names="Assess it.",
    )  # fmt: skip


def _product(product: ProductFacts) -> Iterator[Found]:
    """Updates that come by themselves, cannot be delayed, and have never been undone for a test."""
    if product.rollback_tested_on is not None:
        return
    sorts = (("software", product.software), ("content", product.content))
    states = [(sort, _cannot_wait(control)) for sort, control in sorts if control is not None]
    subject, about = f"product:{product.key}", {"path": product.path}
    if any(state for _, state in states):
        about["updates"] = ", ".join(sort for sort, state in states if state)
        message = f"{product.name} can update itself and cannot be undone quickly."
        yield Found(
            "C-31", MEDIUM, subject, product.name, message, "Ask for a test of how an update is rolled back.", about,
            action_in_names="Test how to roll an update back.",
        )  # fmt: skip
    elif any(state is None for _, state in states):
        about["missing"] = ", ".join(sort for sort, state in states if state is None)
        message = f"Whether updates of {product.name} can be held back is not known."
        action = "Ask its maker, and write it down."
        yield Found("C-31", MEDIUM, subject, product.name, message, action, about, is_unknown=True)


def _cannot_wait(control: UpdateControl) -> bool | None:
    """Whether updates come by themselves without any delay; None where a fact that decides it is missing."""
    if control.automatic is False or control.delay is True:
        return False
    if control.automatic is None or control.delay is None:
        return None
    return True
