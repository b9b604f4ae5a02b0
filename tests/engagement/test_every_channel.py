"""Whatever somebody may not read reaches them on no channel: page, export, calendar feed, e-mail, notice.

Each kind of thing is made where its reader may not see it, under a name that is then looked for everywhere.
"""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts.models import Customer, User
from background.models import Email
from background.runner import drain
from engagement import schedules
from engagement.actions import gather
from engagement.actions.feeds import make_feed
from engagement.actions.suspicions import report_suspicion
from responsibilities.models import Evidence
from tests.cast import NOW, Cast
from tests.factories.advice import make_action, make_advice, make_draft
from tests.factories.advisories import make_advisory, make_copy
from tests.factories.education import make_campaign, make_course, make_participation
from tests.factories.findings import make_finding
from tests.factories.meetings import make_meeting

SignIn = Callable[[User], Client]
SOON = NOW.date() + timedelta(days=7)
PAGES = (
    "engagement:advisory-list", "engagement:meeting-list", "engagement:teaching", "engagement:suspicion-list",
    "engagement:feedback-list", "engagement:calendar", "engagement:reminder-list", "advice:advice-list",
    "advice:action-list", "findings:finding-list", "findings:check-list", "portfolio:evidence-index",
    "portfolio:history", "portfolio:home",
)  # fmt: skip
FILES = ("engagement:calendar-export", "engagement:reminder-export", "findings:finding-export")
EXPORTED = ("engagement:advisory-list", "engagement:meeting-list", "engagement:teaching", "advice:advice-list",
            "advice:action-list")  # fmt: skip
OURS = ("engagement:provider-advisory-list", "engagement:provider-meeting-list", "engagement:provider-teaching",
        "engagement:provider-calendar", "engagement:provider-reminder-list", "engagement:provider-feedback-list",
        "advice:provider-advice-list", "advice:provider-action-list", "findings:provider-finding-list")  # fmt: skip
OURS_EXPORTED = tuple(OURS[at] for at in (0, 1, 2, 6, 7))
OUR_FILES = ("engagement:provider-calendar-export", "engagement:provider-reminder-export",
             "findings:provider-finding-export")  # fmt: skip


@pytest.fixture(autouse=True)
def monday(time_machine) -> None:
    time_machine.move_to(NOW, tick=False)


def fill(cast: Cast, customer: Customer, owner: User, word: str) -> None:
    """One of everything at a customer that its people may read, each called by the word."""
    lead = cast.provider_owner
    make_copy(make_advisory(cast.provider, by=lead, title=f"{word} advisory", do_by=SOON), customer)
    make_meeting(customer, lead, (owner, "customer"), about=f"{word} meeting", starts_at=NOW + timedelta(days=6))
    course = make_course(cast.provider, by=lead, title=f"{word} course")
    make_participation(make_campaign(customer, course, by=lead), owner)
    report_suspicion(customer=customer, what=f"{word} report", came_from="", did="", at=NOW,
                     by=cast.actor(owner, customer=customer))  # fmt: skip
    make_advice(customer, lead, title=f"{word} advice")
    make_action(customer, lead, text=f"{word} action", due_on=SOON, owed_by="customer")
    make_finding(customer, label=f"{word} finding", state="accepted", until_on=SOON, reason="Waits",
                 decided_at=NOW, decided_by=owner, decided_side="customer")  # fmt: skip
    Evidence.objects.create(customer=customer, kind="exercise", subject_id=customer.pk, label=f"{word} proof",
                            title=f"{word} proof", happened_on=NOW.date(), added_at=NOW, added_by=lead)  # fmt: skip
    gather(customer=customer, at=NOW)


@pytest.fixture
def live_a_week(time_machine) -> Callable[[], None]:
    """Let everything be told that is told by itself; then it is Monday again."""

    def live() -> None:
        for hours in (0, 24, 7 * 24):
            now = NOW + timedelta(hours=hours)
            for tick in (schedules.send_reminders, schedules.send_digests, schedules.ask_to_learn):
                time_machine.move_to(now, tick=False)
                tick(now)
            time_machine.move_to(now + timedelta(minutes=6), tick=False)
            drain()
        time_machine.move_to(NOW, tick=False)

    return live


def read(browser: Client, names: tuple[str, ...], place: str, **query: str) -> str:
    """Everything these pages say."""
    answers = [browser.get(reverse(name, args=[place]), query) for name in names]
    assert {answer.status_code for answer in answers} <= {200, 403}
    return "\n".join(b"".join(answer).decode("utf-8", "replace") for answer in answers)


