"""Services bought under a contract."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction

from accounts.actor import Actor
from contracts import permissions, policies
from contracts.actions.trace import assign, labels, locked, locked_part, note
from contracts.models import Bundle, Contract, Line, Service
from contracts.snapshots import check_untouched, snapshot
from core.words import day


@transaction.atomic
def add_line(*, contract: Contract, by: Actor, at: datetime, **about: Any) -> Line:
    """Buy one service, at its usual fee unless another was agreed."""
    contract = locked(contract)
    permissions.check_can_buy(by, contract)
    if about.get("monthly_fee") is None:
        about["monthly_fee"] = about["service"].monthly_fee
    line = Line(contract=contract, **about)
    policies.check_dates_free(line, _lines(contract))
    line.save()
    says = f"added {line.service} from {day(line.starts_on)}"
    note("contract_line_added", contract, by=by, at=at, says=says, after=snapshot(line))
    return line


@transaction.atomic
def add_services(
    *,
    contract: Contract,
    services: Iterable[Service] = (),
    bundles: Iterable[Bundle] = (),
    from_on: date,
    by: Actor,
    at: datetime,
) -> list[Line]:
    """Buy several services at their usual fees; a bundle stands for each service in it.

    A service that is already bought on that day is left as it is.
    """
    contract = locked(contract)
    permissions.check_can_buy(by, contract)
    return buy(contract, services, bundles, from_on=from_on, by=by, at=at)


def buy(
    contract: Contract,
    services: Iterable[Service],
    bundles: Iterable[Bundle],
    *,
    from_on: date,
    by: Actor,
    at: datetime,
) -> list[Line]:
    """The lines of a contract that is locked and may be changed."""
    known = _lines(contract)
    lines = []
    for service in _chosen(services, bundles):
        line = Line(contract=contract, service=service, monthly_fee=service.monthly_fee, starts_on=from_on)
        if any(other.service_id == line.service_id and policies.overlap(line, other) for other in known):
            continue
        line.save()
        lines.append(line)
    if lines:
        says = f"added {', '.join(str(line.service) for line in lines)} from {day(from_on)}"
        after = {"lines": [snapshot(line) for line in lines]}
        note("contract_lines_added", contract, by=by, at=at, says=says, after=after)
    return lines


@transaction.atomic
def edit_line(*, line: Line, edited: str, by: Actor, at: datetime, **about: Any) -> Line:
    """Change quantity, fee or dates of a service bought."""
    contract = locked(line.contract)
    line = locked_part(line, "service")
    permissions.check_can_buy(by, contract)
    check_untouched(line, edited)
    before, after = assign(line, about)
    if not after:
        return line
    policies.check_line_change(contract, after)
    policies.check_dates_free(line, _lines(contract))
    line.save()
    says = f"changed {line.service}: {labels(line, after)}"
    note("contract_line_edited", contract, by=by, at=at, says=says, before=before, after=after)
    return line


@transaction.atomic
def remove_line(*, line: Line, by: Actor, at: datetime) -> None:
    """Take out a service that was entered by mistake; one that stops gets a last day instead."""
    contract = locked(line.contract)
    line = locked_part(line, "service")
    permissions.check_can_edit(by, contract)
    before = snapshot(line)
    line.delete()
    says = f"removed {before['service']} from the services bought"
    note("contract_line_removed", contract, by=by, at=at, says=says, before=before)


def _lines(contract: Contract) -> list[Line]:
    return list(contract.lines.select_related("service"))


def _chosen(services: Iterable[Service], bundles: Iterable[Bundle]) -> list[Service]:
    """Each service once, in the order of the catalogue."""
    chosen = {service.pk: service for service in services}
    for bundle in bundles:
        chosen |= {service.pk: service for service in bundle.services.live()}
    return sorted(chosen.values(), key=lambda service: (service.name, service.code))
