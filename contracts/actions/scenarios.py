"""Examples of who would pay: kept, changed, shared, removed; what-ifs; simulated years asked for and finished."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from accounts.models import Customer
from audit.record import record
from background.jobs import enqueue
from contracts.actions.trace import assign, labels
from contracts.models import LossScenario, LossYears, WhatIf
from contracts.scenarios import permissions
from contracts.scenarios.suggested import SHARE, Suggestion
from contracts.scenarios.years import examples_in
from contracts.snapshots import check_untouched, snapshot
from core.digest import sha256
from core.errors import Conflict, NotAllowed
from core.once import save_once

QUIETLY = "an example of who would pay, not shared yet"


@transaction.atomic
def add_scenario(*, customer: Customer, by: Actor, at: datetime, **about: Any) -> LossScenario:
    """A new example of the actor's side, which alone sees it until it is shared."""
    permissions.check_can_keep(by, customer)
    row = LossScenario.objects.create(customer=customer, side=by.party, added_by_id=_person(by), added_at=at, **about)
    _note("scenario_added", row, by, at, "added", after=snapshot(row))
    return row


@transaction.atomic
def edit_scenario(*, scenario: LossScenario, edited: str, by: Actor, at: datetime, **about: Any) -> LossScenario:
    """Change the facts. `edited` is the token of the values that the writer saw."""
    scenario = _locked(scenario)
    permissions.check_can_edit(by, scenario)
    check_untouched(scenario, edited)
    before, after = assign(scenario, about)
    if after:
        scenario.save()
        _note("scenario_edited", scenario, by, at, "changed", f": {labels(scenario, after)}", before, after)
    return scenario


@transaction.atomic
def set_failed_jobs(
    *, scenario: LossScenario, lines: Iterable[UUID], share: Suggestion | None, by: Actor, at: datetime
) -> LossScenario:
    """Say which jobs of the matrix failed; the provider's part becomes what they suggest."""
    scenario = _locked(scenario)
    permissions.check_can_edit(by, scenario)
    kept = {name: each for name, each in scenario.suggested.items() if name != SHARE}
    about: dict[str, Any] = {"failed_jobs": sorted(str(line) for line in lines)}
    if share:
        about |= {"msp_share": share.value}
        kept |= {SHARE: share.to_json()}
    before, after = assign(scenario, about | {"suggested": kept})
    if after:
        scenario.save()
        _note("scenario_edited", scenario, by, at, "changed", f": {labels(scenario, after)}", before, after)
    return scenario


@transaction.atomic
def share_scenario(*, scenario: LossScenario, by: Actor, at: datetime) -> LossScenario:
    """Let the other side read it, with its what-ifs, from now on."""
    scenario = _locked(scenario)
    permissions.check_can_share(by, scenario)
    scenario.shared_at, scenario.shared_by_id = at, _person(by)
    scenario.save(update_fields=["shared_at", "shared_by"])
    _note("scenario_shared", scenario, by, at, "shared", after=snapshot(scenario))
    _tell("contracts.email_scenario", scenario, scenario_id=scenario.pk)
    return scenario


@transaction.atomic
def remove_scenario(*, scenario: LossScenario, by: Actor, at: datetime) -> None:
    """Take it out, with its what-ifs; the history keeps what it said."""
    scenario = _locked(scenario)
    permissions.check_can_edit(by, scenario)
    _note("scenario_removed", scenario, by, at, "removed", before=snapshot(scenario))
    scenario.delete()


@transaction.atomic
def add_what_if(*, scenario: LossScenario, name: str, changes: Mapping[str, Any], by: Actor, at: datetime) -> WhatIf:
    """Keep the same event under other terms. Conflict when the name is taken."""
    scenario = _locked(scenario)
    permissions.check_can_edit(by, scenario)
    row = WhatIf(scenario=scenario, name=name, changes=dict(changes), added_by_id=_person(by), added_at=at)
    save_once(row, "There is a what-if of this name already. Give it another.", force_insert=True)
    _note("what_if_added", scenario, by, at, "added a what-if to", f": {name}", after={"changes": row.changes})
    return row


@transaction.atomic
def remove_what_if(*, what_if: WhatIf, by: Actor, at: datetime) -> None:
    scenario = _locked(what_if.scenario)
    permissions.check_can_edit(by, scenario)
    _note(
        "what_if_removed",
        scenario,
        by,
        at,
        "removed a what-if from",
        f": {what_if}",
        before={"changes": what_if.changes},
    )
    what_if.delete()


