"""The log is one line of data for each thing that happened."""

import json
import logging
import sys
from datetime import timedelta
from logging.config import DictConfigurator
from types import SimpleNamespace

from django.conf import settings
from gunicorn.config import Config

from msp_portal.access_log import KeylessLogger


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


def test_addresses_that_are_keys_are_not_written_down():
    for path in ("/calendars/{}.ics", "/calendars/{}/harbour-roast.ics", "/invitations/{}/",
                 "/account/confirm-email/{}/", "/account/password/reset/key/{}/"):  # fmt: skip
        line = written(logging.WARNING, "Not Found: %s", path.format("s3cret-Key_1"))
        assert "s3cret" not in line["event"]
        assert line["event"].startswith("Not Found: /")
    assert written(logging.INFO, "GET /customers/harbour-roast/calendar/")["event"].endswith("/calendar/")


def test_the_web_server_writes_no_keys_down():
    asked = SimpleNamespace(headers=[("REFERER", "https://x.example/invitations/s3cret/")])
    environ = {
        "REQUEST_METHOD": "GET", "RAW_URI": "/calendars/s3cret.ics?a=1", "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_REFERER": "https://x.example/invitations/s3cret/",
    }  # fmt: skip
    answer = SimpleNamespace(status="200 OK", sent=12, headers=[])
    logger = KeylessLogger(Config())

    line = logger.cfg.access_log_format % logger.atoms_wrapper_class(
        logger.atoms(answer, asked, environ, timedelta(seconds=1))
    )

    assert "s3cret" not in line
    assert '"GET /calendars/(hidden)?a=1 HTTP/1.1" 200 12' in line


def test_an_error_keeps_its_traceback():
    try:
        raise ValueError("no such quarter")
    except ValueError:
        line = written(logging.ERROR, "failed", exc_info=sys.exc_info())

    assert "ValueError: no such quarter" in line["exception"]
