"""What a web process carries: nothing that only jobs or calls of the API need."""

import os
import subprocess
import sys

HEAVY = ("weasyprint", "numpy", "fontTools", "pydyf", "ninja", "pydantic")
LOOK = """
import sys, warnings
import msp_portal.wsgi
from django.urls import get_resolver
get_resolver().url_patterns
print(*[name for name in {heavy!r} if name in sys.modules])
"""


def test_web_process_leaves_out_what_only_jobs_need() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", LOOK.format(heavy=HEAVY)],
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "msp_portal.settings"},
        capture_output=True,
        text=True,
        timeout=60,
    )

    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == [], "the web process imported these"
