"""Looking at jobs in force again."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from accounts.models import User
from audit.models import Event
from core.errors import NotAllowed
from responsibilities.actions.upkeep import review_rows
from responsibilities.models import Row, Version
from responsibilities.queries.versions import frozen_version
from tests.cast import NOW, Cast
from tests.factories.responsibilities import make_row, make_version

SignIn = Callable[[User], Client]
DUE = date(2026, 11, 2)


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
    review_rows(version=version, rows=[row.pk], by=cast.actor(cast.provider_engineer), at=NOW)

    row.refresh_from_db()
    assert row.review_on == date(2027, 2, 2)
    assert (row.reviewed_at, row.reviewed_by) == (NOW, cast.provider_engineer)
    assert Event.objects.get(verb="row_reviewed").target_id == row.line


def test_what_was_signed_stays_the_same(cast: Cast, version: Version, row: Row) -> None:
    before = frozen_version(version).digest

    review_rows(version=version, rows=[row.pk], by=cast.actor(cast.customer_owner), at=NOW)

    assert frozen_version(version).digest == before


def test_second_click_is_noted_once(cast: Cast, version: Version, row: Row) -> None:
    by = cast.actor(cast.customer_owner)

    review_rows(version=version, rows=[row.pk], by=by, at=NOW)
    again = review_rows(version=version, rows=[row.pk], by=by, at=NOW + timedelta(seconds=1))

    assert again == []
    assert Event.objects.filter(verb="row_reviewed").count() == 1


def test_readers_cannot_review(cast: Cast, version: Version, row: Row) -> None:
    with pytest.raises(NotAllowed, match="review jobs"):
        review_rows(version=version, rows=[row.pk], by=cast.actor(cast.customer_reader), at=NOW)


def test_a_draft_is_not_reviewed(cast: Cast) -> None:
    draft = make_version(cast.customer, "draft", rows=[{"code": "MON-01"}])

    with pytest.raises(NotAllowed, match="draft"):
        review_rows(version=draft, rows=[], by=cast.actor(cast.provider_lead), at=NOW)


def test_jobs_of_other_versions_are_left_alone(cast: Cast, version: Version) -> None:
    foreign = make_row(make_version(cast.other_customer, "agreed"), review_on=DUE)

    done = review_rows(version=version, rows=[foreign.pk], by=cast.actor(cast.provider_lead), at=NOW)

    foreign.refresh_from_db()
    assert done == []
    assert foreign.review_on == DUE


def test_page_lists_what_is_due_and_notes_what_was_ticked(
    cast: Cast, version: Version, row: Row, sign_in: SignIn
) -> None:
    browser = sign_in(cast.customer_owner)
    page = browser.get("/customers/harbour-roast/matrix/reviews/").content.decode()
    url = f"/customers/harbour-roast/matrix/versions/{version.number}/reviewed/"

    answer = browser.post(url, {"row": [str(row.pk), "not an id"]}, follow=True).content.decode()

    assert row.title in page
    assert "Watch the line" not in page
    assert "1 job looked at again" in answer


def test_nothing_ticked_says_so(cast: Cast, version: Version, sign_in: SignIn) -> None:
    url = f"/customers/harbour-roast/matrix/versions/{version.number}/reviewed/"

    answer = sign_in(cast.customer_owner).post(url, follow=True).content.decode()

    assert "Nothing was ticked" in answer


def test_page_without_anything_in_force_says_what_to_do(cast: Cast, sign_in: SignIn) -> None:
    page = sign_in(cast.customer_reader).get("/customers/harbour-roast/matrix/reviews/").content.decode()

    assert "Nothing is in force yet" in page
