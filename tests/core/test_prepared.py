"""A query that is written once answers as the one it was written from."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import CharField, Count, DateField, Q, QuerySet, UUIDField
from django.test.utils import CaptureQueriesContext

from accounts.models import Customer, Membership
from core import prepared as module
from core.prepared import Prepared, prepared
from core.together import in_one
from responsibilities.models import Row, Version
from tests.cast import NOW, Cast
from tests.factories.responsibilities import make_row, make_version

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


def rows_of(version: Any) -> QuerySet[Row]:
    return Row.objects.filter(version=version).select_related("version__customer").order_by("code")


@pytest.fixture
def version(cast: Cast) -> Version:
    made = make_version(cast.customer, rows=0)
    for number in range(3):
        make_row(made, code=f"ROW-{number}", review_on=TODAY + timedelta(days=number))
    return made


def test_models_come_with_what_they_point_at(version: Version) -> None:
    rows = prepared(version=UUIDField())(rows_of)

    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            found = rows(version=version.pk)
            assert [row.version.customer for row in found] == [version.customer] * 3
        assert found == list(rows_of(version.pk))
        assert len(asked) == 1


def test_each_use_has_its_own_values_and_asks_anew(version: Version) -> None:
    @prepared(version=UUIDField(), day=DateField())
    def due(version: Any, day: Any) -> QuerySet[Any, Any]:
        return Row.objects.filter(version=version, review_on__lte=day).order_by("code").values_list("code", flat=True)

    assert due(version=version.pk, day=TODAY) == ["ROW-0"]
    assert due(version=version.pk, day=TODAY + timedelta(days=1)) == ["ROW-0", "ROW-1"]
    Row.objects.filter(code="ROW-0").update(review_on=TODAY + timedelta(days=9))
    assert due(version=version.pk, day=TODAY + timedelta(days=1)) == ["ROW-1"]
    assert len(due.written) == 1


def test_words_that_differ_are_queries_of_their_own(version: Version) -> None:
    @prepared(version=UUIDField())
    def ordered(version: Any, by: str) -> QuerySet[Any, Any]:
        return Row.objects.filter(version=version).order_by(by).values_list("code", flat=True)

    assert ordered(version=version.pk, by="code") == ["ROW-0", "ROW-1", "ROW-2"]
    assert ordered(version=version.pk, by="-code") == ["ROW-2", "ROW-1", "ROW-0"]


@pytest.fixture
def named(cast: Cast) -> Prepared:
    @prepared(ids=UUIDField())
    def names(ids: list[Any]) -> QuerySet[Any, Any]:
        return Customer.objects.filter(pk__in=ids).order_by("name").values_list("name", flat=True)

    return names


def test_a_list_fills_a_place_for_each_member(cast: Cast, named: Prepared) -> None:
    assert named(ids=[cast.customer.pk]) == [cast.customer.name]
    assert named(ids=[cast.other_customer.pk, cast.customer.pk]) == ["Harbour Roast", "Tidewell Lettings"]


def test_lists_of_nearly_the_same_length_share_a_text(cast: Cast, named: Prepared) -> None:
    for number in (5, 6, 7, 8):
        assert named(ids=[cast.other_customer.pk, *[cast.customer.pk] * (number - 1)]) == [
            "Harbour Roast",
            "Tidewell Lettings",
        ]

    assert len(named.written) == 1


def test_nothing_is_in_an_empty_list(named: Prepared) -> None:
    with CaptureQueriesContext(connection) as asked:
        assert named(ids=[]) == []
    assert not asked


def test_an_empty_list_beside_another_takes_nothing_away(cast: Cast) -> None:
    @prepared(ids=UUIDField(), others=UUIDField())
    def either(ids: list[Any], others: list[Any]) -> QuerySet[Customer]:
        return Customer.objects.filter(Q(pk__in=ids) | Q(pk__in=others))

    assert either(ids=[], others=[cast.customer.pk]) == [cast.customer]


def test_a_long_list_is_written_for_itself(cast: Cast, named: Prepared) -> None:
    assert named(ids=[cast.customer.pk] * (module.LONGEST + 1)) == [cast.customer.name]
    assert not named.written


def test_no_more_texts_are_kept_than_a_process_has_room_for(
    cast: Cast, named: Prepared, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST", 2)
    for number in (1, 2, 4, 8, 16):
        named(ids=[cast.customer.pk] * number)

    assert len(named.written) <= 2


@pytest.mark.django_db(transaction=True)
def test_each_thread_asks_over_its_own_connection(cast: Cast, named: Prepared) -> None:
    def ask() -> list[Any]:
        try:
            return named(ids=[cast.customer.pk])
        finally:
            connection.close()

    here = named(ids=[cast.customer.pk])
    with ThreadPoolExecutor(1) as thread:
        assert thread.submit(ask).result() == here == [cast.customer.name]


def test_figures_and_dates_are_values_too(version: Version) -> None:
    @prepared(versions=UUIDField(), day=DateField())
    def counted(versions: list[Any], day: Any) -> QuerySet[Any, Any]:
        rows = Row.objects.filter(version__pk__in=versions).order_by().values("version")
        return rows.annotate(late=Count("pk", filter=Q(review_on__lt=day)))

    assert counted(versions=[version.pk], day=date(2200, 1, 1)) == [{"version": version.pk, "late": 3}]


def test_what_people_send_stays_a_value(cast: Cast) -> None:
    @prepared(slug=CharField())
    def by_slug(slug: Any) -> QuerySet[Customer]:
        return Customer.objects.filter(slug=slug)

    assert by_slug(slug=cast.customer.slug) == [cast.customer]
    assert by_slug(slug="' OR 1=1 --") == []
    assert by_slug(slug="%s") == []


def test_places_are_numbered_as_postgresql_names_them() -> None:
    assert module._numbered("a = %s AND b LIKE 'x%%s' AND c IN (%s, %s)") == "a = $1 AND b LIKE 'x%s' AND c IN ($2, $3)"


def test_several_tables_are_asked_in_one(version: Version, cast: Cast, django_assert_num_queries: Any) -> None:
    @prepared(version=UUIDField(), customer=UUIDField())
    def both(version: Any, customer: Any) -> QuerySet[Any, Any]:
        rows = Row.objects.filter(version=version).select_related("version")
        return in_one(rows, Customer.objects.filter(pk=customer), Membership.objects.filter(customer=customer).none())

    for asked in (cast.customer, cast.other_customer):
        with django_assert_num_queries(1):
            rows, customers, nobody = both(version=version.pk, customer=asked.pk)
            assert {row.code for row in rows if row.version == version} == {"ROW-0", "ROW-1", "ROW-2"}
        assert (customers, nobody) == ([asked], [])
    assert len(both.written) == 1


def test_several_tables_of_nothing_are_empty_lists(cast: Cast) -> None:
    @prepared(customer=UUIDField())
    def nothing(customer: Any) -> QuerySet[Any, Any]:
        return in_one(Customer.objects.filter(pk=customer).none(), Row.objects.none())

    assert nothing(customer=cast.customer.pk) == [[], []]


def test_an_answer_is_the_same_often_enough_for_the_database_to_keep_a_plan(version: Version, named: Prepared) -> None:
    rows, expected = prepared(version=UUIDField())(rows_of), list(rows_of(version.pk))

    for _ in range(12):
        assert rows(version=version.pk) == expected


def test_what_is_nobodys_stays_empty(cast: Cast) -> None:
    @prepared(pk=UUIDField())
    def nothing(pk: Any) -> QuerySet[Membership]:
        return Membership.objects.filter(pk=pk).none()

    assert nothing(pk=cast.customer.pk) == []
