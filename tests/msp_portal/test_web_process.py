"""What a web process carries when it starts: nothing that only jobs, calls of the API or a few pages need."""

import os
import subprocess
import sys

# For PDFs, years simulated, calls of the API and jobs; then what some page needs, loaded by the first that does.
HEAVY = (
    "weasyprint", "fontTools", "pydyf", "numpy", "ninja", "pydantic", "celery", "kombu", "redis", "demo.story",
    "openpyxl", "lxml", "PIL", "holidays", "moneyed", "babel", "rich", "pygments",
)  # fmt: skip
LOOK = """
import sys, warnings
import gc, msp_portal.wsgi
assert gc.isenabled() and gc.get_freeze_count()
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
