"""For each check of domain.md chapter 6 facts that fire it, and facts that do not: read by test_every_check.py.

Facts are plain values for the pure checks. That each check is unknown where its facts are missing is tested with a
customer about whom nothing at all is entered.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from advice.checks import DeclinedFacts, RequiredFacts, check_declined
from continuity.gaps.recovery import FallbackFacts, ThingFacts, check_recovery
from continuity.gaps.reliance import Cover, Relied, Shared, check_reliance
from continuity.plans.checks import ContactFacts, Contacts, PlanFacts, Practice, check_contacts, check_plans
from continuity.survival.model import NEVER
from contracts.checks import MissFacts, PromiseFacts, check_levels
from contracts.gaps.papers import DataFacts, Renewing, check_data, check_renewing
from contracts.gaps.promises import Asked, Insured, Promise, check_clauses, check_promises
from contracts.gaps.unpaid import UnpaidFacts, check_unpaid
from contracts.insurance.checks import ContractFacts, CoverFacts, PolicyFacts, check_cover
from contracts.loss.vocabulary import Cause, Head
from contracts.scenarios.checks import YearsFacts, check_years
from core.checks import Found
from engagement.checks import AdvisoryFacts, CampaignFacts, check_taught
from responsibilities.checks import MatrixFacts, RowFacts, check_matrix
from responsibilities.condition_checks import ConditionFacts, JobFacts, check_conditions
from responsibilities.proof_checks import ProofFacts, check_proof
from technology.assessments import Standing
from technology.checks import ProductFacts, TechnologyFacts, VendorFacts, check_technology
from technology.rollouts.checks import UpdateFacts, check_updates
from technology.updates import UpdateControl

YOU = re.compile(r"\byou(rs?)?\b", re.IGNORECASE)
TODAY = date(2026, 11, 23)
DAY = timedelta(days=1)
Facts = dict[str, Any]
Case = tuple[Callable[..., Iterable[Found]], Facts, Facts]  # how to run it, what fires it, what does not

ROW = RowFacts(
    line="1", code="DET-06", title="Watch", ownership="provider", provider_duty="Watches.", customer_duty="Tells.",
    provider_person="Pat", customer_person="Amara", covering=("Monitoring",), reviewed_on=TODAY,
    review_on=TODAY + 90 * DAY,
)  # fmt: skip
PAST, SOON = TODAY - 400 * DAY, TODAY + 2 * DAY


def matrix(state: str = "agreed", signed: tuple[str, ...] = ("provider", "customer"), **about: Any) -> list[Found]:
    facts = MatrixFacts(
        "1", 2, state, "Fairlead IT", "Harbour Roast", frozenset(signed), True, (replace(ROW, **about),)
    )
    return check_matrix(facts, TODAY)


def declined(is_in_force: bool | None = None, **about: Any) -> Iterable[Found]:
    asked = (
        () if is_in_force is None else (RequiredFacts(key="1", words="MFA", policy="Calder", is_in_force=is_in_force),)
    )
    facts = {"pk": "1", "title": "MFA", "customer": "H", "declined_on": TODAY, "review_on": TODAY, "path": "/"}
    return check_declined([DeclinedFacts(required=asked, **facts | about)], TODAY)


def taught(done: int) -> Iterable[Found]:
    facts = CampaignFacts(pk="1", title="Rules", asked=10, done=done, target_percent=90, closes_on=TODAY - DAY)
    read = AdvisoryFacts(pk="1", title="Tills", told_on=PAST, is_read=True, chase_days=7)
    return check_taught([facts], [read], "/", TODAY)


def proof(**about: Any) -> Iterable[Found]:
    facts = {"line": "1", "code": "A", "title": "Watch", "expected": "Report", "interval_months": 3, "path": "/"}
    return check_proof([ProofFacts(**facts | about)], TODAY)


def conditions(ownership: str = "provider", **about: Any) -> list[Found]:
    job = JobFacts(label="A", ownership=ownership, is_out_of_scope=False, interval_months=12, proof_on=TODAY)
    facts: Facts = {
        "pk": "1", "customer": "H", "code": "MFA", "policy": "Cyber", "falls_short": False, "is_met": True,
        "counted": 24, "counted_of": 24, "job": job, "path": "/",
    }  # fmt: skip
    return check_conditions([ConditionFacts(**facts | about)], [], TODAY)


def levels(missing: tuple[str, ...] = (), claim_by: date | None = None, miss: bool = True) -> list[Found]:
    missed = MissFacts("m", "Harbour Roast", "Answer", "/", "October", "80 %", "£10", claim_by)
    return check_levels([PromiseFacts("t", "Answer", "/", missing)], [missed] if miss else [], TODAY)


def cover(ends_on: date = TODAY + 900 * DAY, retroactive_on: date = PAST) -> list[Found]:
    policy = PolicyFacts(
        pk="1", label="Cover", kind="tech_eo", is_providers=True, starts_on=PAST, ends_on=ends_on,
        claims_made=True, covers_all_past=False, retroactive_on=retroactive_on, insured_since=PAST, path="/",
    )  # fmt: skip
    contract = ContractFacts(reference="MSA", starts_on=TODAY - 300 * DAY, term_end=TODAY + 60 * DAY)
    facts = CoverFacts(
        customer_id="1",
        customer="H",
        provider="F",
        policies=(policy, replace(policy, pk="2", is_providers=False)),
        contracts=(contract,),
        path="/",
    )
    return check_cover(facts, TODAY)


INSURED = Insured(pk="1", per_claim=Decimal(100_000), claims_made=False, allows_waiver=True)


def promise(limit: Decimal) -> Iterable[Found]:
    facts = Promise(key="1", reference="MSA", path="/", limit=limit, in_pounds=True, insured=INSURED)
    return (each.found for each in check_promises([facts], "Fairlead IT"))


def clause(minimum: Decimal) -> Iterable[Found]:
    facts = Asked(
        key="1", reference="MSA", path="/", minimum=minimum, occurrence=False, waiver=False, waives_customers=False,
        customer_allows=None, in_pounds=True, insured=INSURED,
    )  # fmt: skip
    return (each.found for each in check_clauses([facts], "Fairlead IT", "Harbour Roast"))


def years(aggregate: int = 9_000_000, residual: float = 90_000.0) -> list[Found]:
    return check_years(
        YearsFacts(
            customer_id="1", customer="H", provider="F", path="/", provider_typical=50_000.0, attributable=300_000.0,
            residual=residual, tolerance=Decimal(20_000), has_cap=True, cap=Decimal(100_000),
            aggregate=Decimal(aggregate), customers=20,
        )
    )  # fmt: skip


def unpaid(covered: bool) -> Iterable[Found]:
    causes, heads = frozenset({Cause.RANSOMWARE}), frozenset({Head.HARDWARE})
    return check_unpaid(
        UnpaidFacts(
            customer="H", excluded_causes=causes, excluded_heads=heads, path="/", is_known=True,
            covered_causes=causes if covered else frozenset(), covered_heads=heads if covered else frozenset(),
        )
    )  # fmt: skip


def renewing(days: int) -> Iterable[Found]:
    by = TODAY + days * DAY
    return check_renewing([Renewing(key="1", reference="MSA", path="/", notice_by=by, send_by=by)], TODAY)


def data(signed: bool) -> Iterable[Found]:
    facts = DataFacts(
        customer_id="1", provider="F", customer="H", touching=("Mail",), unknown=(), has_signed_agreement=signed,
        notice_hours=24, path="/",
    )  # fmt: skip
    return check_data(facts)


def reliance(waits: int | None = 1, known: bool = True, roots: tuple[str, ...] = (), **about: Any) -> list[Found]:
    facts: Facts = {"key": "1", "name": "Tills", "path": "/", "low": 600.0, "vendor": "Ebbtide"}
    shared = Shared(key="1", name="Paper", path="/", roots=roots)
    return check_reliance(
        [Relied(**facts | about)], [shared], Cover(is_known=known, waiting_hours=waits, path="/"), "Harbour Roast"
    )


def recovery(**about: Any) -> list[Found]:
    facts: Facts = {
        "key": "1", "name": "Tills", "path": "/", "rto": 240, "rpo": 60, "backup": 30, "notice": 10,
        "restored": (TODAY, 200), "allowed": 120.0, "mtpd": 600.0,
        "fallbacks": (FallbackFacts(key="1", node="Counter", name="Paper", lasts=300),),
    }  # fmt: skip
    return check_recovery([ThingFacts(**facts | about)], "Harbour Roast", TODAY)


def technology(assessed_on: date | None = TODAY, delay: bool = True) -> list[Found]:
    vendor = VendorFacts(key="1", name="E", standing=Standing(is_critical=True, assessed_on=assessed_on), path="/")
    product = ProductFacts(
        key="1", name="Watch", software=UpdateControl(automatic=True, delay=delay), content=None,
        rollback_tested_on=None, path="/",
    )  # fmt: skip
    facts = TechnologyFacts(customer_id="1", vendors=(vendor,), products=(product,), is_recorded=True, path="/")
    return check_technology(facts, TODAY)


def updates(missed: tuple[str, ...]) -> list[Found]:
    return check_updates([UpdateFacts("1", "Watch 8.5", "/", missed)], "Fairlead IT")


def plans(due_on: date) -> list[Found]:
    practice = Practice(kind="Talk it through", every_months=12, held_on=TODAY - 360 * DAY, due_on=due_on)
    return check_plans([PlanFacts(line="1", name="Plan", path="/", practices=(practice,))], TODAY)


def contacts(verified_on: date) -> list[Found]:
    person = ContactFacts(name="Pat", party="provider", number="+44", added_on=PAST, verified_on=verified_on)
    return check_contacts(Contacts(customer="1", path="/", people=(person,)), [], TODAY)


CASES: dict[str, Case] = {
    "C-01": (matrix, {"ownership": "undecided"}, {}),
    "C-02": (matrix, {"ownership": "shared", "customer_duty": " "}, {"ownership": "shared"}),
    "C-03": (matrix, {"provider_person": ""}, {}),
    "C-04": (matrix, {"clause_owed_by": "customer"}, {"clause_owed_by": "provider"}),
    "C-05": (matrix, {"covering": ()}, {}),
    "C-06": (matrix, {"ownership": "customer"}, {"ownership": "customer", "covering": ()}),
    "C-07": (matrix, {"state": "proposed", "signed": ("provider",)}, {"state": "proposed"}),
    "C-08": (matrix, {"review_on": TODAY - DAY}, {"review_on": TODAY}),
    "C-09": (proof, {"latest_on": PAST}, {"latest_on": TODAY}),
    "C-10": (levels, {"missing": ("a number",)}, {}),
    "C-11": (levels, {}, {"miss": False}),
    "C-12": (levels, {"claim_by": SOON}, {"claim_by": TODAY + 4 * DAY}),
    "C-13": (conditions, {"ownership": "undecided"}, {}),
    "C-14": (conditions, {"falls_short": True, "counted": 22}, {}),
    "C-15": (cover, {"ends_on": TODAY + 30 * DAY}, {}),
    "C-16": (cover, {"retroactive_on": TODAY - 100 * DAY}, {}),
    "C-17": (promise, {"limit": Decimal(500_000)}, {"limit": Decimal(100_000)}),
    "C-18": (years, {"aggregate": 900_000}, {}),
    "C-19": (years, {}, {"residual": 20_000.0}),
    "C-20": (clause, {"minimum": Decimal(500_000)}, {"minimum": Decimal(100_000)}),
    "C-21": (reliance, {"waits": None}, {}),
    "C-22": (reliance, {"waits": 12}, {}),
    "C-23": (recovery, {"allowed": 300.0}, {}),
    "C-24": (recovery, {"backup": 60}, {}),
    "C-25": (recovery, {"restored": (TODAY, 300)}, {}),
    "C-26": (recovery, {"rto": 360, "restored": (TODAY, 300)}, {}),
    "C-27": (recovery, {"mtpd": 200.0}, {}),
    "C-28": (reliance, {"roots": ("Power",)}, {}),
    "C-29": (reliance, {"low": 60.0}, {"low": NEVER}),
    "C-30": (technology, {"assessed_on": PAST}, {}),
    "C-31": (technology, {"delay": False}, {}),
    "C-32": (updates, {"missed": ("Pilot was left out.",)}, {"missed": ()}),
    "C-33": (unpaid, {"covered": False}, {"covered": True}),
    "C-34": (unpaid, {"covered": False}, {"covered": True}),
    "C-35": (renewing, {"days": 30}, {"days": 31}),
    "C-36": (data, {"signed": False}, {"signed": True}),
    "C-37": (declined, {"review_on": TODAY - DAY}, {"review_on": TODAY}),
    "C-38": (declined, {"is_in_force": True}, {}),
    "C-40": (taught, {"done": 8}, {"done": 9}),
    "C-39": (plans, {"due_on": TODAY - DAY}, {"due_on": TODAY + DAY}),
    "C-41": (contacts, {"verified_on": TODAY - 100 * DAY}, {"verified_on": TODAY}),
    "C-42": (
        matrix,
        {"facts": {"statuses": ["implemented", "not_applicable"]}},
        {"facts": {"statuses": ["implemented"]}},
    ),
}
