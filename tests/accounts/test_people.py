"""Roles, reach and the end of access."""

import pytest
from django.test import Client

from accounts import actions
from accounts.enums import Role
from accounts.models import Customer, Membership, User
from accounts.queries import find_actor
from audit.models import Event
from core.errors import Conflict, NotAllowed
from tests.cast import NOW, Cast, make_member, make_staff

pytestmark = pytest.mark.django_db


def place_of(user: User) -> Membership:
    return Membership.objects.get(user=user)


def owner_of(cast: Cast):
    return cast.actor(cast.provider_owner, provider=cast.provider)


def test_owner_changes_a_role_and_it_is_recorded(cast: Cast) -> None:
    actions.change_role(membership=place_of(cast.provider_engineer), role="manager", by=owner_of(cast), at=NOW)

    event = Event.objects.get()
    assert place_of(cast.provider_engineer).role == Role.MANAGER
    assert event.says == "changed the role of Priya Nair from engineer to manager"
    assert (event.before, event.after) == ({"role": "engineer"}, {"role": "manager"})


def test_the_same_role_again_writes_nothing(cast: Cast) -> None:
    actions.change_role(membership=place_of(cast.provider_engineer), role="engineer", by=owner_of(cast), at=NOW)

    assert not Event.objects.exists()


@pytest.mark.parametrize("act", [actions.change_role, actions.end_membership])
def test_nobody_changes_their_own_access(cast: Cast, act) -> None:
    extra = {"role": "owner"} if act is actions.change_role else {}
    actor = cast.actor(cast.customer_owner)

    with pytest.raises(NotAllowed, match="your own access"):
        act(membership=place_of(cast.customer_owner), by=actor, at=NOW, **extra)


