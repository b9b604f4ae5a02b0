"""Trying a failed job again: only a failed one, only your own, with a trace in the history."""

import pytest

from audit.models import Event
from background.jobs import enqueue
from background.models import Job
from background.runner import drain
from core.errors import NotAllowed
from portfolio.actions import retry_job
from tests.cast import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def failed(cast):
    job = enqueue("background.clear_finished", key="a", provider_id=cast.provider.pk, customer_id=cast.customer.pk)
    Job.objects.update(state="failed", attempt=5, reason="The file is empty.", finished_at=NOW, run_after=NOW)
    return job


def test_a_failed_job_is_tried_again(cast, failed):
    retry_job(job=failed, by=cast.actor(cast.provider_lead), at=NOW)

    assert drain() == 1
    failed.refresh_from_db()
    assert (failed.state, failed.attempt) == ("done", 1)
    event = Event.objects.get(verb="job_retried")
    assert str(event) == "Tom Hallett had the background job “background.clear_finished” tried again"
    assert event.before["reason"] == "The file is empty."


@pytest.mark.parametrize("state", ["queued", "running", "done"])
def test_other_jobs_are_not(cast, failed, state):
    Job.objects.update(state=state)

    with pytest.raises(NotAllowed, match="has not failed"):
        retry_job(job=failed, by=cast.actor(cast.provider_lead), at=NOW)


def test_not_while_the_same_work_is_waiting(cast, failed):
    again = enqueue("background.clear_finished", key="a")

    with pytest.raises(NotAllowed, match="already waiting"):
        retry_job(job=failed, by=cast.actor(cast.provider_lead), at=NOW)

    assert again != failed


def test_a_stranger_does_not_find_it(cast, failed):
    with pytest.raises(Job.DoesNotExist):
        retry_job(job=failed, by=cast.actor(cast.stranger, provider=cast.strange_provider), at=NOW)


def test_staff_of_other_customers_do_not_find_it(cast, failed):
    with pytest.raises(Job.DoesNotExist):
        retry_job(job=failed, by=cast.actor(cast.limited_lead, provider=cast.provider), at=NOW)


@pytest.mark.parametrize("name", ["provider_engineer", "provider_auditor", "customer_owner"])
def test_other_roles_may_not(cast, failed, name):
    with pytest.raises(NotAllowed, match="Your role can’t retry background jobs"):
        retry_job(job=failed, by=cast.actor(getattr(cast, name)), at=NOW)

    failed.refresh_from_db()
    assert failed.state == "failed"


def test_jobs_are_seen_by_the_staff_who_reach_their_customer(cast, failed):
    lead = cast.actor(cast.provider_lead, provider=cast.provider)
    limited = cast.actor(cast.limited_lead, provider=cast.provider)
    stranger = cast.actor(cast.stranger, provider=cast.strange_provider)

    assert Job.objects.visible_to(lead).get() == failed
    assert not Job.objects.visible_to(limited).exists()
    assert not Job.objects.visible_to(stranger).exists()
