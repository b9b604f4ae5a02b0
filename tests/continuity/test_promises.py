"""What the contract promises against what is wanted (domain.md §6, C-23 to C-25)."""

from datetime import datetime, timedelta

from continuity.outages.allowing import Allowed, Promised
from continuity.outages.promises import Wanted, losing, proving, restoring

HOUR = timedelta(hours=1)
NINE = datetime(2027, 1, 1, 9)
ALLOWED = Allowed(540, (Promised("Back in 8 h", "restore", "p1", 8 * HOUR, "always"),), NINE, NINE + 9 * HOUR)


def wanted(**about: object) -> Wanted:
    values = {"rto": None, "rpo": None, "backup": None, "notice": None, "restored": None, "priority": "p1"} | about
    return Wanted("till", "Till tablet", **values)  # type: ignore[arg-type]  # numbers of minutes


def test_what_the_contract_allows_against_what_is_wanted() -> None:
    late = restoring(wanted(rto=360), ALLOWED)
    good = restoring(wanted(rto=540), ALLOWED)

    assert late is not None
    assert good is not None
    assert (late.is_met, late.promised, late.says) == (False, "within 9 h", "3 h later than wanted.")
    assert late.why == (
        "Back in 8 h", "Reported at the worst moment, Fri 1 Jan, 09:00, it may take until Fri 1 Jan, 18:00.",
    )  # fmt: skip
    assert good.is_met


def test_without_a_time_to_restore_it_is_not_known() -> None:
    nothing = restoring(wanted(rto=360), None)
    answer = restoring(wanted(rto=360), None, Promised("An answer in an hour.", "response", "p1", HOUR, "always"))

    assert nothing is not None
    assert answer is not None
    assert (nothing.is_met, nothing.promised) == (None, "nothing")
    assert answer.promised == "an answer only: An answer in an hour."


def test_nothing_wanted_is_not_checked() -> None:
    assert restoring(wanted(), ALLOWED) is None
    assert losing(wanted()) is None
    assert proving(wanted(rto=60)) is None


def test_backups_and_the_time_until_a_failure_is_noticed_against_work_lost() -> None:
    late, good, none = (
        losing(wanted(rpo=1440, backup=60, notice=1440)), losing(wanted(rpo=1440, backup=60)), losing(wanted(rpo=60)),
    )  # fmt: skip

    assert late is not None
    assert good is not None
    assert none is not None
    assert (late.is_met, late.says) == (False, "Up to 1 day 1 h could be lost.")
    assert good.is_met
    assert none.is_unknown


def test_timed_restore_against_what_is_wanted() -> None:
    found = proving(wanted(rto=360, restored=400))

    assert found is not None
    assert not found.is_met
