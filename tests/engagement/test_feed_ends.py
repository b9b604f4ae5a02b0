"""What ends a secret calendar address: another password, the end of somebody's access, of a customer, of an account."""

import re
from urllib.parse import urlsplit

import pytest
import time_machine
from django.contrib.auth.hashers import make_password
from django.core import mail
from django.urls import reverse

from accounts.actions.people import change_reach, end_membership
from accounts.models import Membership, User
from background.runner import drain
from engagement.actions.feeds import make_feed
from tests.cast import NOW
from tests.engagement.facts import events, summaries
from tests.factories.engagement import make_due

database = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@database
def test_it_ends_with_the_membership(cast, fetch):
    _, secret = make_feed(user=cast.customer_owner, at=NOW)
    make_due(cast.customer)
    assert len(events(fetch(secret))) == 1

    Membership.objects.filter(user=cast.customer_owner).update(ended_at=NOW)

    assert fetch(secret).status_code == 404
    assert fetch(secret, "harbour-roast").status_code == 404


@database
def test_it_ends_with_the_account(cast, fetch):
    _, secret = make_feed(user=cast.customer_owner, at=NOW)
    cast.customer_owner.is_active = False
    cast.customer_owner.save()

    assert fetch(secret).status_code == 404


@database
@pytest.mark.parametrize("how", ["changes", "chooses by e-mail"])
def test_it_ends_with_another_password(cast, fetch, sign_in, client, how, clock):
    _, secret = make_feed(user=cast.customer_owner, at=NOW)
    assert fetch(secret).status_code == 200
    browser = sign_in(cast.customer_owner)

    if how == "changes":
        cast.customer_owner.set_password("the first one")
        cast.customer_owner.save()
        browser = sign_in(cast.customer_owner)
        _, secret = make_feed(user=cast.customer_owner, at=NOW)
        clock.shift(60)
        form = {"oldpassword": "the first one", "password1": "an entirely new one", "password2": "an entirely new one"}
        assert browser.post(reverse("account_change_password"), form).status_code == 302
    else:
        client.post(reverse("account_reset_password"), {"email": cast.customer_owner.email})
        drain()
        link = re.search(r"https?://\S+/key/\S+", mail.outbox[-1].body)[0]
        page = client.get(urlsplit(link).path, follow=True)
        form = {"password1": "an entirely new one", "password2": "an entirely new one"}
        assert client.post(page.request["PATH_INFO"], form).status_code == 302
        browser = sign_in(User.objects.get(pk=cast.customer_owner.pk))

    assert fetch(secret).status_code == 404
    assert fetch(secret, "harbour-roast").status_code == 404
    page = browser.get(reverse("engagement:feed")).content.decode()
    assert "It has stopped" in page
    assert "Make it anew" in page
    _, fresh = make_feed(user=cast.customer_owner, at=NOW)
    assert fetch(fresh).status_code == 200


@database
def test_it_outlives_a_newer_way_of_hashing_the_same_password(cast, fetch, client, settings):
    """Signing in keeps the password anew where the way of hashing has changed, as with a newer Django."""
    settings.PASSWORD_HASHERS = [f"django.contrib.auth.hashers.{name}PasswordHasher" for name in ("Scrypt", "MD5")]
    old = make_password("try same sheet", hasher="md5")
    User.objects.filter(pk=cast.customer_owner.pk).update(password=old)
    _, secret = make_feed(user=cast.customer_owner, at=NOW)

    form = {"login": cast.customer_owner.email, "password": "try same sheet"}
    assert client.post(reverse("account_login"), form).status_code == 302

    assert User.objects.get(pk=cast.customer_owner.pk).password.startswith("scrypt$")
    assert fetch(secret).status_code == 200
    assert client.get(reverse("engagement:feed")).status_code == 200


@database
def test_it_stays_ended_when_somebody_comes_back(cast, fetch):
    """The old secret may have been passed on meanwhile."""
    _, secret = make_feed(user=cast.customer_contributor, at=NOW)
    place = Membership.objects.get(user=cast.customer_contributor, customer=cast.customer)
    end_membership(membership=place, by=cast.actor(cast.customer_owner), at=NOW)
    assert fetch(secret).status_code == 404

    Membership.objects.filter(pk=place.pk).update(ended_at=None)

    assert fetch(secret).status_code == 404


@database
def test_a_customer_taken_from_somebody_leaves_their_feed(cast, fetch):
    make_due(cast.customer, title="Harbour")
    make_due(cast.other_customer, title="Tidewell")
    _, secret = make_feed(user=cast.provider_lead, at=NOW)
    assert len(events(fetch(secret))) == 2
    place = Membership.objects.get(user=cast.provider_lead)

    change_reach(
        membership=place, looks_after_all=False, customers=[cast.other_customer],
        by=cast.actor(cast.provider_owner, provider=cast.provider), at=NOW,
    )  # fmt: skip

    assert len(events(fetch(secret))) == 1
    assert fetch(secret, "harbour-roast").status_code == 404


@database
def test_an_archived_customer_is_in_nobodys_feed(cast, fetch):
    make_due(cast.customer, title="Harbour")
    make_due(cast.other_customer, title="Tidewell")
    _, theirs = make_feed(user=cast.customer_owner, at=NOW)
    _, staffs = make_feed(user=cast.provider_lead, at=NOW)
    cast.customer.archived_at = NOW
    cast.customer.save()

    assert fetch(theirs).status_code == 404
    assert fetch(staffs, "harbour-roast").status_code == 404
    assert summaries(fetch(staffs)) == ["Tidewell Lettings: Tidewell"]
