"""A version's way from draft to agreed, as `responsibilities/transitions.py` draws it."""

from datetime import date, datetime

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.utils import timezone

from accounts.actor import Actor
from accounts.models import Customer
from audit.record import record
from background.jobs import enqueue
from responsibilities import permissions, policies
from responsibilities.actions.holding import hold_version
from responsibilities.models import Row, Signature, Version, VersionState
from responsibilities.queries.facts import high_findings_of
from responsibilities.queries.versions import frozen_version
from responsibilities.transitions import Step
from responsibilities.wording import clause_words

_COPIED = [field for field in Row._meta.concrete_fields if field.name not in ("id", "version", "edition")]


def new_version(customer: Customer, *, by: Actor, at: datetime, based_on: Version | None = None) -> Version:
    """The next version of a customer, a draft. Call it inside a transaction that holds the customer's row."""
    versions = Version.objects.of_customer(customer)
    open_version = versions.open().first()
    permissions.check_can_start(by, open_number=open_version.number if open_version else None)
    last = versions.order_by("-number").first()
    version = Version.objects.create(
        customer=customer,
        number=last.number + 1 if last else 1,
        based_on=based_on,
        created_at=at,
        created_by_id=by.user_id,
    )
    says = f"began version {version.number}"
    _record("version_started", version, by=by, at=at, says=says, is_internal=True)
    return version


@transaction.atomic
def propose_version(*, version: Version, sign_by: date, knows_gaps: bool = False, by: Actor, at: datetime) -> Version:
    """Freeze a draft and put it to the customer, who is told by e-mail.

    `knows_gaps`: the proposer has seen what could cost money or cover now and proposes it all the same.
    """
    version = hold_version(version.pk, version.customer_id)
    permissions.check_can_propose(by, version)
    policies.check_sign_by(sign_by, timezone.localdate(at))
    policies.check_has_jobs(version.rows.count())
    policies.check_gaps_are_known(len(high_findings_of(version, timezone.localdate(at))), knows_gaps=knows_gaps)
    _write_words(version)
    version.state, version.sign_by = VersionState.PROPOSED, sign_by
    version.proposed_at, version.proposed_by_id = at, by.user_id
    version.digest = frozen_version(version).digest
    version.save()
    says = f"proposed version {version.number} to {version.customer.name}"
    after = {"digest": version.digest, "sign_by": sign_by}
    _record("version_proposed", version, by=by, at=at, says=says, after=after)
    enqueue(
        "responsibilities.email_version_proposed",
        key=f"version-proposed:{version.pk}",
        version_id=version.pk,
        provider_id=version.customer.provider_id,
        customer_id=version.customer_id,
    )
    return version


@transaction.atomic
def withdraw_version(*, version: Version, by: Actor, at: datetime) -> Version:
    """Take back a draft or a proposed version; what is in force stays so."""
    version = hold_version(version.pk, version.customer_id)
    permissions.check_can_withdraw(by, version)
    was_shown = version.proposed_at is not None
    _withdraw(version, by=by, at=at)
    says = f"withdrew version {version.number}"
    _record("version_withdrawn", version, by=by, at=at, says=says, is_internal=not was_shown)
    return version


@transaction.atomic
def revise_version(*, version: Version, by: Actor, at: datetime) -> Version:
    """Copy the jobs into the next draft. A proposed version is withdrawn by that, an agreed one stays in force.

    Rows keep their line, and the customer's agreement until somebody changes them.
    """
    version = hold_version(version.pk, version.customer_id)
    open_version = Version.objects.of_customer(version.customer).open().first()
    open_number = open_version.number if open_version else None
    permissions.check_can_revise(by, version, open_number=open_number)
    if version.is_proposed:
        _withdraw(version, by=by, at=at)
    draft = new_version(version.customer, by=by, at=at, based_on=version)
    Row.objects.bulk_create(_copy(row, draft) for row in version.rows.order_by("position", "pk"))
    says = f"took up version {version.number} again to change it"
    _record("version_revised", version, by=by, at=at, says=says, after={"next": draft.number})
    return draft


@transaction.atomic
def complete_version(*, version: Version, by: Actor, at: datetime) -> Version:
    """Both sides have signed: this version is in force, the one before is superseded, reviews are set."""
    version = hold_version(version.pk, version.customer_id)
    policies.check_step(version, Step.COMPLETE)
    signed = Signature.objects.filter(version=version, digest=version.digest).values_list("side", flat=True)
    policies.check_both_signed(signed)
    for former in Version.objects.of_customer(version.customer).in_force().select_for_update():
        former.state, former.superseded_at = VersionState.SUPERSEDED, at
        former.save(update_fields=["state", "superseded_at"])
        says = f"replaced version {former.number} with version {version.number}"
        _record("version_superseded", former, by=by, at=at, says=says)
    version.state, version.agreed_at = VersionState.AGREED, at
    version.save(update_fields=["state", "agreed_at"])
    _set_reviews(version, timezone.localdate(at))
    says = f"completed the signatures: version {version.number} is in force"
    _record("version_agreed", version, by=by, at=at, says=says, after={"digest": version.digest})
    return version


def _withdraw(version: Version, *, by: Actor, at: datetime) -> None:
    version.state = VersionState.WITHDRAWN
    version.withdrawn_at, version.withdrawn_by_id = at, by.user_id
    version.save(update_fields=["state", "withdrawn_at", "withdrawn_by"])
    if version.proposed_at is not None:
        enqueue(
            "responsibilities.email_version_withdrawn",
            key=f"version-withdrawn:{version.pk}",
            version_id=version.pk,
            provider_id=version.customer.provider_id,
            customer_id=version.customer_id,
        )


def _write_words(version: Version) -> None:
    """Names of parties, services and clauses as they are today, so that renaming them later changes nothing."""
    version.provider_name = version.customer.provider.legal_name
    version.customer_name = version.customer.legal_name
    rows = list(version.rows.select_related("service", "clause__contract"))
    for row in rows:
        row.service_name = row.service.name if row.service else row.service_name
        row.clause_reference = clause_words(row.clause) if row.clause else row.clause_reference
    Row.objects.bulk_update(rows, ["service_name", "clause_reference"], batch_size=200)


def _copy(row: Row, draft: Version) -> Row:
    return Row(version=draft, **{field.attname: getattr(row, field.attname) for field in _COPIED})


def _set_reviews(version: Version, agreed_on: date) -> None:
    intervals = version.rows.order_by().values_list("review_interval_months", flat=True).distinct()
    for months in list(intervals):
        due = agreed_on + relativedelta(months=months)
        version.rows.filter(review_interval_months=months).update(review_on=due)


def _record(verb: str, version: Version, *, by: Actor, at: datetime, says: str, **more: object) -> None:
    record(verb, target=version, by=by, at=at, says=says, customer_id=version.customer_id, **more)  # type: ignore[arg-type]  # keyword pass-through
