"""What stands in a policy: sections, limits for single events, conditions, and what the insurer was told."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from accounts.actor import Actor
from contracts.actions.insurance.trace import locked, note
from contracts.actions.trace import assign, labels, locked_part
from contracts.insurance import permissions
from contracts.models import EventSublimit, Policy, PolicyCondition, PolicyNotice, PolicySection
from contracts.snapshots import check_untouched, contains, snapshot
from core.errors import Conflict, NotAllowed
from core.once import save_once

Part = PolicySection | EventSublimit | PolicyCondition | PolicyNotice
NOUNS: dict[type[Part], str] = {
    PolicySection: "section",
    EventSublimit: "event",
    PolicyCondition: "condition",
    PolicyNotice: "notice",
}
TAKEN = {
    PolicySection: "The policy already has a section of this name. Change that one.",
    EventSublimit: "The policy already has a limit for this event. Change that one.",
    PolicyCondition: "The policy already has a condition of this name. Change that one.",
    PolicyNotice: "",
}


@transaction.atomic
def add_part(*, policy: Policy, model: type[Part], by: Actor, at: datetime, **about: Any) -> Part:
    """One more of them. A section stands after those already there, unless a place is named."""
    policy = locked(policy)
    permissions.check_can_edit(by, policy)
    if model is PolicySection and not about.get("position"):
        last = policy.sections.aggregate(last=Max("position"))["last"] or 0
        about["position"] = last + 1
    row = model(policy=policy, **about)
    if isinstance(row, PolicyNotice) and contains(policy.notices, row):
        raise Conflict("Just this is entered already. Nothing was added. Say in the words how another one differs.")
    save_once(row, TAKEN[model])
    says = f"added the {NOUNS[model]} “{row}”"
    note(f"policy_{NOUNS[model]}_added", policy, by=by, at=at, says=says, after=snapshot(row))
    return row


@transaction.atomic
def edit_part(*, part: Part, edited: str, by: Actor, at: datetime, **about: Any) -> Part:
    """Change one of them. `edited` is the token of the values that the writer saw."""
    policy = locked(part.policy)
    part = locked_part(part)
    permissions.check_can_edit(by, policy)
    check_untouched(part, edited)
    before, after = assign(part, about)
    if not after:
        return part
    save_once(part, TAKEN[type(part)])
    noun = NOUNS[type(part)]
    says = f"changed the {noun} “{part}”: {labels(part, after)}"
    note(f"policy_{noun}_edited", policy, by=by, at=at, says=says, before=before, after=after)
    return part


@transaction.atomic
def remove_part(*, part: Part, by: Actor, at: datetime) -> None:
    """Take one out; the history keeps what it said."""
    policy = locked(part.policy)
    part = locked_part(part)
    permissions.check_can_edit(by, policy)
    before, noun, says = snapshot(part), NOUNS[type(part)], f"removed the {NOUNS[type(part)]} “{part}”"
    part.delete()
    note(f"policy_{noun}_removed", policy, by=by, at=at, says=says, before=before)


@transaction.atomic
def link_condition(
    *, condition: PolicyCondition, line: UUID | None, job: str, by: Actor, at: datetime
) -> PolicyCondition:
    """Name the row of the customer's matrix that answers for a condition, or none. `job` is the row in words, as far as
    both sides may read it."""
    policy = locked(condition.policy)
    condition = locked_part(condition)
    permissions.check_can_edit(by, policy)
    if policy.is_providers:
        raise NotAllowed("The provider’s own conditions stand in no customer’s list of jobs.")
    if condition.line == line:
        return condition
    before = {"line": condition.line}
    condition.line = line
    condition.save(update_fields=["line"])
    named = f"“{job}”" if job else "a job"
    says = f"said that {named if line else 'no job'} answers for the condition “{condition}”"
    note("policy_condition_linked", policy, by=by, at=at, says=says, before=before, after={"line": line})
    return condition
