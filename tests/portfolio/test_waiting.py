"""What waits for the reader of a customer's page: by side, by role, by how far the version is."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from engagement.models import Due
from portfolio.queries.waiting import Agreed, Task, waiting_for
from responsibilities.models import Question, Signature, Version
from tests.cast import NOW, Cast

pytestmark = pytest.mark.django_db

LATE_IN_SUMMER = datetime(2026, 8, 31, 23, 30, tzinfo=UTC)  # half past midnight on 1 September in London


def tasks(cast: Cast, name: str, state: str = "", **about) -> list[Task]:
    """The tasks of one of the cast; `state` of the version, "" for none."""
    facts = {"total": 10, "agreed": 10, "asked": 0, "nobody": 0} | about.pop("agreed", {})
    version = Version(customer=cast.customer, number=3, state=state, sign_by=about.pop("sign_by", None))
    signed = [Signature(version=version, side=side) for side in about.pop("signed", ())]
    return waiting_for(
        cast.customer,
        cast.actor(getattr(cast, name)),
        version if state else None,
        Agreed(number=3, state=state, since=NOW, accepted=0, **facts) if state else None,
        about.pop("questions", []),
        signed,
        about.pop("overdue", 0),
        credits_due=about.pop("credits_due", ()),
    )


def titles(*asked, **about) -> list[str]:
    return [task.title for task in tasks(*asked, **about)]


def question(waits_for: str, asked_at: datetime = NOW) -> Question:
    return Question(pk=uuid4(), waits_for=waits_for, asked_at=asked_at)


def test_without_a_matrix_a_manager_drafts_one(cast: Cast) -> None:
    assert titles(cast, "provider_lead") == ["Draft the matrix"]
    assert titles(cast, "provider_engineer") == []
    assert titles(cast, "customer_owner") == []


def test_a_draft_waits_for_whoever_proposes(cast: Cast) -> None:
    task = tasks(cast, "provider_lead", "draft")[0]

    assert (task.title, task.why) == ("Finish and propose version 3", "Every job has an owner.")
    assert titles(cast, "provider_engineer", "draft") == []


@pytest.mark.parametrize(("nobody", "why"), [(1, "1 job has no owner yet."), (2, "2 jobs have no owner yet.")])
def test_a_draft_says_how_many_jobs_are_nobodys(cast: Cast, nobody: int, why: str) -> None:
    assert tasks(cast, "provider_lead", "draft", agreed={"nobody": nobody})[0].why == why


def test_the_customers_owner_reads_what_is_left_then_signs(cast: Cast) -> None:
    half = {"agreed": 4, "asked": 1, "nobody": 2}

    reading = tasks(cast, "customer_owner", "proposed", agreed=half, sign_by=date(2026, 12, 4))

    assert [task.title for task in reading] == [
        "Read the 3 jobs left in version 3",
        "Say who does 2 jobs that nobody does yet",
    ]
    assert reading[0].why == "About 1 minute. Please sign by Friday 4 December 2026."
    assert titles(cast, "customer_owner", "proposed") == ["Sign version 3"]


def test_who_may_not_agree_has_nothing_to_read(cast: Cast) -> None:
    assert titles(cast, "customer_reader", "proposed", agreed={"agreed": 4}) == []


def test_the_provider_signs_whatever_the_customer_has_read(cast: Cast) -> None:
    unread = tasks(cast, "provider_lead", "proposed", agreed={"agreed": 4})
    after = tasks(cast, "provider_lead", "proposed", signed=["customer"])

    assert [task.why for task in unread] == ["Harbour Roast signs the same version."]
    assert [task.why for task in after] == ["Harbour Roast has signed it."]
    assert titles(cast, "provider_engineer", "proposed") == []


def test_a_side_signs_once(cast: Cast) -> None:
    assert titles(cast, "provider_lead", "proposed", signed=["provider"]) == []
    assert titles(cast, "customer_owner", "proposed", signed=["customer"]) == []


def test_a_question_waits_for_the_side_that_has_the_word(cast: Cast) -> None:
    asked = [question("provider")]

    assert titles(cast, "provider_engineer", questions=asked) == ["Answer Harbour Roast"]
    assert titles(cast, "provider_auditor", questions=asked) == []
    assert titles(cast, "customer_owner", questions=asked) == []


def test_an_answer_waits_for_the_customer(cast: Cast) -> None:
    answered = [question("customer")]

    assert titles(cast, "customer_contributor", questions=answered) == ["Read the answer from Fairlead IT"]
    assert titles(cast, "customer_reader", questions=answered) == []


def test_one_question_is_opened_and_several_are_listed(cast: Cast) -> None:
    first, second = question("provider"), question("provider")

    one = tasks(cast, "provider_lead", "agreed", questions=[first])[0]
    both = tasks(cast, "provider_lead", "agreed", questions=[first, second])[0]

    assert str(first.pk) in one.url
    assert one.button == "Open it"
    assert both.url.endswith("/questions/")
    assert both.button == "Open them"


def test_days_are_those_of_the_site(cast: Cast) -> None:
    task = tasks(cast, "provider_lead", "agreed", questions=[question("provider", LATE_IN_SUMMER)])[0]

    assert task.why == "1 question waiting for us, the oldest since Tuesday 1 September 2026."


def test_overdue_reviews_wait_for_those_who_may_review(cast: Cast) -> None:
    assert titles(cast, "customer_owner", "agreed", overdue=1) == ["Look at 1 job again"]
    assert titles(cast, "provider_engineer", "agreed", overdue=2) == ["Look at 2 jobs again"]
    assert titles(cast, "provider_auditor", "agreed", overdue=2) == []


def credit(due_on: date) -> Due:
    return Due(kind=Due.Kind.CREDIT, title="Last day to claim £60.00", path="/levels/", due_on=due_on)


def test_money_to_claim_comes_first_for_those_who_may_claim_it(cast: Cast) -> None:
    november = [credit(date(2026, 11, 30))]

    first = tasks(cast, "customer_owner", "agreed", credits_due=november, overdue=1)[0]

    assert (first.title, first.url) == ("Claim money back for a promise missed", "/levels/")
    assert first.why == "Last day to claim £60.00: Monday 30 November 2026."
    assert titles(cast, "customer_reader", "agreed", credits_due=november) == []
    assert titles(cast, "provider_lead", "agreed", credits_due=november) == []


def test_several_credits_are_one_task_with_the_first_last_day(cast: Cast) -> None:
    due = [credit(date(2026, 11, 30)), credit(date(2026, 12, 31))]

    (task,) = tasks(cast, "customer_owner", "agreed", credits_due=due)

    assert task.title == "Claim money back 2 times"
    assert task.why == "The first has to be claimed by Monday 30 November 2026."
