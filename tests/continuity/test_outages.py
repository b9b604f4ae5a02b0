"""Outages tried, kept, shared, compared, put away; the page's figures to the penny."""

from datetime import timedelta

import pytest
from django.db.utils import IntegrityError
from django.test import Client
from django.urls import reverse

from accounts.queries import find_actor
from audit.models import Event
from continuity.actions import outages as actions
from continuity.actions.parts import hanging_on, remove_part
from continuity.models import NamedFailure, NamedOutage, Node
from core.errors import Conflict, NotAllowed
from tests.cast import NOW, Cast, make_cast
from tests.factories.continuity import make_cafe
from tests.factories.outages import make_outage, make_shared_outage

NINE = "2026-11-24T09:00"  # a Tuesday


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def owner(cast: Cast, client: Client) -> Client:
    client.force_login(cast.customer_owner)
    return client


def at(cast: Cast, name: str, **more: object) -> str:
    return reverse(f"continuity:{name}", kwargs={"customer_slug": cast.customer.slug, **more})


def key(name: str) -> str:
    return str(Node.objects.get(name=name).pk)[:13]


def power_cut(**more: str) -> dict[str, str]:
    return {"starts_at": NINE, "fails_0": key("Mains power"), "back_0": "8 h"} | more


def test_a_power_cut_costs_the_café_to_the_penny(cast: Cast, owner: Client) -> None:
    make_cafe(cast.customer, by=cast.customer_owner)

    page = owner.get(at(cast, "outage-try"), power_cut()).content.decode()

    assert "You can trade for <b>6 hours.</b>" not in page.split("<main")[0]
    for said in ("6 hours.", "£586.50", "£373.50", "£410.55", "7 h 17 min", "<dd>6 h</dd>"):
        assert said in page
    assert "15:00: Cold food: 2 h without Chiller." in page
    assert "<svg" in page
    assert "style=" not in page.split("<main")[1]


def test_the_fall_below_the_minimum_is_told_with_the_stop(cast: Cast, owner: Client) -> None:
    make_cafe(cast.customer, by=cast.customer_owner)
    lines = {"starts_at": NINE, "fails_0": key("Broadband"), "fails_1": key("Shop phone as hotspot")}

    page = owner.get(at(cast, "outage-try"), lines).content.decode()

    assert "<b>5 hours.</b> It is below 40\xa0% of normal after 1 hour." in page


def test_nothing_is_kept_by_looking(cast: Cast, owner: Client) -> None:
    make_cafe(cast.customer, by=cast.customer_owner)
    before = Event.objects.count()

    owner.get(at(cast, "outage-try"), power_cut())

    assert not NamedOutage.objects.exists()
    assert Event.objects.count() == before


def test_without_a_choice_the_soonest_single_failure_is_shown(cast: Cast, owner: Client) -> None:
    make_cafe(cast.customer, by=cast.customer_owner)

    assert "Mains power, 09:00 to 17:00" in owner.get(at(cast, "outage-try")).content.decode()


def test_several_things_fail_at_once(cast: Cast, owner: Client) -> None:
    make_cafe(cast.customer, by=cast.customer_owner)
    both = power_cut(fails_0=key("Broadband"), fails_1=key("Shop phone as hotspot"), back_1="8 h")

    page = owner.get(at(cast, "outage-try"), both).content.decode()

    assert "5 hours." in page
    assert "fails_2" in page


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"fails_0": ""}, "Choose at least one thing"),
        ({"back_0": "soon"}, "Write a time"),
        ({"fails_0": "nonsense"}, "Choose from the list"),
        ({"starts_at": "then"}, "Write day and time"),
    ],
)
def test_what_cannot_be_played_is_told_beside_the_field(
    cast: Cast, owner: Client, wrong: dict[str, str], said: str
) -> None:
    make_cafe(cast.customer, by=cast.customer_owner)

    page = owner.get(at(cast, "outage-try"), power_cut(**wrong))

    assert page.status_code == 200
    assert said in page.content.decode()


def test_one_thing_chosen_twice_is_refused(cast: Cast, owner: Client) -> None:
    make_cafe(cast.customer, by=cast.customer_owner)

    page = owner.get(at(cast, "outage-try"), power_cut(fails_1=key("Mains power")))

    assert "One thing is chosen twice." in page.content.decode()


def test_kept_outage_holds_facts_and_is_played_anew(cast: Cast, owner: Client) -> None:
    make_cafe(cast.customer, by=cast.customer_owner)

    page = owner.post(at(cast, "outage-keep"), power_cut(name="No power"), follow=True).content.decode()

    outage = NamedOutage.objects.get()
    assert (outage.side, outage.name, outage.is_shared) == ("customer", "No power", False)
    assert outage.failures.get().back_minutes == 480
    assert "£586.50" in page
    Node.objects.filter(name="Chiller").update(holds_minutes=0)
    assert owner.get(at(cast, "outage", pk=outage.pk)).status_code == 200


def test_outage_without_a_name_is_asked_for_one(cast: Cast, owner: Client) -> None:
    make_cafe(cast.customer, by=cast.customer_owner)

    page = owner.post(at(cast, "outage-keep"), power_cut(name=""))

    assert page.status_code == 422
    assert not NamedOutage.objects.exists()


