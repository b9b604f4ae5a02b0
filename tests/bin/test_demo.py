"""bin/demo refuses, in one clear line and before it touches anything, what would end badly."""

import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def run_demo(*options: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [ROOT / "bin/demo", *options],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_reset_deletes_nothing_in_a_folder_of_somebody_else(tmp_path):
    (tmp_path / "samesheet.sqlite3").write_text("precious")

    done = run_demo("--reset", "--no-serve", SAMESHEET_DATA=str(tmp_path))

    assert done.returncode == 1
    assert "holds data that the demo did not make" in done.stderr
    assert (tmp_path / "samesheet.sqlite3").read_text() == "precious"


def test_two_demos_do_not_share_a_folder(tmp_path):
    mark = tmp_path / ".samesheet-demo"
    mark.touch()

    with subprocess.Popen(["flock", mark, "cat"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        holder.stdin.write(b"locked\n")
        holder.stdin.flush()
        holder.stdout.readline()
        done = run_demo("--no-serve", SAMESHEET_DATA=str(tmp_path))
        holder.stdin.close()

    assert done.returncode == 1
    assert "already running" in done.stderr


def test_a_port_is_a_number(tmp_path):
    done = run_demo(PORT="eighty", SAMESHEET_DATA=str(tmp_path))

    assert done.returncode == 1
    assert done.stderr == "PORT must be a number, and is: eighty\n"


def test_an_unknown_option_is_explained():
    done = run_demo("--sreve")

    assert done.returncode == 1
    assert done.stderr.startswith("usage: bin/demo")
