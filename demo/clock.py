"""Tell the story on the days it happened: the demo's past is written by the same code as the present."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from unittest.mock import patch


@contextmanager
def on(moment: datetime) -> Iterator[datetime]:
    """While inside, `timezone.now()` says this moment. For the demo only: one process, one thread."""
    with patch("django.utils.timezone.now", return_value=moment):
        yield moment
