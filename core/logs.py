"""Logs as one line of data each, without addresses that are keys."""

import json
import logging
import re
from datetime import UTC, datetime

# What follows these in an address lets in whoever has it: feeds, invitations, mailed links of the account pages.
KEYS = re.compile(r"(/calendars/|/invitations/|/confirm-email/|/password/reset/key/)[^/\s?\"']+")


def without_keys(text: str) -> str:
    """The text, with addresses that are keys made useless."""
    return KEYS.sub(r"\1(hidden)", text)


class Lines(logging.Formatter):
    """One line of JSON: time, level, logger, what happened and, after an error, where."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "event": without_keys(record.getMessage()),
            "level": record.levelname.lower(),
            "logger": record.name,
            "timestamp": datetime.fromtimestamp(record.created, UTC).isoformat().replace("+00:00", "Z"),
        }
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line)
