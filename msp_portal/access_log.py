"""The web server's log of requests: addresses that are keys stand in it without the key."""

from typing import Any

from gunicorn.glogging import Logger  # type: ignore[import-untyped]  # it brings no types

from core.logs import without_keys


class KeylessLogger(Logger):
    """For `gunicorn --logger-class`: request line and referrer are written without keys."""

    def atoms(self, *about: Any) -> dict[str, Any]:
        """The parts that a line of the log is made of."""
        parts: dict[str, Any] = super().atoms(*about)
        return {name: without_keys(part) if isinstance(part, str) else part for name, part in parts.items()}
