"""Handlers that tests register and forget again."""

from collections.abc import Callable, Iterator

import pytest

from background import jobs, ticks


@pytest.fixture
def handler() -> Iterator[Callable]:
    """`handler(work, name=…, prepares=…)` registers a handler for this test only."""
    known = dict(jobs._handlers)

    def register(work: Callable, name: str = "tests.work", *, prepares: bool = False) -> Callable:
        jobs._handlers.pop(name, None)
        return jobs.handles(name, prepares=prepares)(work)

    yield register
    jobs._handlers.clear()
    jobs._handlers.update(known)


@pytest.fixture
def schedules() -> Iterator[dict]:
    """The registry of ticks, empty for this test."""
    known = dict(ticks._schedules)
    ticks._schedules.clear()
    yield ticks._schedules
    ticks._schedules.clear()
    ticks._schedules.update(known)
