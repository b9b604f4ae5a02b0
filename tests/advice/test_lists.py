"""Lists of advice and actions, and the pages of an action: what they show, to whom, at what cost."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from advice.models import Action
from advice.snapshots import token
from core.spreadsheets import read_table
from tests.advice.steps import SignIn, own, staff, text
from tests.cast import NOW, Cast
from tests.factories.advice import make_action, make_advice, make_decision


def test_the_portfolio_narrows_sorts_and_exports_what_is_shown(cast: Cast, sign_in: SignIn) -> None:
    waiting = make_advice(cast.customer, cast.provider_lead, title="=SUM(A1)")
    declined = make_advice(cast.other_customer, cast.provider_lead, title="Old alarm")
    make_decision(declined, cast.other_owner, review_on=date(2026, 1, 5), decided_at=NOW - timedelta(days=400))
    owner, url = sign_in(cast.provider_owner), staff(cast, "provider-advice-list")

    assert "Old alarm" not in text(owner.get(f"{url}?show=given"))
    again = text(owner.get(f"{url}?show=again"))
    assert ("Old alarm" in again, waiting.title in again) == (True, False)
    assert "Nothing fits." in text(owner.get(f"{url}?q=nobody"))
    file = owner.get(f"{url}?sort=customer&export=csv").content
    assert [row[2] for row in read_table(file, "advice.csv")[0].rows[1:]] == ["=SUM(A1)", "Old alarm"]
    assert b"'=SUM(A1)" in file
    assert owner.get(f"{url}?export=xlsx").status_code == 200
    limited = text(sign_in(cast.limited_lead).get(url))
    assert ("Old alarm" in limited, "SUM(A1)" in limited) == (True, False)


def test_actions_narrow_sort_and_export(cast: Cast, sign_in: SignIn) -> None:
    make_action(cast.customer, cast.provider_lead, text="Late one", due_on=date(2026, 1, 5))
    make_action(cast.other_customer, cast.provider_lead, text="Done one", state="done", closing="Seen", closed_at=NOW,
                closed_by=cast.provider_lead)  # fmt: skip
    make_action(cast.customer, cast.provider_lead, text="Theirs", owed_by="customer", due_on=date(2126, 1, 5))
    owner, url = sign_in(cast.provider_owner), staff(cast, "provider-action-list")

    overdue = text(owner.get(f"{url}?show=overdue"))
    assert ("Late one" in overdue, "Theirs" in overdue, "Done one" in overdue) == (True, False, False)
    theirs = text(owner.get(f"{url}?owed_by=customer"))
    assert ("Theirs" in theirs, "Late one" in theirs) == (True, False)
    (done,) = read_table(owner.get(f"{url}?show=done&export=csv").content, "actions.csv")
    assert [(row[1], row[8], row[10]) for row in done.rows[1:]] == [("Done one", "Done", "Seen")]
    assert "You" in text(sign_in(cast.customer_owner).get(own(cast, "action-list")))


@pytest.mark.parametrize("name", ["provider-advice-list", "provider-action-list"])
def test_a_list_costs_the_same_for_many_rows(cast: Cast, sign_in: SignIn, name: str) -> None:
    def fill(many: int) -> None:
        for _ in range(many):
            advice = make_advice(cast.customer, cast.provider_lead)
            make_decision(advice, cast.customer_owner)
            make_action(cast.customer, cast.provider_lead, person=cast.provider_engineer)

    browser, url = sign_in(cast.provider_owner), staff(cast, name)
    fill(1)
    browser.get(url)
    with CaptureQueriesContext(
        connection,
    ) as few:
        browser.get(url)
    fill(12)
    with CaptureQueriesContext(connection) as many:
        browser.get(url)

    assert len(many) == len(few) <= 9


@pytest.mark.parametrize("name", ["advice-list", "action-list"])
def test_an_empty_list_says_what_to_do(cast: Cast, sign_in: SignIn, name: str) -> None:
    words = {"advice-list": "Write down what you recommend", "action-list": "An action says what is done"}[name]

    assert words in text(sign_in(cast.provider_lead).get(own(cast, name)))
    assert sign_in(cast.customer_reader).get(own(cast, name)).status_code == 200


def test_an_action_is_agreed_from_advice_and_done_with_a_file(cast: Cast, sign_in: SignIn) -> None:
    advice = make_advice(cast.customer, cast.provider_lead, title="Replace the server")
    owner = sign_in(cast.customer_owner)
    data = {"text": "Order it", "owed_by": "provider", "person": str(cast.provider_engineer.pk), "due_on": "2127-01-05",
            "cost": "1200"}  # fmt: skip
    owner.post(f"{own(cast, 'action-add')}?advice={advice.pk}", data)
    action = Action.objects.get()
    assert (action.origin_kind, action.origin_id, action.person) == (
        "recommendation",
        advice.pk,
        cast.provider_engineer,
    )
    assert "Order it" in text(owner.get(advice.get_absolute_url()))

    engineer = sign_in(cast.provider_engineer)
    file = SimpleUploadedFile("order.md", b"# Ordered", "text/markdown")
    page = engineer.post(own(cast, "action-done", pk=action.pk), {"closing": "Order 4711", "file": file}, follow=True)

    assert "Order 4711" in text(page)
    action.refresh_from_db()
    assert (action.filename, action.state) == ("order.md", "done")
    sent = owner.get(own(cast, "action-file", pk=action.pk))
    assert b"".join(sent.streaming_content) == b"# Ordered"


def test_a_file_of_the_wrong_kind_is_refused(cast: Cast, sign_in: SignIn) -> None:
    action = make_action(cast.customer, cast.provider_lead)
    file = SimpleUploadedFile("run.exe", b"MZ", "application/pdf")

    answer = sign_in(cast.provider_lead).post(
        own(cast, "action-done", pk=action.pk), {"closing": "Seen it run", "file": file}
    )

    assert (answer.status_code, "Seen it run" in text(answer)) == (422, True)
    assert "can’t be taken here" in text(answer)


def test_the_second_writer_of_an_action_keeps_the_text(cast: Cast, sign_in: SignIn) -> None:
    action = make_action(cast.customer, cast.provider_lead)
    data = {"text": "My words", "owed_by": "provider", "due_on": "2127-01-05", "edited": token(action)}
    Action.objects.update(text="Their words")

    answer = sign_in(cast.customer_owner).post(own(cast, "action-edit", pk=action.pk), data)

    assert answer.status_code == 409
    assert "now says: Their words" in text(answer)
    assert "My words" in text(answer)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"owed_by": "customer"}, "Choose somebody of the side that does it."),
        ({"cost": "-1"}, "Write 0 or more."),
        ({"due_on": ""}, "Choose the day."),
        ({"owed_by": ""}, "Say which side does it."),
    ],
)
def test_a_wrong_action_is_told(cast: Cast, sign_in: SignIn, wrong: dict[str, str], sentence: str) -> None:
    data = {"text": "Order it", "owed_by": "provider", "person": str(cast.provider_engineer.pk), "due_on": "2127-01-05"}

    answer = sign_in(cast.provider_lead).post(own(cast, "action-add"), data | wrong)

    assert (answer.status_code, sentence in text(answer)) == (422, True)


def test_advice_of_somebody_else_is_not_what_an_action_comes_out_of(cast: Cast, sign_in: SignIn) -> None:
    other = make_advice(cast.other_customer, cast.provider_lead)
    data = {"text": "Order it", "owed_by": "provider", "due_on": "2127-01-05"}

    sign_in(cast.customer_owner).post(f"{own(cast, 'action-add')}?advice={other.pk}", data)
    sign_in(cast.customer_owner).post(f"{own(cast, 'action-add')}?advice=none", data)

    assert list(Action.objects.values_list("origin_kind", flat=True)) == ["", ""]
