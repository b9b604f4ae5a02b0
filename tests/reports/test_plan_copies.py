"""Copies of a plan on paper: one page for the wall, the whole plan, both with their date and version."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from accounts.models import User
from background.runner import drain
from continuity.models import Plan
from reports.models import OnePager, PackState, PageKind
from reports.onepager.plans import card_html, plan_html, render_card
from tests.cast import NOW, Cast
from tests.factories.plans import make_call, make_contact, make_exercise, make_plan, make_step
from tests.factories.reports import make_one_pager

SignIn = Callable[[User], Client]


@pytest.fixture
def plan(cast: Cast) -> Plan:
    made = make_plan(cast.customer, by=cast.provider_lead, alternatives="Go to the other shop.")
    make_step(made, offset_minutes=90, what="Sell cold food", where="Counter", how="<b>Change</b> the board.")
    jory = make_contact(cast.customer, by=cast.provider_lead, name="Jory Pascoe", phone="07700 900 202")
    make_call(made, jory)
    make_call(made, make_contact(cast.customer, by=cast.provider_lead, verified_on=None, verified_by=None), jory)
    return made


def ask(browser: Client, plan: Plan, kind: str) -> OnePager:
    url = reverse("reports:plan-copy-ask", kwargs={"customer_slug": plan.customer.slug, "pk": plan.pk})
    with time_machine.travel(NOW, tick=False):
        assert browser.post(url, {"kind": kind}).status_code == 302
        drain()
    return OnePager.objects.latest("asked_at")


def words(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).split())


def test_a_reader_takes_the_card_home(cast: Cast, sign_in: SignIn, plan: Plan) -> None:
    browser = sign_in(cast.customer_reader)

    page = ask(browser, plan, "plan-card")

    assert (page.state, page.pages, page.kind) == (PackState.READY, 1, PageKind.PLAN_CARD)
    answer = browser.get(page.download_url)
    assert "harbour-roast-the-power-goes-version-1-plan-card-2026-11-23.pdf" in answer.headers["Content-Disposition"]
    said = words(b"".join(answer.streaming_content))  # type: ignore[attr-defined]  # a file is streamed
    assert "Version 1, in force since 24 Oct 2026, 10:30. Copy made 23 Nov 2026, 09:30." in said
    assert "No power for 15 minutes." in said
    assert "after 1 h 30 min Sell cold food" in said
    assert "07700 900 202" in said


def test_the_whole_plan_says_everything_and_never_as_markup(cast: Cast, sign_in: SignIn, plan: Plan) -> None:
    make_exercise(plan, by=cast.provider_lead)
    browser = sign_in(cast.provider_lead)

    page = ask(browser, plan, "plan")
    said = words(b"".join(browser.get(page.download_url).streaming_content))  # type: ignore[attr-defined]  # a file

    assert "&lt;b&gt;Change&lt;/b&gt;" in page.html
    for part in ("<b>Change</b> the board.", "Go to the other shop.", "Talk a bad day through", "not yet", "Rung by"):
        assert part in said
    assert "The plan" in browser.get(page.get_absolute_url()).content.decode()


@pytest.mark.parametrize(("state", "stands"), [("draft", "NOT in force"), ("retired", "NOT in force")])
def test_a_version_that_is_not_in_force_says_so(cast: Cast, state: str, stands: str) -> None:
    made = make_plan(cast.customer, by=cast.provider_lead, state=state)

    assert f"Version 1, {stands}" in card_html(made, cast.actor(cast.customer_owner), NOW)


@pytest.mark.parametrize("steps", [3, 6, 8, 40])
def test_the_card_stays_on_one_page_however_long_the_words_are(cast: Cast, steps: int) -> None:
    full = {"trigger": "Mains " * 80, "may_start": "Anybody " * 60, "name": "Wwwwwwwww " * 11}
    made = make_plan(cast.customer, by=cast.provider_lead, steps=0, **full)
    for number in range(steps):
        make_step(made, offset_minutes=number * 1505, what="Wait mmmmm " * 27, who="Wwww Mmmm " * 11, where="W m " * 40)
    for number in range(min(steps, 30)):
        contact = make_contact(
            cast.customer, by=cast.provider_lead, name=f"{number} " + "Wm " * 35, role="Www mmm " * 14,
            phone="+44 (0)1632 960 100 100 100 10", second_phone="+44 (0)1632 960 100 100 100 10",
        )  # fmt: skip
        make_call(made, contact, None if number == 0 else made.calls.order_by("position").last().called)

    html = card_html(made, cast.actor(cast.customer_owner), NOW)

    assert render_card(html).pages == 1
    assert ("more steps in the whole plan" in html) is (steps > 12)


def test_an_ordinary_card_has_its_places_too(cast: Cast) -> None:
    made = make_plan(cast.customer, by=cast.provider_lead, steps=0)
    for number in range(9):
        make_step(made, offset_minutes=number, what="Share the phone’s internet with the tills", where="Office drawer")
    for number in range(7):
        make_call(made, make_contact(cast.customer, by=cast.provider_lead, name=f"Contact {number}"))

    html = card_html(made, cast.actor(cast.customer_owner), NOW)

    assert "Office drawer" in html
    assert render_card(html).pages == 1


def test_a_copy_of_a_plan_is_not_found_where_answers_are(cast: Cast, sign_in: SignIn, plan: Plan) -> None:
    copy = make_one_pager(cast.customer, by=cast.provider_lead, kind="plan", subject=plan.pk)
    browser = sign_in(cast.provider_lead)

    wrong = reverse("reports:one-pager-download", kwargs={"customer_slug": cast.customer.slug, "pk": copy.pk})
    assert browser.get(wrong).status_code == 404
    assert browser.get(copy.download_url).status_code == 200


def test_the_whole_plan_of_a_draft_without_anything_can_be_printed(cast: Cast) -> None:
    made = make_plan(cast.customer, by=cast.provider_lead, state="draft", steps=0)

    html = plan_html(made, cast.actor(cast.customer_owner), NOW + timedelta(days=1))

    assert "No step is written down." in html
    assert "Nobody is named yet." in html
