"""The letter about advice: frozen for one side, printed by a job, with both names, the decision and the digests."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from accounts.models import User
from advice.enums import Answer
from advice.models import Recommendation
from advice.queries.sheet import grouped
from background.runner import drain
from core.errors import NotAllowed
from reports.models import OnePager, PackState, PageKind
from reports.onepager.advice import letter_html, request_advice_letter
from tests.cast import NOW, Cast
from tests.factories.advice import DIGEST, make_advice, make_bearing, make_decision, make_draft, make_option

SignIn = Callable[[User], Client]


@pytest.fixture
def advice(cast: Cast) -> Recommendation:
    found = make_advice(
        cast.customer, cast.provider_lead, number=3, title="Replace <b>the</b> server",
        risk="It may stop any day.\n\nThen nobody can pay.",
    )  # fmt: skip
    make_option(found, title="Rent one", once=None, monthly="40", is_recommended=False)
    make_bearing(found)
    return found


def ask(browser: Client, advice: Recommendation) -> OnePager:
    url = reverse("reports:advice-letter-ask", args=[advice.customer.slug, advice.pk])
    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        assert browser.post(url).status_code == 302
        drain()
    return OnePager.objects.latest("asked_at")


def test_the_letter_says_risk_options_decision_and_what_was_confirmed(
    cast: Cast, sign_in: SignIn, advice: Recommendation
) -> None:
    before = make_decision(advice, cast.customer_owner, superseded_at=NOW, decided_at=NOW - timedelta(hours=9))
    type(before).objects.filter(pk=before.pk).update(acknowledgement="An earlier text.")
    make_decision(advice, cast.customer_owner, acknowledgement="I have read it all.", reason="Not this year.")
    browser = sign_in(cast.customer_reader)

    page = ask(browser, advice)

    assert (page.state, page.kind, page.is_customers, page.subject) == (
        PackState.READY, PageKind.LETTER, True, advice.pk,
    )  # fmt: skip
    assert page.filename == "harbour-roast-advice-3-replace-btheb-server-letter-2026-11-23.pdf"
    assert "The advice" in browser.get(page.get_absolute_url()).content.decode()
    pdf = PdfReader(BytesIO(b"".join(browser.get(page.download_url).streaming_content)))  # type: ignore[attr-defined]  # a file is streamed
    words = " ".join(" ".join(part.extract_text() for part in pdf.pages).split())
    for said in (
        "Fairlead IT", "To Harbour Roast Ltd", "Sunday 22 November 2026", "Advice 3", "Replace <b>the</b> server",
        "Then nobody can pay.", "£1,200 once", "£40 a month", "Recommended", "About ransomware",
        "Harbour Roast decided against it on Mon 23 Nov 2026.", "Why: Not this year.", "I have read it all.",
        "Amara Osei", "What was decided before", "An earlier text.", "not legal or insurance advice",
    ):  # fmt: skip
        assert said in words
    assert words.count(grouped(DIGEST)) >= 2


def test_without_a_decision_it_says_so(cast: Cast, advice: Recommendation) -> None:
    html = letter_html(advice, cast.actor(cast.provider_lead), NOW)

    assert "Nothing had been decided" in html
    assert "Replace <b>" not in html
    assert "style=" not in html


def test_both_names_stand_in_it_whoever_asks(cast: Cast, advice: Recommendation) -> None:
    make_decision(advice, cast.customer_owner, answer=Answer.ACCEPTED, option=advice.options.get(is_recommended=True))
    owner, lead = cast.actor(cast.customer_owner), cast.actor(cast.provider_lead)

    assert letter_html(advice, owner, NOW) == letter_html(advice, lead, NOW)
    assert "chosen" in letter_html(advice, owner, NOW)


def test_advice_taken_back_says_so(cast: Cast, advice: Recommendation) -> None:
    advice.state, advice.withdrawn_at, advice.withdrawn_because = "withdrawn", NOW, "The server is sold."

    assert "The server is sold." in letter_html(advice, cast.actor(cast.customer_owner), NOW)


def test_there_is_no_letter_of_a_draft(cast: Cast, sign_in: SignIn) -> None:
    draft = make_draft(cast.customer, cast.provider_lead)

    with pytest.raises(NotAllowed, match="no letter of a draft"):
        request_advice_letter(recommendation=draft, by=cast.actor(cast.provider_lead), at=NOW)
    url = reverse("reports:advice-letter-ask", args=[cast.customer.slug, draft.pk])
    assert sign_in(cast.customer_owner).post(url).status_code == 404


def test_the_other_side_asks_for_its_own(cast: Cast, sign_in: SignIn, advice: Recommendation) -> None:
    page = ask(sign_in(cast.customer_owner), advice)

    assert sign_in(cast.provider_owner).get(page.get_absolute_url()).status_code == 404
