"""The pack's part on protection: the latest counts known by the cut-off, and what was looked at in the quarter."""

import json
from datetime import date
from typing import Any

from core.digest import canonical
from reports.frozen import read
from reports.gather import gather_pack
from reports.pack import PackDocument
from reports.protection import LookedAt, Protection, Standing
from reports.render import pack_html
from tests.cast import NOW
from tests.factories.levels import make_share
from tests.reports.conftest import Story

SEPTEMBER = date(2026, 9, 10)


def gathered(story: Story) -> PackDocument:
    return gather_pack(story.customer, story.quarter, at=NOW, edition=1)


def protection(story: Story) -> Protection:
    found = gathered(story).protection
    assert found is not None
    return found


def count(story: Story, metric: str, good: int, total: int, on: date = SEPTEMBER, **about: Any) -> None:
    make_share(about.pop("customer", story.customer), metric, good, total, on, **about)


def test_each_kind_stands_as_it_was_known_by_the_cut_off(story: Story) -> None:
    count(story, "second_factor", 20, 24, date(2026, 6, 2), source="Sign-in report")
    count(story, "second_factor", 23, 24, source="Sign-in report", note="A new starter")
    count(story, "second_factor", 24, 24, date(2026, 10, 2), source="Sign-in report")
    count(story, "endpoint", 31, 31, date(2026, 9, 30), counted_on=date(2026, 10, 1))  # reported too late
    count(story, "endpoint", 30, 31, date(2026, 6, 1), source="Device report")
    count(story, "access", 9, 9, customer=story.cast.other_customer)
    count(story, "backup", 299, 300, date(2026, 9, 1), ends_on=date(2026, 9, 30), counted_on=date(2026, 9, 30))

    backup, _, _, factor, endpoint, access, _ = protection(story).standings

    assert (backup.share, backup.since, backup.as_at) == ("299 of 300, 99\xa0%", date(2026, 9, 1), date(2026, 9, 30))
    assert factor == Standing(
        what="People who sign in with a second factor", term="MFA coverage", share="23 of 24, 95\xa0%", as_at=SEPTEMBER,
        source="Sign-in report", left=1, note="A new starter", trend="Better than 20 of 24, 83\xa0% on Tue 2 Jun 2026",
    )  # fmt: skip
    assert (endpoint.share, endpoint.age) == ("30 of 31, 96\xa0%", "121 days old")
    assert access.is_missing


def test_reviews_and_tests_of_the_quarter_by_their_day(story: Story) -> None:
    count(story, "restore_test", 0, 1, date(2026, 8, 3), source="Protocol")
    count(story, "access", 38, 40, date(2026, 7, 1), source="Account list", note="Two of the web shop")
    count(story, "access", 40, 40, date(2026, 6, 30))
    count(story, "access", 40, 40, date(2026, 10, 1))
    count(story, "access", 40, 40, date(2026, 9, 29), counted_on=date(2026, 10, 2))  # reported too late
    count(story, "second_factor", 1, 1)

    first, second = protection(story).looked_at

    assert first == LookedAt(
        date(2026, 7, 1), "Accounts looked through", "Access review", "38 of 40", "Account list",
        "Two of the web shop", is_short=True,
    )  # fmt: skip
    assert (second.on, second.term, second.share) == (date(2026, 8, 3), "Restore test", "0 of 1")


def test_what_nobody_counted_and_what_is_old_is_said_to_be_missing(story: Story) -> None:
    assert "Nobody had counted how well Harbour Roast was protected." in gathered(story).missing
    count(story, "second_factor", 24, 24, date(2026, 6, 1))
    missing = gathered(story).missing

    nobody = next(each for each in missing if each.startswith("Nobody had counted"))
    assert "accounts looked through (Access review); " in nobody
    assert "second factor" not in nobody
    assert "The count is older than a quarter of people who sign in with a second factor (MFA coverage)." in missing


def test_notes_are_text_on_paper_and_packs_frozen_before_have_no_such_part(story: Story) -> None:
    count(story, "access", 3, 4, note="<b>Two</b> of the web shop")
    pack = gathered(story)
    html = pack_html(pack)
    frozen = json.loads(canonical(pack))
    assert read(frozen) == pack
    assert "&lt;b&gt;Two&lt;/b&gt; of the web shop" in html
    assert 'href="#protection"' in html

    del frozen["protection"]

    assert read(frozen).protection is None
    assert 'id="protection"' not in pack_html(read(frozen))


def test_how_long_a_restore_took_is_printed_and_older_packs_do_without(story: Story) -> None:
    count(story, "restore_test", 1, 1, date(2026, 8, 3), source="Protocol", took_minutes=160)
    count(story, "access", 4, 4)
    pack = gathered(story)
    assert pack.protection
    test, access = pack.protection.looked_at
    standing = pack.protection.standings[2]

    assert (test.took, access.took, standing.took) == ("took 2 h 40 min", "", "took 2 h 40 min")
    assert pack_html(pack).count("Took 2 h 40 min") == 2
    frozen = json.loads(canonical(pack))
    assert read(frozen) == pack
    for one in (*frozen["protection"]["standings"], *frozen["protection"]["looked_at"]):
        del one["took"]
    old = read(frozen)
    assert old.protection
    assert [one.took for one in (*old.protection.standings, *old.protection.looked_at)] == [""] * 9
    assert "Took" not in pack_html(old)
