"""A real Chromium and the real site, for the tests of one module at a time.

Playwright keeps an event loop running in this thread, which Django's database layer refuses and other tests
must not meet: so browser and server end with their module.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.test.testcases import LiveServerThread
from playwright.sync_api import Browser, expect, sync_playwright

from tests.browser.database import own_database
from tests.browser.scene import Scene, make_scene
from tests.browser.screen import WIDE, Screen
from tests.databases import kept_file

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
MISSING = "Chromium is not installed, so nothing is tested in a browser. Install it: apt install chromium"
SLOWEST = 15_000  # milliseconds that a page or an element may take before the test fails
expect.set_options(timeout=SLOWEST)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Each module's browser, site and data are made once, so its tests stay together in one process."""
    for item in items:
        if "/tests/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)
            if item.get_closest_marker("xdist_group") is None:
                item.add_marker(pytest.mark.xdist_group(item.path.stem))


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, without its windows where there is a choice; Playwright's own download is not needed."""
    program = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    if program is None:
        if os.environ.get("CI") == "true":
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def site(
    chromium: Browser,
    django_db_blocker: Any,
    pytestconfig: pytest.Config,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[str]:
    """The address of a server in this process with an empty database of its own."""
    kept = kept_file(pytestconfig.cache.mkdir("database"))
    with django_db_blocker.unblock(), own_database(tmp_path_factory.mktemp("browser"), kept):
        server = LiveServerThread("127.0.0.1", static_handler=StaticFilesHandler)
        server.daemon = True
        server.start()
        server.is_ready.wait()
        if server.error:
            raise server.error
        yield f"http://127.0.0.1:{server.port}"
        server.terminate()


@pytest.fixture(scope="module")
def open_screen(chromium: Browser, site: str) -> Iterator[Callable[..., Screen]]:
    """A window of a new visitor; keywords go to Playwright's `new_context`."""
    contexts = []

    def opened(**about: Any) -> Screen:
        context = chromium.new_context(**{"viewport": WIDE, "locale": "en-GB", "reduced_motion": "reduce"} | about)
        context.set_default_timeout(SLOWEST)
        contexts.append(context)
        return Screen(context.new_page(), site)

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def scene(site: str) -> Scene:
    """Harbour Roast has bought a service; nothing has been drafted yet."""
    return make_scene()
