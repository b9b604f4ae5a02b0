"""Asking for work: once per key, in the caller's transaction, known names only."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from background.jobs import UnknownJob, enqueue, handles, progress
from background.models import Job
from background.runner import drain

pytestmark = pytest.mark.django_db


def test_a_job_holds_its_ids_as_json(handler):
    handler(lambda **_: None)
    thing, provider, customer = uuid4(), uuid4(), uuid4()

    job = enqueue("tests.work", thing_id=thing, provider_id=provider, customer_id=customer)

    job.refresh_from_db()
    assert job.payload == {"thing_id": str(thing)}
    assert (job.provider_id, job.customer_id, job.state) == (provider, customer, "queued")


def test_asking_twice_with_one_key_gives_one_job_while_it_is_unfinished(handler):
    ran = []
    handler(lambda *, n, **_: ran.append(n))

    first, second = (enqueue("tests.work", key="a", n=n) for n in (1, 2))
    drain()
    third = enqueue("tests.work", key="a", n=3)
    drain()

    assert first == second
    assert third != first
    assert ran == [1, 3]


def test_the_database_itself_refuses_a_second_unfinished_job_with_a_key(handler):
    handler(lambda **_: None)
    job = enqueue("tests.work", key="a")

    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.create(name="x", key="a", created_at=job.created_at, run_after=job.run_after)


def test_a_job_of_a_transaction_that_fails_is_not_there(handler):
    handler(lambda **_: None)

    def action():
        with transaction.atomic():
            enqueue("tests.work", key="a")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        action()

    assert not Job.objects.exists()


def test_a_job_waits_for_its_time(handler):
    handler(lambda **_: None)
    later = timezone.now() + timedelta(hours=1)

    enqueue("tests.work", run_after=later)

    assert drain() == 0
    assert drain(later) == 1


def test_an_unknown_name_is_refused_at_once():
    with pytest.raises(UnknownJob, match=r"does not know the job “tests\.nobody”\."):
        enqueue("tests.nobody")


def test_two_handlers_of_one_name_are_refused(handler):
    handler(lambda **_: None)

    def another(**_):
        """Does something else."""

    with pytest.raises(ValueError, match="already handled"):
        handles("tests.work")(another)


def test_progress_outside_a_job_does_nothing(db):
    progress(1, 2)

    assert not Job.objects.filter(steps_total__gt=0).exists()
