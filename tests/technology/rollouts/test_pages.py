"""Pages of updates: the board, an update with its rings, what a customer reads."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from technology.models import Rollout, StageCount, Update
from technology.queries.rollouts.board import rows_of
from technology.queries.rollouts.customers import updates_of
from technology.rollouts.facts import with_facts
from tests.cast import NOW, Cast
from tests.factories.rollouts import make_rollout, make_update, make_way_back, make_way_test
from tests.factories.technology import make_deployment, make_product

SignIn = Callable[[User], Client]


@pytest.fixture(autouse=True)
def on_the_day() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def ready(cast: Cast) -> Rollout:
    product = make_product(cast.provider, name="Watch")
    update = make_update(product, by=cast.provider_lead, is_high_risk=True)
    return make_rollout(update, by=cast.provider_lead, stage=1, hours=72, well=True)


def url(cast: Cast, name: str, **more: Any) -> str:
    return reverse(f"technology:{name}", kwargs={"provider_slug": cast.provider.slug, **more})


def here(rollout: Rollout) -> Any:
    return rollout.stages.exclude(entered_at=None).latest("position")


def test_board_says_where_everything_is_and_what_it_waits_for(cast: Cast, ready: Rollout) -> None:
    [row] = rows_of(with_facts(Rollout.objects.all()), NOW)

    assert (row.here, row.state, row.waits) == (
        "2 of 5: Pilot", "May go on", "Everything is well: somebody may let it go on.",
    )  # fmt: skip
    assert [step.state for step in row.steps] == ["passed", "ready", "waiting", "waiting", "waiting"]
    assert (str(row.fix_by), row.is_late) == ("2026-11-30", False)


def test_board_tells_when_fourteen_days_cannot_be_kept(cast: Cast) -> None:
    update = make_update(
        make_product(cast.provider), by=cast.provider_lead, is_high_risk=True, released_on=NOW.date() - timedelta(9)
    )
    make_rollout(update, by=cast.provider_lead, hours=1)

    [row] = rows_of(with_facts(Rollout.objects.all()), NOW)

    assert row.is_late  # 23 + 72 + 72 + 24 hours of watching and what installing takes are more than six days


def test_board_shows_what_is_under_way_filters_and_exports(cast: Cast, ready: Rollout, sign_in: SignIn) -> None:
    other = make_update(make_product(cast.provider, name="Old"), by=cast.provider_lead, kind="content")
    make_rollout(other, by=cast.provider_lead, state="done", ended_at=NOW, ended_by=cast.provider_lead)
    browser = sign_in(cast.provider_auditor)

    first = browser.get(url(cast, "update-board")).content.decode()
    everything = browser.get(url(cast, "update-board"), {"state": "all", "sort": "what"}).content.decode()
    file = browser.get(url(cast, "update-board"), {"state": "all", "kind": "content", "export": "csv"})

    assert "Watch 7.20" in first and "Old 7.20" not in first  # noqa: PT018
    assert everything.index("Old 7.20") < everything.index("Watch 7.20")
    lines = b"".join(file).decode("utf-8-sig").splitlines()
    assert len(lines) == 2
    assert lines[1].startswith('"Old"')
    assert "No update fits" in browser.get(url(cast, "update-board"), {"q": "nothing"}).content.decode()


@pytest.mark.parametrize("page", ["update-board", "rollback-list"])
def test_cost_of_a_list_does_not_grow_with_its_rows(cast: Cast, sign_in: SignIn, page: str) -> None:
    browser, costs = sign_in(cast.provider_lead), []
    browser.get(url(cast, page))  # what a first visit alone asks
    for number in (3, 57):
        for _ in range(number):
            product = make_product(cast.provider)
            make_way_test(make_way_back(product), by=cast.provider_lead)
            make_rollout(make_update(product, by=cast.provider_lead), by=cast.provider_lead, stage=2)
        with CaptureQueriesContext(connection) as queries:
            answer = browser.get(url(cast, page), {"size": "100"})
        costs.append(len(queries))

    assert costs[0] == costs[1] <= 12
    assert len(answer.content) <= 60_000


def test_update_page_offers_each_role_its_own(cast: Cast, ready: Rollout, sign_in: SignIn) -> None:
    page = ready.get_absolute_url()

    lead = sign_in(cast.provider_lead).get(page).content.decode()
    engineer = sign_in(cast.provider_engineer).get(page).content.decode()
    auditor = sign_in(cast.provider_auditor).get(page).content.decode()

    promote = url(cast, "stage-promote", pk=here(ready).pk)
    assert promote in lead
    assert promote not in engineer
    assert "Your role can’t approve updates" in engineer
    assert "Count devices" in engineer
    assert "Take the emergency path" in lead
    assert "Count devices" not in auditor


def test_second_click_on_the_same_ring_is_told(cast: Cast, ready: Rollout, sign_in: SignIn) -> None:
    address = url(cast, "stage-promote", pk=here(ready).pk)

    first = sign_in(cast.provider_lead).post(address)
    second = sign_in(cast.provider_owner).post(address)

    assert first.status_code == 302
    assert second.status_code == 409
    assert "Tom Hallett let Watch 7.20 go on to Early" in second.content.decode()
    assert ready.stages.exclude(entered_at=None).count() == 3


@pytest.mark.parametrize(
    ("counts", "says"),
    [
        ({"reporting": "21"}, "Only 20 devices are in this ring."),
        ({"ok": "19", "failed": "2"}, "more than the 20 that have reported"),
        ({"ok": "19", "failed": "1", "not_booting": "2"}, "count it there too"),
        ({"devices": ""}, "Write a whole number"),
    ],
)
def test_count_that_cannot_be_comes_back(
    cast: Cast, ready: Rollout, sign_in: SignIn, counts: dict[str, str], says: str
) -> None:
    whole = {"devices": "20", "reporting": "20", "ok": "20", "failed": "0", "not_booting": "0", "tickets": "0"}
    before = StageCount.objects.count()

    answer = sign_in(cast.provider_engineer).post(url(cast, "stage-count", pk=here(ready).pk), whole | counts)

    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert StageCount.objects.count() == before


def test_reaching_a_later_ring_is_recorded_by_the_form(cast: Cast, ready: Rollout, sign_in: SignIn) -> None:
    broad = ready.stages.get(position=3)
    said = {"stage": str(broad.pk), "happened_at": "2026-11-23T09:00", "words": "A policy sent it"}

    sign_in(cast.provider_engineer).post(url(cast, "rollout-bypass", pk=ready.pk), said)

    page = sign_in(cast.provider_engineer).get(ready.get_absolute_url()).content.decode()
    assert "It went on without the agreed test." in page
    assert "Early was left out." in page
    assert "Record what was learnt" in page


def test_second_writer_of_an_update_reads_what_is_stored(cast: Cast, ready: Rollout, sign_in: SignIn) -> None:
    said = {"version": "9", "kind": "software", "released_on": "2026-11-16", "edited": "old"}

    answer = sign_in(cast.provider_engineer).post(url(cast, "update-edit", pk=ready.update_id), said)

    assert answer.status_code == 409
    assert "now says: 7.20" in answer.content.decode()
    assert Update.objects.get().version == "7.20"


def test_customer_reads_of_its_own_products_and_that_others_had_it_first(cast: Cast, ready: Rollout) -> None:
    reader = cast.actor(cast.customer_reader)
    assert updates_of(cast.customer, reader, NOW) == []
    make_deployment(cast.customer, ready.update.product)

    [update] = updates_of(cast.customer, reader, NOW)

    assert (update.state, update.tested) == (
        "On a few devices of several customers", "Fairlead IT has tried it first on 40 other devices for 96 hours.",
    )  # fmt: skip
    assert updates_of(cast.other_customer, cast.actor(cast.other_owner, cast.other_customer), NOW) == []


def test_volunteer_reads_that_it_goes_first_and_others_that_it_is_tested(cast: Cast, ready: Rollout) -> None:
    ready.stages.get(position=1).customers.add(cast.customer)
    for customer in (cast.customer, cast.other_customer):
        make_deployment(customer, ready.update.product)

    own = updates_of(cast.customer, cast.actor(cast.customer_reader), NOW)
    other = updates_of(cast.other_customer, cast.actor(cast.other_owner, cast.other_customer), NOW)

    assert [each.state for each in own] == ["On the devices you lent"]
    assert [each.state for each in other] == ["Being tested"]


def test_customers_page_names_no_other_customer(cast: Cast, ready: Rollout, sign_in: SignIn) -> None:
    ready.stages.get(position=1).customers.add(cast.other_customer)
    make_deployment(cast.customer, ready.update.product)

    page = sign_in(cast.customer_reader).get(
        reverse("technology:customer-updates", kwargs={"customer_slug": cast.customer.slug})
    )

    assert "Watch 7.20" in page.content.decode()
    assert cast.other_customer.name not in page.content.decode()


def test_what_came_untested_is_told_as_it_was(cast: Cast, ready: Rollout) -> None:
    make_deployment(cast.customer, ready.update.product)
    Rollout.objects.update(state="unstaged", ended_at=NOW, ended_by=cast.provider_lead, words="At once")

    [update] = updates_of(cast.customer, cast.actor(cast.customer_reader), NOW)

    assert update.state == "Came without a test"
    assert "to every device at once" in update.tested
    with time_machine.travel(NOW + timedelta(days=91)):
        assert updates_of(cast.customer, cast.actor(cast.customer_reader), timezone.now()) == []


def test_ways_back_are_sorted_by_when_they_last_worked(cast: Cast, sign_in: SignIn) -> None:
    for name, days, has_worked in (("Old", 90, True), ("Fresh", 3, True), ("Failed", 1, False)):
        plan = make_way_back(make_product(cast.provider, name=name))
        make_way_test(plan, by=cast.provider_lead, tested_on=NOW.date() - timedelta(days=days), has_worked=has_worked)
    make_product(cast.provider, name="Never")

    page = sign_in(cast.provider_lead).get(url(cast, "rollback-list"), {"sort": "tried"})

    assert [row.name for row in page.context["rows"]] == ["Failed", "Never", "Old", "Fresh"]


def test_cost_of_a_customers_updates_does_not_grow_with_them(cast: Cast, sign_in: SignIn) -> None:
    browser, costs = sign_in(cast.customer_owner), []
    page = reverse("technology:customer-updates", args=[cast.customer.slug])
    browser.get(page)
    for number in (3, 30):
        for _ in range(number):
            product = make_product(cast.provider)
            make_deployment(cast.customer, product)
            make_rollout(make_update(product, by=cast.provider_lead), by=cast.provider_lead, stage=2)
        with CaptureQueriesContext(connection) as queries:
            browser.get(page)
        costs.append(len(queries))

    assert costs[0] == costs[1] <= 12
