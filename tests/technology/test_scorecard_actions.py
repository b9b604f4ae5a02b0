"""Comparisons: who scores, what a decision needs, what cannot be changed afterwards."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError

from accounts.actor import Actor
from audit.models import Event, Review
from core.errors import Conflict, NotAllowed
from technology.actions import scorecards as actions
from technology.actions.scorecards import Given
from technology.models import Comparison, KnockOutAnswer, Option, Score
from tests.cast import NOW, Cast
from tests.factories.technology import decide, make_comparison, make_option, make_product, make_scores


@pytest.fixture
def engineer(cast: Cast) -> Actor:
    return cast.actor(cast.provider_engineer, provider=cast.provider)


@pytest.fixture
def manager(cast: Cast) -> Actor:
    return cast.actor(cast.provider_lead, provider=cast.provider)


@pytest.fixture
def comparison(cast: Cast) -> Comparison:
    return make_comparison(cast.provider, cast.provider_lead)


def choose(comparison: Comparison, chosen: Option, by: Actor, **about: Any) -> Comparison:
    told = {"decider": "Tom", "reason": "It fits.", "decided_on": NOW.date(), "review_on": date(2027, 11, 23)} | about
    return actions.decide_comparison(comparison=comparison, chosen=chosen, by=by, at=NOW, **told)


def test_scores_are_kept_with_their_evidence_and_taken_back(comparison: Comparison, engineer: Actor) -> None:
    option = make_option(comparison)
    given = {"price": Given(3, "Price list"), "notice": None}
    actions.score_option(option=option, given=given, seen={}, by=engineer, at=NOW)

    score = option.scores.get()
    assert (score.criterion, score.points, score.evidence) == ("price", 3, "Price list")
    assert Event.objects.filter(verb="option_scored").get().is_internal

    actions.score_option(option=option, given={"price": None}, seen={"price": 3}, by=engineer, at=NOW)
    assert not option.scores.exists()


def test_the_second_writer_is_told(comparison: Comparison, engineer: Actor) -> None:
    option = make_option(comparison)
    make_scores(option, 4, "price")

    with pytest.raises(Conflict, match="Somebody else scored this"):
        actions.score_option(option=option, given={"price": Given(1, "x")}, seen={}, by=engineer, at=NOW)
    with pytest.raises(Conflict, match="Somebody else scored this"):
        actions.answer_knock_outs(option=option, given={"mfa": None}, seen={"mfa": True}, by=engineer, at=NOW)
    assert option.scores.get().points == 4


def test_a_decision_compares_at_least_two_and_what_we_have(comparison: Comparison, manager: Actor) -> None:
    one = make_option(comparison)
    make_scores(one, 3, "price")
    with pytest.raises(NotAllowed, match="at least two options"):
        choose(comparison, one, manager)
    make_option(comparison)
    with pytest.raises(NotAllowed, match="“Keep what we have” must be among"):
        choose(comparison, one, manager)
    make_option(comparison, is_current=True)

    decided = choose(comparison, one, manager)

    assert (decided.chosen, decided.review_on, decided.decided_by_id) == (one, date(2027, 11, 23), manager.user_id)
    assert "to be looked at again on Tue 23 Nov 2027" in Event.objects.get(verb="comparison_decided").says


def test_a_decision_needs_a_score(comparison: Comparison, manager: Actor) -> None:
    kept = make_option(comparison, is_current=True)
    make_option(comparison)

    with pytest.raises(NotAllowed, match="Score at least one option"):
        choose(comparison, kept, manager)


def test_an_engineer_does_not_decide(comparison: Comparison, engineer: Actor) -> None:
    with pytest.raises(NotAllowed, match="Your role can’t decide on technology"):
        choose(comparison, make_option(comparison), engineer)


def test_an_option_of_another_comparison_is_not_chosen(cast: Cast, comparison: Comparison, manager: Actor) -> None:
    make_scores(make_option(comparison, is_current=True), 3, "price")
    make_option(comparison)
    other = make_option(make_comparison(cast.provider, cast.provider_lead))

    with pytest.raises(Conflict, match="took this option out"):
        choose(comparison, other, manager)


def test_what_was_decided_stays_as_it_is(cast: Cast, comparison: Comparison, manager: Actor) -> None:
    option = make_option(comparison, is_current=True)
    decide(comparison, option, cast.provider_lead)

    for change in (
        lambda: actions.score_option(option=option, given={}, seen={}, by=manager, at=NOW),
        lambda: actions.answer_knock_outs(option=option, given={}, seen={}, by=manager, at=NOW),
        lambda: actions.add_option(comparison=comparison, name="New", by=manager, at=NOW),
        lambda: actions.remove_option(option=option, by=manager, at=NOW),
        lambda: actions.edit_comparison(comparison=comparison, weights={"price": 100}, by=manager, at=NOW),
        lambda: actions.remove_comparison(comparison=comparison, by=manager, at=NOW),
        lambda: choose(comparison, option, manager),
    ):
        with pytest.raises(NotAllowed, match="This has been decided"):
            change()


def test_looking_again_takes_the_options_and_no_scores(cast: Cast, comparison: Comparison, engineer: Actor) -> None:
    kept, chosen = make_option(comparison, is_current=True), make_option(comparison, make_product(cast.provider))
    make_scores(chosen, 5)
    with pytest.raises(NotAllowed, match="Nobody has decided this yet"):
        actions.look_again(comparison=comparison, by=engineer, at=NOW)
    decide(comparison, chosen, cast.provider_lead)

    new = actions.look_again(comparison=comparison, by=engineer, at=NOW)

    assert new.follows == comparison
    assert {(each.product, each.name, each.is_current) for each in new.options.all()} == {
        (None, kept.name, False), (chosen.product, "", True),
    }  # fmt: skip
    assert not Score.objects.filter(option__comparison=new).exists()
    assert actions.look_again(comparison=comparison, by=engineer, at=NOW) == new


def test_what_we_have_is_one(comparison: Comparison, engineer: Actor) -> None:
    make_option(comparison, is_current=True)

    with pytest.raises(NotAllowed, match="among the options already"):
        actions.add_option(comparison=comparison, name="Other", is_current=True, by=engineer, at=NOW)


def test_a_product_is_an_option_once(cast: Cast, comparison: Comparison, engineer: Actor) -> None:
    product = make_product(cast.provider)
    make_option(comparison, product)

    with pytest.raises(Conflict, match="among them already"):
        actions.add_option(comparison=comparison, product=product, by=engineer, at=NOW)
    with pytest.raises(NotAllowed, match="another provider’s list"):
        actions.add_option(comparison=comparison, product=make_product(cast.strange_provider), by=engineer, at=NOW)


def test_the_product_itself_decides_nothing(cast: Cast, comparison: Comparison) -> None:
    system = Actor.system("Same Sheet", cast.provider.pk)
    kept = make_option(comparison, is_current=True)
    make_option(comparison)

    with pytest.raises(NotAllowed, match="Only a person can compare"):
        actions.start_comparison(title="x", by=system, at=NOW)
    with pytest.raises(NotAllowed, match="Only a person can decide"):
        choose(comparison, kept, system)


@pytest.mark.parametrize(
    "wrong",
    [
        {"decider": ""},
        {"reason": ""},
        {"decided_by": None},
        {"decided_on": None},
        {"review_on": NOW.date()},
        {"review_on": None},
        {"chosen": None},
    ],
    ids=str,
)
def test_the_database_refuses_half_a_decision(cast: Cast, comparison: Comparison, wrong: dict[str, Any]) -> None:
    decide(comparison, make_option(comparison), cast.provider_lead)
    for name, value in wrong.items():
        setattr(comparison, name, value)

    with pytest.raises(IntegrityError):
        comparison.save()


@pytest.mark.parametrize(
    ("model", "wrong"),
    [
        (Score, {"criterion": "price", "points": 6, "evidence": "x"}),
        (Score, {"criterion": "price", "points": 3, "evidence": ""}),
        (Score, {"criterion": "charm", "points": 3, "evidence": "x"}),
        (KnockOutAnswer, {"knock_out": "mfa", "is_passed": True, "evidence": ""}),
        (KnockOutAnswer, {"knock_out": "charm", "is_passed": True, "evidence": "x"}),
    ],
    ids=str,
)
def test_the_database_refuses_a_wrong_answer(comparison: Comparison, model: Any, wrong: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError):
        model.objects.create(option=make_option(comparison), **wrong)


def test_an_answer_is_given_once(comparison: Comparison) -> None:
    option = make_option(comparison)
    make_scores(option, 3, "price")
    KnockOutAnswer.objects.create(option=option, knock_out="mfa", is_passed=True, evidence="x")

    with pytest.raises(IntegrityError):
        make_scores(option, 4, "price")


@pytest.mark.parametrize("second", ["current", "product", "nameless", "both"])
def test_the_database_refuses_a_wrong_option(cast: Cast, comparison: Comparison, second: str) -> None:
    product = make_product(cast.provider)
    make_option(comparison, product, is_current=True)
    wrong = {
        "current": {"name": "Other", "is_current": True},
        "product": {"product": product},
        "nameless": {"name": ""},
        "both": {"product": make_product(cast.provider), "name": "Other"},
    }[second]

    with pytest.raises(IntegrityError):
        Option.objects.create(comparison=comparison, **wrong)


def test_comparisons_are_the_providers_own(cast: Cast, comparison: Comparison) -> None:
    option = make_option(comparison)
    make_scores(option, 3, "price")
    for user, seen in ((cast.provider_auditor, True), (cast.stranger, False), (cast.customer_owner, False)):
        place = {cast.stranger: {"provider": cast.strange_provider}, cast.customer_owner: {"customer": cast.customer}}
        actor = cast.actor(user, **place.get(user, {"provider": cast.provider}))
        assert Comparison.objects.visible_to(actor).exists() is seen
        assert Option.objects.visible_to(actor).exists() is seen
        assert Score.objects.visible_to(actor).exists() is seen


def test_a_review_lies_after_the_decision(cast: Cast, comparison: Comparison) -> None:
    with pytest.raises(IntegrityError):
        decide(comparison, make_option(comparison), cast.provider_lead, review_on=NOW.date() - timedelta(days=1))


@pytest.mark.parametrize(("keeps", "ending"), [(True, "valid"), (False, "changed")])
def test_a_second_look_ends_in_a_stated_outcome(
    cast: Cast, comparison: Comparison, manager: Actor, keeps: bool, ending: str
) -> None:
    before = make_option(comparison, is_current=True)
    make_option(comparison, make_product(cast.provider))
    make_scores(before, 4, "price")
    decide(comparison, before, cast.provider_lead)
    assert not Review.objects.exists()  # the first time was no review
    new = actions.look_again(comparison=comparison, by=manager, at=NOW)
    make_scores(new.options.get(is_current=True), 4, "price")

    choose(new, new.options.get(is_current=keeps), manager)

    kept = Review.objects.get()
    assert (kept.ending, kept.why, kept.next_on) == (ending, "It fits.", date(2027, 11, 23))
    assert (kept.is_internal, kept.customer_id, kept.path) == (True, None, new.get_absolute_url())
