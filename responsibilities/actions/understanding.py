"""Understanding checks: start one, answer, close it, choose what to talk about.

No event and no e-mail says what somebody answered before the check shows it to both sides.
"""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from accounts.enums import Side
from accounts.models import Customer, Membership
from audit.record import record
from background.jobs import enqueue
from core.errors import Conflict, NotAllowed
from core.once import save_once
from core.words import count
from responsibilities import permissions
from responsibilities.actions.holding import person_of
from responsibilities.models import AskedRow, Participant, Round, Version, View
from responsibilities.queries.people import askable
from responsibilities.queries.understanding import outcomes_of
from responsibilities.understanding.agreement import Outcome, score
from responsibilities.understanding.suggesting import MOST

NOT_FINISHED = "Somebody has begun a check in the meantime. Look at it first."


@transaction.atomic
def start_round(
    *, customer: Customer, rows: Collection[UUID], people: Collection[UUID], due_on: date, by: Actor, at: datetime
) -> Round:
    """Put jobs of the list in force to people of both sides. `rows` and `people` are ids."""
    Customer.objects.select_for_update().get(pk=customer.pk)
    version = Version.objects.of_customer(customer).in_force().first()
    is_open = Round.objects.of_customer(customer).open().exists()
    permissions.check_can_start_round(by, has_list=version is not None, is_open=is_open)
    chosen = list(version.rows.in_scope().filter(pk__in=rows).order_by("position", "pk")) if version else []
    if version is None or not 1 <= len(chosen) <= MOST:
        raise Conflict(f"Choose between one and {MOST} jobs of the list in force.")
    sides = _sides(customer, people)
    round_ = Round(customer=customer, version=version, started_at=at, started_by_id=person_of(by), due_on=due_on)
    save_once(round_, NOT_FINISHED, force_insert=True)
    AskedRow.objects.bulk_create(
        AskedRow(round=round_, row=row, line=row.line, position=place) for place, row in enumerate(chosen, 1)
    )
    asked = Participant.objects.bulk_create(
        Participant(round=round_, person_id=person, side=side) for person, side in sides.items()
    )
    says = f"asked {count(len(asked), 'person', 'people')} of both sides how they see {count(len(chosen), 'job')}"
    _note("views_asked", round_, by, at, says, {"jobs": [row.code for row in chosen], "due_on": due_on})
    _mail("responsibilities.email_views_asked", round_)
    return round_


@transaction.atomic
def give_view(*, asked: AskedRow, who: str, pays: str, note: str = "", by: Actor, at: datetime) -> View:
    """Answer about one job, or change one's answer. The last answer of the last person shows all of them."""
    round_ = _locked(asked.round_id)
    participant = round_.participants.filter(person=by.user_id).first() if by.user_id else None
    is_mine = participant is not None and participant.side == by.side
    permissions.check_can_give_view(by, is_asked=is_mine, is_open=round_.is_open)
    if participant is None:
        raise NotAllowed("Only a person can answer.")
    values = {"who": who, "pays": pays, "note": note.strip()}
    view, is_new = View.objects.get_or_create(asked=asked, participant=participant, defaults=values | {"given_at": at})
    if not is_new and values == {name: getattr(view, name) for name in values}:
        return view
    if not is_new:
        View.objects.filter(pk=view.pk).update(**values, given_at=at)
        view.refresh_from_db()
    says = f"{'answered' if is_new else 'changed the answer'} how they see {asked.row}"
    _note("views_given", round_, by, at, says, None)
    if participant.views.count() == round_.asked.count() and participant.finished_at is None:
        participant.finished_at = at
        participant.save(update_fields=["finished_at"])
        if not round_.participants.filter(finished_at=None).exists():
            _reveal(round_, by, at)
    return view


@transaction.atomic
def close_round(*, round_: Round, by: Actor, at: datetime) -> Round:
    """Show what has been answered so far; nobody answers any more."""
    round_ = _locked(round_.pk)
    if not round_.is_open:
        return round_
    permissions.check_can_close_round(by, is_open=True)
    round_.closed_at, round_.closed_by_id = at, person_of(by)
    _reveal(round_, by, at)
    return round_


@transaction.atomic
def mark_topic(*, asked: AskedRow, is_topic: bool, by: Actor, at: datetime) -> AskedRow:
    """Talk about it when both sides next meet, or do not."""
    round_ = _locked(asked.round_id)
    permissions.check_can_mark_topic(by, is_open=round_.is_open)
    if asked.is_topic != is_topic:
        asked.is_topic = is_topic
        asked.save(update_fields=["is_topic"])
        says = f"{'put' if is_topic else 'took'} {asked.row} {'among' if is_topic else 'from'} what to talk about"
        _note("views_topic_chosen" if is_topic else "views_topic_dropped", round_, by, at, says, None)
    return asked


def _sides(customer: Customer, people: Collection[UUID]) -> dict[UUID, Side]:
    """Each person's side; both sides must be among them."""
    members = askable(Membership.objects.live().reaching(customer)).filter(user__in=people)
    found = {member.user_id: member.side for member in members.order_by("pk")}
    if set(found.values()) != {Side.PROVIDER, Side.CUSTOMER}:
        raise Conflict("Choose at least one person of each side who may answer.")
    return found


def _reveal(round_: Round, by: Actor, at: datetime) -> None:
    """Both sides see the answers from now on; what differs becomes a topic."""
    round_.revealed_at = at
    round_.save(update_fields=["revealed_at", "closed_at", "closed_by"])
    outcomes = outcomes_of(round_)
    differ = [pk for pk, pair in outcomes.items() if {Outcome.DIFFERENT, Outcome.UNSURE} & set(pair)]
    round_.asked.filter(pk__in=differ).update(is_topic=True)
    total = score([outcome for pair in outcomes.values() for outcome in pair])
    missing = round_.participants.filter(finished_at=None).count()
    says = "closed the check of both sides’ views" if round_.closed_at else "answered last: both sides see all answers"
    _note("views_shown", round_, by, at, says, {"same": total.same, "of": total.of, "not_finished": missing})
    _mail("responsibilities.email_views_shown", round_)


def _locked(pk: UUID) -> Round:
    return Round.objects.select_for_update(of=("self",)).select_related("customer__provider", "version").get(pk=pk)


def _note(verb: str, round_: Round, by: Actor, at: datetime, says: str, after: dict[str, Any] | None) -> None:
    record(verb, target=round_, by=by, at=at, says=says, customer_id=round_.customer_id, after=after)


def _mail(job: str, round_: Round) -> None:
    enqueue(
        job, key=f"{job}:{round_.pk}", provider_id=round_.customer.provider_id, customer_id=round_.customer_id,
        round_id=round_.pk,
    )  # fmt: skip
