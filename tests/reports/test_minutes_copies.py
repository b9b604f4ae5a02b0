"""Minutes on paper: what both sides approve, with the digest of it, kept once and handed out to who may read them."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from accounts.models import User
from advice.queries.sheet import grouped
from background.runner import drain
from core.errors import NotAllowed
from engagement.actions import meetings
from engagement.actions.meetings.common import token
from engagement.models import Meeting
from engagement.queries.minutes import seen_now
from reports.models import OnePager, PackState, PageKind
from reports.onepager.minutes import minutes_html, request_minutes_copy
from tests.cast import NOW, Cast
from tests.factories.meetings import make_meeting

SignIn = Callable[[User], Client]


@pytest.fixture
def held(cast: Cast) -> Meeting:
    """Written on by the customer's owner, proposed by the provider."""
    people = ((cast.provider_lead, "provider"), (cast.customer_owner, "customer"))
    meeting = make_meeting(cast.customer, cast.provider_lead, *people, about="The <b>fourth</b> shop")
    topic, owner = meeting.topics.get(), cast.actor(cast.customer_owner)
    meetings.edit_topic(topic=topic, edited=token(topic), by=owner, at=NOW, notes="It opens in May.\nPerhaps June.",
                        decision="We order the line now.")  # fmt: skip
    meetings.promise(
        meeting=meeting, text="Order the line", owed_by="provider", due_on=NOW.date() + timedelta(days=9), by=owner,
        at=NOW, who=cast.provider_lead,
    )  # fmt: skip
    return meetings.propose_minutes(meeting=meeting, seen=seen_now(meeting), by=cast.actor(cast.provider_lead), at=NOW)


def approve(cast: Cast, held: Meeting) -> Meeting:
    return meetings.approve_minutes(
        meeting=held, digest_seen=held.digest, by=cast.actor(cast.customer_owner), at=NOW + timedelta(minutes=5)
    )


def ask(browser: Client, held: Meeting) -> OnePager:
    url = reverse("reports:minutes-copy-ask", args=[held.customer.slug, held.pk])
    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        assert browser.post(url).status_code == 302
        drain()
    return OnePager.objects.latest("asked_at")


def test_the_paper_says_what_was_approved_and_by_whom(cast: Cast, sign_in: SignIn, held: Meeting) -> None:
    browser = sign_in(cast.customer_reader)
    approve(cast, held)

    page = ask(browser, held)

    assert (page.state, page.kind, page.is_customers, page.subject) == (
        PackState.READY, PageKind.MINUTES, True, held.pk,
    )  # fmt: skip
    assert len(page.sha256) == 64
    assert "The meeting" in browser.get(page.get_absolute_url()).content.decode()
    pdf = PdfReader(BytesIO(b"".join(browser.get(page.download_url).streaming_content)))  # type: ignore[attr-defined]  # a file is streamed
    words = " ".join(" ".join(part.extract_text() for part in pdf.pages).split())
    for said in (
        "Fairlead IT", "Harbour Roast", "The <b>fourth</b> shop", "It opens in May. Perhaps June.",
        "Decided: We order the line now.", "Order the line", "Amara Osei", "Approved by both sides",
        grouped(held.digest),
    ):  # fmt: skip
        assert said in words
    assert "Not approved yet" not in words


def test_lines_of_one_label_stand_under_it_once_as_on_the_page(held: Meeting) -> None:
    lines = [("Tickets", "21 tickets"), ("Tickets", "Most often: <b>printer</b> (6)"), ("Open gaps", "2 high")]
    held.minutes = (held.minutes or {}) | {"summary": [{"label": label, "said": said} for label, said in lines]}

    html = minutes_html(held)

    assert html.count(">Tickets</th>") == html.count(">Open gaps</th>") == 1
    assert "<td><p>21 tickets</p><p>Most often: &lt;b&gt;printer&lt;/b&gt; (6)</p></td>" in html
    assert "<td><p>2 high</p></td>" in html


def test_what_is_only_proposed_says_who_has_not_approved(cast: Cast, held: Meeting) -> None:
    html = minutes_html(held)

    assert "Not approved yet by Harbour Roast" in html
    assert "<b>fourth" not in html
    assert "style=" not in html
    approve(cast, held)
    held.refresh_from_db()
    assert "Not approved yet" not in minutes_html(held)


def test_the_one_page_names_what_several_lines_are_about_once(held: Meeting) -> None:
    lines = [{"label": "Tickets", "said": "21 tickets"}, {"label": "Tickets", "said": "Opened again: 2 of 21"}]
    held.minutes = held.minutes | {"summary": lines}

    assert "Tickets</th><td><p>21 tickets</p><p>Opened again: 2 of 21</p></td>" in minutes_html(held)


def test_an_archive_keeps_the_same_minutes_once(cast: Cast, sign_in: SignIn, held: Meeting) -> None:
    approve(cast, held)
    first = ask(sign_in(cast.customer_owner), held)

    again = ask(sign_in(cast.customer_reader), held)

    assert (first.pk, OnePager.objects.count()) == (again.pk, 1)
    ask(sign_in(cast.provider_owner), held)
    assert OnePager.objects.get(is_customers=False).html == first.html


def test_there_are_none_before_they_are_proposed(cast: Cast) -> None:
    meeting = make_meeting(cast.customer, cast.provider_lead)

    with pytest.raises(NotAllowed, match="propose them first"):
        request_minutes_copy(meeting=meeting, by=cast.actor(cast.provider_lead), at=NOW)


def test_access_is_checked_when_it_is_downloaded(cast: Cast, sign_in: SignIn, held: Meeting) -> None:
    page = ask(sign_in(cast.customer_owner), held)

    for user in (cast.other_owner, cast.stranger, cast.provider_owner):
        assert sign_in(user).get(page.download_url).status_code == 404
    reader = sign_in(cast.customer_reader)
    assert reader.get(page.download_url).status_code == 200
    cast.customer_reader.memberships.update(ended_at=NOW)
    assert reader.get(page.download_url).status_code == 404


def test_a_file_that_was_altered_is_not_handed_out(cast: Cast, sign_in: SignIn, held: Meeting) -> None:
    browser = sign_in(cast.customer_owner)
    page = ask(browser, held)
    OnePager.objects.filter(pk=page.pk).update(sha256="0" * 64)

    assert browser.get(page.download_url).status_code == 409
