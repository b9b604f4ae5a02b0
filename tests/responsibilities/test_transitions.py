"""The life of a version: one table, and the document drawn from it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from responsibilities.enums import VersionState as State
from responsibilities.management.commands import state_diagram
from responsibilities.transitions import TRANSITIONS, Step, can, find


@pytest.mark.parametrize(
    ("state", "step", "target"),
    [
        (State.DRAFT, Step.PROPOSE, State.PROPOSED),
        (State.DRAFT, Step.WITHDRAW, State.WITHDRAWN),
        (State.PROPOSED, Step.SIGN, State.PROPOSED),
        (State.PROPOSED, Step.COMPLETE, State.AGREED),
        (State.PROPOSED, Step.WITHDRAW, State.WITHDRAWN),
        (State.PROPOSED, Step.REVISE, State.WITHDRAWN),
        (State.AGREED, Step.REVISE, State.AGREED),
        (State.AGREED, Step.SUPERSEDE, State.SUPERSEDED),
        (State.WITHDRAWN, Step.REVISE, State.WITHDRAWN),
    ],
)
def test_steps_of_the_table(state: State, step: Step, target: State) -> None:
    line = find(state, step)

    assert line is not None
    assert line.target == target


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("step", Step)
def test_what_the_table_does_not_name_cannot_be_done(state: State, step: Step) -> None:
    named = any(line.source == state and line.step == step for line in TRANSITIONS)

    assert can(state, step) is named


def test_nothing_leads_out_of_a_superseded_version() -> None:
    assert not any(line.source == State.SUPERSEDED for line in TRANSITIONS)


def test_every_step_of_a_person_has_a_permission() -> None:
    by_itself = {line.step for line in TRANSITIONS if line.permission is None}

    assert by_itself == {Step.COMPLETE, Step.SUPERSEDE}


@pytest.mark.parametrize(("file", "document"), state_diagram.FILES.items(), ids=map(str, state_diagram.FILES))
def test_the_document_is_drawn_from_the_table(file: Path, document: Callable[[], str]) -> None:
    path = Path(settings.BASE_DIR) / file

    assert path.read_text(encoding="utf-8") == document()


def test_command_writes_and_checks_the_document(tmp_path: Path, settings: object) -> None:
    settings.BASE_DIR = tmp_path
    (tmp_path / "docs").mkdir()

    with pytest.raises(CommandError, match="state_diagram"):
        call_command("state_diagram", check=True, skip_checks=True)
    call_command("state_diagram", skip_checks=True)
    call_command("state_diagram", check=True, skip_checks=True)

    assert "draft --> proposed: propose (provider)" in (tmp_path / "docs" / "matrix-states.md").read_text()
    assert "running --> stopped: stop (engineer)" in (tmp_path / "docs" / "rollout-states.md").read_text()
