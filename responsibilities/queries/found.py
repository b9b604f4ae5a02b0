"""What the checks of this app find, for many customers at once: each finding with whether the customer may read it."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Max
from django.urls import reverse

from accounts.models import Customer
from core.checks import Check, Found, Told, not_told
from responsibilities.check_words import MATRIX, PROOF
from responsibilities.models import Evidence, Row, VersionState
from responsibilities.models.evidence import still_good
from responsibilities.proof_checks import ProofFacts, check_proof
from responsibilities.queries.facts import findings_of_customers

Proved = tuple[date | None, date | None]  # the day of the newest that is still good; until when one was that is not
NO_LIST, NOT_IN_FORCE = "no list of who does what has been written yet", "no list of who does what is in force yet"


def matrix_findings(customers: Sequence[Customer], today: date) -> dict[UUID, list[Told]]:
    """Of the version that counts; what a draft says is the provider's alone. Seven queries, however many customers."""
    found = findings_of_customers([customer.pk for customer in customers], today)
    told: dict[UUID, list[Told]] = {}
    for customer in customers:
        version, several = found.get(customer.pk, (None, _without(MATRIX, customer, NO_LIST)))
        is_published = version is None or version.proposed_at is not None
        told[customer.pk] = [(each, is_published) for each in several]
    return told


def proof_findings(customers: Sequence[Customer], today: date) -> dict[UUID, list[Told]]:
    """Of the jobs in force, which both sides have signed. Two queries, however many customers."""
    ids = [customer.pk for customer in customers]
    rows: Any = Row.objects.in_scope().filter(version__customer__in=ids, version__state=VersionState.AGREED)
    fields = ("version__customer_id", "line", "code", "title", "evidence_expected", "review_interval_months")
    kept = Evidence.objects.filter(customer__in=ids, kind=Evidence.Kind.JOB).on_file().order_by()
    proofs = kept.values_list("subject_id").annotate(
        newest=Max("happened_on", filter=still_good(today)), gone=Max("expires_on", filter=~still_good(today))
    )
    proved: dict[UUID, Proved] = {line: (newest, gone) for line, newest, gone in proofs}
    jobs: dict[UUID, list[tuple[Any, ...]]] = defaultdict(list)
    for owner, *job in rows.order_by("position", "code").values_list(*fields):
        jobs[owner].append(tuple(job))
    return {
        customer.pk: [(each, True) for each in _proof_of(customer, jobs.get(customer.pk), proved, today)]
        for customer in customers
    }


def _proof_of(
    customer: Customer, jobs: list[tuple[Any, ...]] | None, proved: dict[UUID, Proved], today: date
) -> list[Found]:
    if jobs is None:
        return _without(PROOF, customer, NOT_IN_FORCE)
    path = reverse("responsibilities:evidence-list", kwargs={"customer_slug": customer.slug})
    facts = []
    for line, code, title, expected, months in jobs:
        latest_on, ran_out_on = proved.get(line, (None, None))
        about = {"line": str(line), "code": code, "title": title, "expected": expected, "interval_months": months}
        facts.append(ProofFacts(**about, latest_on=latest_on, ran_out_on=ran_out_on, path=path))
    return list(check_proof(facts, today))


def _without(checks: Sequence[Check], customer: Customer, why: str) -> list[Found]:
    return not_told(
        checks,
        subject=f"list:{customer.pk}",
        label="Who does what",
        message=f"This cannot be told: {why}.",
        action="Write the list, propose it and have both sides sign it.",
        path=reverse("responsibilities:matrix", kwargs={"customer_slug": customer.slug}),
    )
