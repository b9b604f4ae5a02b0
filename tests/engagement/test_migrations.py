"""What a migration makes of rows that were there before."""

from importlib import import_module

import pytest
from django.apps import apps

from engagement.actions import education
from engagement.actions.feeds import make_feed
from engagement.models import Due, Feed, Participation
from tests.cast import NOW, Cast
from tests.factories.education import make_campaign, make_course, make_participation
from tests.factories.engagement import make_due
from tests.factories.findings import make_finding

migration = import_module("engagement.migrations.0019_ended_feeds_reports_versions")
findings = import_module("engagement.migrations.0020_act_by_and_findings")


@pytest.mark.parametrize("ended_at", [None, NOW])
def test_feeds_that_work_go_on_until_the_next_password(cast: Cast, ended_at: object) -> None:
    user = cast.customer_owner
    user.sessions_ended_at = ended_at
    user.save()
    feed, _ = make_feed(user=user, at=NOW)
    Feed.objects.update(stamp="")

    migration.stamp_feeds(apps, None)

    feed = Feed.objects.select_related("user").get(pk=feed.pk)
    assert not feed.is_void
    feed.user.set_password("an entirely new one")
    assert feed.is_void


def test_what_was_finished_was_finished_as_it_was_asked_for(cast: Cast) -> None:
    rules = make_course(cast.provider, by=cast.provider_lead, kind="policy", version=3)
    asked = make_campaign(cast.customer, rules, by=cast.provider_lead, course_version=2)
    done = make_participation(asked, cast.customer_contributor)
    make_participation(asked, cast.customer_reader)
    education.finish(one=done, by=cast.actor(cast.customer_contributor), at=NOW, read=3)
    Participation.objects.update(done_version=None)

    migration.tell_versions(apps, None)

    assert dict(Participation.objects.values_list("person__name", "done_version")) == {
        "Jory Pascoe": 2, "Mo Reader": None,
    }  # fmt: skip


def test_decisions_on_findings_are_told_from_reviews_of_jobs(cast: Cast) -> None:
    job = make_due(cast.customer)
    decision = make_due(cast.customer, subject_id=make_finding(cast.customer).pk)

    findings.name_findings(apps, None)

    assert dict(Due.objects.values_list("pk", "kind")) == {job.pk: "review", decision.pk: "finding"}
