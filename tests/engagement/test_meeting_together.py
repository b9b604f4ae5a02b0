"""Two people on one meeting at once, double clicks, old pages: each ends in a sentence, and nothing is lost."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from advice.models import Action
from core.errors import Conflict
from engagement.actions import meetings
from engagement.actions.meetings.agenda import NOTHING_TO_DECIDE
from engagement.actions.meetings.common import token
from engagement.models import Meeting, Topic
from engagement.queries.minutes import seen_now
from engagement.views.meetings.topics import ALL_TALKED
from tests.cast import NOW, Cast
from tests.engagement.facts import make_finding, plan, promise
from tests.factories.meetings import make_topic

SignIn = Callable[[User], Client]


@pytest.fixture
def now_held(cast: Cast, held: Meeting) -> Meeting:
    Meeting.objects.filter(pk=held.pk).update(starts_at=timezone.now() - timedelta(hours=1))
    held.refresh_from_db()
    return held


def url(name: str, pk: Any, **about: Any) -> str:
    return reverse(f"engagement:{name}", kwargs={"customer_slug": "harbour-roast", "pk": pk} | about)


def read(client: Client, path: str) -> str:
    return client.get(path, follow=True).content.decode()


def seen_in(page: str, name: str = "seen") -> str:
    return page.split(f'name="{name}" value="')[1].split('"')[0]


def test_minutes_that_changed_since_the_page_was_opened_are_not_proposed(
    cast: Cast, now_held: Meeting, sign_in: SignIn
) -> None:
    staff, path = sign_in(cast.provider_lead), now_held.get_absolute_url()
    seen = seen_in(read(staff, path))
    topic, by = now_held.topics.get(), cast.actor(cast.customer_owner)
    meetings.edit_topic(topic=topic, edited=token(topic), by=by, at=NOW, decision="Not so.")

    page = staff.post(url("minutes-propose", now_held.pk), {"seen": seen}, follow=True).content.decode()

    assert "Somebody has written on this meeting since you opened its page." in page
    assert "Decided: Not so." in page
    assert Meeting.objects.get().proposed_at is None
    staff.post(url("minutes-propose", now_held.pk), {"seen": seen_in(page)})
    assert Meeting.objects.get().proposed_at is not None


def test_whatever_people_write_changes_what_was_seen(cast: Cast, now_held: Meeting) -> None:
    by, topic = cast.actor(cast.customer_owner), now_held.topics.get()
    known = [seen_now(now_held)]

    def differs() -> bool:
        now_held.refresh_from_db()
        known.append(seen_now(now_held))
        return len(set(known)) == len(known)

    meetings.add_topic(meeting=now_held, title="More", by=by, at=NOW)
    assert differs()
    meetings.edit_topic(topic=topic, edited=token(topic), by=by, at=NOW, notes="Said.")
    assert differs()
    action = promise(cast, now_held, "Order the line")
    assert differs()
    meetings.take_back(meeting=now_held, action=action, by=by, at=NOW)
    assert known[-2] == seen_now(now_held)
    now_held.attendees.update(name="Somebody else")
    assert differs()


def test_a_second_click_on_propose_changes_nothing(cast: Cast, now_held: Meeting, sign_in: SignIn) -> None:
    staff = sign_in(cast.provider_lead)
    form = {"seen": seen_in(read(staff, now_held.get_absolute_url()))}
    places = [staff.post(url("minutes-propose", now_held.pk), form).headers["Location"] for _ in range(2)]

    assert places == [now_held.get_absolute_url()] * 2
    assert now_held.approvals.count() == 1


def test_whoever_proposes_second_is_told_and_asked_to_approve(cast: Cast, now_held: Meeting, sign_in: SignIn) -> None:
    staff, owner = sign_in(cast.provider_lead), sign_in(cast.customer_owner)
    form = {"seen": seen_in(read(owner, now_held.get_absolute_url()))}
    staff.post(url("minutes-propose", now_held.pk), form)

    page = owner.post(url("minutes-propose", now_held.pk), form, follow=True).content.decode()

    assert "These minutes are with both sides for approval." in page
    assert "Yes, approve them" in page


def test_words_typed_while_the_other_side_proposed_are_kept(cast: Cast, now_held: Meeting, sign_in: SignIn) -> None:
    owner, topic = sign_in(cast.customer_owner), now_held.topics.get()
    edited = seen_in(read(owner, url("topic-edit", topic.pk)), "edited")
    meetings.propose_minutes(
        meeting=now_held, seen=seen_now(now_held), by=cast.actor(cast.provider_lead), at=timezone.now()
    )

    for path, form in (
        (url("topic-edit", topic.pk), {"edited": edited, "title": topic.title, "decision": "My own words."}),
        (url("topic-add", now_held.pk), {"key": str(uuid4()), "title": "My own words."}),
        (url("promise-add", now_held.pk), {"key": str(uuid4()), "text": "My own words.", "cost": "",
         "who": f"customer:{cast.customer_owner.pk}", "due_on": str(timezone.localdate())}),
    ):  # fmt: skip
        answer = owner.post(path, form)
        page = answer.content.decode()
        assert answer.status_code == 409, path
        assert "These minutes are with both sides for approval." in page
        assert "Your words are kept below." in page
        assert "My own words." in page
        assert "with both sides for approval" in read(owner, path)  # opened anew, it leads to the minutes


def test_three_actions_agreed_meanwhile_keep_the_words_of_the_fourth(
    cast: Cast, now_held: Meeting, sign_in: SignIn
) -> None:
    owner = sign_in(cast.customer_owner)
    form = {"key": str(uuid4()), "text": "A fourth thing", "who": f"provider:{cast.provider_lead.pk}",
            "due_on": str(timezone.localdate()), "cost": "0"}  # fmt: skip
    for text in ("One", "Two", "Three"):
        promise(cast, now_held, text)

    answer = owner.post(url("promise-add", now_held.pk), form)

    assert answer.status_code == 409
    assert "3 actions already" in answer.content.decode()
    assert "A fourth thing" in answer.content.decode()
    assert Action.objects.count() == 3


def test_buttons_pressed_too_late_lead_back_with_a_sentence(cast: Cast, now_held: Meeting, sign_in: SignIn) -> None:
    staff, topic = sign_in(cast.provider_lead), now_held.topics.get()
    action = promise(cast, now_held, "One")
    meetings.propose_minutes(
        meeting=now_held, seen=seen_now(now_held), by=cast.actor(cast.customer_owner), at=timezone.now()
    )

    for path in (
        url("topic-drop", topic.pk), url("topic-move", topic.pk), url("topic-pass", topic.pk),
        url("meeting-refresh", now_held.pk), url("meeting-cancel", now_held.pk),
        url("promise-take-back", now_held.pk, action=action.pk),
    ):  # fmt: skip
        answer = staff.post(path)
        assert answer.headers["Location"] == now_held.get_absolute_url(), path
        assert "with both sides for approval" in read(staff, now_held.get_absolute_url()), path
    assert Topic.objects.get() == topic
    assert Action.objects.get().is_open


def test_an_action_taken_back_twice_is_said_to_be_closed(cast: Cast, now_held: Meeting, sign_in: SignIn) -> None:
    action, staff = promise(cast, now_held, "One"), sign_in(cast.provider_lead)
    path = url("promise-take-back", now_held.pk, action=action.pk)
    staff.post(path)

    assert "has closed this action in the meantime" in staff.post(path, follow=True).content.decode()


def test_an_action_done_meanwhile_says_how(cast: Cast, now_held: Meeting, sign_in: SignIn) -> None:
    action, staff = promise(cast, now_held, "One", owed_by="provider"), sign_in(cast.provider_lead)
    following, path = plan(cast), url("promise-done", now_held.pk, action=action.pk)
    meetings.finish_carried(
        meeting=following, action=action, closing="Ordered.", by=cast.actor(cast.provider_lead), at=NOW
    )

    assert staff.post(path, {"closing": "My own words."}).status_code == 409
    assert "Somebody has closed this action already: “Ordered.”." in read(staff, path)


def test_nothing_to_decide_is_one_press_and_overwrites_nothing(cast: Cast, now_held: Meeting, sign_in: SignIn) -> None:
    staff, topic = sign_in(cast.provider_lead), now_held.topics.get()
    for _ in range(2):
        page = staff.post(url("topic-pass", topic.pk), follow=True).content.decode()
    topic.refresh_from_db()
    assert topic.notes == NOTHING_TO_DECIDE
    assert "Everything has been talked about." in page

    decided = make_topic(now_held, decision="We keep it.")
    staff.post(url("topic-pass", decided.pk))
    decided.refresh_from_db()
    assert (decided.notes, decided.decision) == ("", "We keep it.")


def test_after_the_last_topic_comes_who_does_what(cast: Cast, now_held: Meeting, sign_in: SignIn) -> None:
    staff, topic = sign_in(cast.provider_lead), now_held.topics.get()
    edited = seen_in(read(staff, url("topic-edit", topic.pk)), "edited")

    answer = staff.post(url("topic-edit", topic.pk), {"edited": edited, "title": topic.title, "decision": "Yes."})

    assert answer.headers["Location"] == f"{now_held.get_absolute_url()}#actions"
    assert ALL_TALKED in read(staff, now_held.get_absolute_url())


def test_the_last_topic_saved_without_a_word_is_not_called_talked_about(
    cast: Cast, now_held: Meeting, sign_in: SignIn
) -> None:
    staff, topic = sign_in(cast.provider_lead), now_held.topics.get()
    edited = seen_in(read(staff, url("topic-edit", topic.pk)), "edited")

    answer = staff.post(url("topic-edit", topic.pk), {"edited": edited, "title": topic.title})

    assert answer.headers["Location"] == f"{now_held.get_absolute_url()}?at={topic.pk}#t-{topic.pk}"
    assert ALL_TALKED not in read(staff, now_held.get_absolute_url())


def test_nothing_is_written_on_a_topic_that_somebody_left_out_meanwhile(
    cast: Cast, now_held: Meeting, sign_in: SignIn
) -> None:
    staff, owner, topic = sign_in(cast.provider_lead), sign_in(cast.customer_owner), now_held.topics.get()
    path = url("topic-edit", topic.pk)
    edited = seen_in(read(owner, path), "edited")
    staff.post(url("topic-drop", topic.pk))

    answer = owner.post(path, {"edited": edited, "title": topic.title, "decision": "My own words."})

    page, off = answer.content.decode(), "This topic has been taken off the agenda."
    assert answer.status_code == 409
    assert off in page
    assert "Your words are kept below." in page
    assert "My own words." in page
    assert off in read(owner, path)
    assert off in owner.post(url("topic-pass", topic.pk), follow=True).content.decode()
    topic.refresh_from_db()
    assert (topic.notes, topic.decision) == ("", "")


def test_a_topic_on_which_somebody_wrote_meanwhile_is_not_left_out(
    cast: Cast, now_held: Meeting, sign_in: SignIn
) -> None:
    staff, topic, by = sign_in(cast.provider_lead), now_held.topics.get(), cast.actor(cast.customer_owner)
    meetings.edit_topic(topic=topic, edited=token(topic), by=by, at=NOW, decision="We keep it.")

    page = staff.post(url("topic-drop", topic.pk), follow=True).content.decode()

    assert "This topic has been talked about: it stays on the agenda" in page
    assert now_held.topics.get().dropped_at is None


def test_what_was_said_before_is_changed_on_the_agenda(cast: Cast, now_held: Meeting, sign_in: SignIn) -> None:
    staff, topic = sign_in(cast.provider_lead), make_topic(now_held, decision="We keep it.")
    edited = seen_in(read(staff, url("topic-edit", topic.pk)), "edited")

    answer = staff.post(
        url("topic-edit", topic.pk), {"edited": edited, "title": topic.title, "decision": "Not any more."}
    )

    assert answer.headers["Location"] == f"{now_held.get_absolute_url()}?at={topic.pk}#t-{topic.pk}"
    told = [read(staff, f"{now_held.get_absolute_url()}{at}") for at in ("", f"?at={topic.pk}")]
    assert ["<details open>" in page.split(f'id="t-{topic.pk}"')[1].split("</summary>")[0] for page in told] == [
        False, True,
    ]  # fmt: skip


def test_topics_move_under_their_own_heading_alone(cast: Cast, held: Meeting) -> None:
    make_finding(cast, "A gap")
    meetings.refresh_agenda(meeting=held, by=cast.actor(cast.provider_lead), at=NOW)
    first = held.topics.get(source="own")
    gap = held.topics.get(source="finding")

    meetings.move_topic(topic=gap, up=True, by=cast.actor(cast.provider_lead), at=NOW)

    assert Topic.objects.get(pk=first.pk).position < Topic.objects.get(pk=gap.pk).position


def test_own_topics_that_nobody_came_to_are_carried_to_the_next_meeting_once(cast: Cast, held: Meeting) -> None:
    make_topic(held, title="Talked about", notes="Said.")
    make_topic(held, title="Left out", dropped_at=NOW, dropped_by=cast.provider_lead)
    meetings.propose_minutes(meeting=held, seen=seen_now(held), by=cast.actor(cast.provider_lead), at=NOW)

    following = plan(cast)

    assert list(following.topics.filter(source="own").values_list("title", "fact")) == [("Topic 1", "So it stands.")]
    meetings.refresh_agenda(meeting=following, by=cast.actor(cast.provider_lead), at=NOW)
    assert following.topics.filter(source="own").count() == 1


def test_minutes_seen_as_they_are_can_be_proposed_by_an_action(cast: Cast, held: Meeting) -> None:
    by = cast.actor(cast.provider_lead)
    with pytest.raises(Conflict, match="Somebody has written"):
        meetings.propose_minutes(meeting=held, seen="", by=by, at=NOW)

    assert meetings.propose_minutes(meeting=held, seen=seen_now(held), by=by, at=NOW).digest
