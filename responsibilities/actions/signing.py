"""Sign a proposed version: the same frozen words for both sides, once each."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from accounts.actor import Actor
from audit.record import record
from background.jobs import enqueue
from core.errors import Conflict
from responsibilities import permissions
from responsibilities.actions.holding import hold_version, person_of
from responsibilities.actions.lifecycle import complete_version
from responsibilities.frozen import FrozenVersion, freeze
from responsibilities.models import Row, Signature, Version

SIDES = {"provider", "customer"}


@transaction.atomic
def sign_version(*, version: Version, digest_seen: str, name: str, role: str, by: Actor, at: datetime) -> Signature:
    """Sign what was read. A second click by the same person gives the first signature back.

    `digest_seen` is the digest of the text on the page the signer read.
    """
    version = hold_version(version.pk, version.customer_id)
    signed = {signature.side: signature for signature in version.signatures.all()}
    mine = signed.get(by.side)
    if mine is not None and mine.signed_by_id == by.user_id and mine.digest == digest_seen:
        return mine
    rows = list(version.rows.select_for_update(of=("self",)).order_by("position", "code"))
    permissions.check_can_sign(by, version, rows, set(signed))
    frozen = _same_words(version, rows, digest_seen)
    signature = Signature.objects.create(
        version=version, side=by.side, signed_by_id=person_of(by), signed_at=at, name=name, role=role,
        address=by.address, digest=frozen.digest, text_seen=frozen.text,
    )  # fmt: skip
    _record(signature, version, by, at)
    _go_on(version, {*signed, by.side}, signature, by, at)
    return signature


def _same_words(version: Version, rows: Sequence[Row], digest_seen: str) -> FrozenVersion:
    """The words as frozen when the version was proposed, as they are now, and as the signer read them."""
    frozen = freeze(version, rows)
    if frozen.digest != version.digest:
        raise Conflict(
            f"Version {version.number} is no longer the text that was proposed, so it can’t be signed. "
            "Ask your provider to propose it again."
        )
    if digest_seen != frozen.digest:
        raise Conflict("The text has changed since you opened this page. Read it again, then sign.")
    return frozen


def _record(signature: Signature, version: Version, by: Actor, at: datetime) -> None:
    record(
        "version_signed", target=version, by=by, at=at, customer_id=version.customer_id,
        says=f"signed {version} for the {signature.side} as {signature.name}, {signature.role}",
        after={"side": signature.side, "digest": signature.digest, "signature": signature.pk},
    )  # fmt: skip


def _go_on(version: Version, sides: set[str], signature: Signature, by: Actor, at: datetime) -> None:
    """The second signature brings the version into force; the first asks the other side for theirs."""
    if sides >= SIDES:
        complete_version(version=version, by=by, at=at)
        job = "responsibilities.email_version_agreed"
    else:
        job = "responsibilities.email_version_signed_by_one_side"
    enqueue(
        job,
        key=f"{job}:{signature.pk}",
        provider_id=by.provider_id,
        customer_id=version.customer_id,
        signature_id=signature.pk,
    )
