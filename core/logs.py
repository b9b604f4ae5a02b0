"""Logs as one line of data each."""

import logging
from typing import Any

import structlog
from structlog.typing import EventDict, WrappedLogger

_render = structlog.processors.JSONRenderer()


def render(logger: WrappedLogger, name: str, event: EventDict) -> Any:
    """One JSON line: time, level, logger and what happened."""
    record: logging.LogRecord | None = event.pop("_record", None)
    event.pop("_from_structlog", None)
    if record is not None:
        event |= {"level": record.levelname.lower(), "logger": record.name}
    return _render(logger, name, structlog.processors.TimeStamper(fmt="iso")(logger, name, event))
