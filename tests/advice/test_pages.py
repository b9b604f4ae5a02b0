"""Pages of advice and actions: what they show, to whom, at what cost, and that nothing typed is lost."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from advice.actions.deciding import text_to_acknowledge
from advice.enums import About, Answer
from advice.frozen import digest_of
from advice.models import Decision, Recommendation
from tests.advice.steps import SignIn, own, text
from tests.cast import Cast
from tests.factories.advice import make_advice, make_bearing, make_decision, make_draft, make_option
from tests.factories.insurance import make_condition, make_policy

WRITTEN = {
    "title": "A second line", "risk": "A day\n\nwithout cards.", "urgency": "year", "recommended": "2",
    "option_1_title": "A fixed line", "option_2_title": "A mobile line", "option_2_once": "180",
    "option_2_monthly": "22.50", "causes": ["utility_failure"], "heads": ["LOST_GROSS_PROFIT"],
}  # fmt: skip


def decision_data(advice: Recommendation, answer: Answer, **about: Any) -> dict[str, Any]:
    ahead = timezone.localdate() + timedelta(days=90)
    known: dict[Answer, dict[str, Any]] = {
        Answer.ACCEPTED: {"option": str(advice.options.get().pk)},
        Answer.SCHEDULED: {"option": str(advice.options.get().pk), "scheduled_on": ahead.isoformat()},
        Answer.DECLINED: {"reason": "Too dear.", "review_on": ahead.isoformat()},
    }
    sent = {"shown": text_to_acknowledge(advice, answer), "seen": "", "has_read": "on"}
    return sent | known[answer] | about


# Written


def test_advice_is_written_read_and_given(cast: Cast, sign_in: SignIn) -> None:
    condition = make_condition(make_policy(cast.customer, ends_on=timezone.localdate() + timedelta(days=99)))
    lead = sign_in(cast.provider_lead)
    assert str(condition.words) in text(lead.get(own(cast, "advice-add", "portfolio")))

    page = lead.post(own(cast, "advice-add", "portfolio"), WRITTEN | {"conditions": [str(condition.pk)]}, follow=True)

    draft = Recommendation.objects.get()
    assert "is a draft. Read it as Harbour Roast will" in text(page)
    assert [(o.title, o.is_recommended) for o in draft.options.order_by("position")] == [
        ("A fixed line", False), ("A mobile line", True),
    ]  # fmt: skip
    assert set(draft.bearings.values_list("kind", "key")) == {
        ("cause", "utility_failure"), ("head", "LOST_GROSS_PROFIT"), ("condition", str(condition.pk)),
    }  # fmt: skip
    for words in ("£180 once, £22.50 a month", "cost not known", "Power, telephone or internet failed", "Lost profit"):
        assert words in text(page)

    given = lead.post(own(cast, "advice-give", pk=draft.pk), {"seen": digest_of(draft)}, follow=True)

    assert "has been told by e-mail" in text(given)
    assert "A mobile line" in text(sign_in(cast.customer_reader).get(draft.get_absolute_url()))


def test_a_draft_is_nobodys_but_the_providers(cast: Cast, sign_in: SignIn) -> None:
    draft = make_draft(cast.customer, cast.provider_lead, title="SECRET DRAFT")
    owner = sign_in(cast.customer_owner)

    assert owner.get(draft.get_absolute_url()).status_code == 404
    assert "SECRET DRAFT" not in text(owner.get(own(cast, "advice-list")))
    assert "SECRET DRAFT" in text(sign_in(cast.provider_engineer).get(own(cast, "advice-list")))


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"title": ""}, "Fill this in."),
        ({"option_1_title": ""}, "Fill this in."),
        ({"recommended": "3"}, "Choose an option that you have written."),
        ({"option_2_title": "a FIXED line"}, "have the same name."),
        ({"option_3_monthly": "4"}, "Say what this option is"),
        ({"option_2_once": "-4"}, "Write 0 or more."),
        ({"causes": ["weather"]}, "Choose from the list."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    cast: Cast, sign_in: SignIn, wrong: dict[str, Any], sentence: str
) -> None:
    answer = sign_in(cast.provider_engineer).post(own(cast, "advice-add", "portfolio"), WRITTEN | wrong)

    assert answer.status_code == 422
    assert sentence in text(answer)
    assert "without cards." in text(answer)
    assert not Recommendation.objects.exists()


def test_a_draft_that_somebody_else_changed_is_not_overwritten(cast: Cast, sign_in: SignIn) -> None:
    draft = make_draft(cast.customer, cast.provider_lead)
    seen = digest_of(draft)
    Recommendation.objects.update(title="Their title")
    lead, url = sign_in(cast.provider_lead), own(cast, "advice-edit", "portfolio", pk=draft.pk)

    clash = lead.post(url, WRITTEN | {"edited": seen})

    assert clash.status_code == 409
    assert "now says: Their title" in text(clash)
    assert 'value="A second line"' in text(clash)
    draft.refresh_from_db()
    again = lead.post(url, WRITTEN | {"edited": digest_of(draft)}, follow=True)
    assert "is saved" in text(again)


def test_a_condition_that_is_gone_stays_named_in_the_draft(cast: Cast, sign_in: SignIn) -> None:
    draft = make_draft(cast.customer, cast.provider_lead)
    make_option(draft)
    make_bearing(draft, About.CONDITION, "gone")

    page = text(sign_in(cast.provider_lead).get(own(cast, "advice-edit", "portfolio", pk=draft.pk)))

    assert "About gone" in page


def test_what_is_not_whole_is_not_given_and_the_button_says_why(cast: Cast, sign_in: SignIn) -> None:
    draft = make_draft(cast.customer, cast.provider_lead)
    lead = sign_in(cast.provider_lead)

    assert "Add at least one option" in text(lead.get(draft.get_absolute_url()))
    answer = lead.post(own(cast, "advice-give", pk=draft.pk), {"seen": digest_of(draft)}, follow=True)

    assert "Add at least one option" in text(answer)
    assert Recommendation.objects.get().is_draft


# Decided


@pytest.mark.parametrize("answer", Answer, ids=str)
def test_the_owner_reads_ticks_and_decides(cast: Cast, sign_in: SignIn, answer: Answer) -> None:
    advice = make_advice(cast.customer, cast.provider_lead)
    owner, url = sign_in(cast.customer_owner), own(cast, "advice-decide", pk=advice.pk, answer=str(answer))
    form = text(owner.get(url))
    assert "It may stop any day." in form
    assert text_to_acknowledge(advice, answer).split(".")[-2].strip()[:40] in form

    page = owner.post(url, decision_data(advice, answer), follow=True)

    assert "Your decision is kept." in text(page)
    decision = Decision.objects.get()
    assert (decision.answer, decision.acknowledgement) == (answer, text_to_acknowledge(advice, answer))
    assert "What was shown and ticked" in text(page)


def test_without_the_tick_nothing_is_decided_and_the_reason_stays(cast: Cast, sign_in: SignIn) -> None:
    advice = make_advice(cast.customer, cast.provider_lead)
    data = decision_data(advice, Answer.DECLINED, reason="We move in spring.")
    del data["has_read"]

    answer = sign_in(cast.customer_owner).post(own(cast, "advice-decide", pk=advice.pk, answer="declined"), data)

    assert answer.status_code == 422
    assert "Tick this once you have read the text." in text(answer)
    assert "We move in spring." in text(answer)
    assert not Decision.objects.exists()


def test_a_day_that_has_passed_is_refused(cast: Cast, sign_in: SignIn) -> None:
    advice = make_advice(cast.customer, cast.provider_lead)
    data = decision_data(advice, Answer.DECLINED, review_on="2026-01-05")

    answer = sign_in(cast.customer_owner).post(own(cast, "advice-decide", pk=advice.pk, answer="declined"), data)

    assert (answer.status_code, "Choose a day that lies ahead." in text(answer)) == (422, True)


def test_whoever_decides_second_is_told_and_keeps_the_text(cast: Cast, sign_in: SignIn) -> None:
    advice = make_advice(cast.customer, cast.provider_lead)
    make_decision(advice, cast.customer_owner, answer=Answer.ACCEPTED)
    data = decision_data(advice, Answer.DECLINED, reason="Mine.")

    answer = sign_in(cast.customer_owner).post(own(cast, "advice-decide", pk=advice.pk, answer="declined"), data)

    assert answer.status_code == 409
    assert "Somebody else has decided in the meantime." in text(answer)
    assert "Mine." in text(answer)
    assert Decision.objects.count() == 1


def test_the_page_of_declined_advice_says_so_to_each_reader(cast: Cast, sign_in: SignIn) -> None:
    advice = make_advice(cast.customer, cast.provider_lead)
    make_decision(advice, cast.customer_owner)

    assert "You decided against it on" in text(sign_in(cast.customer_reader).get(advice.get_absolute_url()))
    page = text(sign_in(cast.provider_lead).get(advice.get_absolute_url()))
    assert "Harbour Roast decided against it on" in page
    assert "Decide against it" not in page


def test_an_answer_that_does_not_exist_is_no_page(cast: Cast, sign_in: SignIn) -> None:
    advice = make_advice(cast.customer, cast.provider_lead)

    assert sign_in(cast.customer_owner).get(own(cast, "advice-decide", pk=advice.pk, answer="maybe")).status_code == 404