def test_contributor_cannot_raise_anybody(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        actions.change_role(
            membership=place_of(cast.customer_reader), role="owner", by=cast.actor(cast.customer_contributor), at=NOW
        )


def test_manager_cannot_change_staff(cast: Cast) -> None:
    actor = cast.actor(cast.provider_lead, provider=cast.provider)

    with pytest.raises(NotAllowed, match="manage staff"):
        actions.change_role(membership=place_of(cast.provider_engineer), role="owner", by=actor, at=NOW)


def test_role_of_the_other_side_is_refused(cast: Cast) -> None:
    with pytest.raises(NotAllowed, match="other side"):
        actions.change_role(
            membership=place_of(cast.customer_reader), role="manager", by=cast.actor(cast.customer_owner), at=NOW
        )


def test_last_owner_stays_owner(cast: Cast) -> None:
    manager = cast.actor(cast.provider_lead)

    with pytest.raises(NotAllowed, match="last owner"):
        actions.change_role(membership=place_of(cast.customer_owner), role="reader", by=manager, at=NOW)
    with pytest.raises(NotAllowed, match="last owner"):
        actions.end_membership(membership=place_of(cast.customer_owner), by=manager, at=NOW)


def test_one_of_two_owners_may_go_and_a_closed_account_does_not_count(cast: Cast) -> None:
    second = make_member(cast.customer, "Second Owner", Role.OWNER)
    manager = cast.actor(cast.provider_lead)
    second.is_active = False
    second.save()

    with pytest.raises(NotAllowed, match="last owner"):
        actions.end_membership(membership=place_of(cast.customer_owner), by=manager, at=NOW)

    second.is_active = True
    second.save()
    actions.end_membership(membership=place_of(cast.customer_owner), by=manager, at=NOW)
    assert Membership.objects.live().filter(customer=cast.customer, role=Role.OWNER).get().user == second


def test_end_of_access_closes_every_session_at_once(cast: Cast, sign_in) -> None:
    phone, laptop = sign_in(cast.customer_reader), sign_in(cast.customer_reader)
    colleague = sign_in(cast.customer_owner)
    assert phone.get("/organisations/").status_code == 200

    actions.end_membership(membership=place_of(cast.customer_reader), by=cast.actor(cast.customer_owner), at=NOW)

    for browser in (phone, laptop):
        assert browser.get("/organisations/").url.startswith("/account/login/")
    assert colleague.get("/organisations/").status_code == 200
    assert find_actor(cast.customer_reader, provider_slug=None, customer_slug=cast.customer.slug) is None


def test_access_ended_twice_is_a_conflict(cast: Cast) -> None:
    place, actor = place_of(cast.customer_reader), cast.actor(cast.customer_owner)
    actions.end_membership(membership=place, by=actor, at=NOW)

    with pytest.raises(Conflict):
        actions.end_membership(membership=place, by=actor, at=NOW)


def test_end_of_access_takes_the_lead_from_customers(cast: Cast) -> None:
    Customer.objects.filter(pk=cast.customer.pk).update(lead=cast.provider_lead)

    actions.end_membership(membership=place_of(cast.provider_lead), by=owner_of(cast), at=NOW)

    cast.customer.refresh_from_db()
    assert cast.customer.lead is None
    event = Event.objects.get(customer_id=cast.customer.pk)
    assert event.says == "took Tom Hallett off as account lead of Harbour Roast"
    assert (event.before, event.after) == ({"lead": "Tom Hallett"}, {"lead": ""})


def test_reach_is_limited_and_widened(cast: Cast) -> None:
    place = place_of(cast.provider_engineer)
    actions.change_reach(membership=place, looks_after_all=False, customers=[cast.customer], by=owner_of(cast), at=NOW)
    assert place_of(cast.provider_engineer).customer_ids() == {cast.customer.pk}

    actions.change_reach(membership=place, looks_after_all=True, customers=[], by=owner_of(cast), at=NOW)

    assert place_of(cast.provider_engineer).customer_ids() is None
    assert [event.says for event in Event.objects.order_by("sequence")] == [
        "let Priya Nair look after some customers only",
        "gave Priya Nair the customer Harbour Roast",
        "let Priya Nair look after every customer",
    ]


def test_history_names_customers_only_to_those_who_reach_them(cast: Cast) -> None:
    place = place_of(cast.provider_engineer)
    actions.change_reach(membership=place, looks_after_all=False, customers=[cast.customer], by=owner_of(cast), at=NOW)

    seen = Event.objects.visible_to(cast.actor(cast.limited_lead, provider=cast.provider))

    assert [event.says for event in seen] == ["let Priya Nair look after some customers only"]


def test_limited_owner_gives_only_what_they_reach_and_takes_nothing_else(cast: Cast) -> None:
    limited = make_staff(cast.provider, "Lim Owner", Role.OWNER, customers=[cast.customer])
    actor = cast.actor(limited, provider=cast.provider)
    place = place_of(cast.limited_lead)  # looks after Tidewell, which the actor does not reach

    with pytest.raises(NotAllowed, match="look after yourself"):
        actions.change_reach(membership=place, looks_after_all=True, customers=[], by=actor, at=NOW)
    with pytest.raises(NotAllowed, match="look after yourself"):
        actions.change_reach(membership=place, looks_after_all=False, customers=[cast.other_customer], by=actor, at=NOW)
    actions.change_reach(membership=place, looks_after_all=False, customers=[cast.customer], by=actor, at=NOW)

    assert place.customer_ids() == {cast.customer.pk, cast.other_customer.pk}


def test_limited_owner_does_not_limit_somebody_who_looks_after_everybody(cast: Cast) -> None:
    limited = make_staff(cast.provider, "Lim Owner", Role.OWNER, customers=[cast.customer])
    actor = cast.actor(limited, provider=cast.provider)

    with pytest.raises(NotAllowed, match="Priya Nair looks after every customer"):
        actions.change_reach(
            membership=place_of(cast.provider_engineer),
            looks_after_all=False,
            customers=[cast.customer],
            by=actor,
            at=NOW,
        )

    assert place_of(cast.provider_engineer).customer_ids() is None


def test_limited_owner_does_not_end_the_access_of_somebody_who_looks_after_everybody(cast: Cast) -> None:
    limited = make_staff(cast.provider, "Lou Limited", Role.OWNER, customers=[cast.other_customer])
    by = cast.actor(limited, provider=cast.provider)

    with pytest.raises(NotAllowed, match="looks after every customer"):
        actions.end_membership(membership=place_of(cast.provider_owner), by=by, at=NOW)


def test_role_stays_when_the_reach_is_refused(cast: Cast) -> None:
    limited = make_staff(cast.provider, "Lim Owner", Role.OWNER, customers=[cast.customer])
    actor = cast.actor(limited, provider=cast.provider)

    with pytest.raises(NotAllowed, match="look after yourself"):
        actions.change_place(
            membership=place_of(cast.limited_lead),
            role="engineer",
            looks_after_all=True,
            customers=[],
            by=actor,
            at=NOW,
        )

    assert place_of(cast.limited_lead).role == "manager"
    assert not Event.objects.exists()


def test_page_shows_no_customer_that_the_reader_does_not_look_after(cast: Cast, sign_in) -> None:
    make_staff(cast.provider, "Har Bour", Role.ENGINEER, customers=[cast.customer])

    page = sign_in(cast.limited_lead).get(f"/providers/{cast.provider.slug}/people/").content.decode()

    assert "Har Bour" in page
    assert cast.customer.name not in page


@pytest.mark.parametrize("count", [0, 20])
def test_queries_of_the_list_do_not_grow(cast: Cast, sign_in, count: int, django_assert_max_num_queries) -> None:
    for number in range(count):
        make_staff(cast.provider, f"Extra {number}", Role.ENGINEER, customers=[cast.customer])
    browser: Client = sign_in(cast.provider_owner)
    browser.get("/organisations/")

    with django_assert_max_num_queries(9):
        browser.get(f"/providers/{cast.provider.slug}/people/")


def test_member_page_saves_role_and_reach(cast: Cast, sign_in) -> None:
    place = place_of(cast.provider_engineer)
    url = f"/providers/{cast.provider.slug}/people/{place.pk}/"

    refused = sign_in(cast.provider_owner).post(url, {"role": "manager", "reach": "some"})
    saved = sign_in(cast.provider_owner).post(
        url, {"role": "manager", "reach": "some", "customers": [str(cast.customer.pk)]}
    )

    assert refused.status_code == 422
    assert "Tick at least one customer" in refused.content.decode()
    assert saved.status_code == 302
    place.refresh_from_db()
    assert (place.role, place.looks_after_all) == ("manager", False)


def test_own_page_offers_no_change(cast: Cast, sign_in) -> None:
    url = f"/customers/{cast.customer.slug}/people/{place_of(cast.customer_owner).pk}/"

    page = sign_in(cast.customer_owner).get(url).content.decode()

    assert "Nobody changes their own access" in page
    assert sign_in(cast.customer_owner).post(url, {"role": "reader"}).status_code == 403
