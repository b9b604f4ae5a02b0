"""Pages of meetings: what is written while people talk, the archive, the way from plan to approved minutes."""

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
from audit.models import Event
from engagement.actions.meetings import edit_topic
from engagement.actions.meetings.common import token
from engagement.models import Meeting, Topic
from tests.cast import NOW, Cast
from tests.factories.meetings import approve, make_meeting, make_topic, propose

SignIn = Callable[[User], Client]


@pytest.fixture
def held(cast: Cast) -> Meeting:
    people = ((cast.provider_lead, "provider"), (cast.customer_owner, "customer"))
    meeting = make_meeting(cast.customer, cast.provider_lead, *people, starts_at=timezone.now() - timedelta(hours=2))
    make_topic(meeting, notes="Said in the room", decision="Decided in the room")
    return meeting


def url(name: str, pk: Any = None, **about: Any) -> str:
    place = {"customer_slug": "harbour-roast"} | ({"pk": pk} if pk else {}) | about
    return reverse(f"engagement:{name}", kwargs=place)


def body(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_what_is_written_while_people_talk_is_for_those_who_write(cast: Cast, held: Meeting, sign_in: SignIn) -> None:
    for person, reads in (("provider_lead", True), ("provider_engineer", True), ("customer_owner", True),
                          ("customer_contributor", False), ("customer_reader", False)):  # fmt: skip
        page = body(sign_in(getattr(cast, person)), held.get_absolute_url())
        assert ("Decided in the room" in page) is reads, person
        assert ("Said in the room" in page) is reads, person
        assert ("once the minutes are proposed" in page) is not reads, person


def test_neither_history_nor_search_tells_readers_what_is_being_written(
    cast: Cast, held: Meeting, sign_in: SignIn
) -> None:
    topic = held.topics.get(decision="Decided in the room")
    by, seen = cast.actor(cast.provider_lead), token(topic)
    edit_topic(topic=topic, edited=seen, by=by, at=NOW, title="Backups", notes="Murmured", decision="Resolved")
    events = str([(each.says, each.before, each.after) for each in Event.objects.filter(verb="topic_written")])
    assert "Backups" in events
    assert not any(words in events for words in ("Murmured", "Resolved", "in the room"))

    for person, finds in (("customer_owner", True), ("provider_engineer", True), ("customer_contributor", False),
                          ("customer_reader", False)):  # fmt: skip
        client = sign_in(getattr(cast, person))
        for word in ("Murmured", "Resolved"):
            assert (str(held.pk) in body(client, f"{url('meeting-list')}?q={word}")) is finds, person
        assert str(held.pk) in body(client, f"{url('meeting-list')}?q=Backups")

    propose(held, cast.provider_lead)
    assert str(held.pk) in body(sign_in(cast.customer_reader), f"{url('meeting-list')}?q=Resolved")


def test_the_key_of_another_customers_form_plans_nothing(cast: Cast, held: Meeting, sign_in: SignIn) -> None:
    theirs = make_meeting(cast.other_customer, cast.provider_lead)
    form = {
        "key": str(theirs.pk), "kind": "quarterly", "starts_at": "2026-12-01T10:00",
        "customer": [str(cast.customer_owner.pk)],
    }  # fmt: skip

    assert sign_in(cast.customer_owner).post(url("meeting-add"), form).status_code == 403
    assert set(Meeting.objects.all()) == {held, theirs}


def propose_as_seen(client: Client, meeting: Meeting) -> Any:
    """Press the button of the page as it is now."""
    seen = body(client, meeting.get_absolute_url()).split('name="seen" value="')[1].split('"')[0]
    return client.post(url("minutes-propose", meeting.pk), {"seen": seen}, follow=True)


def test_from_plan_to_approved_minutes(cast: Cast, sign_in: SignIn) -> None:
    staff, owner = sign_in(cast.provider_lead), sign_in(cast.customer_owner)
    ago = f"{timezone.localtime() - timedelta(hours=1):%Y-%m-%dT%H:%M}"
    form = {
        "kind": "quarterly", "about": "Our year", "starts_at": ago,
        "place": "Upstairs", "customer": [str(cast.customer_owner.pk)], "provider": [str(cast.provider_lead.pk)],
        "customer_guests": "The landlord\n\n", "provider_guests": "",
    }  # fmt: skip
    assert staff.post(url("meeting-add"), form).status_code == 302
    meeting = Meeting.objects.get()
    assert "The landlord" in body(owner, meeting.get_absolute_url())

    staff.post(url("topic-add", meeting.pk), {"title": "A fourth shop", "fact": ""})
    topic = Topic.objects.get(source="own")
    page = body(staff, url("topic-edit", topic.pk))
    edited = page.split('name="edited" value="')[1].split('"')[0]
    about = {"edited": edited, "title": "A fourth shop", "fact": "", "notes": "In spring.", "decision": "We order now."}
    assert staff.post(url("topic-edit", topic.pk), about).status_code == 302
    stale = owner.post(url("topic-edit", topic.pk), about | {"decision": "We wait."})
    assert stale.status_code == 409
    assert "We wait." in stale.content.decode()
    assert "What was decided? now says: We order now." in stale.content.decode()
    promised = {"text": "Order the line", "who": f"customer:{cast.customer_owner.pk}", "cost": "380",
                "due_on": str(timezone.localdate() + timedelta(days=9))}  # fmt: skip
    assert owner.post(url("promise-add", meeting.pk), promised).status_code == 302
    propose_as_seen(staff, meeting)
    minutes = body(owner, meeting.get_absolute_url())
    assert "We order now." in minutes
    assert "£380" in minutes
    meeting.refresh_from_db()
    owner.post(url("minutes-approve", meeting.pk), {"digest": "old"})
    meeting.refresh_from_db()
    assert not meeting.is_approved
    owner.post(url("minutes-approve", meeting.pk), {"digest": meeting.digest})
    meeting.refresh_from_db()
    assert meeting.is_approved
    assert "Nobody can change these minutes any more" in body(staff, meeting.get_absolute_url())


def test_nothing_typed_is_lost(cast: Cast, held: Meeting, sign_in: SignIn) -> None:
    staff = sign_in(cast.provider_lead)

    plan = staff.post(url("meeting-add"), {"kind": "quarterly", "about": "Kept words", "starts_at": "soon"})
    action = staff.post(
        url("promise-add", held.pk),
        {"text": "Kept action", "who": "", "due_on": "2020-01-01"},
    )

    assert plan.status_code == action.status_code == 422
    assert "Kept words" in plan.content.decode()
    assert "Write day and time" in plan.content.decode()
    page = action.content.decode()
    assert "Kept action" in page
    assert "Choose one." in page
    assert "This day is over" in page
    assert not Action.objects.exists()


def test_saved_topic_leads_to_the_next(cast: Cast, held: Meeting, sign_in: SignIn) -> None:
    first, _settled = held.topics.order_by("position")
    second = make_topic(held)
    staff = sign_in(cast.provider_lead)
    page = body(staff, url("topic-edit", first.pk))
    edited = page.split('name="edited" value="')[1].split('"')[0]

    answer = staff.post(url("topic-edit", first.pk), {"edited": edited, "title": first.title, "decision": "Yes."})

    assert "Save and go to the next" in page
    assert "1 of 3 talked about" in page
    assert answer.url == url("topic-edit", second.pk)
    assert "2 of 3 talked about" in body(staff, answer.url)
    edited = body(staff, answer.url).split('name="edited" value="')[1].split('"')[0]
    last = staff.post(answer.url, {"edited": edited, "title": second.title, "notes": "Yes."})
    assert last.url == f"{held.get_absolute_url()}#actions"


def test_archive_finds_every_word_that_was_said(cast: Cast, held: Meeting, sign_in: SignIn) -> None:
    other = make_meeting(cast.customer, cast.provider_lead, about="About the till")
    approve(other, cast.provider_lead, cast.customer_owner)
    staff = sign_in(cast.provider_lead)

    def found(query: str) -> list[str]:
        page = body(staff, f"{url('meeting-list')}?{query}")
        return [str(each.pk) for each in (held, other) if str(each.pk) in page]

    assert found("q=decided+room") == [str(held.pk)]
    assert found("q=Amara") == [str(held.pk)]
    assert found("q=till") == [str(other.pk)]
    assert found("standing=approved") == [str(other.pk)]
    assert found("standing=to_write") == [str(held.pk)]
    assert found("q=nowhere") == []


def test_list_exports_what_it_shows_without_formulas(cast: Cast, sign_in: SignIn) -> None:
    make_meeting(cast.customer, cast.provider_lead, about="=1+1")

    text = b"".join(sign_in(cast.customer_reader).get(f"{url('meeting-list')}?export=csv")).decode()

    assert "'=1+1" in text


def test_lists_take_a_constant_number_of_queries(
    cast: Cast, sign_in: SignIn, django_assert_max_num_queries: Any
) -> None:
    for days in range(9):
        make_meeting(cast.customer, cast.provider_lead, starts_at=NOW - timedelta(days=days))
    staff = sign_in(cast.provider_owner)

    for path in (url("meeting-list"), reverse("engagement:provider-meeting-list", args=["fairlead-it"])):
        with django_assert_max_num_queries(14):
            staff.get(path)


def test_provider_sees_with_whom_no_meeting_is_planned(cast: Cast, sign_in: SignIn) -> None:
    make_meeting(cast.customer, cast.provider_lead, starts_at=timezone.now() + timedelta(days=9))

    page = body(sign_in(cast.provider_owner), reverse("engagement:provider-meeting-list", args=["fairlead-it"]))

    assert "No meeting is planned with 1 customer<" in page
    assert "Tidewell Lettings</a></li>" in page


def test_what_people_write_never_becomes_markup(cast: Cast, held: Meeting, sign_in: SignIn) -> None:
    held.topics.update(title="<script>x</script>", notes="<img src=x>", path="")
    page = body(sign_in(cast.provider_lead), held.get_absolute_url())
    propose(held, cast.provider_lead)

    assert "<script>x" not in page
    assert "<img src=x>" not in page


def test_carried_action_is_done_with_words(cast: Cast, held: Meeting, sign_in: SignIn) -> None:
    action = Action.objects.create(
        customer=cast.customer, text="Order the line", owed_by="customer", due_on=NOW.date(), added_at=NOW,
        added_by=cast.provider_lead,
    )  # fmt: skip
    owner, path = sign_in(cast.customer_owner), url("promise-done", held.pk, action=action.pk)

    assert path in body(owner, held.get_absolute_url())
    assert owner.post(path, {"closing": ""}).status_code == 422
    assert owner.post(path, {"closing": "Ordered on Monday."}).status_code == 302
    action.refresh_from_db()
    assert action.closing == "Ordered on Monday."


def test_called_off_meeting_says_so(cast: Cast, held: Meeting, sign_in: SignIn) -> None:
    staff = sign_in(cast.provider_lead)

    page = staff.post(url("meeting-cancel", held.pk), follow=True).content.decode()

    assert "Called off" in page
    assert "Propose the minutes" not in page


def test_whoever_has_left_since_stays_in_the_minutes_by_name(cast: Cast, held: Meeting, sign_in: SignIn) -> None:
    cast.customer_owner.memberships.update(ended_at=NOW)

    page = body(sign_in(cast.provider_lead), url("meeting-edit", held.pk))

    assert ">\nAmara Osei</textarea>" in page


def test_a_topic_is_added_once_however_often_its_form_is_sent(cast: Cast, held: Meeting, sign_in: SignIn) -> None:
    url = reverse("engagement:topic-add", args=[cast.customer.slug, held.pk])
    form = {"key": str(uuid4()), "title": "A fourth shop"}

    places = {sign_in(cast.customer_owner).post(url, form).headers["Location"] for _ in range(2)}

    assert len(places) == 1
    assert held.topics.filter(title="A fourth shop").count() == 1
