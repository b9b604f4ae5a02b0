"""Both sides sign the same frozen words, once each."""

from datetime import timedelta

import pytest

from audit.models import Event
from background.models import Job
from core.errors import Conflict, NotAllowed
from responsibilities.actions.lifecycle import withdraw_version
from responsibilities.actions.signing import sign_version
from responsibilities.models import Row, Signature, Version
from responsibilities.queries.versions import frozen_version
from tests.cast import NOW, Cast
from tests.factories.responsibilities import make_version

LATER = NOW + timedelta(minutes=5)


def proposed(cast: Cast, *, agreed: bool = True, **row: object) -> Version:
    version = make_version(cast.customer, "proposed", by=cast.provider_lead, rows=[dict(row), {}])
    if agreed:
        version.rows.update(agreed_at=NOW, agreed_by=cast.customer_owner)
    return version


def signed(version: Version, cast: Cast, person: str = "customer_owner", **more: object) -> Signature:
    user = getattr(cast, person)
    words = {"digest_seen": version.digest, "name": user.name, "role": "Owner", "at": NOW} | more
    return sign_version(version=version, by=cast.actor(user), **words)


def test_signature_keeps_who_when_where_and_what_was_seen(cast: Cast) -> None:
    version = proposed(cast)

    signature = signed(version, cast, role="Managing director")

    assert signature.side == "customer"
    assert signature.signed_by == cast.customer_owner
    assert (signature.name, signature.role, signature.signed_at) == ("Amara Osei", "Managing director", NOW)
    assert signature.address == "192.0.2.7"
    assert signature.digest == version.digest
    assert signature.text_seen == frozen_version(version).text
    assert signature.text_seen.endswith(f"sha256 {version.digest}")


def test_a_signature_is_recorded(cast: Cast) -> None:
    version = proposed(cast)

    signed(version, cast)

    event = Event.objects.get(verb="version_signed")
    assert event.says == "signed version 1 for the customer as Amara Osei, Owner"
    assert event.after["digest"] == version.digest


@pytest.mark.parametrize("order", [("provider_lead", "customer_owner"), ("customer_owner", "provider_lead")])
def test_either_side_may_sign_first_and_the_second_brings_it_into_force(cast: Cast, order: tuple[str, str]) -> None:
    version = proposed(cast)

    signed(version, cast, order[0])
    version.refresh_from_db()
    assert version.is_proposed

    signed(version, cast, order[1], at=LATER)
    version.refresh_from_db()
    assert version.is_agreed
    assert version.agreed_at == LATER


def test_the_first_signature_asks_the_other_side_and_the_second_tells_both(cast: Cast) -> None:
    version = proposed(cast)

    signed(version, cast, "provider_lead")
    signed(version, cast, "customer_owner")

    names = list(Job.objects.order_by("created_at").values_list("name", flat=True))
    assert names == ["responsibilities.email_version_signed_by_one_side", "responsibilities.email_version_agreed"]


def test_a_double_click_gives_one_signature(cast: Cast) -> None:
    version = proposed(cast)

    once, again = signed(version, cast), signed(version, cast, at=LATER)

    assert once == again
    assert again.signed_at == NOW
    assert Event.objects.filter(verb="version_signed").count() == 1


def test_a_double_click_on_the_last_signature_still_gives_one(cast: Cast) -> None:
    version = proposed(cast)
    signed(version, cast, "provider_lead")

    once, again = signed(version, cast), signed(version, cast)

    assert once == again


def test_a_colleague_cannot_sign_again_for_the_same_side(cast: Cast) -> None:
    version = proposed(cast)
    signed(version, cast, "provider_lead")

    with pytest.raises(NotAllowed, match="already signed"):
        signed(version, cast, "provider_owner")


@pytest.mark.parametrize("person", ["customer_contributor", "customer_reader", "provider_engineer", "provider_auditor"])
def test_other_roles_cannot_sign(cast: Cast, person: str) -> None:
    with pytest.raises(NotAllowed):
        signed(proposed(cast), cast, person)


def test_customer_signs_only_what_it_has_agreed(cast: Cast) -> None:
    with pytest.raises(NotAllowed, match="2 jobs still to agree"):
        signed(proposed(cast, agreed=False), cast)


def test_nobody_signs_over_a_gap_that_is_not_accepted(cast: Cast) -> None:
    version = proposed(cast, ownership="undecided")

    with pytest.raises(NotAllowed, match="1 job has no clear owner"):
        signed(version, cast, "provider_lead")


def test_an_accepted_risk_can_be_signed(cast: Cast) -> None:
    version = proposed(cast, ownership="undecided")
    version.rows.filter(ownership="undecided").update(
        risk_accepted_at=NOW, risk_accepted_by=cast.customer_owner, risk_accepted_reason="We live with it"
    )

    assert signed(version, cast).side == "customer"


def test_words_changed_behind_the_digest_are_not_signed(cast: Cast) -> None:
    version = proposed(cast)
    Row.objects.filter(version=version).update(provider_duty="Something nobody proposed.")

    with pytest.raises(Conflict, match="no longer the text that was proposed"):
        signed(version, cast)

    assert not Signature.objects.exists()


def test_a_page_opened_before_a_change_does_not_sign(cast: Cast) -> None:
    with pytest.raises(Conflict, match="changed since you opened this page"):
        signed(proposed(cast), cast, digest_seen="0" * 64)


def test_a_version_withdrawn_meanwhile_is_not_signed(cast: Cast) -> None:
    version = proposed(cast)
    withdraw_version(version=version, by=cast.actor(cast.provider_lead), at=NOW)

    with pytest.raises(NotAllowed, match="was withdrawn"):
        signed(version, cast)


def test_the_version_before_is_superseded(cast: Cast) -> None:
    before = make_version(cast.customer, "agreed", by=cast.provider_lead)
    version = proposed(cast)

    signed(version, cast)
    signed(version, cast, "provider_owner")

    before.refresh_from_db()
    assert before.state == "superseded"
    assert before.signatures.count() == 2
