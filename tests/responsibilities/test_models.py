"""What the database itself refuses."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Model

from responsibilities.models import Activity, Row, Signature, Undo, Version
from responsibilities.queries.versions import in_force_at
from tests.cast import NOW, Cast
from tests.factories.responsibilities import make_activity, make_row, make_version, sign


def refuses(name: str, write: Callable[[], Any]) -> None:
    """The write breaks the constraint of this name and leaves nothing behind."""
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        write()
    columns = {"code_once", "line_once", "number_once", "side_once", "one_open", "one_in_force"}
    assert name in str(refusal.value) or (name in columns and "UNIQUE" in str(refusal.value))


def change(thing: Model, **values: Any) -> Callable[[], Any]:
    return lambda: type(thing)._default_manager.filter(pk=thing.pk).update(**values)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("out_of_scope_reason", {"is_out_of_scope": True}),
        ("interval_sensible", {"review_interval_months": 0}),
        ("interval_sensible", {"review_interval_months": 61}),
        ("ownership_known", {"ownership": "msp"}),
        ("answers_for_known", {"answers_for": "nobody"}),
        ("agreed_paired", {"agreed_at": NOW}),
        ("edited_paired", {"edited_at": NOW}),
        ("risk_accepted_paired", {"risk_accepted_at": NOW, "risk_accepted_reason": "We know."}),
        ("reviewed_paired", {"reviewed_at": NOW}),
    ],
)
def test_what_no_row_may_hold(cast: Cast, name: str, values: dict[str, Any]) -> None:
    row = make_row(make_version(cast.customer, rows=0))

    refuses(name, change(row, **values))
    assert Row.objects.filter(pk=row.pk, **{field: getattr(row, field) for field in values}).exists()


def test_a_risk_is_accepted_with_a_reason(cast: Cast) -> None:
    row = make_row(make_version(cast.customer, rows=0))

    accepted = {"risk_accepted_at": NOW, "risk_accepted_by": cast.customer_owner}
    refuses("risk_reason", change(row, **accepted))
    assert change(row, **accepted, risk_accepted_reason="We know.")() == 1


def test_a_code_and_a_line_stand_once_in_a_version(cast: Cast) -> None:
    row = make_row(make_version(cast.customer, rows=0))

    refuses("code_once", lambda: make_row(row.version, code=row.code))
    refuses("line_once", lambda: make_row(row.version, line=row.line))
    later = make_row(make_version(cast.customer, "agreed", rows=0), code=row.code, line=row.line)
    assert set(Row.objects.filter(line=row.line)) == {row, later}


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("state_known", {"state": "signed", "digest": "x"}),
        ("frozen_has_digest", {"state": "proposed"}),
        ("agreed_has_date", {"state": "agreed", "digest": "x"}),
        ("proposed_paired", {"proposed_at": NOW}),
        ("withdrawn_paired", {"withdrawn_at": NOW}),
    ],
)
def test_what_no_version_may_hold(cast: Cast, name: str, values: dict[str, Any]) -> None:
    version = make_version(cast.customer, rows=0)

    refuses(name, change(version, **values))
    assert Version.objects.filter(pk=version.pk, **{field: getattr(version, field) for field in values}).exists()


def test_a_customer_has_one_open_version_one_in_force_and_each_number_once(cast: Cast) -> None:
    make_version(cast.customer, "agreed", rows=0)
    make_version(cast.customer, rows=0)

    refuses("one_open", lambda: make_version(cast.customer, "proposed", rows=0))
    refuses("one_in_force", lambda: make_version(cast.customer, "agreed", rows=0))
    refuses("number_once", lambda: make_version(cast.customer, "withdrawn", rows=0, number=1))
    make_version(cast.other_customer, rows=0, number=1)
    assert sorted(Version.objects.values_list("customer__name", "number")) == [
        ("Harbour Roast", 1), ("Harbour Roast", 2), ("Tidewell Lettings", 1),
    ]  # fmt: skip


def test_signatures(cast: Cast) -> None:
    version = make_version(cast.customer, "proposed", rows=0)
    signature = sign(version, "customer", cast.customer_owner)

    refuses("side_once", lambda: sign(version, "customer", cast.customer_owner))
    refuses("side_known", change(signature, side="insurer"))
    refuses("has_digest", change(signature, digest=""))
    sign(version, "provider", cast.provider_lead)
    assert set(Signature.objects.filter(version=version).values_list("side", flat=True)) == {"customer", "provider"}


def test_steps_that_can_be_taken_back(cast: Cast) -> None:
    version = make_version(cast.customer, rows=0)
    undo = Undo.objects.create(version=version, kind="bulk", says="changed", done_at=NOW, rows={})

    refuses("kind_known", change(undo, kind="else"))
    refuses("undone_paired", change(undo, undone_at=NOW))
    assert change(undo, undone_at=NOW, undone_by=cast.provider_lead)() == 1


def test_activities(cast: Cast) -> None:
    activity = make_activity(cast.provider)

    refuses("code_once", lambda: make_activity(cast.provider, code=activity.code))
    refuses("default_ownership_known", change(activity, default_ownership="msp"))
    refuses("interval_sensible", change(activity, review_interval_months=0))
    theirs = make_activity(cast.strange_provider, code=activity.code)
    assert set(Activity.objects.filter(code=activity.code)) == {activity, theirs}


def test_rows_in_words_and_narrowed(cast: Cast) -> None:
    version = make_version(cast.customer, rows=[{"code": "MON-01", "title": "Watch", "review_on": NOW.date()}])
    row = version.rows.get()

    assert (str(row), str(version)) == ("MON-01 Watch", "version 1")
    assert list(Row.objects.overdue(today=NOW.date())) == []
    assert Activity.objects.visible_to(cast.actor(cast.stranger, cast.strange_customer)).count() == 0
    assert Version.objects.visible_to(cast.actor(cast.customer_owner)).count() == 0
    assert Row.objects.visible_to(cast.actor(cast.provider_lead)).get() == row
    assert Signature.objects.visible_to(cast.actor(cast.provider_lead)).count() == 0


HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("about", "was"),
    [
        ({}, False),
        ({"agreed_at": NOW + HOUR}, False),
        ({"agreed_at": NOW}, True),
        ({"agreed_at": NOW - HOUR, "superseded_at": NOW}, False),
        ({"agreed_at": NOW - HOUR, "superseded_at": NOW + HOUR}, True),
        ({"agreed_at": NOW - HOUR, "withdrawn_at": NOW}, False),
        ({"agreed_at": NOW - HOUR, "withdrawn_at": NOW + HOUR}, True),
        ({"agreed_at": NOW - HOUR, "withdrawn_at": NOW, "superseded_at": NOW + HOUR}, False),
    ],
)
def test_whether_a_version_was_in_force(about: dict[str, Any], was: bool) -> None:
    assert Version(**about).was_in_force(NOW) is was


def test_of_several_versions_the_newest_that_was_in_force_counts() -> None:
    first = Version(number=1, agreed_at=NOW - 2 * HOUR, superseded_at=NOW)
    second = Version(number=2, agreed_at=NOW)
    newest_first = [Version(number=3), second, first]

    assert in_force_at(newest_first, NOW - HOUR) == first
    assert in_force_at(newest_first, NOW) == second
    assert in_force_at(newest_first, NOW - 3 * HOUR) is None
