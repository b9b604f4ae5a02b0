"""The log is one line of data for each thing that happened."""

import json
import logging
import sys
from logging.config import DictConfigurator

from django.conf import settings


def written(level: int, message: str, *args: object, exc_info: object = None) -> dict[str, str]:
    configurator = DictConfigurator(settings.LOGGING)
    formatter = configurator.configure_formatter(configurator.config["formatters"]["plain"])
    record = logging.LogRecord("reports", level, __file__, 1, message, args, exc_info)
    line = formatter.format(record)
    assert "\n" not in line
    return json.loads(line)


def test_a_line_says_what_how_bad_and_where():
    line = written(logging.WARNING, "%s is late", "the pack")

    assert line["event"] == "the pack is late"
    assert (line["level"], line["logger"]) == ("warning", "reports")
    assert line["timestamp"].endswith("Z")


def test_an_error_keeps_its_traceback():
    try:
        raise ValueError("no such quarter")
    except ValueError:
        line = written(logging.ERROR, "failed", exc_info=sys.exc_info())

    assert "ValueError: no such quarter" in line["exception"]
