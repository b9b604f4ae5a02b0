"""Customers are put away, found again and brought back."""

import pytest

from accounts import actions
from accounts.models import Assignment, Customer, Invitation, Membership
from accounts.queries import actors_of, archived_customers, places_of
from audit.models import Event
from core.errors import Conflict, NotAllowed
from tests.cast import NOW, Cast, make_customer
from tests.factories.accounts import make_invitation

pytestmark = pytest.mark.django_db


def archive(cast: Cast, customer: Customer) -> None:
    by = cast.actor(cast.provider_owner, provider=cast.provider)
    actions.archive_customer(customer=customer, by=by, at=NOW)


def restore_url(cast: Cast, customer: Customer) -> str:
    return f"/providers/{cast.provider.slug}/customers/archived/{customer.pk}/restore/"


def test_archived_customer_is_nobodys_at_once(cast: Cast, sign_in) -> None:
    reader, lead = sign_in(cast.customer_reader), sign_in(cast.provider_lead)
    home = f"/customers/{cast.customer.slug}/people/"

    answer = lead.post(f"/customers/{cast.customer.slug}/archive/")

    assert answer.status_code == 302
    assert reader.get(home).url.startswith("/account/login/")
    assert lead.get(home).status_code == 404
    assert places_of(cast.customer_reader) == []
    assert actors_of(cast.customer_reader) == []
    staff = cast.actor(cast.provider_lead, provider=cast.provider)
    assert list(Customer.objects.visible_to(staff)) == [cast.other_customer]
    assert not Membership.objects.visible_to(staff).live().filter(customer=cast.customer).exists()


def test_archived_customer_leaves_the_reach_of_limited_staff(cast: Cast) -> None:
    by = cast.actor(cast.provider_owner, provider=cast.provider)
    actions.archive_customer(customer=cast.other_customer, by=by, at=NOW)

    assert Membership.objects.get(user=cast.limited_lead).customer_ids() == frozenset()
    with pytest.raises(Conflict):
        actions.archive_customer(customer=cast.other_customer, by=by, at=NOW)


def test_customers_owner_may_not_archive(cast: Cast, sign_in) -> None:
    answer = sign_in(cast.customer_owner).post(f"/customers/{cast.customer.slug}/archive/")

    assert answer.status_code == 403
    assert "Your role can’t archive customers" in answer.content.decode()


def test_open_invitations_are_taken_back_with_the_customer(cast: Cast) -> None:
    invitation = make_invitation(customer=cast.customer, by=cast.provider_lead)

    archive(cast, cast.customer)

    assert Invitation.objects.get(pk=invitation.pk).revoked_at == NOW
    assert Event.objects.get().says == "archived the customer Harbour Roast and took back 1 invitation"


def test_brought_back_it_is_as_it_was(cast: Cast, sign_in) -> None:
    archive(cast, cast.customer)
    cast.customer_reader.refresh_from_db()  # its sessions ended, a new one begins
    lead = sign_in(cast.provider_lead)
    people = f"/customers/{cast.customer.slug}/people/"

    listed = lead.get(f"/providers/{cast.provider.slug}/customers/archived/").content.decode()
    asked = lead.get(restore_url(cast, cast.customer)).content.decode()
    still_away = sign_in(cast.customer_reader).get(people).status_code
    answer = lead.post(restore_url(cast, cast.customer))

    assert "Harbour Roast" in listed
    assert "3 of its people had access when it was archived and can sign in again." in asked
    assert still_away == 404
    assert answer.url == f"/customers/{cast.customer.slug}/"
    assert lead.get(people).status_code == 200
    assert sign_in(cast.customer_reader).get(f"/customers/{cast.customer.slug}/").status_code == 200
    assert Event.objects.filter(verb="customer_restored").get().says == "brought back the customer Harbour Roast"


def test_access_that_had_ended_stays_ended(cast: Cast) -> None:
    Membership.objects.filter(user=cast.customer_reader).update(ended_at=NOW)
    cast.customer_contributor.is_active = False
    cast.customer_contributor.save()
    archive(cast, cast.customer)
    by = cast.actor(cast.provider_owner, provider=cast.provider)

    assert archived_customers(by).get().people == 1
    actions.restore_customer(customer=cast.customer, by=by, at=NOW)

    assert [place.name for place in places_of(cast.customer_owner)] == ["Harbour Roast"]
    assert places_of(cast.customer_reader) == places_of(cast.customer_contributor) == []


