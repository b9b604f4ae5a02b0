"""C-37 and C-38: each fires, stays quiet, and says when it cannot tell."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from advice.checks import TITLES, DeclinedFacts, RequiredFacts, check_declined
from advice.enums import About, Answer
from advice.models import Bearing
from contracts.insurance.declined import findings_of_advice
from core.checks import Found, Severity
from findings.looking import look
from findings.registry import checks
from tests.cast import NOW, Cast
from tests.factories.advice import make_advice, make_bearing, make_decision
from tests.factories.insurance import make_condition, make_policy

TODAY = NOW.date()


def declined(*required: RequiredFacts, **about: Any) -> DeclinedFacts:
    values = {
        "pk": "1", "title": "Replace the server", "customer": "Harbour Roast", "declined_on": date(2026, 3, 2),
        "review_on": TODAY, "required": required, "path": "/advice/1/",
    } | about  # fmt: skip
    return DeclinedFacts(**values)


def required(is_in_force: bool | None) -> RequiredFacts:
    return RequiredFacts(key="c", words="UPDATES", policy="Cyber", is_in_force=is_in_force)


def only(facts: DeclinedFacts) -> Found:
    (found,) = check_declined([facts], TODAY)
    return found


def test_declined_advice_past_its_day_is_to_be_looked_at_again() -> None:
    found = only(declined(review_on=TODAY - timedelta(days=1)))

    assert (found.check, found.severity, found.is_unknown) == ("C-37", Severity.MEDIUM, False)
    assert found.message == "You decided against “Replace the server” on Mon 2 Mar 2026; look again."
    assert "Harbour Roast decided against" in found.in_names().message


def test_on_its_day_and_before_it_is_quiet() -> None:
    assert check_declined([declined(), declined(review_on=TODAY + timedelta(days=90))], TODAY) == []


def test_without_a_day_nobody_can_tell() -> None:
    found = only(declined(review_on=None))

    assert (found.check, found.is_unknown) == ("C-37", True)
    assert "nobody said when" in found.message


def test_declined_advice_that_an_insurer_requires_may_cost_the_cover() -> None:
    found = only(declined(required(True)))

    assert (found.check, found.severity, found.is_unknown) == ("C-38", Severity.HIGH, False)
    assert found.message == "Saying no to “Replace the server” may cost you your cover."
    assert found.in_names().message == "Saying no to “Replace the server” may cost Harbour Roast its cover."
    assert found.facts["condition"] == "UPDATES"


@pytest.mark.parametrize(("state", "why"), [(False, "has run out"), (None, "no longer on file")])
def test_a_condition_that_no_longer_runs_leaves_it_open(state: bool | None, why: str) -> None:
    found = only(declined(required(state)))

    assert (found.check, found.is_unknown) == ("C-38", True)
    assert why in found.message


def test_each_check_has_its_title() -> None:
    assert TITLES.keys() == {"C-37", "C-38"}
    assert {check: checks()[check].title for check in TITLES} == TITLES


def _decided_against(cast: Cast, **about: Any) -> Any:
    advice = make_advice(cast.customer, cast.provider_lead, given_at=NOW - timedelta(days=200))
    decided = {"decided_at": NOW - timedelta(days=150), "review_on": TODAY - timedelta(days=1)} | about
    make_decision(advice, cast.customer_owner, **decided)
    return advice


def test_the_checks_read_decisions_that_hold_and_conditions_on_file(cast: Cast) -> None:
    advice = _decided_against(cast)
    condition = make_condition(make_policy(cast.customer))
    make_bearing(advice, About.CONDITION, str(condition.pk))
    make_bearing(advice, About.CONDITION, str(uuid4()))
    make_bearing(advice, About.CAUSE)

    found = findings_of_advice([cast.customer], TODAY)[cast.customer.pk]

    assert sorted((each.check, each.is_unknown) for each, _ in found) == [
        ("C-37", False), ("C-38", False), ("C-38", True),
    ]  # fmt: skip
    assert all(is_published for _, is_published in found)
    looked = look([cast.customer], NOW).found[cast.customer.pk]
    assert len([check for check, _, _ in looked if check in TITLES]) == 3


def test_a_policy_that_has_run_out_leaves_it_open(cast: Cast) -> None:
    advice = _decided_against(cast, review_on=TODAY + timedelta(days=9))
    policy = make_policy(cast.customer)
    condition = make_condition(policy)
    make_bearing(advice, About.CONDITION, str(condition.pk))

    ((found, _),) = findings_of_advice([cast.customer], policy.ends_on + timedelta(days=1))[cast.customer.pk][-1:]

    assert (found.check, found.is_unknown) == ("C-38", True)


def test_without_a_policy_in_force_nobody_can_tell_what_an_insurer_requires(cast: Cast) -> None:
    _decided_against(cast, review_on=TODAY + timedelta(days=9))
    policy = make_policy(cast.customer, ends_on=TODAY - timedelta(days=1))

    ((found, _),) = findings_of_advice([cast.customer], TODAY)[cast.customer.pk]
    policy.ends_on = TODAY
    policy.save()

    assert (found.check, found.is_unknown) == ("C-38", True)
    assert findings_of_advice([cast.customer], TODAY)[cast.customer.pk] == []


def test_what_was_decided_anew_or_taken_back_or_belongs_to_others_is_quiet(cast: Cast) -> None:
    advice = _decided_against(cast, superseded_at=NOW - timedelta(days=3))
    make_decision(advice, cast.customer_owner, answer=Answer.ACCEPTED, decided_at=NOW - timedelta(days=3))
    other = make_advice(cast.other_customer, cast.provider_lead)
    make_decision(other, cast.other_owner, review_on=TODAY - timedelta(days=1))

    assert findings_of_advice([cast.customer], TODAY)[cast.customer.pk] == []
    assert not Bearing.objects.exists()
