"""Check C-32: an update without the agreed test fires, does not fire, or is unknown."""

from datetime import date, timedelta

import pytest

from accounts.models import Customer
from core.checks import Found, Severity
from findings.looking import look
from findings.registry import checks
from technology.models import Rollout, Stage
from technology.queries.rollouts.findings import findings_of_updates
from technology.queries.rollouts.ways_back import rollback_tested_on
from technology.rollouts.checks import UpdateFacts, check_updates
from tests.cast import NOW, Cast
from tests.factories.rollouts import make_rollout, make_update, make_way_back, make_way_test
from tests.factories.technology import make_deployment, make_product

TODAY = NOW.date()
SHORT = ("Pilot was left out.",)


def facts(**about: object) -> UpdateFacts:
    return UpdateFacts(**{"key": "1", "name": "Watch 8.5", "path": "/", "missed": SHORT} | about)  # type: ignore[arg-type]


def found(customer: Customer) -> list[Found]:
    return [each for each, _ in findings_of_updates([customer], TODAY)[customer.pk]]


@pytest.fixture
def rollout(cast: Cast) -> Rollout:
    """An update of what runs with the customer, in its early ring."""
    update = make_update(make_deployment(cast.customer).product, by=cast.provider_lead)
    return make_rollout(update, by=cast.provider_lead, stage=2)


def leave_out_pilot(rollout: Rollout) -> None:
    Stage.objects.filter(rollout=rollout, position=1).update(entered_at=None, entered_by=None, left_at=None)


def test_fires_high_with_what_was_left_out() -> None:
    [one] = check_updates([facts()], "Fairlead IT")

    assert (one.check, one.severity, one.is_unknown) == ("C-32", Severity.HIGH, False)
    assert one.message == "An update went to everyone without the agreed test: Watch 8.5."
    assert one.facts["left out"] == "Pilot was left out."
    assert "Fairlead IT looks back on it" in one.action
    assert "Fairlead IT" not in one.in_names().action


def test_does_not_fire_with_every_ring_or_once_somebody_has_learnt_from_it() -> None:
    assert check_updates([facts(missed=()), facts(reviewed=True)], "Fairlead IT") == []


def test_is_unknown_where_nothing_was_recorded() -> None:
    [one] = check_updates([facts(missed=None)], "Fairlead IT")

    assert one.is_unknown
    assert "Nobody has recorded" in one.message


def test_what_the_vendor_sent_asks_for_staging() -> None:
    [one] = check_updates([facts(by_vendor=True)], "Fairlead IT")

    assert "ask the vendor to let you stage it" in one.action


def test_stored_rollout_in_order_finds_nothing(cast: Cast, rollout: Rollout) -> None:
    assert found(cast.customer) == []


def test_stored_rollout_past_a_ring_is_found_for_whom_the_product_runs_alone(cast: Cast, rollout: Rollout) -> None:
    leave_out_pilot(rollout)

    assert [one.facts["left out"] for one in found(cast.customer)] == ["Pilot was left out."]
    assert [one.is_unknown for one in found(cast.other_customer)] == [True]  # nothing is entered to run there


def test_review_closes_it_and_an_emergency_before_covers_it(cast: Cast, rollout: Rollout) -> None:
    leave_out_pilot(rollout)
    Rollout.objects.update(
        emergency_at=rollout.started_at,
        emergency_by=cast.provider_lead,
        emergency_hours=4,
        emergency_reason="Exploited",
    )
    assert found(cast.customer) == []
    Rollout.objects.update(emergency_at=None, emergency_by=None, emergency_hours=None, emergency_reason="")
    assert len(found(cast.customer)) == 1

    Rollout.objects.update(review="Locked", reviewed_at=NOW, reviewed_by=cast.provider_lead)

    assert found(cast.customer) == []


@pytest.mark.parametrize(("days", "unknown"), [(13, False), (14, True), (365, True), (366, False)])
def test_update_of_which_nothing_is_recorded_is_unknown_after_fourteen_days(
    cast: Cast, days: int, unknown: bool
) -> None:
    product = make_deployment(cast.customer, since=date(2024, 1, 1)).product
    make_update(product, by=cast.provider_lead, released_on=TODAY - timedelta(days=days))

    assert [one.is_unknown for one in found(cast.customer)] == [True] * unknown


def test_update_from_before_the_product_ran_there_says_nothing(cast: Cast) -> None:
    product = make_deployment(cast.customer, since=date(2026, 11, 1)).product
    make_update(product, by=cast.provider_lead, released_on=date(2026, 10, 1))

    assert found(cast.customer) == []


def test_way_back_that_worked_is_the_fact_that_c31_asks_for(cast: Cast) -> None:
    proved, failed = (make_deployment(cast.customer).product for _ in range(2))
    make_way_test(make_way_back(proved), by=cast.provider_lead, tested_on=date(2026, 5, 1))
    make_way_test(proved.rollback_plan, by=cast.provider_lead, tested_on=date(2026, 6, 1))
    make_way_test(make_way_back(failed), by=cast.provider_lead, has_worked=False)
    make_way_test(make_way_back(make_product(cast.provider)), by=cast.provider_lead)

    assert rollback_tested_on([proved.pk, failed.pk]) == {proved.pk: date(2026, 6, 1)}


def test_both_checks_run_with_all_others(cast: Cast, rollout: Rollout) -> None:
    leave_out_pilot(rollout)
    product = rollout.update.product
    for name in ("software_automatic", "has_content"):
        setattr(product, name, name == "software_automatic")
    product.software_delay = False
    product.save()

    def fired() -> set[str]:
        found = look([cast.customer], NOW).found[cast.customer.pk]
        return {check for (check, _, is_unknown), each in found.items() if each["is_published"] and not is_unknown}

    assert {"C-31", "C-32"} <= fired()
    make_way_test(make_way_back(product), by=cast.provider_lead)
    assert "C-31" not in fired()
    assert "C-32" in checks()
