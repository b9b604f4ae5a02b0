"""Changing what a business depends on."""

from datetime import time
from decimal import Decimal
from typing import Any

import pytest

from audit.models import Event
from continuity import actions
from continuity.actions.parts import hanging_on
from continuity.models import BusinessModel, ImpactScore, Link, Node, StepCost, Takings
from continuity.trace import token
from core.errors import Conflict, NotAllowed
from tests.cast import NOW, Cast, make_cast
from tests.factories.continuity import make_business_model, make_cafe, make_link, make_node, make_step_cost


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def model(cast: Cast) -> BusinessModel:
    return make_business_model(cast.customer)


def who(cast: Cast) -> dict[str, Any]:
    return {"by": cast.actor(cast.customer_owner), "at": NOW}


def test_model_begins_with_what_customers_come_for(cast: Cast) -> None:
    model = actions.begin_model(customer=cast.customer, **who(cast))

    assert [(node.name, node.kind) for node in model.nodes.all()] == [("Serve customers", "service")]
    assert Event.objects.get(verb="business_model_begun").customer_id == cast.customer.pk


def test_model_begins_once(cast: Cast, model: BusinessModel) -> None:
    with pytest.raises(Conflict, match="begun this already"):
        actions.begin_model(customer=cast.customer, **who(cast))


@pytest.mark.parametrize(
    ("persona", "may"),
    [
        ("customer_owner", True), ("customer_contributor", True), ("customer_reader", False),
        ("provider_lead", True), ("provider_auditor", False),
    ],
)  # fmt: skip
def test_who_may_change_it(cast: Cast, model: BusinessModel, persona: str, may: bool) -> None:
    by = cast.actor(getattr(cast, persona))
    if may:
        actions.add_part(model=model, of=Node, name="Oven", by=by, at=NOW)
    else:
        with pytest.raises(NotAllowed):
            actions.add_part(model=model, of=Node, name="Oven", by=by, at=NOW)

    assert Node.objects.filter(name="Oven").exists() == may


def test_circle_is_refused_with_its_way_and_nothing_is_kept(cast: Cast, model: BusinessModel) -> None:
    till, power = make_node(model, "Till"), make_node(model)
    make_link(till, power)

    with pytest.raises(
        Conflict, match=r"in a circle: (Till needs Mains power needs Till|Mains power needs Till needs)"
    ):
        actions.add_part(model=model, of=Link, node=power, needs=till, **who(cast))

    assert Link.objects.count() == 1


def test_circle_over_a_fallback_is_refused(cast: Cast, model: BusinessModel) -> None:
    till, power, pad = make_node(model, "Till"), make_node(model), make_node(model, "Pad")
    make_link(pad, till)
    around = {"fallback": "Pad", "fallback_capacity": Decimal(1), "fallback_needs": [pad]}

    with pytest.raises(Conflict, match="in a circle"):
        actions.add_part(model=model, of=Link, node=till, needs=power, **around, **who(cast))


def test_only_groups_have_ways(cast: Cast, model: BusinessModel) -> None:
    till, power = make_node(model, "Till"), make_node(model)

    with pytest.raises(Conflict, match="only a group has them"):
        actions.add_part(model=model, of=Link, node=till, needs=power, kind="member", **who(cast))


def test_thing_of_another_business_is_refused(cast: Cast, model: BusinessModel) -> None:
    foreign = make_node(make_business_model(cast.other_customer))

    for about in ({"needs": foreign}, {"needs": make_node(model), "fallback_needs": [foreign]}):
        with pytest.raises(Conflict, match="another business"):
            actions.add_part(model=model, of=Link, node=model.nodes.get(kind="service"), **about, **who(cast))
    with pytest.raises(Conflict, match="another business"):
        actions.add_part(model=model, of=StepCost, name="Milk", amount=5, when=foreign, **who(cast))


def test_name_is_taken(cast: Cast, model: BusinessModel) -> None:
    make_node(model)

    with pytest.raises(Conflict, match="of this name already"):
        actions.add_part(model=model, of=Node, name="Mains power", **who(cast))


def test_there_is_one_service(cast: Cast, model: BusinessModel) -> None:
    with pytest.raises(NotAllowed, match="stays the one thing"):
        actions.add_part(model=model, of=Node, name="Bake", kind="service", **who(cast))
    service = model.nodes.get(kind="service")
    with pytest.raises(NotAllowed, match="stays the one thing"):
        actions.edit_part(part=service, edited=token(service), kind="system", **who(cast))
    with pytest.raises(NotAllowed, match="Give it another name"):
        actions.remove_part(part=service, **who(cast))


