"""Running jobs: the effect once, tried again with growing pauses, given up with a sentence."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from background import runner
from background.jobs import enqueue, progress
from background.models import Email, Job, JobState
from background.runner import ATTEMPTS, BACKOFF, LEASE, LONG_LEASE, drain, run, sentence_of

pytestmark = pytest.mark.django_db


def effect(name="effect"):
    Email.objects.create(
        key=str(uuid4()), kind=name, to_name="A", to_address="a@example.com", subject="s", text="t", html="h",
        message_id=str(uuid4()), written_at=timezone.now(),
    )  # fmt: skip


def effects(name="effect"):
    return Email.objects.filter(kind=name).count()


def overtake(job):
    """What another worker does when the lease has run out: claim it and finish it."""
    Job.objects.filter(pk=job.pk).update(lease_until=timezone.now() - timedelta(seconds=1))
    assert run(job.pk)


def test_a_job_runs_once(handler):
    handler(lambda **_: effect())
    job = enqueue("tests.work")

    assert run(job.pk)
    assert not run(job.pk)

    job.refresh_from_db()
    assert (job.state, job.attempt, job.lease_until, job.reason) == ("done", 1, None, "")
    assert job.finished_at >= job.started_at
    assert effects() == 1


def test_a_running_job_is_not_claimed_before_its_lease_runs_out(handler):
    handler(lambda **_: effect())
    job = enqueue("tests.work")
    now = timezone.now()
    runner._claim(Job.objects.all(), now)

    assert not run(job.pk, now + LEASE / 2)
    assert run(job.pk, now + LEASE * 2)
    assert effects() == 1


def test_a_failed_attempt_leaves_no_effect(handler):
    def work(**_):
        effect()
        raise ValueError("The workbook has no sheet named Matrix.")

    handler(work)
    enqueue("tests.work")

    drain()

    job = Job.objects.get()
    assert effects() == 0
    assert (job.state, job.reason) == ("queued", "The workbook has no sheet named Matrix.")


def test_pauses_grow_and_after_five_attempts_the_job_has_failed(handler):
    handler(lambda **_: 1 / 0)
    job = enqueue("tests.work")
    at, pauses = job.run_after, []

    for _ in range(ATTEMPTS):
        assert run(job.pk, at)
        job.refresh_from_db()
        pauses.append(job.run_after - at)
        assert job.state == JobState.FAILED or not run(job.pk, at)
        at = job.run_after

    assert pauses[:-1] == BACKOFF == sorted(BACKOFF)
    assert (job.state, job.attempt) == ("failed", ATTEMPTS)
    assert job.reason == "Something unexpected happened: ZeroDivisionError: division by zero."
    assert drain(at + timedelta(days=1)) == 0


def test_the_trace_goes_to_the_log(handler, caplog):
    handler(lambda **_: 1 / 0)
    job = enqueue("tests.work")

    drain()

    assert f"job {job.pk} (tests.work): attempt 1 failed" in caplog.text
    assert "Traceback" in caplog.text


def test_a_job_whose_workers_always_stop_is_given_up(handler):
    handler(lambda **_: effect())
    job = enqueue("tests.work")
    at = job.run_after
    for _ in range(ATTEMPTS):
        assert runner._claim(Job.objects.all(), at)
        at += LEASE * 2

    assert drain(at) == 0

    job.refresh_from_db()
    assert (job.state, effects()) == ("failed", 0)
    assert job.reason == "It was started 5 times, and each time its worker stopped before the end."


def test_preparing_runs_outside_and_its_result_inside_the_transaction(handler):
    order = []

    def work(**_):
        order.append("prepare")
        return lambda: order.append("finish")

    handler(work, prepares=True)
    enqueue("tests.work")

    drain()

    assert order == ["prepare", "finish"]
    assert Job.objects.get().state == "done"


def test_a_preparing_job_may_have_nothing_to_finish(handler):
    handler(lambda **_: None, prepares=True)
    enqueue("tests.work")

    drain()

    assert Job.objects.get().state == "done"


def test_an_attempt_that_was_overtaken_leaves_no_effect(handler):
    attempts = []

    def work(**_):
        attempts.append(1)
        if len(attempts) == 1:
            overtake(job)
        return effect

    handler(work, prepares=True)
    job = enqueue("tests.work")

    assert run(job.pk)

    job.refresh_from_db()
    assert (len(attempts), effects()) == (2, 1)
    assert (job.state, job.attempt) == ("done", 2)


def test_an_overtaken_attempt_that_fails_does_not_touch_the_job(handler):
    attempts = []

    def work(**_):
        attempts.append(1)
        if len(attempts) == 1:
            overtake(job)
            raise ValueError("Too late.")

    handler(work, prepares=True)
    job = enqueue("tests.work")

    run(job.pk)

    job.refresh_from_db()
    assert (job.state, job.reason) == ("done", "")


def test_progress_is_seen_and_keeps_the_lease(handler):
    seen = []

    def work(**_):
        Job.objects.update(lease_until=timezone.now())
        progress(3, 10)
        seen.append(Job.objects.get())

    handler(work, prepares=True)
    enqueue("tests.work")

    drain()

    assert (seen[0].steps_done, seen[0].steps_total) == (3, 10)
    assert seen[0].lease_until > timezone.now() + LONG_LEASE - timedelta(seconds=30)


def test_progress_stops_an_attempt_that_was_overtaken(handler):
    reached = []

    def work(**_):
        if not reached:
            reached.append("start")
            overtake(job)
            progress(1, 2)
            reached.append("too far")

    handler(work, prepares=True)
    job = enqueue("tests.work")

    run(job.pk)

    assert reached == ["start"]
    assert Job.objects.get().state == "done"


def test_a_job_that_this_version_does_not_know_is_tried_again_later():
    now = timezone.now()
    Job.objects.create(name="later.version", created_at=now, run_after=now)

    drain(now)

    job = Job.objects.get()
    assert job.state == "queued"
    assert job.reason == "This version of Same Sheet does not know the job “later.version”."


def test_newer_ids_are_ignored(handler):
    ran = []

    def work(*, thing_id, **_newer):
        ran.append(thing_id)

    handler(work)
    enqueue("tests.work", thing_id="x", colour="green")

    drain()

    assert ran == ["x"]


def test_drain_runs_in_order_of_time_and_stops_when_told(handler):
    ran = []
    handler(lambda *, n, **_: ran.append(n))
    now = timezone.now()
    for n in (3, 1, 2):
        enqueue("tests.work", run_after=now - timedelta(minutes=10 - n), n=n)

    assert drain(now, until=lambda: len(ran) == 2) == 2
    assert ran == [1, 2]
    assert drain(now) == 1


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (ValueError("The file is empty."), "The file is empty."),
        (KeyError("x"), "Something unexpected happened: KeyError: 'x'."),
        (RuntimeError(), "Something unexpected happened: RuntimeError."),
        (OSError("first line\nTraceback"), "Something unexpected happened: OSError: first line."),
    ],
)
def test_reasons_are_sentences(error, sentence):
    assert sentence_of(error) == sentence
