"""The rows as the engine reads them."""

from datetime import datetime
from decimal import Decimal

import pytest
from django.test.utils import CaptureQueriesContext

from continuity.models import BusinessModel, ImpactScore
from continuity.queries.model import business_of, businesses
from continuity.survival.course import simulate
from continuity.survival.model import Business, Failure, Point
from continuity.survival.points import single_points
from tests.cast import Cast, make_cast
from tests.factories.continuity import make_business_model, make_cafe, make_link, make_node, make_step_cost

NINE, HOUR = datetime(2026, 11, 23, 9), 60


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def key(business: Business, name: str) -> str:
    return next(node.key for node in business.nodes if node.name == name)


def test_kept_cafe_gives_the_worked_figures(cast: Cast) -> None:
    make_cafe(cast.customer, by=cast.customer_owner)
    business = business_of(cast.customer)
    assert business is not None

    course = simulate(business, [Failure(key=key(business, "Mains power"), back=8 * HOUR)], NINE)

    loss = course.loss(8 * HOUR)
    assert (loss.lost_revenue, loss.lost_profit) == (Decimal("586.50"), Decimal("410.55"))
    assert course.survival == course.below_minimum == 6 * HOUR
    assert round(float(course.mtpd) / HOUR, 3) == 7.279
    assert [each.key for each in single_points(business)] == [key(business, "Mains power")]
    assert course.out(key(business, "Cash, pad and float")) == 7 * HOUR


def test_four_queries_for_one_and_for_many(cast: Cast, django_assert_num_queries: CaptureQueriesContext) -> None:
    make_cafe(cast.customer, by=cast.customer_owner)
    with django_assert_num_queries(4):
        business_of(cast.customer)

    make_cafe(cast.other_customer, by=cast.other_owner)
    make_business_model(cast.strange_customer)
    with django_assert_num_queries(4):
        found = businesses(BusinessModel.objects.all())

    assert {customer: len(each.nodes) for customer, each in found.items()} == {
        cast.customer.pk: 13, cast.other_customer.pk: 13, cast.strange_customer.pk: 1,
    }  # fmt: skip


def test_nobody_has_begun(cast: Cast) -> None:
    assert business_of(cast.customer) is None


def test_costs_and_worst_scores_come_with_it(cast: Cast) -> None:
    model = make_business_model(cast.customer)
    chiller = make_node(model, "Chiller")
    make_step_cost(model, name="Milk", when=chiller, after_minutes=60)
    make_step_cost(model, name="Penalty", amount=50)
    for kind, point, score in (("legal", "1d", 2), ("staff", "1d", 4), ("legal", "1h", 1)):
        ImpactScore.objects.create(model=model, kind=kind, point=point, score=score)

    business = business_of(cast.customer)

    assert business is not None
    assert [(cost.name, cost.amount, cost.after, cost.when) for cost in business.facts.step_costs] == [
        ("Penalty", 50, 0, None), ("Milk", 200, 60, str(chiller.pk)),
    ]  # fmt: skip
    assert dict(business.facts.scores) == {Point.DAY: 4, Point.HOUR: 1}


def test_fallback_comes_with_all_it_needs(cast: Cast) -> None:
    model = make_business_model(cast.customer)
    till, power, phone = make_node(model, "Till"), make_node(model), make_node(model, "Phone")
    link = make_link(till, power, fallback="Pad", fallback_capacity=Decimal("0.5"), fallback_minutes=90)
    link.fallback_needs.set([phone, model.nodes.get(kind="service")])

    business = business_of(cast.customer)

    assert business is not None
    [read] = business.links
    assert read.workaround is not None
    assert len(read.workaround.needs) == 2
    assert (read.workaround.capacity, read.workaround.longest) == (Decimal("0.5"), 90)
