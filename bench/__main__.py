"""Run the measurements one after the other, each in a process of its own: python -m bench [name...]."""

import subprocess
import sys
from pathlib import Path

NAMES = ("blast", "findings", "pages", "pdf", "reminders", "survival", "years")
LONGEST = 15 * 60  # seconds for one of them


def main(asked: list[str]) -> None:
    """All that stand beside this file, or those asked for. A measurement that fails is told, not raised."""
    standing = [name for name in NAMES if Path(__file__).with_name(f"{name}.py").exists()]
    unknown = sorted(set(asked) - set(standing))
    if unknown:
        print(f"No such measurement: {', '.join(unknown)}. There are: {', '.join(standing)}.")
    for name in [name for name in standing if not asked or name in asked]:
        print(f"\n=== {name} ===", flush=True)
        try:
            done = subprocess.run([sys.executable, "-m", f"bench.{name}"], timeout=LONGEST)
        except subprocess.TimeoutExpired:
            print(f"{name} was ended after {LONGEST} s.")
        else:
            if done.returncode:
                print(f"{name} could not be measured (exit {done.returncode}).")


if __name__ == "__main__":
    main(sys.argv[1:])