@transaction.atomic
def ask_years(
    *,
    customer: Customer,
    inputs: dict[str, Any],
    years: int,
    seed: int,
    by: Actor,
    at: datetime,
    tolerance: Decimal | None = None,
) -> LossYears:
    """Have so many years simulated. The same inputs, years and seed give the same figures again."""
    permissions.check_can_keep(by, customer)
    row = LossYears.objects.create(
        customer=customer,
        side=by.party,
        asked_by_id=_person(by),
        asked_at=at,
        years=years,
        seed=seed,
        inputs=inputs,
        inputs_sha256=sha256(inputs),
        tolerance=tolerance,
    )
    enqueue(
        "contracts.simulate_years",
        key=f"loss-years:{row.pk}",
        provider_id=customer.provider_id,
        customer_id=customer.pk,
        run_id=row.pk,
    )
    record(
        "loss_years_asked",
        target=customer,
        target_id=row.pk,
        by=by,
        at=at,
        says=f"had {years:,} years of losses simulated",
        customer_id=customer.pk,
        is_internal=by.is_provider,
    )
    return row


@transaction.atomic
def share_years(*, run: LossYears, by: Actor, at: datetime) -> LossYears:
    """Let the other side read what came of them, as it may know of it; the examples in them are shared before."""
    rows = LossYears.objects.select_for_update(of=("self",)).select_related("customer__provider")
    run = rows.get(pk=run.pk)
    permissions.check_can_share_years(by, run, _hidden(run))
    run.shared_at, run.shared_by_id = at, _person(by)
    run.save(update_fields=["shared_at", "shared_by"])
    record(
        "loss_years_shared",
        target=run.customer,
        target_id=run.pk,
        by=by,
        at=at,
        says=f"shared {run}",
        customer_id=run.customer_id,
    )
    _tell("contracts.email_years", run, run_id=run.pk)
    return run


def _hidden(run: LossYears) -> list[str]:
    """The examples in it that are not shared, or no longer there to tell."""
    shared = LossScenario.objects.of_customer(run.customer).filter(shared_at__isnull=False)
    known = {str(pk) for pk in shared.filter(pk__in=examples_in(run.inputs)).values_list("pk", flat=True)}
    return [each["name"] for each in run.inputs["scenarios"] if each.get("example") not in known]


def finish_years(*, run: LossYears, result: dict[str, Any] | None, reason: str = "", at: datetime) -> None:
    """Keep what came of it, or why there is nothing. In the job's transaction."""
    run.result, run.reason, run.finished_at = result, reason[:300], at
    run.years_done = run.years if result else run.years_done
    run.save(update_fields=["result", "reason", "finished_at", "years_done"])


def _tell(job: str, shared: LossScenario | LossYears, **ids: Any) -> None:
    """Have the other side told, once."""
    customer = shared.customer
    enqueue(job, key=f"{job}:{shared.pk}", provider_id=customer.provider_id, customer_id=customer.pk, **ids)


def _locked(scenario: LossScenario) -> LossScenario:
    rows = LossScenario.objects.select_for_update(of=("self",)).select_related("customer__provider", "incident")
    found = rows.filter(pk=scenario.pk).first()
    if found is None:
        raise Conflict("Somebody else removed this in the meantime. Nothing was changed.")
    return found


def _person(by: Actor) -> UUID:
    """Whose example it is. The product itself keeps none."""
    if by.user_id is None:
        raise NotAllowed("Only a person can keep an example.")
    return by.user_id


def _note(
    verb: str, row: LossScenario, by: Actor, at: datetime, did: str, more: str = "",
    before: dict[str, Any] | None = None, after: dict[str, Any] | None = None,
) -> None:  # fmt: skip
    """A line of history. Of what a customer keeps to itself, the provider's people read that it was done, not what."""
    is_private = not row.is_shared
    is_hidden = is_private and by.is_customer
    record(
        verb,
        target=row.customer if is_hidden else row,
        target_id=row.pk,
        by=by,
        at=at,
        says=f"{did} {QUIETLY}" if is_hidden else f"{did} the example “{row.name}”{more}",
        customer_id=row.customer_id,
        before=None if is_hidden else before,
        after=None if is_hidden else after,
        is_internal=is_private and by.is_provider,
    )
