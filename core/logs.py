"""Logs as one line of data each."""

import logging
from typing import Any

import structlog
from structlog.typing import EventDict, WrappedLogger

_render = structlog.processors.JSONRenderer()


def render(logger: WrappedLogger, name: str, event: EventDict) -> Any:
    """One JSON line: time, level, logger, what happened and, after an error, where."""
    record: logging.LogRecord | None = event.pop("_record", None)
    event.pop("_from_structlog", None)
    if record is not None:
        event["level"], event["logger"] = record.levelname.lower(), record.name
    event = structlog.processors.format_exc_info(logger, name, event)
    return _render(logger, name, structlog.processors.TimeStamper(fmt="iso")(logger, name, event))
