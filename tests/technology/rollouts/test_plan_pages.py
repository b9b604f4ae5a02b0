"""Pages of rings and ways back: written, checked against fourteen days, kept from being lost."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.models import User
from technology.models import RingPlan, RollbackPlan
from technology.queries.rollouts.ways_back import loaded, narrowed, rows_of
from tests.cast import NOW, Cast
from tests.factories.rollouts import make_plan, make_way_back, make_way_test
from tests.factories.technology import make_product

SignIn = Callable[[User], Client]
HEAD = {"rollout_hours": "48", "rings-TOTAL_FORMS": "8", "rings-INITIAL_FORMS": "0", "edited": ""}


@pytest.fixture(autouse=True)
def on_the_day() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def url(cast: Cast, name: str, **more: Any) -> str:
    return reverse(f"technology:{name}", kwargs={"provider_slug": cast.provider.slug, **more})


def rings(*rows: tuple[str, str, str]) -> dict[str, str]:
    names = ("name", "audience", "soak_hours")
    return {f"rings-{i}-{name}": value for i, row in enumerate(rows) for name, value in zip(names, row, strict=True)}


TWO = rings(("Bench", "own", "24"), ("Everybody", "all", "0"))


def test_rings_as_they_come_are_shown_until_somebody_writes_others(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.provider_lead)
    assert "nobody has changed it" in browser.get(url(cast, "ring-plans")).content.decode()

    browser.post(url(cast, "ring-plan-edit"), HEAD | TWO)

    page = browser.get(url(cast, "ring-plans")).content.decode()
    assert "1. Bench" in page
    assert "1 day of watching and 2 days of installing are 3 days" in page


@pytest.mark.parametrize(
    ("soak", "words"),
    [
        ("240", "12 days: a high-risk fix is on every device within 14 days, with 2 days to spare"),
        ("312", "1 day more"),
    ],
)
def test_sum_is_told_while_it_is_written_and_nothing_is_stored(
    cast: Cast, sign_in: SignIn, soak: str, words: str
) -> None:
    said = HEAD | rings(("Bench", "own", soak), ("Everybody", "all", "0"))

    answer = sign_in(cast.provider_lead).post(url(cast, "ring-plan-check"), said)

    assert words in answer.content.decode()
    assert not RingPlan.objects.exists()


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        (rings(("Everybody", "all", "0")), "Begin with a sandbox"),
        (rings(("A", "own", "0"), ("a", "all", "0")), "Two rings have the same name"),
        (rings(("A", "own", ""), ("B", "all", "0")), "Write how many hours"),
        ({**TWO, "rings-0-share": "5", "rings-0-devices": "5"}, "not both"),
        ({**TWO, "rings-0-min_reporting": "94"}, "Write 95 or more."),
    ],
)
def test_rings_that_test_nothing_come_back(cast: Cast, sign_in: SignIn, rows: dict[str, str], says: str) -> None:
    answer = sign_in(cast.provider_lead).post(url(cast, "ring-plan-edit"), HEAD | rows)

    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert not RingPlan.objects.exists()


def test_second_writer_of_the_rings_is_told(cast: Cast, sign_in: SignIn) -> None:
    make_plan(cast.provider)

    answer = sign_in(cast.provider_lead).post(url(cast, "ring-plan-edit"), HEAD | TWO)

    assert answer.status_code == 409
    assert "Somebody else changed this" in answer.content.decode()
    assert RingPlan.objects.get().rings.count() == 5


def test_product_has_rings_of_its_own_until_they_are_dropped(cast: Cast, sign_in: SignIn) -> None:
    browser, product = sign_in(cast.provider_lead), make_product(cast.provider, name="Watch")

    browser.post(url(cast, "product-plan-edit", pk=product.pk), HEAD | TWO)
    plan = RingPlan.objects.get(product=product)
    assert "Watch" in browser.get(url(cast, "ring-plans")).content.decode()
    browser.post(url(cast, "ring-plan-drop", pk=plan.pk))

    assert not RingPlan.objects.exists()


def test_volunteers_out_of_sight_stay_and_a_changed_plan_keeps_them(cast: Cast, sign_in: SignIn) -> None:
    plan = make_plan(cast.provider)
    pilot = plan.rings.get(position=1)
    pilot.customers.add(cast.customer, cast.other_customer)

    # Lena looks after Tidewell Lettings alone: she takes out what she sees.
    sign_in(cast.limited_lead).post(url(cast, "ring-volunteers", pk=pilot.pk), {"customers": []})

    assert list(pilot.customers.all()) == [cast.customer]
    page = sign_in(cast.limited_lead).get(url(cast, "ring-plans")).content.decode()
    assert cast.customer.name not in page
    assert "another customer" in page


def test_way_back_is_written_tried_and_told(cast: Cast, sign_in: SignIn) -> None:
    browser, product = sign_in(cast.provider_engineer), make_product(cast.provider, name="Watch")
    way = {"method": "Remove it", "who": "On duty", "minutes": "20", "test_months": "6", "needs_keys": "yes"}

    browser.post(url(cast, "rollback-edit", pk=product.pk), way)
    plan = RollbackPlan.objects.get()
    assert (plan.needs_keys, plan.needs_media, plan.written_on) == (True, None, NOW.date())
    tried = {"tested_on": "2026-11-20", "has_worked": "yes", "what": "On a till", "minutes": "18"}
    browser.post(url(cast, "rollback-test", pk=plan.pk), tried)

    page = browser.get(url(cast, "rollback-list")).content.decode()
    assert "Worked Fri 20 Nov 2026" in page
    assert "Next by Thu 20 May 2027" in page


def test_states_of_the_ways_back(cast: Cast) -> None:
    none, never, failed, late = (make_product(cast.provider, name=name) for name in "ABCD")
    make_way_back(never)
    make_way_test(make_way_back(failed), by=cast.provider_lead, has_worked=False)
    make_way_test(make_way_back(late), by=cast.provider_lead, tested_on=date(2025, 6, 1))
    products = type(none).objects.order_by("name")

    told = [row.tested for row in rows_of(loaded(products), NOW.date())]

    assert told == [
        "No way back written down", "Never tried", "Did not work on Mon 1 Jun 2026", "Last worked Sun 1 Jun 2025",
    ]  # fmt: skip
    assert list(narrowed(products, {"state": "none"})) == [none]
    assert list(narrowed(products, {"state": "untested"})) == [never, failed]
    assert list(narrowed(products, {"state": "tested", "q": "d"})) == [late]
