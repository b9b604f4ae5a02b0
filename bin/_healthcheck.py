"""Ask this machine's web server whether it is alive; exit 0 when it is. Used by the container's health check."""

import os
import sys
from http.client import HTTPConnection


def is_alive() -> bool:
    """The server answers GET /health/live/ with 200, asked under a name that it serves."""
    name = os.environ.get("ALLOWED_HOSTS", "127.0.0.1").split(",")[0].strip().lstrip("*.") or "127.0.0.1"
    connection = HTTPConnection("127.0.0.1", int(os.environ.get("PORT", "8000")), timeout=4)
    connection.request("GET", "/health/live/", headers={"Host": name})
    return connection.getresponse().status == 200


if __name__ == "__main__":
    try:
        sys.exit(0 if is_alive() else 1)
    except OSError as error:
        sys.exit(f"not answering: {error}")
