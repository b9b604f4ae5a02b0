"""What is known of updates, in a sentence."""

from technology.updates import UpdateControl, told


def test_all_that_is_known_is_said() -> None:
    control = UpdateControl(automatic=True, delay=True, staging=True, rollback=False)

    assert told("software", control) == (
        "Software updates come by themselves; they can be delayed and sent to some devices first; "
        "they can not be rolled back."
    )


def test_what_is_not_known_is_said_too() -> None:
    assert told("content", UpdateControl()) == "How content updates come is not known yet."
    assert told("content", UpdateControl(automatic=False, delay=True)) == (
        "Content updates come when somebody installs them; they can be delayed; "
        "whether they can be sent to some devices first or rolled back is not known."
    )
    assert told("software", UpdateControl(rollback=True)).startswith(
        "Software updates come in a way that nobody has written down; they can be rolled back"
    )
