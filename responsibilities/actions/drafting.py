"""A draft from the catalogue and what the customer buys."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.actor import Actor
from accounts.enums import Role
from accounts.models import Customer, Membership
from audit.record import record
from contracts.models import SlaTarget
from core.words import count
from responsibilities import permissions, suggestions
from responsibilities.actions.holding import hold_version
from responsibilities.actions.lifecycle import new_version, revise_version
from responsibilities.models import Activity, Coverage, Row, Version
from responsibilities.queries.coverage import Bought, bought_by, clauses_of_services
from responsibilities.wording import clause_words

LONGEST_NAME = 120  # characters of a name on a row; people may have longer ones


@dataclass(frozen=True)
class _Source:
    """What rows are made from."""

    version: Version
    bought: Bought
    clauses: dict[UUID, list[SlaTarget]]
    lines: dict[UUID, UUID]
    provider_person: str
    customer_person: str


@transaction.atomic
def start_draft(*, customer: Customer, by: Actor, at: datetime) -> Version:
    """The customer's draft: the open one, the next version of the one in force, or an empty first one.

    It is held until the transaction ends: nobody else writes in it meanwhile.
    """
    Customer.objects.select_for_update().get(pk=customer.pk)
    versions = Version.objects.of_customer(customer)
    open_version = versions.open().first()
    if open_version:
        held = hold_version(open_version.pk, customer.pk)
        permissions.check_can_edit_row(by, held)
        return held
    in_force = versions.in_force().first()
    return revise_version(version=in_force, by=by, at=at) if in_force else new_version(customer, by=by, at=at)


def draft_from_contracts(*, customer: Customer, by: Actor, at: datetime) -> Version:
    """The customer's draft with every activity of the catalogue on it."""
    return add_from_catalogue(customer=customer, by=by, at=at)[0]


@transaction.atomic
def add_from_catalogue(*, customer: Customer, by: Actor, at: datetime) -> tuple[Version, int]:
    """Add every activity of the catalogue that the draft lacks; answers the draft and how many were added.

    What a live bought service covers gets the provider's duty, the service and its clause; the rest the
    catalogue's usual owner, or nobody where that would need a service that is not bought. Rows already there
    stay untouched.
    """
    version = start_draft(customer=customer, by=by, at=at)
    rows = _missing_rows(_source(version, timezone.localdate(at)))
    Row.objects.bulk_create(rows)
    if rows:
        says = f"added {count(len(rows), 'job')} of the catalogue to version {version.number}"
        record("version_drafted", target=version, by=by, at=at, says=says, customer_id=customer.pk, is_internal=True)
    return version, len(rows)


def _source(version: Version, today: date) -> _Source:
    customer = version.customer
    earlier = Row.objects.filter(version__customer=customer, activity__isnull=False)
    owners = Membership.objects.live().of_customer(customer).filter(role=Role.OWNER)
    owner = owners.select_related("user").order_by("created_at", "pk").first()
    return _Source(
        version=version,
        bought=bought_by([customer.pk], today)[customer.pk],
        clauses=clauses_of_services(customer.pk, today),
        lines=dict(earlier.order_by("version__number").values_list("activity_id", "line")),
        provider_person=customer.lead.name[:LONGEST_NAME] if customer.lead else "",
        customer_person=owner.user.name[:LONGEST_NAME] if owner else "",
    )


def _missing_rows(source: _Source) -> list[Row]:
    there = list(Row.objects.filter(version=source.version).values_list("activity_id", "code", "position"))
    known, codes = {activity for activity, _, _ in there}, {code for _, code, _ in there}
    last = max((position for _, _, position in there), default=0)
    activities = Activity.objects.filter(provider=source.version.customer.provider_id).live()
    missing = [
        activity
        for activity in activities.order_by("position", "code")
        if activity.pk not in known and activity.code not in codes
    ]
    return [_row(source, activity, last + number) for number, activity in enumerate(missing, 1)]


def _row(source: _Source, activity: Activity, position: int) -> Row:
    covers = source.bought.activities.get(activity.pk, ())
    owner = suggestions.first_owner(activity.default_ownership, is_covered=bool(covers))
    cover = covers[0] if covers else None
    row = Row(
        version=source.version,
        line=source.lines.get(activity.pk) or uuid.uuid4(),
        activity=activity,
        position=position,
        code=activity.code,
        domain=activity.domain,
        title=activity.title,
        description=activity.description,
        ownership=owner,
        provider_duty=(cover and cover.provider_duty) or activity.provider_duty,
        customer_duty=activity.customer_duty,
        provider_person=source.provider_person,
        customer_person=source.customer_person,
        answers_for=suggestions.answers_for(owner, is_covered=bool(covers)),
        evidence_expected=activity.evidence_expected,
        review_interval_months=activity.review_interval_months,
    )
    if cover:
        _name_service(row, cover, source)
    return row


def _name_service(row: Row, cover: Coverage, source: _Source) -> None:
    row.service, row.service_name = cover.service, cover.service.name
    for target in source.clauses.get(cover.service_id, []):
        if target.clause and suggestions.clause_fits(target.clause.owed_by, row.ownership):
            row.clause, row.clause_reference = target.clause, clause_words(target.clause)
            return
