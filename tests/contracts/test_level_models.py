"""What the database refuses of service levels, whoever writes."""

from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError

from contracts.models import OpeningTime, Pause, PriorityChange, Site, Tally, TargetTerms, Ticket
from contracts.service_levels.vocabulary import ONE_DAY
from tests.cast import NOW, Cast
from tests.factories.contracts import make_contract, make_target
from tests.factories.levels import (
    MAY,
    make_claim,
    make_import,
    make_maintenance,
    make_outage,
    make_site,
    make_tally,
    make_ticket,
    make_uptime,
)

BEFORE = datetime(2026, 5, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    "wrong",
    [
        {"priority": "p9"},
        {"impact": "galaxy"},
        {"urgency": "soonish"},
        {"impact": "site", "urgency": "stopped", "priority": "p2"},
        {"responded_at": BEFORE},
        {"restored_at": BEFORE},
        {"resolved_at": BEFORE},
        {"reopened": -1},
        {"reopened": 1000},
    ],
)
def test_ticket_refuses(cast: Cast, wrong: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError):
        make_ticket(cast.customer, **wrong)


def test_priority_may_follow_from_impact_and_urgency(cast: Cast) -> None:
    assert make_ticket(cast.customer, impact="team", urgency="stopped", priority="p2").pk


@pytest.mark.parametrize(
    "wrong",
    [
        {"metric": "coffee"},
        {"ends_on": date(2026, 9, 30)},
        {"total": 0, "good": 0},
        {"good": 1201},
        *({"metric": str(each)} for each in ONE_DAY),
        {"metric": "second_factor", "starts_on": date(2026, 10, 31), "total": 0, "good": 0},
        {"took_minutes": 160},
        {"metric": "access", "starts_on": date(2026, 10, 31), "took_minutes": 160},
        {"metric": "restore_test", "starts_on": date(2026, 10, 31), "took_minutes": 0},
        {"metric": "restore_test", "starts_on": date(2026, 10, 31), "took_minutes": 31 * 1440 + 1},
    ],
)
def test_count_refuses(cast: Cast, wrong: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError):
        make_tally(cast.customer, **wrong)


@pytest.mark.parametrize("minutes", [None, 1, 31 * 1440])
def test_a_restore_test_may_say_how_long_it_took(cast: Cast, minutes: int | None) -> None:
    tally = make_tally(cast.customer, metric="restore_test", starts_on=date(2026, 10, 31), took_minutes=minutes)

    assert Tally.objects.get(pk=tally.pk).took_minutes == minutes


@pytest.mark.parametrize("make", [make_ticket, make_outage, make_tally])
def test_a_reference_is_used_once_for_a_customer(cast: Cast, make: Any) -> None:
    make(cast.customer, reference="A-1")
    make(cast.other_customer, reference="A-1")

    with pytest.raises(IntegrityError):
        make(cast.customer, reference="A-1")


@pytest.mark.parametrize(
    "wrong",
    [{"ends_at": BEFORE}, {"exclusion": "gremlins", "exclusion_reason": "x"}, {"exclusion": "force_majeure"}],
)
def test_outage_refuses(cast: Cast, wrong: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError):
        make_outage(cast.customer, **wrong)


@pytest.mark.parametrize("wrong", [{"ends_at": BEFORE}, {"agreed_at": NOW}])
def test_maintenance_refuses(cast: Cast, wrong: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError):
        make_maintenance(cast.customer, **wrong)


@pytest.mark.parametrize("wrong", [{"reason": "coffee"}, {"ends_at": BEFORE}])
def test_wait_refuses(cast: Cast, wrong: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError):
        Pause.objects.create(ticket=make_ticket(cast.customer), **{"reason": "customer", "starts_at": MAY} | wrong)


def test_change_of_priority_refuses_an_unknown_one(cast: Cast) -> None:
    with pytest.raises(IntegrityError):
        PriorityChange.objects.create(ticket=make_ticket(cast.customer), priority="p7", happened_at=MAY)


@pytest.mark.parametrize("wrong", [{"people": 0}, {"region": "ATL"}])
def test_site_refuses(cast: Cast, wrong: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError):
        Site.objects.create(customer=cast.customer, name="Quay", **wrong)


