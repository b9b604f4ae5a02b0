"""Declined advice fills in “who would pay”: from the decisions that held on the day, about what went wrong."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from advice.enums import About, Answer
from advice.models import Recommendation
from contracts.models import LossScenario
from contracts.scenarios.declined import declined_advice
from contracts.scenarios.filling import complete
from contracts.snapshots import token
from tests.cast import NOW, Cast
from tests.factories.advice import make_advice, make_bearing, make_decision
from tests.factories.contracts import make_contract
from tests.factories.liability import make_terms

SignIn = Callable[[User], Client]
TODAY = NOW.date()
LINE = "decided against “Replace the server” on Mon 2 Nov 2026 (Advice 4). Why: Too dear."
FACTS = {"name": "Files are encrypted", "cause": "ransomware", "head_INCIDENT_RESPONSE": "1800", "msp_share": "100"}


@pytest.fixture
def declined(cast: Cast) -> Recommendation:
    """About ransomware, decided against three weeks before the day of the tests."""
    about = {"title": "Replace the server", "number": 4, "given_at": NOW - timedelta(days=40)}
    advice = make_advice(cast.customer, cast.provider_lead, **about)
    make_bearing(advice)
    make_decision(advice, cast.customer_owner, decided_at=NOW - timedelta(days=21), reason="Too dear.")
    return advice


def suggested(cast: Cast, cause: str = "ransomware", **about: Any) -> Any:
    return declined_advice(cast.customer, cast.actor(cast.customer_owner), cause, about.get("on", TODAY))


def test_the_source_says_what_was_decided_against_when_and_why(cast: Cast, declined: Recommendation) -> None:
    found = suggested(cast)

    assert (found.value, found.why) == (Decimal(1), (f"Harbour Roast {LINE}",))


def test_only_what_bears_on_the_cause_and_held_on_the_day_counts(cast: Cast, declined: Recommendation) -> None:
    assert suggested(cast, "data_breach") is None
    assert suggested(cast, on=TODAY - timedelta(days=22)) is None
    assert suggested(cast, on=TODAY - timedelta(days=21)) is not None


def test_a_head_of_the_same_name_is_no_cause(cast: Cast, declined: Recommendation) -> None:
    declined.bearings.update(kind=About.HEAD)

    assert suggested(cast) is None


def test_what_was_decided_anew_or_taken_back_counts_until_then(cast: Cast, declined: Recommendation) -> None:
    declined.decisions.update(superseded_at=NOW - timedelta(days=7))
    make_decision(declined, cast.customer_owner, answer=Answer.ACCEPTED, decided_at=NOW - timedelta(days=7))

    assert suggested(cast) is None
    assert suggested(cast, on=TODAY - timedelta(days=8)) is not None


def test_another_customers_no_counts_nothing(cast: Cast, declined: Recommendation) -> None:
    other = declined_advice(cast.other_customer, cast.actor(cast.other_owner, cast.other_customer), "ransomware", TODAY)

    assert other is None


@pytest.mark.parametrize(("typed", "expected"), [(None, True), (True, True), (False, False)])
def test_a_word_of_ones_own_stands(cast: Cast, declined: Recommendation, typed: bool | None, expected: bool) -> None:
    about = {"cause": "ransomware", "msp_share": Decimal(1), "service_credits": Decimal(0), "advice_declined": typed}

    found = complete(about, customer=cast.customer, by=cast.actor(cast.customer_owner), today=TODAY)

    assert found["advice_declined"] is expected
    assert found["suggested"]["advice_declined"]["value"] == "1"


def test_with_nothing_declined_nothing_is_filled_in(cast: Cast) -> None:
    about = {"cause": "ransomware", "advice_declined": None}

    found = complete(about, customer=cast.customer, by=cast.actor(cast.customer_owner), today=TODAY)

    assert found["advice_declined"] is False
    assert found["suggested"] == {}


def _add(cast: Cast, browser: Client, **more: str) -> str:
    url = reverse("contracts:scenario-add", args=[cast.customer.slug])
    return " ".join(browser.post(url, FACTS | more, follow=True).content.decode().split())


def test_where_the_contract_excludes_it_nothing_is_paid_and_the_page_says_why(
    cast: Cast, sign_in: SignIn, declined: Recommendation
) -> None:
    make_terms(make_contract(cast.customer), advice_rule="excluded")

    page = _add(cast, sign_in(cast.customer_owner))

    assert LossScenario.objects.get().advice_declined
    assert "Turned down" in page
    assert "Worked out from the advice on file" in page
    assert f"You {LINE}" in page
    assert "£1,800 stays with you." in page


def test_said_no_by_hand_it_is_told_what_the_advice_would_give(
    cast: Cast, sign_in: SignIn, declined: Recommendation
) -> None:
    page = _add(cast, sign_in(cast.customer_owner), advice_declined="no")

    assert not LossScenario.objects.get().advice_declined
    assert "Written by hand; by the advice on file it was turned down" in page


def test_left_alone_it_follows_the_decisions_when_the_facts_are_changed(
    cast: Cast, sign_in: SignIn, declined: Recommendation
) -> None:
    browser = sign_in(cast.customer_owner)
    _add(cast, browser)
    row = LossScenario.objects.get()
    url = reverse("contracts:scenario-edit", args=[cast.customer.slug, row.pk])
    assert "Harbour Roast decided against" in browser.get(url).content.decode()
    declined.decisions.update(superseded_at=NOW - timedelta(days=1))

    browser.post(url, FACTS | {"advice_declined": "yes", "edited": token(row)})

    row.refresh_from_db()
    assert (row.advice_declined, "advice_declined" in row.suggested) == (False, False)
