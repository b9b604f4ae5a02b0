"""The command that compares frozen versions with their digests."""

import pytest
from django.core.management import CommandError, call_command

from tests.cast import Cast
from tests.factories.responsibilities import make_version


def test_every_digest_holds(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    make_version(cast.customer, "agreed")
    make_version(cast.customer)

    call_command("verify_versions")

    assert capsys.readouterr().out == "1 frozen versions, every digest holds.\n"


def test_a_version_that_was_changed_is_named(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    make_version(cast.customer, "agreed").rows.update(title="Something else")

    with pytest.raises(CommandError, match="1 version"):
        call_command("verify_versions")

    assert "Harbour Roast, version 1" in capsys.readouterr().err
