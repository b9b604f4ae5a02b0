"""Policies added, changed, renewed, published, removed."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from dateutil.relativedelta import relativedelta
from django.db import transaction

from accounts.actor import Actor
from accounts.models import Customer, Provider
from audit.endings import Ending, ending_words
from audit.reviews import end_review
from background.jobs import enqueue
from contracts.actions.insurance.trace import locked, note
from contracts.actions.trace import assign, labels
from contracts.insurance import permissions
from contracts.insurance.kinds import SHOWN_AT_FIRST, Fact
from contracts.insurance.queries import is_used
from contracts.models import Notification, Policy, PublishedFact
from contracts.snapshots import check_untouched, snapshot
from core.errors import Conflict
from core.once import save_once

TAKEN = "This policy has already been entered for a period that begins on the same day. Nothing was changed."
RENEWED = ("sections", "sublimits", "conditions")
NOT_KNOWN_YET = {"is_met": None, "counted": None, "counted_of": None, "checked_on": None, "evidence": ""}


@transaction.atomic
def add_policy(*, holder: Provider | Customer, by: Actor, at: datetime, **about: Any) -> Policy:
    """A new policy of the provider or a customer. Of the provider's, customers read no amount until told otherwise."""
    permissions.check_can_add(by, holder)
    side = "provider" if isinstance(holder, Provider) else "customer"
    policy = Policy(**{side: holder}, **about)
    save_once(policy, TAKEN)
    note("policy_added", policy, by=by, at=at, says="added the insurance policy", after=snapshot(policy))
    _ask_to_follow(policy)
    if policy.is_providers:
        _publish(policy, SHOWN_AT_FIRST, by, at)
    return policy


@transaction.atomic
def edit_policy(*, policy: Policy, edited: str, by: Actor, at: datetime, **about: Any) -> Policy:
    """Change what the policy says. `edited` is the token of the values that the writer saw."""
    policy = locked(policy)
    permissions.check_can_edit(by, policy)
    check_untouched(policy, edited)
    before, after = assign(policy, about)
    if not after:
        return policy
    save_once(policy, TAKEN)
    says = f"changed the insurance policy: {labels(policy, after)}"
    note("policy_edited", policy, by=by, at=at, says=says, before=before, after=after)
    _ask_to_follow(policy)
    return policy


@transaction.atomic
def renew_policy(*, policy: Policy, by: Actor, at: datetime) -> Policy:
    """The next period, beginning the day after, with the same terms. Whether conditions are met is asked anew."""
    policy = locked(policy)
    permissions.check_can_edit(by, policy)
    starts_on = policy.ends_on + timedelta(days=1)
    about = {name: getattr(policy, name) for name in snapshot(policy)}
    about |= {"starts_on": starts_on, "ends_on": _a_year_from(starts_on), "review_on": None, "will_lapse": False}
    about["insured_since"] = policy.insured_since or policy.starts_on
    new = add_policy(holder=policy.holder, by=by, at=at, **about)
    for parts in RENEWED:
        for part in getattr(policy, parts).all():
            _copy(part, new)
    if policy.is_providers:
        _publish(new, [Fact(each.fact) for each in policy.published.all()], by, at)
    return new


@transaction.atomic
def review_policy(*, policy: Policy, ending: Ending, why: str, next_on: date | None, by: Actor, at: datetime) -> Policy:
    """Somebody looked at the policy again: what they found and why. One that is not to be renewed is let lapse."""
    policy = locked(policy)
    permissions.check_can_edit(by, policy)
    before = {"review_on": policy.review_on, "will_lapse": policy.will_lapse}
    policy.review_on = None if ending == Ending.RETIRED else next_on
    policy.will_lapse = policy.will_lapse or ending == Ending.RETIRED
    policy.save(update_fields=["review_on", "will_lapse"])
    after = {"review_on": policy.review_on, "will_lapse": policy.will_lapse}
    says = f"looked at the insurance policy again: {ending_words(ending, why)}"
    note("policy_reviewed", policy, by=by, at=at, says=says, before=before, after=after)
    end_review(
        kind="cover", subject_id=policy.pk, label=f"Review of the insurance {policy}", path=policy.get_absolute_url(),
        ending=ending, why=why, by=by, at=at, customer_id=policy.customer_id, next_on=policy.review_on,
    )  # fmt: skip
    return policy


@transaction.atomic
def remove_policy(*, policy: Policy, by: Actor, at: datetime) -> None:
    """Take out a policy that was entered by mistake: one with claims or documents stays."""
    policy = locked(policy)
    permissions.check_can_remove(by, policy, is_used=is_used(policy))
    before = snapshot(policy)
    note("policy_removed", policy, by=by, at=at, says="removed the insurance policy", before=before)
    Notification.objects.filter(policy=policy).waiting().delete()  # nobody has to be told under it
    policy.delete()


@transaction.atomic
def publish_facts(*, policy: Policy, facts: Iterable[Fact], seen: Iterable[Fact], by: Actor, at: datetime) -> Policy:
    """Let customers read these facts of the provider's policy, and no others.

    `seen` is what the writer saw as published: an old page must not show again what somebody has taken back.
    """
    policy = locked(policy)
    permissions.check_can_publish(by, policy)
    shown, wanted = set(policy.published.values_list("fact", flat=True)), list(facts)
    if shown not in (set(map(str, seen)), set(map(str, wanted))):
        raise Conflict("Somebody else changed what customers read in the meantime. Nothing was changed: look again.")
    _publish(policy, wanted, by, at)
    return policy


def _ask_to_follow(policy: Policy) -> None:
    """Who has to be told of open incidents follows the policies in force."""
    enqueue(
        "contracts.follow_policies",
        key=f"follow_policies:{policy.provider_id or policy.customer_id}",
        provider_id=policy.provider_id or policy.holder.provider_id,  # type: ignore[union-attr]  # a customer's
        customer_id=policy.customer_id,
        for_provider=policy.provider_id,
        for_customer=policy.customer_id,
    )


def _publish(policy: Policy, facts: Iterable[Fact], by: Actor, at: datetime) -> None:
    wanted, shown = set(map(str, facts)), set(policy.published.values_list("fact", flat=True))
    if wanted == shown:
        return
    policy.published.filter(fact__in=shown - wanted).delete()
    PublishedFact.objects.bulk_create(
        PublishedFact(policy=policy, fact=fact, published_at=at, published_by_id=by.user_id)
        for fact in sorted(wanted - shown)
    )
    says = f"let customers read {_listed(wanted)}"
    before, after = {"published": sorted(shown)}, {"published": sorted(wanted)}
    note("policy_published", policy, by=by, at=at, says=says, before=before, after=after)


def _listed(facts: set[str]) -> str:
    words = [fact.label.lower() for fact in Fact if fact in facts]
    return ", ".join(words) or "nothing of it"


def _a_year_from(day_: date) -> date:
    return day_ + relativedelta(years=1) - timedelta(days=1)


def _copy(part: Any, policy: Policy) -> None:
    """The same part in the new policy; what was found out about a condition belongs to the old one."""
    about = {name: getattr(part, name) for name in snapshot(part)}
    if "is_met" in about:
        about |= NOT_KNOWN_YET
    type(part)._default_manager.create(policy=policy, **about)
