"""The pack's page about meetings: decisions and actions of the quarter, from approved minutes alone."""

import json

from advice.models import Action
from core.digest import canonical
from engagement.minutes import Minutes, Person, Promised, Talked, plain
from engagement.models import Approval, Meeting
from reports.frozen import read
from reports.gather import gather_pack
from reports.pack import PackDocument
from reports.render import pack_html
from tests.cast import NOW
from tests.factories.advice import make_action
from tests.factories.meetings import make_meeting
from tests.reports.conftest import Story, on


def gathered(story: Story) -> PackDocument:
    return gather_pack(story.customer, story.quarter, at=NOW, edition=1)


def held(story: Story, action: Action | None = None, **about: object) -> Meeting:
    """A review on 6 August, its minutes approved the day after."""
    lead = story.cast.provider_lead
    values = {"starts_at": on(8, 6), "approved_at": on(8, 7)} | about
    approved_at = values.pop("approved_at")
    meeting = make_meeting(story.customer, lead, **values)
    promised = [
        Promised(str(each.pk), each.text, "Fairlead IT", "Tom Hallett", "Thu 3 Dec 2026", "£380", "To do")
        for each in [action] if each
    ]  # fmt: skip
    minutes = Minutes(
        provider="Fairlead IT", customer="Harbour Roast", title="Quarterly review", kind="Quarterly review",
        starts_at="6 Aug 2026, 13:12", place="", attendees=(Person("Amara Osei", "Harbour Roast"),), summary=(),
        topics=(
            Talked("Gaps", "Night watch", "", "Said aloud", "We keep <it>."), Talked("Gaps", "Undecided", "", "", ""),
        ),
        actions=tuple(promised), carried=(),
    )  # fmt: skip
    meeting.minutes, meeting.digest = plain(minutes), minutes.digest
    meeting.proposed_at, meeting.proposed_by = values["starts_at"], lead
    meeting.save()
    Approval.objects.create(
        meeting=meeting, side="customer", approved_at=on(8, 7), approved_by=story.cast.customer_owner, name="Amara",
        digest=meeting.digest,
    )  # fmt: skip
    meeting.approved_at = approved_at  # type: ignore[assignment]  # a moment or nothing
    meeting.save()
    return meeting


def test_decisions_and_actions_with_how_they_stood_at_the_cut_off(story: Story) -> None:
    lead = story.cast.provider_lead
    action = make_action(
        story.customer, lead, text="Order the line", state="done", closing="Ordered.", closed_at=on(10, 20),
        closed_by=lead,
    )  # fmt: skip
    meeting = held(story, action)

    found = gathered(story).meetings

    assert found
    (one,) = found.held
    assert one.digest == meeting.digest
    assert [(each.topic, each.decision) for each in one.decisions] == [("Night watch", "We keep <it>.")]
    assert [(each.who, each.stands) for each in one.actions] == [("Tom Hallett, Fairlead IT", "To do")]
    Action.objects.update(closed_at=on(8, 20))
    after = gathered(story).meetings
    assert after
    assert after.held[0].actions[0].stands == "Done on Thu 20 Aug 2026: Ordered."


def test_minutes_count_from_their_approval_on(story: Story) -> None:
    held(story, approved_at=on(10, 2))
    held(story, approved_at=None, starts_at=on(8, 9))
    held(story, starts_at=on(10, 3), approved_at=on(10, 4))
    make_meeting(
        story.customer, story.cast.provider_lead, starts_at=on(8, 1), cancelled_at=on(8, 1),
        cancelled_by=story.cast.provider_lead,
    )  # fmt: skip

    found = gathered(story).meetings

    assert found
    assert found.held == ()
    assert len(found.unapproved) == 2


def test_page_is_printed_escaped_and_the_same_from_its_frozen_data(story: Story) -> None:
    held(story)
    pack = gathered(story)

    html = pack_html(pack)

    assert "We keep &lt;it&gt;." in html
    assert "Said aloud" not in html
    assert read(json.loads(canonical(pack))).meetings == pack.meetings