def test_change_is_kept_with_what_it_was(cast: Cast, model: BusinessModel) -> None:
    node = make_node(model)

    actions.edit_part(part=node, edited=token(node), holds_minutes=30, **who(cast))

    event = Event.objects.get(verb="node_edited")
    assert (event.before["holds_minutes"], event.after["holds_minutes"]) == (0, 30)
    node.refresh_from_db()
    assert node.holds_minutes == 30


def test_same_again_leaves_no_trace(cast: Cast, model: BusinessModel) -> None:
    node = make_node(model)

    actions.edit_part(part=node, edited=token(node), holds_minutes=0, **who(cast))

    assert not Event.objects.filter(verb="node_edited").exists()


def test_second_writer_is_told(cast: Cast, model: BusinessModel) -> None:
    node = make_node(model)
    seen = token(node)
    actions.edit_part(part=node, edited=seen, holds_minutes=30, **who(cast))

    with pytest.raises(Conflict, match="Somebody else changed this"):
        actions.edit_part(part=node, edited=seen, holds_minutes=45, **who(cast))


def test_fallback_needs_are_part_of_what_was_seen(cast: Cast, model: BusinessModel) -> None:
    link = make_link(make_node(model, "Till"), make_node(model), fallback="Pad", fallback_capacity=1)
    seen = token(link)
    phone = make_node(model, "Phone")
    actions.edit_part(part=link, edited=seen, fallback_needs=[phone], **who(cast))

    assert Event.objects.get(verb="link_edited").after["fallback_needs"] == "Phone"
    with pytest.raises(Conflict):
        actions.edit_part(part=link, edited=seen, fallback_needs=[], **who(cast))


def test_removed_thing_takes_what_hangs_on_it(cast: Cast) -> None:
    model = make_cafe(cast.customer, by=cast.customer_owner)
    chiller = model.nodes.get(name="Chiller")
    make_step_cost(model, when=chiller)

    assert [str(each) for each in hanging_on(chiller)] == ["Cold food needs Chiller", "Spoiled stock"]
    actions.remove_part(part=chiller, **who(cast))

    assert Event.objects.get(verb="node_removed").before["with"] == ["Cold food needs Chiller", "Spoiled stock"]
    assert not Link.objects.filter(needs=chiller.pk).exists()
    assert not StepCost.objects.exists()


def test_what_is_gone_cannot_be_changed(cast: Cast, model: BusinessModel) -> None:
    node = make_node(model)
    actions.remove_part(part=Node.objects.get(pk=node.pk), **who(cast))

    with pytest.raises(Conflict, match="removed this"):
        actions.edit_part(part=node, edited="", **who(cast))


def test_takings_of_several_days_at_once(cast: Cast, model: BusinessModel) -> None:
    about = {"opens_at": time(9), "closes_at": time(17), "per_hour": Decimal(120)}
    actions.add_takings(model=model, weekdays=[0, 1], **about, **who(cast))

    assert [row.weekday for row in Takings.objects.order_by("weekday")] == [0, 1]
    with pytest.raises(Conflict, match="written already"):
        actions.add_takings(model=model, weekdays=[1, 2], **about, **who(cast))
    with pytest.raises(Conflict, match="overlap on Monday"):
        actions.add_takings(model=model, weekdays=[0], **about | {"opens_at": time(16)}, **who(cast))
    assert Takings.objects.count() == 2


def test_facts_are_changed(cast: Cast, model: BusinessModel) -> None:
    seen = token(model)
    actions.edit_facts(model=model, edited=seen, minimum=Decimal("0.4"), **who(cast))

    assert Event.objects.get(verb="business_facts_edited").after == {"minimum": "0.4"}
    with pytest.raises(Conflict):
        actions.edit_facts(model=model, edited=seen, minimum=Decimal("0.5"), **who(cast))


def test_scores_are_set_anew(cast: Cast, model: BusinessModel) -> None:
    for scores in ({("legal", "1d"): 4, ("staff", "1w"): 2}, {("legal", "1d"): 5}, {("legal", "1d"): 5}):
        actions.set_scores(model=model, scores=scores, **who(cast))

    assert list(ImpactScore.objects.values_list("kind", "score")) == [("legal", 5)]
    assert Event.objects.filter(verb="impact_scores_set").count() == 2
