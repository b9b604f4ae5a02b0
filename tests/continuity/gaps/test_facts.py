"""The facts of the café of domain.md §7.4, read from the database, and what the checks make of them."""

from decimal import Decimal

from django.db import connection
from django.test.utils import CaptureQueriesContext

from continuity.gaps.facts import findings_of_model
from core.checks import Found
from tests.cast import NOW, Cast
from tests.factories.continuity import make_business_model, make_cafe, make_link, make_node
from tests.factories.contracts import make_contract, make_target
from tests.factories.insurance import make_policy, make_section
from tests.factories.technology import make_product, make_vendor

TODAY = NOW.date()


def found_at(cast: Cast, name: str) -> dict[str, Found]:
    told = findings_of_model([cast.customer], TODAY)[cast.customer.pk]
    return {each.check: each for each, _ in told if each.label == name}


def test_a_till_wanted_back_in_six_hours_and_restored_in_eight(cast: Cast) -> None:
    make_cafe(cast.customer, by=cast.customer_owner)
    contract = make_contract(cast.customer)
    for metric, value in (("response", 1), ("restore", 8)):
        make_target(contract, metric=metric, priority="P1", value=value, unit="hours", calendar="always")

    found = found_at(cast, "Till tablet")

    assert found["C-23"].message == "Till tablet: you need it back in 6 h; the contract allows 9 h."
    assert found["C-24"].message == "Till tablet: you could lose 1 day 1 h of work; you said 1 day."
    assert "none was ever restored" in found["C-25"].message
    assert found["C-26"].message.endswith("runs out 3 h before Till tablet is back.")
    assert "C-27" not in found


def test_a_card_machine_without_which_too_few_can_pay(cast: Cast) -> None:
    model = make_cafe(cast.customer, by=cast.customer_owner)
    product = make_product(cast.provider, make_vendor(cast.provider, name="Brightill"))
    model.nodes.filter(name="Card machine").update(product=product)
    policy = make_policy(cast.customer)

    unknown = found_at(cast, "Card machine")
    section = make_section(policy, causes=["ransomware"])
    silent = found_at(cast, "Card machine")
    section.causes, section.waiting_hours = ["dependent_system_failure"], 8
    section.save()
    answers = found_at(cast, "Card machine")

    assert unknown["C-21"].is_unknown
    assert silent["C-21"].message == "If Brightill breaks, your policy may not pay."
    assert "C-21" not in answers
    assert not answers["C-22"].is_unknown
    assert "falls below its minimum at once" in answers["C-29"].message


def test_cover_for_ones_own_systems_that_starts_too_late(cast: Cast) -> None:
    make_cafe(cast.customer, by=cast.customer_owner)
    section = make_section(make_policy(cast.customer), causes=["system_failure"], waiting_hours=12)

    late = found_at(cast, "Card machine")
    section.waiting_hours = 0
    section.save()
    at_once = found_at(cast, "Card machine")

    said = "Card machine: most of the damage would be done before insurance starts, after 12 hours."
    assert late["C-22"].message == said
    assert late["C-22"].facts["insurance waits"] == "12 hours"
    assert "supplier" not in late["C-22"].facts
    assert "C-22" not in at_once


def test_waiting_hours_are_those_of_the_section_that_pays_for_lost_business(cast: Cast) -> None:
    make_cafe(cast.customer, by=cast.customer_owner)
    policy = make_policy(cast.customer)
    make_section(policy, causes=["system_failure"], heads=["INCIDENT_RESPONSE"], waiting_hours=0)
    experts = found_at(cast, "Card machine")
    make_section(policy, causes=["system_failure"], waiting_hours=12)
    make_section(policy, causes=["system_failure"], waiting_hours=1)  # the first that fits pays

    assert "C-22" not in experts
    assert found_at(cast, "Card machine")["C-22"].facts["insurance waits"] == "12 hours"


def test_a_policy_without_its_sections_leaves_it_unknown(cast: Cast) -> None:
    model = make_cafe(cast.customer, by=cast.customer_owner)
    product = make_product(cast.provider, make_vendor(cast.provider, name="Brightill"))
    model.nodes.filter(name="Card machine").update(product=product)
    section = make_section(make_policy(cast.customer), causes=["ransomware"])
    make_policy(cast.customer, kind="crime")

    unknown = found_at(cast, "Card machine")
    section.causes = ["dependent_system_failure"]
    section.save()

    assert (unknown["C-21"].is_unknown, unknown["C-22"].is_unknown) == (True, True)
    assert "C-21" not in found_at(cast, "Card machine")


def test_a_fallback_on_the_same_line(cast: Cast) -> None:
    model = make_business_model(cast.customer)
    line, web = make_node(model, "Line"), make_node(model, "Website")
    make_link(web, line)
    about = {"fallback": "Orders by internet telephone", "fallback_capacity": Decimal("0.5")}
    make_link(model.nodes.get(kind="service"), web, **about).fallback_needs.set([line])

    told = [each for each, _ in findings_of_model([cast.customer], TODAY)[cast.customer.pk] if each.check == "C-28"]

    assert [each.message for each in told] == ["The fallback “Orders by internet telephone” needs Line too."]


def test_without_a_model_nothing_can_be_told(cast: Cast) -> None:
    told = [each for each, _ in findings_of_model([cast.customer], TODAY)[cast.customer.pk]]

    assert [each.check for each in told] == [f"C-{number}" for number in range(21, 30)]
    assert all(each.is_unknown for each in told)


def test_queries_do_not_grow_with_the_model(cast: Cast) -> None:
    model = make_business_model(cast.customer, tolerance=1000)
    counts = []
    for begin, end in ((0, 3), (3, 30)):
        for number in range(begin, end):
            needs = make_node(model, f"Thing {number}", rto_minutes=60, priority="p1")
            around = {"fallback": "Pad", "fallback_capacity": Decimal("0.5"), "fallback_minutes": 30}
            make_link(model.nodes.get(kind="service"), needs, **around)
        with CaptureQueriesContext(connection) as seen:
            findings_of_model([cast.customer, cast.other_customer], TODAY)
        counts.append(len(seen))

    assert counts[0] == counts[1]
    assert counts[0] <= 10
