"""Looking at jobs in force again."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from accounts.models import User
from audit.endings import Ending
from audit.models import Event, Review
from core.errors import NotAllowed
from responsibilities.actions.upkeep import review_rows
from responsibilities.models import Row, Version
from responsibilities.queries.versions import frozen_version
from tests.cast import NOW, Cast
from tests.factories.responsibilities import make_row, make_version

SignIn = Callable[[User], Client]
DUE = date(2026, 11, 2)
FOUND = {"ending": Ending.VALID, "why": "Nothing has changed."}


@pytest.fixture
def version(cast: Cast) -> Version:
    return make_version(
        cast.customer, "agreed", rows=[{"code": "MON-01"}, {"code": "MON-02", "title": "Watch the line"}]
    )


@pytest.fixture
def row(version: Version) -> Row:
    row = version.rows.get(code="MON-01")
    row.review_on, row.review_interval_months = DUE, 3
    row.save()
    return row


def test_next_review_counts_from_the_day_it_was_due(cast: Cast, version: Version, row: Row) -> None:
    review_rows(version=version, rows=[row.pk], by=cast.actor(cast.provider_engineer), at=NOW, **FOUND)

    row.refresh_from_db()
    assert row.review_on == date(2027, 2, 2)
    assert (row.reviewed_at, row.reviewed_by) == (NOW, cast.provider_engineer)
    assert Event.objects.get(verb="row_reviewed").target_id == row.line


def test_what_was_signed_stays_the_same(cast: Cast, version: Version, row: Row) -> None:
    before = frozen_version(version).digest

    review_rows(version=version, rows=[row.pk], by=cast.actor(cast.customer_owner), at=NOW, **FOUND)

    assert frozen_version(version).digest == before


def test_second_click_is_noted_once(cast: Cast, version: Version, row: Row) -> None:
    by = cast.actor(cast.customer_owner)

    review_rows(version=version, rows=[row.pk], by=by, at=NOW, **FOUND)
    again = review_rows(version=version, rows=[row.pk], by=by, at=NOW + timedelta(seconds=1), **FOUND)

    assert again == []
    assert Event.objects.filter(verb="row_reviewed").count() == 1


def test_readers_cannot_review(cast: Cast, version: Version, row: Row) -> None:
    with pytest.raises(NotAllowed, match="review jobs"):
        review_rows(version=version, rows=[row.pk], by=cast.actor(cast.customer_reader), at=NOW, **FOUND)


def test_a_draft_is_not_reviewed(cast: Cast) -> None:
    draft = make_version(cast.customer, "draft", rows=[{"code": "MON-01"}])

    with pytest.raises(NotAllowed, match="draft"):
        review_rows(version=draft, rows=[], by=cast.actor(cast.provider_lead), at=NOW, **FOUND)


def test_jobs_of_other_versions_are_left_alone(cast: Cast, version: Version) -> None:
    foreign = make_row(make_version(cast.other_customer, "agreed"), review_on=DUE)

    done = review_rows(version=version, rows=[foreign.pk], by=cast.actor(cast.provider_lead), at=NOW, **FOUND)

    foreign.refresh_from_db()
    assert done == []
    assert foreign.review_on == DUE


def test_page_lists_what_is_due_and_notes_what_was_ticked(
    cast: Cast, version: Version, row: Row, sign_in: SignIn
) -> None:
    browser = sign_in(cast.customer_owner)
    page = browser.get("/customers/harbour-roast/matrix/reviews/").content.decode()
    url = f"/customers/harbour-roast/matrix/versions/{version.number}/reviewed/"

    answer = browser.post(
        url, {"row": [str(row.pk), "not an id"], "ending": "valid", "why": "Same"}, follow=True
    ).content.decode()

    assert row.title in page
    assert "Watch the line" not in page
    assert "1 job looked at again" in answer


def test_nothing_ticked_says_so(cast: Cast, version: Version, sign_in: SignIn) -> None:
    url = f"/customers/harbour-roast/matrix/versions/{version.number}/reviewed/"

    answer = sign_in(cast.customer_owner).post(url, {"ending": "valid", "why": "Same"}, follow=True).content.decode()

    assert "Nothing was ticked" in answer


def test_page_without_anything_in_force_says_what_to_do(cast: Cast, sign_in: SignIn) -> None:
    page = sign_in(cast.customer_reader).get("/customers/harbour-roast/matrix/reviews/").content.decode()

    assert "Nothing is in force yet" in page


@pytest.mark.parametrize("ending", Ending)
def test_each_review_keeps_what_was_found_and_why(cast: Cast, version: Version, row: Row, ending: Ending) -> None:
    by = cast.actor(cast.customer_owner)

    review_rows(version=version, rows=[row.pk], by=by, at=NOW, ending=ending, why="The supplier is the same.")

    kept, event = Review.objects.get(), Event.objects.get(verb="row_reviewed")
    assert (kept.subject_id, kept.ending, kept.by_name, kept.ended_at) == (row.line, ending, "Amara Osei", NOW)
    assert (kept.customer_id, kept.next_on) == (cast.customer.pk, date(2027, 2, 2))
    assert "because the supplier is the same; next on Tue 2 Feb 2027" in event.says


@pytest.mark.parametrize("missing", ["ending", "why"])
def test_without_an_outcome_nothing_is_noted_and_ticks_stay(
    cast: Cast, version: Version, row: Row, sign_in: SignIn, missing: str
) -> None:
    url = f"/customers/harbour-roast/matrix/versions/{version.number}/reviewed/"
    data = {"row": [str(row.pk)], "ending": "valid", "why": "Same"}
    data.pop(missing)

    answer = sign_in(cast.customer_owner).post(url, data)

    assert answer.status_code == 422
    assert f'value="{row.pk}" aria-label="{row.title}" checked' in answer.content.decode()
    assert not Review.objects.exists()
