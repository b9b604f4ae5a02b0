"""Who is told about a version, in which words, and with which one link."""

import pytest

from background.models import Email
from background.runner import drain
from responsibilities.actions.lifecycle import propose_version, revise_version, withdraw_version
from responsibilities.actions.signing import sign_version
from responsibilities.models import Signature, Version
from responsibilities.tasks import email_version_proposed, email_version_signed_by_one_side
from tests.cast import NOW, Cast
from tests.factories.responsibilities import make_version


@pytest.fixture
def version(cast: Cast) -> Version:
    cast.customer.lead = cast.provider_lead
    cast.customer.save()
    version = make_version(cast.customer, "proposed", by=cast.provider_lead, rows=2)
    version.rows.update(agreed_at=NOW, agreed_by=cast.customer_owner)
    return version


def signed(version: Version, cast: Cast, person: str) -> Signature:
    user = getattr(cast, person)
    return sign_version(
        version=version, digest_seen=version.digest, name=user.name, role="Owner", by=cast.actor(user), at=NOW
    )


def sent() -> list[tuple[str, str]]:
    return sorted(Email.objects.values_list("kind", "to_address"))


def test_the_customers_owner_is_asked_to_read_and_sign(cast: Cast) -> None:
    draft = make_version(cast.customer, "draft", rows=2)
    by = cast.actor(cast.provider_lead)
    propose_version(version=draft, sign_by=NOW.date(), knows_gaps=True, by=by, at=NOW)

    drain()

    email = Email.objects.get()
    assert email.to_address == cast.customer_owner.email
    assert email.subject == "Fairlead IT asks you to read and sign version 1"
    assert "2 jobs" in email.text
    assert "Monday 23 November 2026" in email.text
    assert email.link.endswith("/customers/harbour-roast/matrix/versions/1/review/")


def test_a_version_withdrawn_before_the_mail_left_is_not_announced(cast: Cast, version: Version) -> None:
    withdraw_version(version=version, by=cast.actor(cast.provider_lead), at=NOW)

    email_version_proposed(version_id=str(version.pk))

    assert not Email.objects.filter(kind="version_proposed").exists()


@pytest.mark.parametrize("step", [withdraw_version, revise_version])
def test_taking_a_proposed_version_back_is_told(cast: Cast, version: Version, step) -> None:
    step(version=version, by=cast.actor(cast.provider_lead), at=NOW)

    drain()

    assert sent() == [("version_withdrawn", cast.customer_owner.email)]


def test_discarding_a_draft_is_told_to_nobody(cast: Cast) -> None:
    withdraw_version(version=make_version(cast.customer), by=cast.actor(cast.provider_lead), at=NOW)

    drain()

    assert sent() == []


def test_the_customers_signature_asks_the_lead_for_theirs(cast: Cast, version: Version) -> None:
    signed(version, cast, "customer_owner")

    drain()

    assert sent() == [("version_signed_by_one_side", cast.provider_lead.email)]
    assert "Harbour Roast has signed version 1" in Email.objects.get().subject


def test_the_providers_signature_asks_the_customers_owner(cast: Cast, version: Version) -> None:
    signed(version, cast, "provider_lead")

    drain()

    assert sent() == [("version_signed_by_one_side", cast.customer_owner.email)]


def test_nobody_is_asked_once_both_have_signed(cast: Cast, version: Version) -> None:
    first = signed(version, cast, "provider_lead")
    signed(version, cast, "customer_owner")

    email_version_signed_by_one_side(signature_id=str(first.pk))

    assert not Email.objects.exists()


def test_both_sides_are_told_that_it_is_in_force(cast: Cast, version: Version) -> None:
    signed(version, cast, "provider_lead")
    signed(version, cast, "customer_owner")

    drain()

    agreed = Email.objects.filter(kind="version_agreed").values_list("to_address", flat=True)
    assert set(agreed) == {cast.customer_owner.email, cast.provider_lead.email}


def test_running_twice_writes_one_mail(cast: Cast, version: Version) -> None:
    for _ in range(2):
        email_version_proposed(version_id=str(version.pk))

    assert Email.objects.filter(kind="version_proposed").count() == 1


def test_no_mail_says_none_or_leaves_a_variable(cast: Cast, version: Version) -> None:
    email_version_proposed(version_id=str(version.pk))
    signed(version, cast, "provider_lead")
    signed(version, cast, "customer_owner")
    drain()

    for email in Email.objects.all():
        assert "None" not in email.text
        assert "{{" not in email.text
