"""What the apps below answer when they are asked what falls due."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from contracts import due as contract_dates
from responsibilities import due as matrix_dates
from responsibilities.models import Message, Question
from tests.cast import NOW
from tests.factories.contracts import make_contract
from tests.factories.responsibilities import make_version, sign

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


def matrix(customer):
    return matrix_dates.due_dates([customer.pk], TODAY)


def ask(row, by, waits_for):
    question = Question.objects.create(
        customer=row.version.customer, row=row, line=row.line, asked_at=NOW, asked_by=by, waits_for=waits_for
    )
    Message.objects.create(question=question, side="customer", said_by=by, said_at=NOW, text="Why?")
    return question


# Contracts


def test_a_notice_date_concerns_both_sides_once_the_customer_has_seen_the_contract(cast):
    contract = make_contract(cast.customer, effective_from=date(2026, 4, 1))
    hidden = make_contract(cast.customer, effective_from=date(2026, 4, 1), published_at=None)

    found = {due.subject_id: due for due in contract_dates.due_dates([cast.customer.pk], TODAY)}

    assert (found[contract.pk].owed_by, found[hidden.pk].owed_by) == ("both", "provider")
    assert (found[contract.pk].kind, found[contract.pk].due_on) == ("notice", date(2026, 12, 31))
    assert found[contract.pk].path == contract.get_absolute_url()
    assert found[contract.pk].title.endswith("to be sent by Wed 30 Dec 2026")


def test_after_a_notice_date_the_next_terms_follows(cast):
    make_contract(cast.customer, effective_from=date(2026, 1, 1), notice_period=2)

    [due] = contract_dates.due_dates([cast.customer.pk], TODAY)

    assert due.due_on == date(2027, 10, 31)


def test_what_ends_by_itself_is_due_on_its_last_day(cast):
    fixed = make_contract(cast.customer, renewal="none", effective_from=date(2026, 2, 1))
    make_contract(cast.customer, renewal="manual", effective_from=date(2026, 2, 1), published_at=None)

    found = contract_dates.due_dates([cast.customer.pk], TODAY)

    assert {(due.kind, due.owed_by, due.due_on) for due in found} == {
        ("ending", "both", date(2027, 1, 31)),
        ("ending", "provider", date(2027, 1, 31)),  # its last day to agree a further term has gone by
    }
    assert f"Last day of {fixed}: nothing renews it" in {due.title for due in found}


def test_contracts_that_are_over_or_were_ended_need_nothing(cast):
    make_contract(cast.customer, renewal="none", effective_from=date(2025, 1, 1))
    make_contract(cast.customer, ended_on=date(2026, 6, 1))
    make_contract(cast.customer, ended_on=date(2026, 12, 31))

    assert contract_dates.due_dates([cast.customer.pk], TODAY) == []


# Reviews


@pytest.mark.parametrize(
    ("row", "owed_by"),
    [
        ({"ownership": "provider"}, "provider"),
        ({"ownership": "customer"}, "customer"),
        ({"ownership": "shared"}, "both"),
        ({"ownership": "undecided"}, "both"),
        ({"ownership": "third_party", "third_party": "BT", "answers_for": "customer"}, "customer"),
        ({"ownership": "third_party", "third_party": "BT"}, "both"),
    ],
)
def test_a_review_is_owed_by_who_does_the_job(cast, row, owed_by):
    version = make_version(cast.customer, "agreed", rows=[{**row, "review_on": TODAY}])

    [due] = matrix(cast.customer)

    row = version.rows.get()
    assert (due.kind, due.owed_by, due.subject_id, due.due_on) == ("review", owed_by, row.line, TODAY)
    assert due.title == f"Review who does “{row.title}”"


def test_only_jobs_in_force_and_in_scope_are_reviewed(cast):
    gone = {"review_on": TODAY, "is_out_of_scope": True, "out_of_scope_reason": "No servers."}
    make_version(cast.customer, "agreed", rows=[gone, {"review_on": None}])
    make_version(cast.customer, "draft", rows=[{"review_on": TODAY}])

    assert matrix(cast.customer) == []


# Signatures


def test_each_side_that_has_not_signed_is_asked_to(cast):
    version = make_version(cast.customer, "proposed", sign_by=date(2026, 12, 1))

    both = {due.owed_by: due for due in matrix(cast.customer)}
    sign(version, "customer", cast.customer_owner)
    rest = matrix(cast.customer)

    assert set(both) == {"customer", "provider"}
    assert both["customer"].path != both["provider"].path
    assert [(due.owed_by, due.due_on) for due in rest] == [("provider", date(2026, 12, 1))]


def test_without_a_day_to_sign_by_a_fortnight_is_meant(cast):
    make_version(cast.customer, "proposed", sign_by=None)

    assert {due.due_on for due in matrix(cast.customer)} == {TODAY + timedelta(days=14)}


# Questions


def test_a_question_waits_a_week_from_the_last_word(cast):
    version = make_version(cast.customer, "proposed", rows=1)
    question = ask(version.rows.get(), cast.customer_contributor, "provider")

    [due] = [due for due in matrix(cast.customer) if due.kind == "question"]
    assert (due.owed_by, due.due_on, due.person_id) == ("provider", TODAY + timedelta(days=7), None)

    later = timezone.make_aware(datetime(2026, 11, 26, 12))
    Message.objects.create(question=question, side="provider", said_by=cast.provider_lead, said_at=later, text="So")
    Question.objects.update(waits_for="customer")
    [due] = [due for due in matrix(cast.customer) if due.kind == "question"]
    assert (due.owed_by, due.due_on) == ("customer", date(2026, 12, 3))
    assert due.person_id == cast.customer_contributor.pk


def test_a_closed_question_waits_for_nobody(cast):
    version = make_version(cast.customer, "agreed", rows=1)
    ask(version.rows.get(), cast.customer_owner, "provider")
    Question.objects.update(closed_at=NOW, closed_by=cast.customer_owner)

    assert matrix(cast.customer) == []


def test_other_customers_are_left_alone(cast):
    make_version(cast.customer, "agreed", rows=[{"review_on": TODAY}])
    make_contract(cast.customer)

    assert matrix(cast.other_customer) == []
    assert contract_dates.due_dates([cast.other_customer.pk], TODAY) == []