def feed_of(user: User) -> str:
    _, secret = make_feed(user=user, at=NOW)
    answer = Client().get(reverse("engagement:feed-file", args=[secret]))
    return answer.content.decode() if answer.status_code == 200 else ""


def customers_channels(browser: Client, user: User, slug: str) -> str:
    return "\n".join(
        (read(browser, PAGES, slug), read(browser, FILES, slug), read(browser, EXPORTED, slug, export="csv"),
         feed_of(user), browser.get(reverse("engagement:notice-list")).content.decode())
    )  # fmt: skip


@pytest.mark.parametrize("persona", ["customer_owner", "customer_contributor", "customer_reader"])
def test_another_customers_things_reach_nobody(
    cast: Cast, sign_in: SignIn, live_a_week: Callable, persona: str
) -> None:
    user = getattr(cast, persona)
    fill(cast, cast.customer, cast.customer_owner, "HARBOURS")
    fill(cast, cast.other_customer, cast.other_owner, "TIDEWELLS")
    live_a_week()

    shown = customers_channels(sign_in(user), user, cast.customer.slug)

    assert "HARBOURS advice" in shown
    assert "TIDEWELLS" not in shown
    to_them = [f"{message.subject} {message.body}" for message in mail.outbox if user.email in message.to[0]]
    assert not [each for each in to_them if "TIDEWELLS" in each]


def test_whoever_owns_the_business_is_told_on_every_channel(cast: Cast, sign_in: SignIn, live_a_week: Callable) -> None:
    """So that the tests of this file do not pass because nothing is told at all."""
    fill(cast, cast.customer, cast.customer_owner, "HARBOURS")
    live_a_week()
    browser, slug = sign_in(cast.customer_owner), cast.customer.slug

    pages, files = read(browser, PAGES, slug), read(browser, FILES, slug)
    for kind in ("advisory", "meeting", "course", "report", "advice", "action"):
        assert f"HARBOURS {kind}" in pages, kind
    for kind in ("advisory", "meeting", "course", "action"):
        assert f"HARBOURS {kind}" in files, kind
        assert f"HARBOURS {kind}" in feed_of(cast.customer_owner), kind
    assert "HARBOURS finding" in read(browser, ("findings:finding-export",), slug, show="accepted")
    told = " ".join(Email.objects.filter(user_id=cast.customer_owner.pk).values_list("text", flat=True))
    for kind in ("course", "report", "action"):
        assert f"HARBOURS {kind}" in told, kind


def test_staff_who_look_after_some_read_of_no_others(cast: Cast, sign_in: SignIn, live_a_week: Callable) -> None:
    fill(cast, cast.customer, cast.customer_owner, "HARBOURS")
    fill(cast, cast.other_customer, cast.other_owner, "TIDEWELLS")
    live_a_week()
    browser, slug, user = sign_in(cast.limited_lead), cast.provider.slug, cast.limited_lead

    shown = read(browser, OURS, slug) + read(browser, OUR_FILES, slug) + feed_of(user)
    shown += read(browser, OURS_EXPORTED, slug, export="csv")

    assert "TIDEWELLS advice" in shown
    # The text of an advisory is the provider's own; to whom else it went is not told (test_advisory_limits).
    assert "HARBOURS" not in shown.replace("HARBOURS advisory", "")
    assert not [each for each in mail.outbox if user.email in each.to[0] and "HARBOURS" in each.subject + each.body]


@pytest.mark.parametrize("persona", ["customer_owner", "customer_reader"])
def test_what_the_provider_keeps_to_itself_reaches_no_customer(
    cast: Cast, sign_in: SignIn, live_a_week: Callable, persona: str
) -> None:
    user, lead = getattr(cast, persona), cast.provider_lead
    make_advisory(cast.provider, by=lead, title="INSIDE advisory", issued=False)
    make_draft(cast.customer, lead, title="INSIDE advice")
    make_finding(cast.customer, label="INSIDE finding", is_published=False)
    gather(customer=cast.customer, at=NOW)
    live_a_week()

    assert "INSIDE" not in customers_channels(sign_in(user), user, cast.customer.slug)
    assert not [each for each in mail.outbox if user.email in each.to[0] and "INSIDE" in each.subject + each.body]


def test_nothing_reaches_somebody_elsewhere(cast: Cast, sign_in: SignIn, live_a_week: Callable) -> None:
    fill(cast, cast.customer, cast.customer_owner, "HARBOURS")
    live_a_week()
    browser = sign_in(cast.stranger)

    for name in (*PAGES, *FILES):
        assert browser.get(reverse(name, args=[cast.customer.slug])).status_code == 404, name
    assert "HARBOURS" not in feed_of(cast.stranger)
    assert not [each for each in mail.outbox if cast.stranger.email in each.to[0]]
