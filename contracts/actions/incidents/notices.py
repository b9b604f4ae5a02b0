"""Who is told of an incident: kept in step with its facts, recorded as done or as not needed."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from accounts.actor import Actor
from contracts.actions import insurance
from contracts.actions.incidents.trace import locked, note
from contracts.incidents import permissions, policies
from contracts.incidents.kinds import Whom
from contracts.models import Incident, Notification, PolicyNotice
from contracts.queries.incidents.wanted import Wanted, wanted_of
from core.errors import NotAllowed
from core.once import made_before
from core.words import moment

NO_PERSONAL_DATA = "No personal data was touched."
FOLLOWED = ("rule", "due_at", "is_in_hours")  # what moves with the facts
WORKED_OUT = (Whom.ICO, Whom.CUSTOMER, Whom.INSURER)


def align(incident: Incident, *, by: Actor, at: datetime, personal_data_changed: bool = False) -> bool:
    """Keep those who have to be told equal to what law, contracts and policies ask, in the caller's transaction.

    What was recorded stays. Without personal data the ICO need not be told; that is kept as a reason. Says whether
    anything changed.
    """
    known = {(one.whom, one.policy_id): one for one in incident.notifications.filter(whom__in=WORKED_OUT)}
    wanted = {(str(one.whom), one.policy.pk if one.policy else None): one for one in wanted_of(incident)}
    new = [_new(incident, one) for name, one in wanted.items() if name not in known]
    for one in new:
        one.save()
    both = known.keys() & wanted.keys()
    moved = [_follow(known[name], wanted[name], reopens=personal_data_changed) for name in both]
    dropped = [_drop(known[name], by, at) for name in known.keys() - wanted.keys()]
    return bool(new) or any(moved) or any(dropped)


@transaction.atomic
def follow_policies(*, incident: Incident, by: Actor, at: datetime) -> Incident:
    """After a policy was written: those who have to be told of an open incident are its insurers again."""
    incident = locked(incident)
    if incident.is_open and align(incident, by=by, at=at):
        says = "brought those who have to be told up to the policies in force"
        note("incident_notices_followed", incident, by=by, at=at, says=says)
    return incident


def told_by_sharing(incident: Incident, *, by: Actor, at: datetime) -> None:
    """The customer reads it here: nobody records that a second time."""
    waiting = incident.notifications.waiting().filter(whom=Whom.CUSTOMER)
    waiting.update(done_at=at, done_by=by.user_id, reference="Same Sheet")


@transaction.atomic
def add_notification(
    *,
    incident: Incident,
    name: str,
    rule: str,
    due_at: datetime | None,
    by: Actor,
    at: datetime,
    key: UUID | None = None,
) -> Notification:
    """Somebody else who has to be told: the police, a bank, the people affected. The writer's side tells them."""
    incident = locked(incident)
    permissions.check_can_edit(by, incident)
    if known := made_before(Notification, key, incident_id=incident.pk):
        return known
    added = Notification(
        pk=key or uuid4(), incident=incident, whom=Whom.OTHER, name=name, owed_by=by.party, rule=rule, due_at=due_at
    )
    added.save(force_insert=True)
    note("incident_notice_added", incident, by=by, at=at, says=f"noted that {name} has to be told", after=_about(added))
    return added


@transaction.atomic
def record_told(
    *,
    notification: Notification,
    done_at: datetime,
    by: Actor,
    at: datetime,
    reference: str = "",
    kind: str = "claim",
    notice: PolicyNotice | None = None,
) -> Notification:
    """Somebody was told. An insurer's notice is written into its policy, or the one that stands there is taken."""
    notification = _locked(notification)
    permissions.check_can_tell(by, notification)
    policies.check_has_happened(done_at, at)
    if notification.policy is not None:
        notification.notice = _checked(notification, notice) or _in_policy(
            notification, kind=kind, done_at=done_at, reference=reference, by=by, at=at
        )
    notification.done_at, notification.done_by_id, notification.reference = done_at, by.user_id, reference
    notification.save(update_fields=["done_at", "done_by", "reference", "notice"])
    says = f"recorded that {notification} was told on {moment(done_at)}"
    _note("incident_notice_done", notification, by=by, at=at, says=says)
    return notification


