"""Plans and exercises over all customers of a provider."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from tests.cast import Cast
from tests.factories.plans import make_exercise, make_follow_up, make_plan, make_time

SignIn = Callable[[User], Client]


@pytest.fixture
def owner(cast: Cast, sign_in: SignIn) -> Client:
    return sign_in(cast.provider_owner)


def at(cast: Cast, name: str) -> str:
    return reverse(f"continuity:{name}", kwargs={"provider_slug": cast.provider.slug})


def text(answer: Any) -> str:
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def fill(cast: Cast, number: int) -> None:
    for each in range(number):
        plan = make_plan((cast.customer, cast.other_customer)[each % 2], by=cast.provider_lead, name=f"Plan {each}")
        make_exercise(plan, by=cast.provider_lead, due_on=date(2026, 11, 1))
        make_time(make_exercise(plan, by=cast.provider_lead, held_on=date(2026, 5, 1)))


def test_every_customer_s_exercises_stand_in_one_list(cast: Cast, owner: Client) -> None:
    by, url = cast.provider_lead, at(cast, "provider-exercise-list")
    late = make_exercise(make_plan(cast.customer, by=by, name="No power"), by=by, due_on=date(2026, 11, 1))
    held = make_exercise(make_plan(cast.other_customer, by=by, name="No line"), by=by, held_on=date(2026, 5, 1))
    make_time(held, observed_minutes=20)
    make_time(held, observed_minutes=40)
    make_follow_up(held, by=by)
    make_exercise(make_plan(cast.strange_customer, by=by, name="Strange"), by=by)

    page, overdue = text(owner.get(url)), text(owner.get(url, {"state": "overdue"}))
    found = text(owner.get(url, {"q": cast.other_customer.name}))
    lines = owner.get(url, {"export": "csv"}).getvalue().decode("utf-8-sig").splitlines()

    assert late.get_absolute_url() in page
    assert page.index("No power") < page.index("No line")
    assert ">1 of 2</td>" in page
    assert "Strange" not in page
    assert ("No power" in overdue, "No line" in overdue) == (True, False)
    assert ("No power" in found, "No line" in found) == (False, True)
    assert len(lines) == 3
    assert f'"{cast.other_customer.name}","No line"' in lines[2]


def test_every_customer_s_plans_stand_in_one_list(cast: Cast, owner: Client) -> None:
    by, url = cast.provider_lead, at(cast, "provider-plan-list")
    make_exercise(make_plan(cast.customer, by=by, name="No power"), by=by, due_on=date(2026, 11, 1))
    make_plan(cast.other_customer, by=by, name="No line", state="draft")

    page, drafts = text(owner.get(url)), text(owner.get(url, {"state": "draft"}))

    assert "No power</a>" in page
    assert 'class="term alarm"' in page
    assert ("No power" in drafts, "No line" in drafts) == (False, True)
    assert owner.get(url, {"export": "xlsx"}).getvalue()[:2] == b"PK"


@pytest.mark.parametrize("name", ["provider-exercise-list", "provider-plan-list"])
def test_lists_cost_the_same_for_few_and_many(cast: Cast, owner: Client, name: str) -> None:
    counts = []
    for number in (2, 40):
        fill(cast, number)
        owner.get(at(cast, name))
        with CaptureQueriesContext(connection) as seen:
            owner.get(at(cast, name))
        counts.append(len(seen))

    assert counts[0] == counts[1] <= 12
