"""The pack's part on training and warnings, as they stood at the cut-off, without anybody's name."""

import json
from datetime import date, timedelta

from core.digest import canonical
from reports.frozen import read
from reports.gather import gather_pack
from reports.learning import Learning
from reports.render import pack_html
from tests.cast import NOW
from tests.factories.advisories import make_advisory, make_copy
from tests.factories.education import make_campaign, make_course, make_participation, make_suspicion
from tests.reports.conftest import Story, on

AUGUST = {"planned_at": on(8, 1), "opens_on": date(2026, 8, 1), "closes_on": date(2026, 8, 31)}


def gathered(story: Story) -> Learning:
    found = gather_pack(story.customer, story.quarter, at=NOW, edition=1).learning
    assert found is not None
    return found


def teach(story: Story) -> None:
    cast, by = story.cast, story.cast.provider_lead
    rules = make_course(cast.provider, by=by, kind="policy", title="Fair use")
    asked = make_campaign(story.customer, rules, by=by, **AUGUST)
    make_participation(asked, cast.customer_owner, done_at=on(8, 4), done_version=1)
    make_participation(asked, cast.customer_contributor, done_at=on(10, 4), done_version=1)
    make_participation(asked, cast.customer_reader)
    cast.customer_reader.memberships.update(ended_at=on(9, 1))
    trap = make_campaign(story.customer, None, by=by, title="A parcel", **AUGUST | {"closes_on": date(2026, 8, 1)})
    for minutes in (5, None):
        at = on(8, 1) + timedelta(minutes=minutes) if minutes else None
        make_participation(trap, sent_at=on(8, 1), reported_at=at, clicked_at=None if minutes else on(8, 2))


def test_training_phishing_and_warnings_of_the_quarter(story: Story) -> None:
    by = story.cast.provider_lead
    teach(story)
    advisory = make_advisory(story.cast.provider, by=by, number=7, title="Restart")
    make_copy(advisory, story.customer, told_at=on(8, 3), acknowledged_at=on(8, 5),
              acknowledged_by=story.cast.customer_owner)  # fmt: skip
    make_suspicion(story.customer, by=story.cast.customer_owner, reported_at=on(8, 9))
    make_suspicion(story.customer, by=story.cast.customer_owner, reported_at=on(10, 9))

    found = gathered(story)

    (learned,) = found.learned
    assert (learned.kind, learned.finished, learned.stands) == (
        "Rules to accept, version 1",
        "1 of 2, 50\xa0%",
        "Below target",
    )
    (tried,) = found.tried
    assert (tried.delivered, tried.reported, tried.clicked, tried.first_report) == (
        2,
        "1 (50\xa0%)",
        "1 (50\xa0%)",
        "5 min",
    )
    (warned,) = found.warned
    assert (warned.reference, warned.read_on, warned.stands) == ("Advisory 7", date(2026, 8, 5), "Not decided")
    assert (found.reported, found.answered) == (1, 0)


def test_what_was_decided_later_and_what_is_another_customers_is_not_in_it(story: Story) -> None:
    cast, by = story.cast, story.cast.provider_lead
    later = make_advisory(cast.provider, by=by, title="Later")
    make_copy(later, story.customer, told_at=on(10, 3))
    waits = make_advisory(cast.provider, by=by, title="Waits since May")
    make_copy(waits, story.customer, told_at=on(5, 3), acknowledged_at=on(10, 4), acknowledged_by=cast.customer_owner,
              decision="done", decided_at=on(10, 4), decided_by=cast.customer_owner)  # fmt: skip
    make_copy(later, cast.other_customer, told_at=on(8, 3))
    course = make_course(cast.provider, by=by)
    make_participation(make_campaign(cast.other_customer, course, by=by, **AUGUST))
    make_campaign(story.customer, course, by=by, planned_at=on(10, 1), opens_on=date(2026, 10, 1))

    found = gathered(story)

    assert (found.learned, found.tried) == ((), ())
    assert [(each.title, each.read_on, each.stands) for each in found.warned] == [
        ("Waits since May", None, "Not decided")
    ]


def test_an_exercise_stands_in_the_quarter_in_which_its_results_came(story: Story) -> None:
    june = {"opens_on": date(2026, 6, 22), "closes_on": date(2026, 6, 24)}
    entered = make_campaign(
        story.customer, None, by=story.cast.provider_lead, planned_at=on(7, 2), kind="phishing", **june
    )
    make_campaign(story.customer, None, by=story.cast.provider_lead, planned_at=on(6, 25), kind="phishing", **june)

    assert [each.title for each in gathered(story).tried] == [entered.title]


def test_it_is_printed_without_names_and_read_again_as_it_was_frozen(story: Story) -> None:
    teach(story)
    pack = gather_pack(story.customer, story.quarter, at=NOW, edition=1)
    part = pack_html(pack).partition('id="learning"')[2].partition("</section>")[0]

    assert "1 of 2, 50\xa0%" in part
    assert story.cast.customer_owner.name not in part
    assert "Person" not in part
    assert read(json.loads(canonical(pack))) == pack


def test_where_nothing_is_on_record_the_pack_says_so(story: Story) -> None:
    pack = gather_pack(story.customer, story.quarter, at=NOW, edition=1)

    assert "No training, no phishing exercise and no advisory was on record for the quarter." in pack.missing
