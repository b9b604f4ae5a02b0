"""Templates kept in the catalogue, contracts begun from them, and contracts duplicated."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from accounts.actor import Actor, check_may
from accounts.enums import Permission
from accounts.models import Customer
from audit.record import record
from contracts import permissions
from contracts.actions.copying import begin_lines_anew, copy_parts, terms_to_copy
from contracts.actions.lines import buy
from contracts.actions.trace import note
from contracts.models import Clause, Contract, ContractTemplate, Service, SlaTarget, TargetTerms
from contracts.snapshots import FIELDS, snapshot
from core.errors import NotAllowed
from core.once import save_once

RULES = (
    "kind", "title", "initial_term_months", "renewal", "renewal_term_months", "notice_period", "notice_unit",
    "notice_counting", "notice_delivery", "notice_days", "currency", "governing_law",
)  # fmt: skip


@transaction.atomic
def save_as_template(*, contract: Contract, name: str, by: Actor, at: datetime) -> ContractTemplate:
    """A template with what the contract says and the services it sells now."""
    check_may(by, Permission.CATALOGUE_EDIT)
    about = {rule: getattr(contract, rule) for rule in RULES}
    template = ContractTemplate(
        provider_id=by.provider_id, name=name, clauses=_clauses(contract), targets=_targets(contract), **about
    )
    save_once(template, f"You already have a template “{name}”. Nothing was added.")
    template.services.set(Service.objects.filter(lines__contract=contract, retired_at=None).distinct())
    _note(template, "template_added", f"made the contract template “{name}” from {contract.reference}", by, at)
    return template


@transaction.atomic
def add_template(*, services: Iterable[Service], by: Actor, at: datetime, **about: Any) -> ContractTemplate:
    """A template with its terms and services; clauses are added one by one."""
    check_may(by, Permission.CATALOGUE_EDIT)
    template = ContractTemplate(provider_id=by.provider_id, **about)
    save_once(template, f"You already have a template “{template.name}”. Nothing was added.")
    template.services.set(services)
    _note(template, "template_added", f"added the contract template “{template.name}”", by, at)
    return template


@transaction.atomic
def edit_template(*, template: ContractTemplate, by: Actor, at: datetime, **about: Any) -> ContractTemplate:
    """Change any of its values; contracts begun from it stay as they are."""
    check_may(by, Permission.CATALOGUE_EDIT)
    template = ContractTemplate.objects.select_for_update().get(pk=template.pk, provider_id=by.provider_id)
    services = about.pop("services", None)
    for name, value in about.items():
        setattr(template, name, value)
    save_once(template, f"You already have a template “{template.name}”. Nothing was changed.")
    if services is not None:
        template.services.set(services)
    _note(template, "template_edited", f"changed the contract template “{template.name}”", by, at)
    return template


@transaction.atomic
def begin_from_template(
    *, template: ContractTemplate, customer: Customer, reference: str, starts_on: date, by: Actor, at: datetime
) -> Contract:
    """An unsigned draft for the customer with everything the template says."""
    permissions.check_can_add(by, customer)
    if template.retired_at is not None:
        raise NotAllowed(f"The template “{template}” is retired.")
    about = {rule: getattr(template, rule) for rule in RULES}
    contract = Contract(customer=customer, reference=reference, effective_from=starts_on, **about)
    save_once(contract, f"{customer.name} already has a contract {reference}. Nothing was added.")
    says = f"began the contract “{contract.title}” from the template “{template}”"
    note("contract_added", contract, by=by, at=at, says=says, after=snapshot(contract))
    services = list(template.services.live())
    _write(contract, template, {str(service.pk): service for service in template.services.all()})
    buy(contract, services, (), from_on=starts_on, by=by, at=at)
    return contract


@transaction.atomic
def duplicate_contract(
    *, contract: Contract, customer: Customer, reference: str, starts_on: date, by: Actor, at: datetime
) -> Contract:
    """The same contract once more, for this or another customer, as an unsigned draft that begins on another day."""
    permissions.check_can_add(by, contract.customer)
    permissions.check_can_add(by, customer)
    about = terms_to_copy(contract) | {"reference": reference, "effective_from": starts_on}
    if customer.pk != contract.customer_id:
        about["parent"] = None
    copy = Contract(customer=customer, **about)
    save_once(copy, f"{customer.name} already has a contract {reference}. Nothing was added.")
    copy_parts(contract, copy)
    begin_lines_anew(copy, starts_on)
    TargetTerms.objects.filter(target__contract=copy).update(recorded_from=None)  # nobody has kept count under it
    says = f"duplicated {contract.reference}"
    if customer.pk != contract.customer_id:
        says = "added a contract like one of another customer"
    note("contract_added", copy, by=by, at=at, says=says, after=snapshot(copy))
    return copy


def _clauses(contract: Contract) -> list[dict[str, Any]]:
    rows = contract.clauses.order_by("position", "pk")
    return [{name: getattr(row, name) for name in FIELDS[Clause]} for row in rows]


def _targets(contract: Contract) -> list[dict[str, Any]]:
    rows = contract.targets.select_related("clause", "terms").order_by("metric", "priority", "pk")
    return [_target(row) for row in rows]


def _target(row: SlaTarget) -> dict[str, Any]:
    values = {name: getattr(row, name) for name in FIELDS[SlaTarget] if name not in ("service", "clause", "value")}
    return values | {
        "value": str(row.value) if row.value is not None else None,
        "service": str(row.service_id) if row.service_id else None,
        "clause": row.clause.number if row.clause else None,
        "terms": _terms(row.terms) if hasattr(row, "terms") else None,
    }


def _terms(terms: TargetTerms) -> dict[str, Any]:
    """How it is measured and what a miss gives; since when somebody keeps count is a matter of each customer."""
    values = {name: getattr(terms, name) for name in FIELDS[TargetTerms] if name != "recorded_from"}
    return {name: str(value) if isinstance(value, Decimal) else value for name, value in values.items()}


def _write(contract: Contract, template: ContractTemplate, services: dict[str, Service]) -> None:
    clauses = [Clause(contract=contract, position=place, **values) for place, values in enumerate(template.clauses, 1)]
    Clause.objects.bulk_create(clauses)
    by_number = {clause.number: clause for clause in clauses}
    made = [(_begun(contract, values, services, by_number), values.get("terms")) for values in template.targets]
    SlaTarget.objects.bulk_create([target for target, _ in made])
    TargetTerms.objects.bulk_create([TargetTerms(target=target, **terms) for target, terms in made if terms])


def _begun(
    contract: Contract, values: dict[str, Any], services: dict[str, Service], clauses: dict[str, Clause]
) -> SlaTarget:
    own = {name: value for name, value in values.items() if name != "terms"} | {
        "value": Decimal(values["value"]) if values["value"] else None,
        "service": services.get(values["service"] or ""),
        "clause": clauses.get(values["clause"] or ""),
    }
    return SlaTarget(contract=contract, **own)


def _note(template: ContractTemplate, verb: str, says: str, by: Actor, at: datetime) -> None:
    record(verb, target=template, by=by, at=at, says=says, is_internal=True)
