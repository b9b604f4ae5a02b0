"""What stands around Harbour Roast's agreement: an order, the data processing agreement, vendors, a template."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from dateutil.relativedelta import relativedelta

from accounts.actor import Actor
from accounts.models import Customer
from contracts import actions
from contracts.actions.templates import save_as_template
from contracts.actions.vendors import add_vendor_agreement
from contracts.actions.versions import sign_contract
from contracts.models import Contract, Service
from demo.people import actor
from demo.story import HARBOUR

ORDER_CLAUSES = (
    ("O1", "What is ordered", "Fairlead IT looks after the network of the third shop, its tills included.", "provider"),
    ("O2", "Access to the shop", "You let Fairlead IT’s people in on working days from eight o’clock.", "customer"),
)
DATA_CLAUSES = (
    (
        "D1",
        "Instructions",
        "Fairlead IT handles your people’s and guests’ data only as you say in writing.",
        "provider",
    ),
    ("D2", "Others who help", "Fairlead IT names every company that helps it; you may object.", "shared"),
    ("D3", "Telling you of a breach", "Fairlead IT tells you within 24 hours of learning of one.", "provider"),
    ("D4", "Telling the regulator", "You decide, and tell the ICO within 72 hours.", "customer"),
)


def sign_master(at: datetime) -> None:
    """Both sides sign; the lead keeps it as a template for the next café."""
    customer = _customer()
    by = actor(HARBOUR.lead, customer)
    master = Contract.objects.get(customer=customer, reference=HARBOUR.reference)
    _sign(master, by, at)
    save_as_template(contract=master, name="Shops and cafés, all in", by=by, at=at)


def add_data_agreement(at: datetime) -> None:
    """Article 28 terms, for as long as the master agreement runs."""
    about = {"renewal": "none", "initial_term_months": 36, "notice_period": 0}
    contract = _paper("data", "HR-2024-DPA", "Data processing agreement", at, **about)
    _finish(contract, DATA_CLAUSES, at)


def add_order(at: datetime) -> None:
    """A third shop: renews by the year, six weeks' notice. Nobody has decided about its renewal yet."""
    about = {"renewal": "auto", "notice_period": 6, "notice_unit": "weeks", "notice_delivery": "post"}
    contract = _paper("order", "HR-ORD-07", "Network and tills of the third shop", at, **about)
    service = Service.objects.get(provider=contract.customer.provider, code="NET")
    actions.add_line(
        contract=contract, service=service, quantity=Decimal(1), monthly_fee=Decimal("85.00"),
        starts_on=contract.effective_from, by=actor(HARBOUR.lead, contract.customer), at=at,
    )  # fmt: skip
    _finish(contract, ORDER_CLAUSES, at)


def add_vendors(at: datetime) -> None:
    """Two made-up vendors; one promises Fairlead IT less than Fairlead IT promises its customers."""
    customer = _customer()
    by = actor(HARBOUR.lead, customer)
    sold = {service.code: service for service in Service.objects.filter(provider=customer.provider)}
    begun = (at + relativedelta(day=1)).date()
    add_vendor_agreement(
        services=[sold["DETECT"]], by=by, at=at, vendor="Sentryfold", product="Watch", reference="SF-88213",
        effective_from=begun, notice_period=60, notice_unit="days", availability=Decimal("99.5"),
        response_hours=Decimal(4), promise_words="Commercially reasonable efforts; credits only.",
        liability_limit=Decimal("25000.00"), liability_words="Fees of the last twelve months; no lost profit.",
    )  # fmt: skip
    add_vendor_agreement(
        services=[sold["BACKUP"]], by=by, at=at, vendor="Gannet", product="Cloud Backup", reference="GB-1207",
        effective_from=begun, notice_period=30, notice_unit="days", availability=Decimal("99.95"),
        liability_words="Named in its terms of sale; no sum for lost data.",
    )  # fmt: skip


def _customer() -> Customer:
    return Customer.objects.select_related("provider").get(name=HARBOUR.name)


def _paper(kind: str, reference: str, title: str, at: datetime, **about: Any) -> Contract:
    customer = _customer()
    begun: date = (at + relativedelta(day=1)).date()
    return actions.add_contract(
        customer=customer, by=actor(HARBOUR.lead, customer), at=at, kind=kind, reference=reference, title=title,
        effective_from=begun, parent=Contract.objects.get(customer=customer, reference=HARBOUR.reference), **about,
    )  # fmt: skip


def _finish(contract: Contract, clauses: tuple[tuple[str, str, str, str], ...], at: datetime) -> None:
    by = actor(HARBOUR.lead, contract.customer)
    for number, heading, summary, owed_by in clauses:
        actions.add_clause(
            contract=contract, by=by, at=at, number=number, heading=heading, summary=summary, owed_by=owed_by,
            text=f"{number} {heading}. {summary}",
        )  # fmt: skip
    actions.publish_contract(contract=contract, by=by, at=at)
    _sign(contract, by, at)


def _sign(contract: Contract, by: Actor, at: datetime) -> None:
    sign_contract(
        contract=contract, signed_on=at.date(), for_provider="Tom Hallett", for_customer="Amara Osei", by=by, at=at,
        today=at.date(),
    )  # fmt: skip
