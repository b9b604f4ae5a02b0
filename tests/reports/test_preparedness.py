"""The pack's page about plans, exercises and real uses, as they stood at the cut-off."""

import json
from datetime import date, timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.digest import canonical
from reports.frozen import read
from reports.gather import gather_pack
from reports.preparedness import Preparedness
from reports.render import pack_html
from tests.cast import NOW
from tests.factories.plans import make_exercise, make_follow_up, make_plan, make_time, make_use
from tests.reports.conftest import Story, on

HOUR = timedelta(hours=1)


def gathered(story: Story) -> Preparedness:
    found = gather_pack(story.customer, story.quarter, at=NOW, edition=1).preparedness
    assert found is not None
    return found


def test_plan_exercise_and_use_of_the_quarter(story: Story) -> None:
    by = story.cast.provider_lead
    plan = make_plan(story.customer, by=by, current_at=on(5, 1))
    about = {"planned_at": on(5, 1), "recorded_at": on(8, 4), "findings": "Slow.\nDark."}
    held = make_exercise(plan, by=by, held_on=date(2026, 8, 3), due_on=date(2026, 8, 1), **about)
    make_time(held)
    make_exercise(plan, by=by, kind="call_tree", due_on=date(2026, 9, 1), planned_at=on(5, 1))
    use = make_use(plan, by=by, started_at=on(9, 3), stood_down_at=on(9, 3) + HOUR, stood_down_by=by)
    make_follow_up(use, by=by, added_at=on(9, 4), done_at=on(10, 4), done_by=by)
    make_follow_up(use, by=by, added_at=on(10, 4))

    found = gathered(story)

    assert [(each.name, each.practised_on, each.due_on, each.is_late) for each in found.plans] == [
        ("The power goes", date(2026, 8, 3), date(2026, 9, 1), True)
    ]
    (practised,) = found.practised
    assert practised.times == (("Reach everybody", "42 min of 30 min: 12 min too long"),)
    assert practised.findings == ("Slow.", "Dark.")
    (used,) = found.used
    assert (used.lasted, used.is_reported, used.open_actions) == ("1 h", False, 1)


def test_what_came_later_or_before_is_not_in_it(story: Story) -> None:
    by = story.cast.provider_lead
    plan = make_plan(story.customer, by=by, current_at=on(10, 5), name="Later")
    make_exercise(plan, by=by, held_on=date(2026, 9, 20), recorded_at=on(10, 6), planned_at=on(10, 5))
    make_exercise(plan, by=by, held_on=date(2026, 5, 20), recorded_at=on(5, 21), planned_at=on(5, 1))
    make_use(plan, by=by, over=True, started_at=on(6, 1))
    make_plan(story.cast.other_customer, by=by, current_at=on(5, 1))

    assert gathered(story) == Preparedness((), (), ())


def test_it_is_printed_and_read_back(story: Story) -> None:
    by = story.cast.provider_lead
    plan = make_plan(story.customer, by=by, current_at=on(5, 1), name="<b>Dark</b>")
    make_time(make_exercise(plan, by=by, held_on=date(2026, 8, 3), recorded_at=on(8, 4), planned_at=on(5, 1)))
    pack = gather_pack(story.customer, story.quarter, at=NOW, edition=1)

    html = pack_html(pack)

    assert 'id="preparedness"' in html
    assert "42 min of 30 min: 12 min too long" in html
    assert "<b>Dark" not in html
    assert read(json.loads(canonical(pack))) == pack


def test_a_pack_frozen_before_says_nothing_of_it(story: Story) -> None:
    pack = gather_pack(story.customer, story.quarter, at=NOW, edition=1)
    data = json.loads(canonical(pack))
    del data["preparedness"]

    assert "Plans, practised and used" not in pack_html(read(data))


def test_queries_do_not_grow(story: Story) -> None:
    by, counts = story.cast.provider_lead, []
    for number in (2, 20):
        for each in range(number):
            plan = make_plan(story.customer, by=by, current_at=on(5, 1), name=f"Plan {number} {each}")
            make_time(make_exercise(plan, by=by, held_on=date(2026, 8, 3), recorded_at=on(8, 4), planned_at=on(5, 1)))
        with CaptureQueriesContext(connection) as seen:
            gathered(story)
        counts.append(len(seen))

    assert counts[0] == counts[1]
