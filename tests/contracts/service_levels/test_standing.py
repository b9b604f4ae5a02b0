"""How well protected, as at a day."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from contracts.service_levels.standing import Share, Stand, stands
from contracts.service_levels.vocabulary import ONE_DAY, Counted

ON = date(2026, 11, 23)
MFA = Share(19, 20, date(2026, 11, 1), date(2026, 11, 1), date(2026, 11, 2), "Sign-in report", "A till account")
OCTOBER = Share(1190, 1200, date(2026, 10, 1), date(2026, 10, 31), date(2026, 11, 2), "Backup report")
DESK, MAIL = UUID(int=1), UUID(int=2)


def at(share: Share, on: date, **about: object) -> Share:
    return replace(share, starts_on=on, ends_on=on, **about)


def stand(*shares: Share, kind: Counted = Counted.SECOND_FACTOR) -> Stand:
    (found,) = (each for each in stands([(str(kind), share) for share in shares], ON) if each.counted == kind)
    return found


def test_each_kind_has_its_place_also_where_nobody_counted() -> None:
    found = stands([("endpoint", MFA)], ON)

    assert [each.counted for each in found] == list(Counted)
    assert [each.tally is not None for each in found] == [each == Counted.ENDPOINT for each in Counted]
    empty = found[0]
    assert (empty.percent, empty.words, empty.days_old, empty.age, empty.trend) == (None, "", None, "", "")
    assert (empty.is_old, empty.is_short) == (False, False)


def test_backups_and_updates_are_of_several_days_all_else_of_one() -> None:
    assert set(Counted) - set(ONE_DAY) == {Counted.BACKUP, Counted.PATCHING}
    assert all(each.label and each.term for each in Counted)
    assert (OCTOBER.is_of_days, MFA.is_of_days) == (True, False)


def test_a_count_is_told_in_words() -> None:
    found = stand(MFA)

    assert (found.words, found.percent, found.days_old, found.tally) == ("19 of 20, 95\xa0%", 95, 22, MFA)
    assert found.is_short
    assert MFA.left == 1


@pytest.mark.parametrize(("good", "total", "percent"), [(199, 200, 99), (200, 200, 100), (1, 200, 0), (0, 3, 0)])
def test_percent_are_rounded_down(good: int, total: int, percent: int) -> None:
    found = stand(replace(MFA, good=good, total=total))

    assert (found.percent, found.is_short) == (percent, good < total)


@pytest.mark.parametrize(("days", "age"), [(0, ""), (100, ""), (101, "101 days old"), (400, "400 days old")])
def test_what_is_older_than_a_quarter_says_so(days: int, age: str) -> None:
    found = stand(at(MFA, ON - timedelta(days=days)))

    assert (found.days_old, found.is_old, found.age) == (days, bool(age), age)


@pytest.mark.parametrize(
    ("good", "total", "words"),
    [
        (17, 19, "Better than 17 of 19, 89\xa0% on Sat 1 Aug 2026"),
        (38, 40, "As good as 38 of 40, 95\xa0% on Sat 1 Aug 2026"),
        (20, 20, "Worse than 20 of 20, 100\xa0% on Sat 1 Aug 2026"),
    ],
)
def test_the_count_before_says_whether_it_got_better(good: int, total: int, words: str) -> None:
    before = at(MFA, date(2026, 8, 1), good=good, total=total)

    found = stand(at(MFA, date(2026, 5, 1)), MFA, before)

    assert (found.tally, found.before, found.trend) == (MFA, before, words)


def test_only_the_same_sources_and_services_are_held_against_each_other() -> None:
    other = at(MFA, date(2026, 10, 20), source="Another report")
    service = at(MFA, date(2026, 10, 10), service=DESK)
    alike = at(MFA, date(2026, 9, 1), source="SIGN-IN REPORT")

    assert stand(MFA, other, service).before is None
    assert stand(MFA, other, service, alike).before == alike


def test_counts_of_the_same_days_are_added_up() -> None:
    desk = replace(OCTOBER, service=DESK, note="Two laptops")
    mail = replace(OCTOBER, good=10, total=10, service=MAIL, source="Mail report", counted_on=date(2026, 11, 5))
    september = [
        replace(each, starts_on=date(2026, 9, 1), ends_on=date(2026, 9, 30), good=each.total) for each in (desk, mail)
    ]

    found = stand(desk, *september, mail, kind=Counted.BACKUP)

    assert found.words == "1,200 of 1,210, 99\xa0%"
    assert found.tally
    assert (found.tally.source, found.tally.note) == (
        "Backup report (1,190 of 1,200) and Mail report (10 of 10)",
        "Two laptops",
    )
    assert found.tally.counted_on == date(2026, 11, 5)
    assert found.trend == "Worse than 1,210 of 1,210, 100\xa0% on Wed 30 Sep 2026"
    assert stand(desk, mail, september[0], kind=Counted.BACKUP).before is None


def test_of_two_that_end_on_one_day_the_longer_counts() -> None:
    last_day = at(OCTOBER, date(2026, 10, 31), source="Daily report")
    within = at(OCTOBER, date(2026, 10, 15))

    found = stand(last_day, OCTOBER, within, kind=Counted.BACKUP)

    assert (found.tally, found.before) == (OCTOBER, None)


TEST = Share(1, 1, date(2026, 11, 1), date(2026, 11, 1), date(2026, 11, 2), "Protocol", took_minutes=160)


def test_how_long_a_restore_took_is_told_where_somebody_said_it() -> None:
    assert (TEST.took, MFA.took) == ("took 2 h 40 min", "")


@pytest.mark.parametrize(("minutes", "longest"), [(90, "took 2 h 40 min"), (200, "took 3 h 20 min"), (None, "")])
def test_of_two_of_a_day_the_longest_is_told_where_both_are_known(minutes: int | None, longest: str) -> None:
    found = stand(TEST, replace(TEST, source="Mail", took_minutes=minutes), kind=Counted.RESTORE_TEST)

    assert found.tally
    assert (found.words, found.tally.took) == ("2 of 2, 100\xa0%", longest)
