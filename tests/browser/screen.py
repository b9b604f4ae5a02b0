"""One window of the browser: goes to pages, and complains about what a person would suffer from."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Error, Locator, Page, Response

WIDE, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]  # axe's names of WCAG 2.2 A and AA
GRAVE = ("serious", "critical")
NOT_OURS = "/favicon.ico"  # asked for by the browser beside a file; pages name their own icon
AXE = Axe()
BROKEN_MARKS = """[...document.querySelectorAll("td .own")]
    .filter(mark => mark.innerText.length <= 18 && mark.checkVisibility() && mark.offsetHeight > 36)
    .map(mark => mark.innerText)"""


class Screen:
    """A page with what its console said and what it could not load."""

    def __init__(self, page: Page, site: str) -> None:
        self.page, self.site = page, site
        self.complaints: list[str] = []
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.complaints.append(f"script failed: {error}"))
        page.on("response", self._answered)

    def _heard(self, message: ConsoleMessage) -> None:
        """Errors and warnings; a violated content security policy is an error."""
        where = message.location.get("url", "")
        if message.type in ("error", "warning") and not where.endswith(NOT_OURS):
            self.complaints.append(f"console {message.type}: {message.text} {where}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400 and not response.url.endswith(NOT_OURS):
            self.complaints.append(f"{response.status} for {response.url}")

    def go(self, path: str) -> Response:
        """Open a page of the site and wait until it stands."""
        answer = self.page.goto(self.site + path, wait_until="load")
        assert answer is not None, path
        return answer

    def follow(self, target: Locator) -> None:
        """Click what leads to another page, and wait until that one stands: a click by itself does not wait."""
        with self.page.expect_navigation(wait_until="load"):
            target.click()

    def open(self, path: str) -> Response | None:
        """The same, where the answer may be a file to keep: then None."""
        try:
            return self.go(path)
        except Error as refused:
            if "Download is starting" not in refused.message:
                raise
            return None

    def sign_in(self, email: str, password: str) -> None:
        """Through the real form."""
        self.go("/account/login/")
        self.page.get_by_label("E-mail").fill(email)
        self.page.get_by_label("Password", exact=True).fill(password)
        with self.page.expect_navigation():
            self.page.get_by_label("Password", exact=True).press("Enter")
        assert "/account/login/" not in self.page.url, self.page.inner_text("main")

    def look(self, scheme: str, size: dict[str, int]) -> None:
        """Turn the same page light or dark, wide or narrow."""
        self.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # "light" or "dark"
        if self.page.viewport_size != size:
            self.page.set_viewport_size(size)  # type: ignore[arg-type]  # Playwright's own dict

    def calm(self) -> None:
        """Nothing was refused, missing or broken since the last time."""
        said, self.complaints = self.complaints, []
        assert not said, f"{self.page.url}\n" + "\n".join(said)

    def barriers(self, *, rules: list[str] | None = None) -> list[str]:
        """What axe finds serious or critical; all rules of WCAG 2.2 A and AA unless some are named."""
        only = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": RULES}
        # Nothing is fetched again for rules about sound and film: the policy of content lets no page load any.
        options: dict[str, Any] = {"resultTypes": ["violations"], "runOnly": only, "preload": False}
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE.axe_script)
        found = self.page.evaluate("async options => (await axe.run(options)).violations", options)
        return [_told(violation) for violation in found if violation["impact"] in GRAVE]

    def broken_marks(self) -> list[str]:
        """Marks of owners in lists whose few words take more than one line; a long name may."""
        return list(self.page.evaluate(BROKEN_MARKS))

    def sideways(self) -> int:
        """By how many pixels the page is wider than the window."""
        return int(self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def _told(violation: dict[str, Any]) -> str:
    places = "; ".join(f"{' '.join(map(str, n['target']))}: {_why(n)}" for n in violation["nodes"][:5])
    return f"{violation['impact']} {violation['id']} ({len(violation['nodes'])}×): {places}"


def _why(node: dict[str, Any]) -> str:
    checks = [*node["any"], *node["all"], *node["none"]]
    return " / ".join(check["message"] for check in checks[:2])


def clear(screen: Screen) -> None:
    """Nothing that axe minds, and no sideways scroll, light and dark, on this size and the other."""
    size = screen.page.viewport_size or WIDE
    for scheme in ("light", "dark"):
        screen.look(scheme, size)
        assert screen.barriers() == []
        assert screen.sideways() == 0
    other = WIDE if size["width"] == PHONE["width"] else PHONE
    screen.look("light", other)
    assert screen.sideways() == 0
    screen.look("light", dict(size))
