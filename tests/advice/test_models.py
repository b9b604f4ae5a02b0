"""What the database refuses about advice, whoever writes; and who sees what."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError
from django.db.models import Model, QuerySet

from advice.enums import About, Answer
from advice.models import Action, Bearing, Decision, Option, Recommendation
from tests.cast import NOW, Cast
from tests.factories.advice import (
    DIGEST,
    make_action,
    make_advice,
    make_bearing,
    make_decision,
    make_draft,
    make_option,
)


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""},
        {"number": 0},
        {"state": "lost"},
        {"urgency": "never"},
        {"state": "given"},
        {"given_at": NOW},
        {"sha256": DIGEST},
        {"withdrawn_at": NOW},
        {"withdrawn_because": "Not needed"},
    ],
    ids=str,
)
def test_the_database_refuses_a_wrong_draft(cast: Cast, wrong: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError):
        make_draft(cast.customer, cast.provider_lead, **wrong)


@pytest.mark.parametrize(
    "wrong",
    [
        {"sha256": ""},
        {"given_by": None},
        {"state": "draft"},
        {"state": "withdrawn"},
        {"state": "withdrawn", "withdrawn_at": NOW, "withdrawn_because": "Sold"},
        {"withdrawn_by": "lead"},
    ],
    ids=str,
)
def test_the_database_refuses_wrong_advice(cast: Cast, wrong: dict[str, Any]) -> None:
    about = {name: cast.provider_lead if value == "lead" else value for name, value in wrong.items()}

    with pytest.raises(IntegrityError):
        make_advice(cast.customer, cast.provider_lead, **about)


def test_a_number_is_given_once_for_each_customer(cast: Cast) -> None:
    make_draft(cast.customer, cast.provider_lead, number=1)
    make_draft(cast.other_customer, cast.provider_lead, number=1)

    with pytest.raises(IntegrityError):
        make_draft(cast.customer, cast.provider_lead, number=1)


@pytest.mark.parametrize(
    "wrong", [{"is_recommended": True}, {"title": "Buy a new one"}, {"once": "-1"}, {"monthly": "-1"}], ids=str
)
def test_the_database_refuses_a_wrong_option(cast: Cast, wrong: dict[str, Any]) -> None:
    advice = make_advice(cast.customer, cast.provider_lead)

    with pytest.raises(IntegrityError):
        make_option(advice, **{"title": "Rent one", "is_recommended": False} | wrong)


def test_a_thing_is_named_once_and_is_of_a_known_kind(cast: Cast) -> None:
    advice = make_advice(cast.customer, cast.provider_lead)
    make_bearing(advice)
    make_bearing(advice, About.HEAD)

    with pytest.raises(IntegrityError):
        make_bearing(advice)


def test_a_thing_is_of_a_known_kind(cast: Cast) -> None:
    with pytest.raises(IntegrityError):
        make_bearing(make_advice(cast.customer, cast.provider_lead), "weather")


@pytest.mark.parametrize(
    "wrong",
    [
        {"answer": "maybe"},
        {"reason": ""},
        {"review_on": None},
        {"scheduled_on": date(2027, 1, 1)},
        {"answer": "scheduled"},
        {"answer": "scheduled", "scheduled_on": date(2027, 1, 1), "reason": "No"},
        {"answer": "accepted", "reason": "No"},
        {"answer": "accepted", "review_on": date(2027, 1, 1)},
        {"acknowledgement": ""},
        {"superseded_at": NOW - timedelta(days=1)},
    ],
    ids=str,
)
def test_the_database_refuses_a_wrong_decision(cast: Cast, wrong: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError):
        make_decision(make_advice(cast.customer, cast.provider_lead), cast.customer_owner, **wrong)


def test_one_decision_holds_at_a_time(cast: Cast) -> None:
    advice = make_advice(cast.customer, cast.provider_lead)
    make_decision(advice, cast.customer_owner, superseded_at=NOW)
    make_decision(advice, cast.customer_owner)

    with pytest.raises(IntegrityError):
        make_decision(advice, cast.customer_owner)


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": ""},
        {"owed_by": "insurer"},
        {"state": "lost"},
        {"state": "done"},
        {"state": "dropped", "closed_at": NOW},
        {"closing": "Done"},
        {"filename": "photo.jpg"},
        {"origin_kind": "meeting"},
        {"origin_id": UUID(int=1)},
        {"cost": "-1"},
    ],
    ids=str,
)
def test_the_database_refuses_a_wrong_action(cast: Cast, wrong: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError):
        make_action(cast.customer, cast.provider_lead, **wrong)


def test_customers_never_see_drafts(cast: Cast) -> None:
    draft = make_draft(cast.customer, cast.provider_lead)
    make_option(draft)
    make_bearing(draft)
    owner, staff = cast.actor(cast.customer_owner), cast.actor(cast.provider_engineer)

    for rows in _all(Recommendation, Option, Bearing):
        assert rows.visible_to(staff).count() == 1
        assert not rows.visible_to(owner).exists()


def test_both_sides_see_what_was_given_and_agreed_and_nobody_else_does(cast: Cast) -> None:
    advice = make_advice(cast.customer, cast.provider_lead)
    make_bearing(advice)
    make_decision(advice, cast.customer_owner)
    make_action(cast.customer, cast.provider_lead)
    insiders = [cast.actor(person) for person in (cast.provider_owner, cast.customer_owner, cast.customer_reader)]
    outsiders = [
        cast.actor(cast.other_owner, cast.other_customer),
        cast.actor(cast.limited_lead, provider=cast.provider),
        cast.actor(cast.stranger, provider=cast.strange_provider),
    ]

    for rows in _all(Recommendation, Option, Bearing, Decision, Action):
        assert [rows.visible_to(actor).count() for actor in insiders] == [1, 1, 1]
        assert not any(rows.visible_to(actor).exists() for actor in outsiders)


def test_the_decision_that_held_at_a_moment(cast: Cast) -> None:
    advice = make_advice(cast.customer, cast.provider_lead, given_at=NOW - timedelta(days=60))
    june, july = NOW - timedelta(days=50), NOW - timedelta(days=20)
    make_decision(advice, cast.customer_owner, decided_at=june, superseded_at=july)
    make_decision(advice, cast.customer_owner, answer=Answer.ACCEPTED, decided_at=july)

    def held(at: Any) -> list[str]:
        return list(Decision.objects.in_force(at=at).values_list("answer", flat=True))

    assert held(june - timedelta(seconds=1)) == []
    assert held(june) == ["declined"]
    assert held(july) == held(NOW) == ["accepted"]


def test_a_decision_on_advice_taken_back_holds_no_longer(cast: Cast) -> None:
    advice = make_advice(cast.customer, cast.provider_lead, given_at=NOW - timedelta(days=60))
    make_decision(advice, cast.customer_owner, decided_at=NOW - timedelta(days=50))
    about = {"withdrawn_at": NOW, "withdrawn_by": cast.provider_lead, "withdrawn_because": "The server is gone"}
    Recommendation.objects.filter(pk=advice.pk).update(state="withdrawn", **about)

    assert Decision.objects.in_force(at=NOW - timedelta(days=1)).count() == 1
    assert not Decision.objects.in_force(at=NOW).exists()


def test_an_action_is_overdue_after_its_day(cast: Cast) -> None:
    action = make_action(cast.customer, cast.provider_lead, due_on=NOW.date())
    done = {"state": "done", "closing": "Seen", "closed_at": NOW, "closed_by": cast.provider_lead}
    make_action(cast.customer, cast.provider_lead, due_on=date(2026, 1, 1), **done)
    tomorrow = NOW.date() + timedelta(days=1)

    assert not Action.objects.overdue(today=NOW.date()).exists()
    assert not action.is_overdue(NOW.date())
    assert list(Action.objects.overdue(today=tomorrow)) == [action]
    assert action.is_overdue(tomorrow)


def test_actions_are_found_by_what_they_came_out_of(cast: Cast) -> None:
    meeting = uuid4()
    action = make_action(cast.customer, cast.provider_lead, origin_kind="meeting", origin_id=meeting)
    make_action(cast.customer, cast.provider_lead)

    assert list(Action.objects.from_origin("meeting", meeting)) == [action]


def _all(*models: type[Model]) -> list[QuerySet[Any]]:
    return [model._default_manager.all() for model in models]