def test_limited_staff_find_what_they_looked_after_and_only_that(cast: Cast, sign_in) -> None:
    archive(cast, cast.customer)
    archive(cast, cast.other_customer)
    limited = sign_in(cast.limited_lead)

    page = limited.get(f"/providers/{cast.provider.slug}/customers/archived/").content.decode()

    assert "Tidewell Lettings" in page
    assert "Harbour Roast" not in page
    assert limited.get(restore_url(cast, cast.customer)).status_code == 404
    assert limited.post(restore_url(cast, cast.customer)).status_code == 404
    assert limited.post(restore_url(cast, cast.other_customer)).status_code == 302
    assert cast.actor(cast.limited_lead, provider=cast.provider).customer_ids == {cast.other_customer.pk}


def test_whoever_was_taken_off_a_customer_does_not_get_it_back(cast: Cast) -> None:
    archive(cast, cast.other_customer)
    limited = cast.actor(cast.limited_lead, provider=cast.provider)
    Assignment.objects.filter(customer=cast.other_customer).delete()

    assert not archived_customers(limited).exists()


def test_another_providers_archive_is_out_of_sight(cast: Cast, sign_in) -> None:
    foreign = make_customer(cast.strange_provider, "Old Mill", "old-mill", archived_at=NOW)
    owner = sign_in(cast.provider_owner)

    page = owner.get(f"/providers/{cast.provider.slug}/customers/archived/").content.decode()

    assert "Old Mill" not in page
    assert "No archived customers" in page
    assert owner.post(restore_url(cast, foreign)).status_code == 404
    assert not Customer.objects.live().filter(pk=foreign.pk).exists()


def test_customers_people_reach_no_archive(cast: Cast) -> None:
    actor = cast.actor(cast.customer_owner)
    archive(cast, cast.customer)

    assert not Customer.objects.archived_from(actor).exists()


def test_engineer_may_not_bring_back(cast: Cast, sign_in) -> None:
    archive(cast, cast.customer)

    answer = sign_in(cast.provider_engineer).post(restore_url(cast, cast.customer))

    assert answer.status_code == 403
    assert "Your role can’t archive customers or bring them back" in answer.content.decode()
    by = cast.actor(cast.provider_engineer, provider=cast.provider)
    with pytest.raises(NotAllowed):
        actions.restore_customer(customer=cast.customer, by=by, at=NOW)


def test_a_second_click_brings_nothing_back_twice(cast: Cast) -> None:
    archive(cast, cast.customer)
    by = cast.actor(cast.provider_owner, provider=cast.provider)
    actions.restore_customer(customer=cast.customer, by=by, at=NOW)

    with pytest.raises(Conflict, match="in the meantime"):
        actions.restore_customer(customer=cast.customer, by=by, at=NOW)
    assert Event.objects.filter(verb="customer_restored").count() == 1


def test_a_name_that_was_given_again_is_a_conflict(cast: Cast, sign_in) -> None:
    archive(cast, cast.customer)
    make_customer(cast.provider, "harbour roast", "harbour-roast-2")

    answer = sign_in(cast.provider_owner).post(restore_url(cast, cast.customer))

    assert answer.status_code == 409
    assert "another customer called Harbour Roast by now" in answer.content.decode()


def test_the_archive_is_searched(cast: Cast, sign_in) -> None:
    archive(cast, cast.customer)
    archive(cast, cast.other_customer)
    url = f"/providers/{cast.provider.slug}/customers/archived/"
    owner = sign_in(cast.provider_owner)

    found, none = (owner.get(url, {"q": words}).content.decode() for words in ("roast", "zebra"))

    assert "Harbour Roast" in found
    assert "Tidewell" not in found
    assert "No archived customer fits" in none


def test_the_list_of_customers_leads_to_the_archive_those_who_may(cast: Cast, sign_in) -> None:
    url, link = f"/providers/{cast.provider.slug}/customers/", "/customers/archived/"
    before = sign_in(cast.provider_owner).get(url).content.decode()
    archive(cast, cast.customer)

    assert link not in before
    assert link in sign_in(cast.provider_owner).get(url).content.decode()
    assert link not in sign_in(cast.provider_engineer).get(url).content.decode()
    assert link not in sign_in(cast.limited_lead).get(url).content.decode()
