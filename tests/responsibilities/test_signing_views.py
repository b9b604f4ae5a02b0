"""Signing on the page: the text is read, the signer confirms who they are, both signatures are shown."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from responsibilities.models import Row, Signature, Version
from responsibilities.queries.versions import frozen_version
from tests.cast import NOW, Cast
from tests.factories.responsibilities import make_version, sign

PASSWORD = "correct horse"


@pytest.fixture
def version(cast: Cast) -> Version:
    version = make_version(cast.customer, "proposed", by=cast.provider_lead, rows=2)
    version.rows.update(agreed_at=NOW, agreed_by=cast.customer_owner)
    return version


@pytest.fixture
def confirmed(sign_in) -> Callable[..., Client]:
    """A browser whose user has just given the password again."""

    def confirm(user) -> Client:
        client = sign_in(user)
        response = client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
        assert response.status_code == 302
        return client

    return confirm


def address(name: str, version: Version) -> str:
    return reverse(f"responsibilities:{name}", args=[version.customer.slug, version.number])


def words(version: Version, **more: str) -> dict[str, str]:
    return {"digest": version.digest, "name": "Amara Osei", "role": "Director", "has_read": "on"} | more


def test_the_page_shows_the_frozen_text_and_its_digest(cast: Cast, version: Version, confirmed) -> None:
    response = confirmed(cast.customer_owner).get(address("sign", version))

    sheet = response.context["sheet"]
    assert sheet.frozen.text == frozen_version(version).text
    page = response.content.decode()
    assert "Who does what between Fairlead IT Ltd and Harbour Roast Ltd" in page
    assert f"sha256 {version.digest}" in page


def test_signing_needs_the_password_again(cast: Cast, version: Version, sign_in) -> None:
    client = sign_in(cast.customer_owner)
    page = client.get(address("sign", version)).content.decode()

    response = client.post(address("sign", version), words(version))

    assert "Confirm that it is you" in page
    assert response.url.startswith(reverse("account_reauthenticate"))
    assert not Signature.objects.exists()


def test_after_confirming_it_comes_back_to_the_page(cast: Cast, version: Version, sign_in) -> None:
    client = sign_in(cast.customer_owner)
    confirm_url = client.get(address("sign", version)).context["confirm_url"]

    response = client.post(confirm_url, {"password": PASSWORD})

    assert response.url == f"{address('sign', version)}#sign"


def test_owner_signs_and_sees_the_signature(cast: Cast, version: Version, confirmed) -> None:
    response = confirmed(cast.customer_owner).post(address("sign", version), words(version), follow=True)

    page = response.content.decode()
    assert "Director, " in page
    assert "Waiting for Fairlead IT" in page
    assert Signature.objects.get().address == "127.0.0.1"


def test_the_text_seen_is_the_text_of_the_digest(cast: Cast, version: Version, confirmed) -> None:
    client = confirmed(cast.customer_owner)
    shown = client.get(address("sign", version)).context["sheet"].frozen

    client.post(address("sign", version), words(version))

    told = client.get(address("signatures", version)).content.decode()
    assert f"signed {version} for the customer as Amara Osei, Director" in told
    signature = Signature.objects.get()
    assert signature.text_seen == shown.text
    assert signature.digest == shown.digest == frozen_version(version).digest


@pytest.mark.parametrize(
    ("missing", "says"),
    [("has_read", "Tick this once you have read"), ("name", "Write your name"), ("role", "Write the role")],
)
def test_what_is_missing_is_said(cast: Cast, version: Version, confirmed, missing: str, says: str) -> None:
    data = words(version)
    del data[missing]

    response = confirmed(cast.customer_owner).post(address("sign", version), data)

    assert response.status_code == 422
    assert says in response.content.decode()
    assert not Signature.objects.exists()


def test_a_double_click_signs_once(cast: Cast, version: Version, confirmed) -> None:
    client = confirmed(cast.customer_owner)

    codes = [client.post(address("sign", version), words(version)).status_code for _ in range(2)]

    assert codes == [302, 302]
    assert Signature.objects.count() == 1


def test_a_text_changed_since_is_refused_with_a_sentence(cast: Cast, version: Version, confirmed) -> None:
    client = confirmed(cast.customer_owner)
    Row.objects.filter(version=version).update(title="Another title")

    page = client.get(address("sign", version)).content.decode()
    response = client.post(address("sign", version), words(version))

    assert "This is not the text that was proposed." in page
    assert response.status_code == 409
    assert "no longer the text that was proposed" in response.content.decode()


def test_the_button_waits_for_what_is_not_agreed(cast: Cast, version: Version, confirmed) -> None:
    version.rows.update(agreed_at=None, agreed_by=None)

    page = confirmed(cast.customer_owner).get(address("sign", version)).content.decode()

    assert "2 jobs still to agree before you can sign." in page
    assert 'name="has_read"' not in page


def test_both_signatures_and_what_each_signed_can_be_read_again(cast: Cast, sign_in) -> None:
    version = make_version(cast.customer, "agreed", by=cast.provider_lead)
    Row.objects.filter(version=version).update(title="Written over by hand")
    client = sign_in(cast.customer_reader)

    page = client.get(address("signatures", version)).content.decode()

    assert "Both sides have signed the same text." in page
    assert "The list no longer says what stood in it" in page
    signature = version.signatures.first()
    text = client.get(reverse("responsibilities:signature", args=[cast.customer.slug, signature.pk]))
    assert text.context["signature"].text_seen == signature.text_seen
    assert "Watch thing" in text.content.decode()
    assert "Written over by hand" not in text.content.decode()


def test_signatures_of_a_withdrawn_version_bind_nobody(cast: Cast, sign_in) -> None:
    version = make_version(cast.customer, "withdrawn", by=cast.provider_lead)
    sign(version, "provider", cast.provider_lead)

    assert "bind nobody" in sign_in(cast.customer_owner).get(address("signatures", version)).content.decode()


def test_accepted_risks_stand_beside_the_text(cast: Cast, confirmed) -> None:
    version = make_version(cast.customer, "proposed", by=cast.provider_lead, rows=[{"ownership": "undecided"}])
    version.rows.update(
        risk_accepted_at=NOW, risk_accepted_by=cast.customer_owner, risk_accepted_reason="We close that day."
    )

    page = confirmed(cast.customer_owner).get(address("sign", version)).content.decode()

    assert "We close that day." in page


def test_changes_are_listed_between_any_two_versions(cast: Cast, sign_in) -> None:
    first = make_version(cast.customer, "superseded", by=cast.provider_lead, rows=1)
    line = first.rows.get()
    same = {"line": line.line, "code": line.code, "position": line.position}
    make_version(cast.customer, "agreed", by=cast.provider_lead, rows=[same | {"title": "Second title"}])
    third = make_version(cast.customer, "proposed", by=cast.provider_lead, rows=[same | {"title": "Third title"}, {}])
    client = sign_in(cast.customer_reader)

    latest = client.get(address("changes", third)).content.decode()
    older = client.get(address("changes", third) + "?since=1").content.decode()

    assert "1 job added, 1 changed since version 2" in latest
    assert "since version 1" in older
    assert f"<del>{line.title}</del>" in older or "<del>" in older


def test_a_first_version_has_nothing_to_compare_with(cast: Cast, version: Version, sign_in) -> None:
    assert (
        "This is the first version" in sign_in(cast.customer_reader).get(address("changes", version)).content.decode()
    )


def test_a_customer_compares_with_no_draft(cast: Cast, sign_in) -> None:
    make_version(cast.customer, "withdrawn", by=cast.provider_lead, proposed_at=None, proposed_by=None, digest="")
    version = make_version(cast.customer, "proposed", by=cast.provider_lead)

    page = sign_in(cast.customer_owner).get(address("changes", version)).content.decode()

    assert "This is the first version" in page
