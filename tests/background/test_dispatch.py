"""Sending ids to Celery: what is due, again when it was lost, never in the way of anybody."""

from datetime import timedelta

import pytest
from django.utils import timezone

from background import broker
from background import dispatch as module
from background.dispatch import UNCLAIMED, dispatch
from background.jobs import enqueue
from background.models import Job

pytestmark = pytest.mark.django_db


class FakeCelery:
    """Stands for Celery's application: remembers what was sent, or is out of reach."""

    def __init__(self):
        self.sent, self.is_down = [], False

    def send_task(self, name, args, **options):
        assert (name, options) == ("background.run_job", {"retry": False})
        if self.is_down:
            raise ConnectionError("refused")
        self.sent.append(args[0])


@pytest.fixture
def celery(settings, monkeypatch, handler):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    handler(lambda **_: None)
    fake = FakeCelery()
    monkeypatch.setattr(broker, "app", fake)
    monkeypatch.setattr(module, "_not_before", 0.0)
    return fake


def test_without_redis_nothing_is_published(settings, celery, django_capture_on_commit_callbacks):
    settings.REDIS_URL = ""

    with django_capture_on_commit_callbacks(execute=True) as callbacks:
        enqueue("tests.work")

    assert (callbacks, dispatch(), celery.sent) == ([], 0, [])


def test_an_id_is_sent_after_commit(celery, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        job = enqueue("tests.work")
        assert celery.sent == []

    job.refresh_from_db()
    assert celery.sent == [str(job.pk)]
    assert job.sent_at


def test_a_redis_that_is_away_stops_nobody(celery, django_capture_on_commit_callbacks):
    celery.is_down = True

    with django_capture_on_commit_callbacks(execute=True):
        job = enqueue("tests.work")

    job.refresh_from_db()
    assert (job.state, job.sent_at) == ("queued", None)


def test_a_redis_that_did_not_answer_is_left_alone_for_a_while(celery, monkeypatch):
    job = enqueue("tests.work")
    celery.is_down = True
    dispatch()
    celery.is_down = False

    assert dispatch() == 0
    monkeypatch.setattr(module, "_not_before", 0.0)
    assert dispatch() == 1
    assert celery.sent == [str(job.pk)]


def test_the_dispatcher_sends_what_is_due_once(celery):
    now = timezone.now()
    job = enqueue("tests.work")
    enqueue("tests.work", run_after=now + timedelta(hours=1))

    assert dispatch(now + timedelta(seconds=1)) == 1
    assert dispatch(now + timedelta(seconds=2)) == 0
    assert celery.sent == [str(job.pk)]


def test_what_was_sent_and_not_claimed_is_sent_again(celery):
    now = timezone.now() + timedelta(seconds=1)
    job = enqueue("tests.work")
    dispatch(now)

    dispatch(now + UNCLAIMED)

    assert celery.sent == [str(job.pk)] * 2


def test_a_job_whose_lease_ran_out_is_sent_again(celery):
    now = timezone.now()
    job = enqueue("tests.work")
    Job.objects.update(state="running", sent_at=now, lease_until=now + UNCLAIMED)

    assert dispatch(now + UNCLAIMED) == 0
    assert dispatch(now + 2 * UNCLAIMED) == 1
    assert celery.sent == [str(job.pk)]


def test_not_more_than_a_window_is_under_way(celery, monkeypatch):
    monkeypatch.setattr(module, "WINDOW", 3)
    now = timezone.now() + timedelta(seconds=5)
    for _ in range(5):
        enqueue("tests.work")

    assert dispatch(now) == 3
    assert dispatch(now) == 0
    Job.objects.filter(sent_at=now).update(state="done")
    assert dispatch(now) == 2