@transaction.atomic
def record_not_needed(*, notification: Notification, reason: str, by: Actor, at: datetime) -> Notification:
    """Somebody answers for it that nobody has to be told, with the reason."""
    notification = _locked(notification)
    permissions.check_can_record(by, notification)
    notification.not_needed_at, notification.not_needed_by_id, notification.reason = at, by.user_id, reason
    notification.save(update_fields=["not_needed_at", "not_needed_by", "reason"])
    says = f"said that {notification} need not be told: {reason}"
    _note("incident_notice_not_needed", notification, by=by, at=at, says=says)
    return notification


@transaction.atomic
def take_back(*, notification: Notification, by: Actor, at: datetime) -> Notification:
    """What was recorded by mistake is open again; the history keeps both."""
    notification = _locked(notification)
    permissions.check_can_take_back(by, notification)
    before = _about(notification)
    _reopen(notification)
    says = f"took back what was recorded about telling {notification}"
    _note("incident_notice_taken_back", notification, by=by, at=at, says=says, before=before)
    return notification


def _new(incident: Incident, wanted: Wanted) -> Notification:
    return Notification(
        incident=incident, whom=wanted.whom, policy=wanted.policy, owed_by=wanted.owed_by,
        name=_name(incident, wanted), rule=wanted.rule, due_at=wanted.due_at,
        is_in_hours=wanted.is_in_hours,
    )  # fmt: skip


def _name(incident: Incident, wanted: Wanted) -> str:
    if wanted.policy is not None:
        return wanted.policy.insurer
    return incident.customer.name if wanted.whom == Whom.CUSTOMER else str(wanted.whom.label)


def _follow(known: Notification, wanted: Wanted, *, reopens: bool) -> bool:
    """The due moment moves with the facts. A new answer about personal data asks about the ICO anew."""
    is_reopened = reopens and known.whom == Whom.ICO and known.reason == NO_PERSONAL_DATA
    if is_reopened:
        _reopen(known)
    follows = {name: getattr(wanted, name) for name in FOLLOWED}
    if known.is_waiting and follows != {name: getattr(known, name) for name in FOLLOWED}:
        for name, value in follows.items():
            setattr(known, name, value)
        known.save(update_fields=FOLLOWED)
        return True
    return is_reopened


def _drop(known: Notification, by: Actor, at: datetime) -> bool:
    if not known.is_waiting:
        return False
    if known.whom != Whom.ICO:
        known.delete()
        return True
    known.not_needed_at, known.not_needed_by_id, known.reason = at, by.user_id, NO_PERSONAL_DATA
    known.save(update_fields=["not_needed_at", "not_needed_by", "reason"])
    return True


def _reopen(notification: Notification) -> None:
    notification.done_at = notification.done_by = notification.not_needed_at = notification.not_needed_by = None
    notification.reference = notification.reason = ""
    notification.save()


def _locked(notification: Notification) -> Notification:
    """The notice as it is now, under the incident's lock."""
    incident = locked(notification.incident)
    found = (
        Notification.objects.select_related("policy__provider", "policy__customer").filter(pk=notification.pk).first()
    )
    if found is None:
        raise NotAllowed("Nobody has to be told of this any more. Open the incident again.")
    found.incident = incident
    return found


def _checked(notification: Notification, notice: PolicyNotice | None) -> PolicyNotice | None:
    if notice is not None and notice.policy_id != notification.policy_id:
        raise NotAllowed("This claim belongs to another policy.")
    return notice


def _in_policy(
    notification: Notification, *, kind: str, done_at: datetime, reference: str, by: Actor, at: datetime
) -> PolicyNotice:
    """What the insurer was told, as the policy lists it."""
    incident, notified_on = notification.incident, timezone.localdate(done_at)
    happened_on = timezone.localdate(incident.begun_at)
    made: Any = insurance.add_part(
        policy=notification.policy,  # type: ignore[arg-type]  # asked before
        model=PolicyNotice,
        by=by,
        at=at,
        kind=kind,
        what=str(incident)[:300],
        happened_on=min(happened_on, notified_on),
        notified_on=notified_on,
        insurer_reference=reference,
    )
    return made


def _note(
    verb: str, notification: Notification, *, by: Actor, at: datetime, says: str, before: dict[str, Any] | None = None
) -> None:
    """In the history; what the provider tells its own insurer is read by its own people."""
    is_internal = notification.policy is not None and notification.policy.is_providers
    note(
        verb, notification.incident, by=by, at=at, says=says, before=before, after=_about(notification),
        is_internal=is_internal,
    )  # fmt: skip


def _about(notification: Notification) -> dict[str, Any]:
    names = ("whom", "name", "due_at", "done_at", "reference", "not_needed_at", "reason")
    return {name: getattr(notification, name) for name in names}