def test_site_has_a_name_of_its_own(cast: Cast) -> None:
    make_site(cast.customer)

    with pytest.raises(IntegrityError):
        make_site(cast.customer)


@pytest.mark.parametrize("wrong", [{"weekday": 7}, {"weekday": 0}, {"weekday": 6, "closes_at": time(9)}])
def test_opening_time_refuses(cast: Cast, wrong: dict[str, Any]) -> None:
    usual = {"opens_at": time(9), "closes_at": time(17)}

    with pytest.raises(IntegrityError):
        OpeningTime.objects.create(site=make_site(cast.customer), **usual | wrong)


@pytest.mark.parametrize(
    "wrong",
    [
        {"required_percent": 0},
        {"required_percent": Decimal("100.01")},
        {"cap": 101},
        {"term_cap": 101},
        {"maintenance_allowance_minutes": 60},
        {"priority_rule": "perhaps"},
        {"site_rule": "perhaps"},
        {"nature": "perhaps"},
        {"payout": "perhaps"},
        {"termination": "perhaps"},
    ],
)
def test_terms_refuse(cast: Cast, wrong: dict[str, Any]) -> None:
    target = make_target(make_contract(cast.customer))

    with pytest.raises(IntegrityError):
        TargetTerms.objects.create(target=target, **wrong)


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "perhaps"},
        {"amount": -1},
        {"claimed_on": None},
        {"claimant": ""},
        {"state": "waived"},
        {"state": "refused", "decided_at": NOW},
        {"state": "granted", "decided_at": NOW, "granted": 0},
        {"granted": 5},
        {"decided_at": NOW},
    ],
)
def test_claim_refuses(cast: Cast, wrong: dict[str, Any]) -> None:
    target = make_uptime(cast.customer)

    with pytest.raises(IntegrityError):
        make_claim(target, by=cast.customer_owner, **wrong)


def test_a_window_is_claimed_once(cast: Cast) -> None:
    target = make_uptime(cast.customer)
    make_claim(target, by=cast.customer_owner)

    with pytest.raises(IntegrityError):
        make_claim(target, by=cast.customer_owner)


@pytest.mark.parametrize("wrong", [{"kind": "poems"}, {"state": "lost"}, {"state": "applied"}, {"applied_at": NOW}])
def test_import_refuses(cast: Cast, wrong: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError):
        make_import(cast.customer, by=cast.provider_engineer, **wrong)


def test_customers_see_their_own_alone(cast: Cast) -> None:
    make_ticket(cast.customer), make_ticket(cast.other_customer)

    assert Ticket.objects.visible_to(cast.actor(cast.customer_reader)).count() == 1
    assert Ticket.objects.visible_to(cast.actor(cast.provider_engineer, provider=cast.provider)).count() == 2


def test_claims_and_terms_of_an_unpublished_contract_are_the_providers(cast: Cast) -> None:
    target = make_uptime(cast.customer, contract=make_contract(cast.customer, published_at=None))
    claim = make_claim(target, by=cast.provider_lead)
    member, lead = cast.actor(cast.customer_owner), cast.actor(cast.provider_lead)

    assert not type(claim).objects.visible_to(member).exists()
    assert not TargetTerms.objects.visible_to(member).exists()
    assert type(claim).objects.visible_to(lead).exists()
    assert TargetTerms.objects.visible_to(lead).exists()


@pytest.mark.parametrize(
    ("scope", "level"), [("P1", "p1"), ("p2, work slowed", "p2"), ("All sites", ""), ("P10", ""), ("", "")]
)
def test_the_priority_of_a_service_level_is_read_from_its_scope(cast: Cast, scope: str, level: str) -> None:
    assert make_target(make_contract(cast.customer), priority=scope).level == level


def test_a_claim_after_the_last_day_says_so(cast: Cast) -> None:
    target = make_uptime(cast.customer)

    assert not make_claim(target, by=cast.customer_owner).is_late
    late = make_claim(target, by=cast.customer_owner, window="2026-09", claimed_on=date(2026, 11, 8))
    assert late.is_late
