"""Rows of several tables in one query are the rows that their own queries give."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Model
from pytest_django import DjangoAssertNumQueries as AssertQueries

from contracts.models import Clause, Line, Policy, PolicyCondition
from core.together import together, with_children
from tests.cast import NOW, Cast
from tests.factories.contracts import make_clause, make_contract, make_line, make_service
from tests.factories.insurance import make_policy, make_section
from tests.factories.liability import make_cap, make_payment, make_rule
from tests.factories.scenarios import make_shared, make_terms

PARTS = ("sections", "sublimits", "conditions", "notices")


def values(row: Model) -> dict[str, Any]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def test_rows_are_what_their_own_queries_give(cast: Cast, django_assert_num_queries: AssertQueries) -> None:
    contract = make_contract(cast.customer, published_at=NOW)
    make_cap(contract, figure=Decimal("14400.55"), clause=make_clause(contract, "11.1"))
    make_rule(contract, causes="dependent_system_failure")
    make_payment(contract)
    make_line(contract, make_service(cast.provider, "Help"), monthly_fee=Decimal("0.10"))
    example = make_shared(cast.customer, by=cast.provider_lead, terms_on=date(2026, 3, 29), msp_share="0.3333")
    asked = (
        contract.caps.select_related("clause"),
        contract.liability_rules.select_related("clause"),
        contract.liability_payments.all(),
        contract.lines.select_related("service"),
        cast.customer.loss_scenarios.all(),
        cast.customer.contracts.all(),
    )

    with django_assert_num_queries(1):
        found = together(*asked)

    with django_assert_num_queries(0):
        assert found[0][0].clause.number == "11.1"
        assert found[1][0].clause is None
        assert found[3][0].service.name == "Help"
    for rows, several in zip(asked, found, strict=True):
        assert [values(row) for row in several] == [values(row) for row in rows]
    assert found[4] == [example]
    assert not found[0][0]._state.adding


def test_children_are_loaded_as_prefetch_related_would(cast: Cast, django_assert_num_queries: AssertQueries) -> None:
    make_terms(cast.customer)
    second = make_policy(cast.customer, number="CY-2")
    make_section(second, name="Ransomware", causes=["ransomware"], limit=None)
    PolicyCondition.objects.create(policy=second, code="MFA", words="A second proof", effect="void")
    expected = {row.pk: row for row in Policy.objects.prefetch_related(*PARTS)}

    with django_assert_num_queries(1):
        found = with_children(Policy.objects.all(), *PARTS)
        children = {row.pk: {name: list(getattr(row, name).all()) for name in PARTS} for row in found}

    assert {row.pk: values(row) for row in found} == {pk: values(row) for pk, row in expected.items()}
    for pk, parts in children.items():
        for name, several in parts.items():
            own = {row.pk: values(row) for row in getattr(expected[pk], name).all()}
            assert {row.pk: values(row) for row in several} == own


def test_annotations_come_along(cast: Cast, django_assert_num_queries: AssertQueries) -> None:
    contract = make_contract(cast.customer, published_at=NOW)
    policy = make_policy(cast.customer)
    make_cap(contract, form="insurance_limit", policy="its cyber insurance", insured_by=policy)
    rows = contract.caps.with_cover()

    with django_assert_num_queries(1):
        [[found]] = together(rows)
        assert found.insured_by.number

    assert found.shows_cover is False
    assert values(found) == values(rows.get())


def test_a_column_left_out_is_read_when_asked_for(cast: Cast, django_assert_num_queries: AssertQueries) -> None:
    make_clause(make_contract(cast.customer, published_at=NOW), "11.1", text="All of it.")

    [[found]] = together(Clause.objects.defer("text"))

    assert found.get_deferred_fields() == {"text"}
    with django_assert_num_queries(1):
        assert found.text == "All of it."


def test_nothing_there_gives_nothing(cast: Cast) -> None:
    assert together(Line.objects.all(), Policy.objects.all()) == [[], []]
    assert with_children(Policy.objects.all(), "sections") == []
