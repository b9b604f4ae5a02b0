"""`manage.py allocate_loss`: JSON in, JSON out, and which field is wrong."""

import json
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

EXAMPLES = json.loads((Path(__file__).parent / "loss/data/worked_examples.json").read_text())["examples"]


def run(path):
    out = StringIO()
    call_command("allocate_loss", str(path), stdout=out)
    return json.loads(out.getvalue())


def test_one_case_gives_one_allocation(tmp_path):
    path = tmp_path / "case.json"
    path.write_text(json.dumps(EXAMPLES[0]))

    result = run(path)

    assert list(result) == [
        "loss", "customer", "customer_insurer", "msp", "msp_insurer", "third_party", "gross_insurer", "M", "credits",
        "by_head",
    ]  # fmt: skip
    assert result["customer"] == "5060"


def test_a_list_gives_a_list_in_its_order(tmp_path):
    path = tmp_path / "cases.json"
    path.write_text(json.dumps(EXAMPLES))

    assert [result["customer"] for result in run(path)] == [case["expected"]["customer"] for case in EXAMPLES]


def test_a_wrong_field_is_named(tmp_path):
    path = tmp_path / "cases.json"
    path.write_text(json.dumps([EXAMPLES[0], {"scenario": {"surprise": 1}}]))

    with pytest.raises(CommandError, match=r"^\[1\]\.scenario\.surprise: Unknown key") as refused:
        run(path)

    assert refused.value.returncode == 2


def test_a_missing_file_is_said_to_be_missing(tmp_path):
    with pytest.raises(CommandError, match="cannot be read: No such file") as refused:
        run(tmp_path / "none.json")

    assert refused.value.returncode == 2


@pytest.mark.parametrize(("text", "code"), [(json.dumps(EXAMPLES[3]), 0), ("{}", 2)])
def test_standard_input_and_exit_code(text, code):
    command = [sys.executable, "manage.py", "allocate_loss", "-"]

    done = subprocess.run(command, input=text, capture_output=True, text=True, cwd=settings.BASE_DIR, check=False)

    assert done.returncode == code, done.stderr
    if code:
        assert "scenario: This is missing" in done.stderr
    else:
        assert json.loads(done.stdout)["msp_insurer"] == "6000"
