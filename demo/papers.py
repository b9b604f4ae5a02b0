"""What stands around the agreements: Harbour Roast's order, data processing agreement, vendors and template, and a
project of Fenwick & Shaw that promises more than is insured."""

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
from contracts.models import Clause, Contract, LiabilityCap, LiabilityTerms, Service
from demo.people import actor
from demo.story import FENWICK, HARBOUR, Client
from technology.models import Product

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


PROJECT = "FS-PRJ-03"
PROJECT_CLAUSES = (
    ("P1", "What is ordered", "Fairlead IT moves the archive of closed files to the cloud by spring.", "provider"),
    ("P2", "Checking", "You check ten files of each year before the old archive is switched off.", "customer"),
)
# After the customer's own wording: a limit and an insurance clause that no policy of Fairlead IT matches (C-17, C-20).
PROJECT_LIMIT = ("P3", "The limit of this project", "For each claim Fairlead IT pays at most £1,500,000.")
PROJECT_COVER = (
    "P4",
    "Insurance",
    "Fairlead IT is insured for at least £2,000,000 by the day of the event, and its insurer gives up claims against "
    "you.",
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
    about: dict[str, Any] = {"renewal": "none", "initial_term_months": 36, "notice_period": 0}
    contract = _paper("data", "HR-2024-DPA", "Data processing agreement", at, **about)
    _finish(contract, DATA_CLAUSES, at)


def add_order(at: datetime) -> None:
    """A third shop: renews by the year, six weeks' notice. Nobody has decided about its renewal yet."""
    about: dict[str, Any] = {"renewal": "auto", "notice_period": 6, "notice_unit": "weeks", "notice_delivery": "post"}
    contract = _paper("order", "HR-ORD-07", "Network and tills of the third shop", at, **about)
    service = Service.objects.get(provider=contract.customer.provider, code="NET")
    actions.add_line(
        contract=contract, service=service, quantity=Decimal(1), monthly_fee=Decimal("85.00"),
        starts_on=contract.effective_from, by=actor(HARBOUR.lead, contract.customer), at=at,
    )  # fmt: skip
    _finish(contract, ORDER_CLAUSES, at)


def add_vendors(at: datetime) -> None:
    """Agreements with two vendors; one promises Fairlead IT less than Fairlead IT promises its customers."""
    customer = _customer()
    by = actor(HARBOUR.lead, customer)
    made = {product.name: product for product in Product.objects.select_related("vendor")}
    sold = {service.code: service for service in Service.objects.filter(provider=customer.provider)}
    begun = (at + relativedelta(day=1)).date()
    add_vendor_agreement(
        services=[sold["DETECT"]], by=by, at=at, **_made(made["Watch"]), reference="SF-88213",
        effective_from=begun, notice_period=60, notice_unit="days", availability=Decimal("99.5"),
        response_hours=Decimal(4), promise_words="Commercially reasonable efforts; credits only.",
        liability_limit=Decimal("25000.00"), liability_words="Fees of the last twelve months; no lost profit.",
    )  # fmt: skip
    add_vendor_agreement(
        services=[sold["BACKUP"]], by=by, at=at, **_made(made["Cloud Backup"]), reference="GB-1207",
        effective_from=begun, notice_period=30, notice_unit="days", availability=Decimal("99.95"),
        liability_words="Named in its terms of sale; no sum for lost data.",
    )  # fmt: skip


def add_project(at: datetime) -> None:
    """Signed on the customer's own paper: nobody held its limit and its insurance clause against the policy."""
    contract = _paper("order", PROJECT, "Archive moved to the cloud", at, FENWICK, renewal="none", notice_period=0,
                      initial_term_months=9)  # fmt: skip
    by = actor(FENWICK.lead, contract.customer)
    _add_clauses(contract, PROJECT_CLAUSES, at)
    limit, cover = (_clause(contract, *each, by=by, at=at) for each in (PROJECT_LIMIT, PROJECT_COVER))
    actions.add_liability(
        model=LiabilityCap, contract=contract, by=by, at=at, clause=limit, cap_class="general", form="fixed",
        figure=Decimal(1_500_000), basis="per_claim",
    )  # fmt: skip
    actions.add_liability(
        model=LiabilityTerms, contract=contract, by=by, at=at, insurance_minimum=Decimal(2_000_000),
        insurance_occurrence=True, insurance_waiver=True, insurance_clause=cover,
    )  # fmt: skip
    _seal(contract, at)


def _made(product: Product) -> dict[str, Any]:
    return {"vendor": product.vendor, "product": product}


def _customer(client: Client = HARBOUR) -> Customer:
    return Customer.objects.select_related("provider").get(name=client.name)


def _paper(kind: str, reference: str, title: str, at: datetime, client: Client = HARBOUR, **about: Any) -> Contract:
    customer = _customer(client)
    begun: date = (at + relativedelta(day=1)).date()
    return actions.add_contract(
        customer=customer, by=actor(client.lead, customer), at=at, kind=kind, reference=reference, title=title,
        effective_from=begun, parent=Contract.objects.get(customer=customer, reference=client.reference), **about,
    )  # fmt: skip


def _finish(contract: Contract, clauses: tuple[tuple[str, str, str, str], ...], at: datetime) -> None:
    _add_clauses(contract, clauses, at)
    _seal(contract, at)


def _add_clauses(contract: Contract, clauses: tuple[tuple[str, str, str, str], ...], at: datetime) -> None:
    by = actor(HARBOUR.lead, contract.customer)
    for number, heading, summary, owed_by in clauses:
        _clause(contract, number, heading, summary, by=by, at=at, owed_by=owed_by)


def _clause(
    contract: Contract, number: str, heading: str, summary: str, *, by: Actor, at: datetime, **about: Any
) -> Clause:
    return actions.add_clause(
        contract=contract, by=by, at=at, number=number, heading=heading, summary=summary,
        text=f"{number} {heading}. {summary}", **about,
    )  # fmt: skip


def _seal(contract: Contract, at: datetime) -> None:
    by = actor(HARBOUR.lead, contract.customer)
    actions.publish_contract(contract=contract, by=by, at=at)
    _sign(contract, by, at)


def _sign(contract: Contract, by: Actor, at: datetime) -> None:
    sign_contract(
        contract=contract, signed_on=at.date(), for_provider="Tom Hallett", at=at, today=at.date(), by=by,
        for_customer="Nell Fenwick" if contract.reference == PROJECT else "Amara Osei",
    )  # fmt: skip
