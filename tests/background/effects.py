"""Jobs whose effects can be counted, for the services test. Leases are short, so that it takes minutes, not hours.

An effect is an e-mail row with a key of its own, so that a job that ran twice leaves two.
"""

import time
from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from background import dispatch, runner
from background.jobs import enqueue, handles
from background.models import Email

WORK = 0.15  # seconds
runner.LEASE = timedelta(seconds=4)
runner.LONG_LEASE = timedelta(seconds=6)
dispatch.UNCLAIMED = timedelta(seconds=8)


@handles("tests.effect")
def effect(*, number: int, **_newer: Any) -> None:
    """Writes its effect, and can be killed before it is committed."""
    _write(number)
    time.sleep(WORK)


@handles("tests.prepared_effect", prepares=True)
def prepared_effect(*, number: int, **_newer: Any) -> Callable[[], None]:
    """Works outside a transaction, and can be killed before its effect is written."""
    time.sleep(WORK)
    return lambda: _write(number)


def ask(numbers: Iterable[int]) -> None:
    """Ask for these jobs, each in a transaction of its own, as actions do."""
    for number in numbers:
        with transaction.atomic():
            enqueue("tests.effect" if number % 2 else "tests.prepared_effect", number=number)


def _write(number: int) -> None:
    Email.objects.create(
        key=str(uuid4()),
        kind=f"effect {number}",
        to_name="Nobody",
        to_address="nobody@example.com",
        subject="An effect",
        text="",
        html="",
        message_id=str(uuid4()),
        written_at=timezone.now(),
    )