def test_other_side_sees_it_once_it_is_shared(cast: Cast, owner: Client) -> None:
    outage = make_outage(cast.customer, by=cast.provider_lead)

    assert owner.get(at(cast, "outage", pk=outage.pk)).status_code == 404
    assert outage.name not in owner.get(at(cast, "outage-list")).content.decode()
    lead = find_actor(cast.provider_lead, provider_slug=None, customer_slug=cast.customer.slug)
    assert lead is not None
    actions.share_outage(outage=outage, by=lead[0], at=NOW)

    assert owner.get(at(cast, "outage", pk=outage.pk)).status_code == 200
    assert outage.name in owner.get(at(cast, "outage-list")).content.decode()
    assert owner.post(at(cast, "outage-archive", pk=outage.pk)).status_code == 403


def test_what_a_customer_keeps_to_itself_is_not_told_in_the_history(cast: Cast, owner: Client) -> None:
    make_cafe(cast.customer, by=cast.customer_owner)

    owner.post(at(cast, "outage-keep"), power_cut(name="Secret worry"))

    event = Event.objects.get(verb="outage_kept")
    assert "Secret worry" not in f"{event.says} {event.after} {event.target_label}"


def test_put_away_outage_is_only_read(cast: Cast, owner: Client) -> None:
    outage = make_shared_outage(cast.customer, by=cast.customer_owner, side="customer")

    owner.post(at(cast, "outage-archive", pk=outage.pk), follow=True)

    assert outage.name not in owner.get(at(cast, "outage-list")).content.decode()
    assert outage.name in owner.get(at(cast, "outage-list"), {"away": "1"}).content.decode()
    assert owner.post(at(cast, "outage-archive", pk=outage.pk)).status_code == 403


def test_two_outages_stand_side_by_side(cast: Cast, owner: Client) -> None:
    make_cafe(cast.customer, by=cast.customer_owner)
    first = make_shared_outage(cast.customer, by=cast.customer_owner, name="Long")
    second = make_shared_outage(cast.customer, by=cast.customer_owner, name="Short")
    second.failures.update(back_minutes=60)

    page = owner.get(at(cast, "outage", pk=first.pk), {"with": str(second.pk)}).content.decode()

    assert "Figure, or when it stops" in page
    assert "goes on" in page.split('id="beside"')[1]


def test_an_exercise_begins_with_what_happens_and_the_times_to_keep(cast: Cast, owner: Client) -> None:
    make_cafe(cast.customer, by=cast.customer_owner)
    outage = make_shared_outage(cast.customer, by=cast.customer_owner)

    page = owner.get(reverse("continuity:exercise-add", args=[cast.customer.slug]), {"outage": str(outage.pk)})

    said = page.content.decode()
    assert "Hot drinks stop." in said
    assert "Till tablet: back within 6 h." in said


def test_thing_that_fails_in_an_outage_can_be_removed(cast: Cast) -> None:
    outage = make_outage(cast.customer, by=cast.provider_lead, name="Hidden")
    lead = find_actor(cast.provider_lead, provider_slug=None, customer_slug=cast.customer.slug)
    assert lead is not None
    power = Node.objects.select_related("model__customer").get(name="Mains power")

    assert "its failure in 1 kept outage" in [str(each) for each in hanging_on(power)]
    remove_part(part=power, by=lead[0], at=NOW)

    assert not outage.failures.exists()


def test_an_outage_whose_things_are_gone_says_so(cast: Cast, owner: Client) -> None:
    outage = make_shared_outage(cast.customer, by=cast.provider_lead)
    NamedFailure.objects.all().delete()

    assert "What failed here is gone" in owner.get(at(cast, "outage", pk=outage.pk)).content.decode()


def test_things_of_another_business_cannot_fail_here(cast: Cast) -> None:
    make_outage(cast.customer, by=cast.provider_lead)
    lead = find_actor(cast.provider_lead, provider_slug=None, customer_slug=cast.customer.slug)
    assert lead is not None
    about = {"customer": cast.customer, "name": "Odd", "starts_at": NOW, "by": lead[0], "at": NOW}

    with pytest.raises(Conflict):
        actions.keep_outage(failures=[], **about)


def test_reader_cannot_keep_one(cast: Cast) -> None:
    reader = find_actor(cast.customer_reader, provider_slug=None, customer_slug=cast.customer.slug)
    assert reader is not None

    with pytest.raises(NotAllowed):
        actions.keep_outage(
            customer=cast.customer, name="No", starts_at=NOW, failures=[], by=reader[0], at=NOW
        )  # fmt: skip


def test_a_thing_fails_once_in_an_outage(cast: Cast) -> None:
    outage = make_outage(cast.customer, by=cast.provider_lead)

    with pytest.raises(IntegrityError):
        NamedFailure.objects.create(outage=outage, node=outage.failures.get().node)


@pytest.mark.parametrize(
    "wrong", [{"side": "nobody"}, {"shared_at": NOW}, {"archived_at": NOW + timedelta(days=1)}]
)  # fmt: skip
def test_rows_that_say_half_of_something_are_refused(cast: Cast, wrong: dict[str, object]) -> None:
    with pytest.raises(IntegrityError):
        make_outage(cast.customer, by=cast.provider_lead, **wrong)
