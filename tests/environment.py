"""What settings read before any test: a demo's easy-going security, data in a folder of its own."""

import atexit
import gc
import os
import shutil
import tempfile

from hypothesis import settings

os.environ.setdefault("SAMESHEET_DEMO", "1")
os.environ["SAMESHEET_DATA"] = tempfile.mkdtemp(prefix="samesheet-tests-")
atexit.register(shutil.rmtree, os.environ["SAMESHEET_DATA"], ignore_errors=True)

# Nearly all that tests make is let go by counting. Looking for circles as often as Python does takes a tenth of a run.
gc.set_threshold(50_000, 20, 100)

# A busy machine is slow now and then; pytest's own time limit finds what hangs.
# How many made-up cases each rule is tried with: enough to find a slip in a run of minutes, ten times as many with
# `bin/test --hypothesis-profile=thorough`.
settings.register_profile("samesheet", deadline=None, max_examples=40)
settings.register_profile("thorough", deadline=None, max_examples=400)
settings.load_profile("samesheet")


def pytest_collection_finish() -> None:
    """Modules and tests stay until the end, so nothing is looked for among them."""
    gc.collect()
    gc.freeze()
