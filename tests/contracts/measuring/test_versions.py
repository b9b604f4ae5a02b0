"""A signed contract and its next version: each period is measured once, under the version that holds then."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from accounts.actor import Actor
from contracts.actions.versions import make_version, sign_contract
from contracts.measuring.misses import boards_of_customers, miss_of, misses_of_customers
from contracts.measuring.versions import former_of
from contracts.models import Contract, SlaTarget, TargetTerms
from tests.cast import NOW, Cast
from tests.factories.contracts import make_contract, make_target
from tests.factories.levels import make_outage, make_uptime

SIGNED = {"signed_on": date(2026, 1, 5), "signed_for_provider": "Tom Hallett", "signed_for_customer": "Amara Osei"}


@pytest.fixture
def lead(cast: Cast) -> Actor:
    return cast.actor(cast.provider_lead)


def replaced(cast: Cast, lead: Actor, holds_from: date) -> Contract:
    """MSA-1 promises 99.9 %; its next version 99 %, from that day on, published like the former."""
    former = make_contract(cast.customer, reference="MSA-1", **SIGNED)
    make_uptime(cast.customer, contract=former)
    version = make_version(contract=former, reference="MSA-1 v2", by=lead, at=NOW)
    SlaTarget.objects.filter(contract=version).update(value="99")
    sign_contract(
        contract=version, signed_on=date(2026, 6, 1), holds_from=holds_from, for_provider="Tom", for_customer="Amara",
        by=lead, at=NOW, today=NOW.date(),
    )  # fmt: skip
    Contract.objects.filter(pk=version.pk).update(published_at=NOW)
    return version


def months(cast: Cast) -> dict[str, list[str]]:
    boards = boards_of_customers([cast.customer.pk], NOW)[cast.customer.pk]
    return {kept.target.contract.reference: [slug for slug in kept.results if "q" not in slug] for kept in boards}


def test_each_month_is_measured_under_the_version_in_force_then(cast: Cast, lead: Actor) -> None:
    replaced(cast, lead, date(2026, 9, 1))

    found = months(cast)

    assert found["MSA-1"][-1] == "2026-08"
    assert found["MSA-1 v2"] == ["2026-09", "2026-10", "2026-11"]


def test_a_month_in_which_the_version_changes_is_measured_once_under_the_later(cast: Cast, lead: Actor) -> None:
    replaced(cast, lead, date(2026, 9, 15))

    found = months(cast)

    assert (found["MSA-1"][-1], found["MSA-1 v2"][0]) == ("2026-08", "2026-09")


@pytest.mark.parametrize(
    ("day", "expected"),
    [(datetime(2026, 8, 12, 9, tzinfo=UTC), "MSA-1"), (datetime(2026, 9, 12, 9, tzinfo=UTC), "MSA-1 v2")],
)
def test_a_miss_counts_once(cast: Cast, lead: Actor, day: datetime, expected: str) -> None:
    replaced(cast, lead, date(2026, 9, 1))
    make_outage(cast.customer, starts_at=day)

    found: Any = misses_of_customers([cast.customer.pk], NOW)[cast.customer.pk]

    assert [miss.target.contract.reference for miss in found] == [expected]


def test_an_ended_version_holds_until_its_end(cast: Cast, lead: Actor) -> None:
    version = replaced(cast, lead, date(2026, 9, 1))
    former = Contract.objects.select_related("supersedes").get(reference="MSA-1")
    version = Contract.objects.select_related("supersedes").get(pk=version.pk)

    assert (former.holds_from, former.holds_until) == (date(2026, 1, 1), date(2026, 8, 31))
    assert (version.holds_from, version.holds_until) == (date(2026, 9, 1), None)
    version.ended_on = date(2026, 10, 31)
    assert version.holds_until == date(2026, 10, 31)


def three_months_missed(cast: Cast) -> None:
    for month in (8, 9, 10):
        make_outage(cast.customer, starts_at=datetime(2026, month, 12, 9, tzinfo=UTC))


def credits(cast: Cast) -> dict[str, Decimal]:
    found = misses_of_customers([cast.customer.pk], NOW)[cast.customer.pk]
    return {miss.window.slug: miss.amount for miss in found}


def test_the_cap_of_a_term_counts_what_the_version_before_has_given(cast: Cast, lead: Actor) -> None:
    replaced(cast, lead, date(2026, 9, 1))
    TargetTerms.objects.update(bands=[["99.9", "60"]], term_cap=8)
    three_months_missed(cast)

    # 60 % of £220.00 is £132.00 a month; 8 % of the year's £2,640.00 is £211.20, whichever version a month is under.
    assert credits(cast) == {"2026-08": Decimal("132.00"), "2026-09": Decimal("79.20"), "2026-10": Decimal("0.00")}


def test_the_cap_is_worked_out_from_what_was_paid_while_each_version_held(cast: Cast, lead: Actor) -> None:
    version = replaced(cast, lead, date(2026, 9, 1))
    TargetTerms.objects.update(bands=[["99.9", "60"]], term_cap=8)
    version.lines.update(monthly_fee=Decimal("330.00"))
    three_months_missed(cast)

    # 8 × £220.00 + 4 × £330.00 = £3,080.00, 8 % of it £246.40; £132.00 of it was given for August.
    assert credits(cast) == {"2026-08": Decimal("132.00"), "2026-09": Decimal("114.40"), "2026-10": Decimal("0.00")}


def test_a_cap_of_the_new_version_counts_what_the_former_gave_without_one(cast: Cast, lead: Actor) -> None:
    version = replaced(cast, lead, date(2026, 10, 1))
    TargetTerms.objects.update(bands=[["99.9", "60"]])
    TargetTerms.objects.filter(target__contract=version).update(term_cap=8)
    three_months_missed(cast)

    assert credits(cast) == {"2026-08": Decimal("132.00"), "2026-09": Decimal("132.00"), "2026-10": Decimal("0.00")}


def rights(cast: Cast) -> dict[str, list[str]]:
    boards = boards_of_customers([cast.customer.pk], NOW)[cast.customer.pk]
    return {kept.target.contract.reference: [window.slug for window in kept.right] for kept in boards}


def test_misses_before_and_after_a_new_version_give_the_right_to_end_together(cast: Cast, lead: Actor) -> None:
    replaced(cast, lead, date(2026, 10, 1))
    TargetTerms.objects.update(termination="two_of_three")
    for month in (8, 10):
        make_outage(cast.customer, starts_at=datetime(2026, month, 12, 9, tzinfo=UTC))

    assert rights(cast) == {"MSA-1": [], "MSA-1 v2": ["2026-08", "2026-10"]}


def test_a_replaced_version_gives_no_right_of_its_own_and_a_coming_one_none_yet(cast: Cast, lead: Actor) -> None:
    replaced(cast, lead, date(2026, 12, 1))
    TargetTerms.objects.update(termination="two_of_three")
    three_months_missed(cast)

    assert rights(cast) == {"MSA-1": ["2026-08", "2026-09", "2026-10"], "MSA-1 v2": []}


def test_misses_of_months_and_of_quarters_are_not_counted_together(cast: Cast, lead: Actor) -> None:
    version = replaced(cast, lead, date(2026, 10, 1))
    TargetTerms.objects.update(termination="two_running")
    SlaTarget.objects.exclude(contract=version).update(window="quarter")
    three_months_missed(cast)

    assert rights(cast) == {"MSA-1": [], "MSA-1 v2": []}


def test_one_service_level_alone_counts_its_earlier_versions_too(cast: Cast, lead: Actor) -> None:
    version = replaced(cast, lead, date(2026, 9, 1))
    TargetTerms.objects.update(bands=[["99.9", "60"]], term_cap=8)
    three_months_missed(cast)

    miss = miss_of(version.targets.get(), "2026-09", NOW)

    assert miss is not None
    assert miss.amount == Decimal("79.20")


def test_another_service_level_of_the_former_is_no_earlier_version(cast: Cast, lead: Actor) -> None:
    version = replaced(cast, lead, date(2026, 9, 1))
    TargetTerms.objects.update(bands=[["99.9", "60"]], term_cap=8)
    SlaTarget.objects.filter(contract=version).update(priority="the till alone")
    three_months_missed(cast)

    assert credits(cast)["2026-09"] == Decimal("132.00")


def test_of_several_that_measure_the_same_the_one_in_the_same_words_came_before(cast: Cast, lead: Actor) -> None:
    version = replaced(cast, lead, date(2026, 9, 1))
    former = SlaTarget.objects.exclude(contract=version).get()
    twin = make_target(former.contract, metric="availability", unit="percent", value=98, calendar="always")
    SlaTarget.objects.filter(pk=twin.pk).update(service=former.service, priority=former.priority, words="Other words")
    targets = SlaTarget.objects.select_related("contract__supersedes")
    late, early, other = targets.get(contract=version), targets.get(pk=former.pk), targets.get(pk=twin.pk)

    assert former_of(late, [early, other, late]) == early
    early.words = other.words = "Neither is like it"
    assert former_of(late, [early, other]) is None
    assert former_of(late, [early]) == early
    assert former_of(early, [late, other]) is None
