"""The list of "Who would pay?": searched, narrowed, sorted, taken away."""

import csv
import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries as AssertQueries

from accounts.models import User
from contracts.models import LossScenario
from tests.cast import NOW, Cast
from tests.contracts.views.examples import address, text
from tests.factories.scenarios import make_scenario, make_shared

SignIn = Callable[[User], Client]
PAGE_LIMIT = 60 * 1024
LIST = 7
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("", ["Secret", "Theft", "A faulty update stops every till for 36 hours"]),
        ("?sort=what", ["A faulty update stops every till for 36 hours", "Secret", "Theft"]),
        ("?sort=-what", ["Theft", "Secret", "A faulty update stops every till for 36 hours"]),
        ("?q=faulty+FRIDAY", ["A faulty update stops every till for 36 hours"]),
        ("?cause=physical_damage", ["Theft"]),
        ("?seen=own", ["Secret"]),
        ("?cause=nobody+offered&sort=sideways", ["Secret", "Theft", "A faulty update stops every till for 36 hours"]),
        ("?q=zebra", []),
    ],
)
def test_list_is_searched_narrowed_sorted_and_taken_away(
    cast: Cast, owner: Client, tills: LossScenario, asked: str, shown: list[str]
) -> None:
    about = {"by": cast.customer_owner, "side": "customer"}
    make_shared(cast.customer, name="Theft", cause="physical_damage", added_at=NOW + DAY, **about)
    make_scenario(cast.customer, name="Secret", added_at=NOW + 2 * DAY, **about)
    make_scenario(cast.customer, by=cast.provider_lead, name="Theirs", heads={"GOODWILL": "7"})

    page = text(owner.get(f"{address('scenario-list', cast)}{asked}"))
    export = text(owner.get(f"{address('scenario-list', cast)}{asked}{'&' if asked else '?'}export=csv"))

    assert re.findall(r'<th scope="row"><a class="plain" href="[^"]+">([^<]+)', page) == shown
    assert [row[0] for row in list(csv.reader(export.splitlines()))[1:]] == shown
    assert ("No example fits" in page) is (not shown)


def test_list_as_a_file_has_figures_and_no_formulas(cast: Cast, owner: Client, tills: LossScenario) -> None:
    LossScenario.objects.update(name="=1+1")

    _, row = csv.reader(text(owner.get(f"{address('scenario-list', cast)}?export=csv")).splitlines())

    assert row == [
        "'=1+1", "A system the business relies on failed, without an attack", "13000.00", "5060.00", "Amara Osei",
        "both sides",
    ]  # fmt: skip


def test_list_says_what_is_left_with_whom(cast: Cast, owner: Client, sign_in: SignIn, tills: LossScenario) -> None:
    make_shared(cast.customer, by=cast.customer_owner, name="Long ago", terms_on=date(2024, 7, 19))
    make_shared(cast.customer, by=cast.customer_owner, name="Odd", heads={}, waiting={"LOST_GROSS_PROFIT": "5"})

    page = text(owner.get(address("scenario-list", cast)))

    assert "Left with you" in page
    assert "£5,060" in page
    assert "Terms of Fri 19 Jul 2024" in page
    assert "Left with Harbour Roast" in text(sign_in(cast.provider_lead).get(address("scenario-list", cast)))


def test_list_costs_the_same_for_many(
    cast: Cast, owner: Client, tills: LossScenario, django_assert_num_queries: AssertQueries
) -> None:
    url = address("scenario-list", cast)
    owner.get(url)
    with django_assert_num_queries(LIST):
        owner.get(url)
    for number in range(40):
        make_shared(cast.customer, by=cast.customer_owner, name=f"Example {number}")

    with django_assert_num_queries(LIST):
        page = owner.get(url)
    assert len(page.content) < PAGE_LIMIT


def test_nothing_kept_yet_says_what_to_do(cast: Cast, owner: Client, sign_in: SignIn) -> None:
    assert "Begin with this" in text(owner.get(address("scenario-list", cast)))
    assert "Your role reads examples" in text(sign_in(cast.customer_reader).get(address("scenario-list", cast)))
