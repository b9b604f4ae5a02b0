"""Advice written, given, taken back: who may, what is kept, what the second writer is told."""

from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail

from advice.actions.advising import edit_advice, remove_draft, withdraw_advice
from advice.frozen import digest_of
from advice.models import Recommendation
from audit.models import Event
from background.models import Email
from background.runner import drain
from core.errors import Conflict, NotAllowed
from tests.advice.steps import LATER, MOBILE, NOTHING, POWER, decide, draft, give
from tests.cast import NOW, Cast
from tests.factories.advice import make_advice, make_draft


def test_a_draft_gets_the_customers_next_number_and_its_options_in_their_order(cast: Cast) -> None:
    make_draft(cast.other_customer, cast.provider_lead, number=7)

    first, second = draft(cast), draft(cast, title="Another")

    assert (first.number, second.number, first.state) == (1, 2, "draft")
    assert [(each.title, each.once, each.is_recommended) for each in first.options.order_by("position")] == [
        ("A mobile line", Decimal("180.00"), True), ("A second fixed line", None, False),
    ]  # fmt: skip
    assert first.bearings.get().words == "Power, telephone or internet failed"
    assert Event.objects.filter(verb="advice_drafted", is_internal=True).count() == 2


def test_a_draft_sent_twice_is_one(cast: Cast) -> None:
    key = uuid4()

    assert draft(cast, key=key) == draft(cast, key=key)
    with pytest.raises(NotAllowed, match="belongs to something else"):
        draft(cast, key=key, by=cast.actor(cast.provider_lead))


@pytest.mark.parametrize("persona", ["provider_auditor", "customer_owner", "customer_reader"])
def test_only_the_providers_people_write_advice(cast: Cast, persona: str) -> None:
    with pytest.raises(NotAllowed, match="write advice"):
        draft(cast, by=cast.actor(getattr(cast, persona)))


def test_nobody_writes_to_customers_they_do_not_look_after(cast: Cast) -> None:
    with pytest.raises(NotAllowed, match="not among the customers"):
        draft(cast, by=cast.actor(cast.limited_lead, provider=cast.provider))


def test_advice_takes_up_the_customers_own_alone(cast: Cast) -> None:
    other = make_advice(cast.other_customer, cast.provider_lead)

    with pytest.raises(NotAllowed, match="given to somebody else"):
        draft(cast, follows=other)


def test_the_second_writer_of_a_draft_is_told(cast: Cast) -> None:
    advice = draft(cast)
    seen = digest_of(advice)
    about: dict[str, Any] = {"recommendation": advice, "about": [], "by": cast.actor(cast.provider_lead), "at": NOW}
    edit_advice(edited=seen, ways=[MOBILE], **about)

    with pytest.raises(Conflict, match="Somebody else changed this draft"):
        edit_advice(edited=seen, ways=[NOTHING], **about)

    assert advice.options.get().title == "A mobile line"
    assert not advice.bearings.exists()


def test_an_edit_that_changes_nothing_says_nothing(cast: Cast) -> None:
    advice = draft(cast)

    edit_advice(
        recommendation=advice, edited=digest_of(advice), ways=[MOBILE, NOTHING], about=[POWER],
        by=cast.actor(cast.provider_lead), at=NOW, title=advice.title,
    )  # fmt: skip

    assert not Event.objects.filter(verb="advice_edited").exists()


def test_given_it_is_frozen_and_the_owner_is_told_by_e_mail(cast: Cast) -> None:
    advice = give(cast, draft(cast))
    drain()

    assert (advice.state, advice.sha256) == ("given", digest_of(advice))
    event = Event.objects.get(verb="advice_given")
    assert (event.is_internal, event.after["risk"]) == (False, "A day without cards.")
    (message,) = mail.outbox
    assert message.to == ["Amara Osei <amara.osei@example.com>"]
    assert message.subject == "Fairlead IT advises Harbour Roast: A second line"
    assert "A mobile line: £180 once, £22 a month (recommended)" in message.body
    assert "A day without cards." in message.alternatives[0][0]
    assert f"/customers/harbour-roast/advice/{advice.pk}/" in message.body
    with pytest.raises(NotAllowed, match="has been given"):
        edit_advice(recommendation=advice, edited="", ways=[], about=[], by=cast.actor(cast.provider_lead), at=NOW)
    with pytest.raises(NotAllowed, match="has been given"):
        remove_draft(recommendation=advice, by=cast.actor(cast.provider_lead), at=NOW)


def test_what_was_not_read_is_not_given(cast: Cast) -> None:
    advice = draft(cast)

    with pytest.raises(Conflict, match="Somebody else changed this draft"):
        give(cast, advice, seen="other")
    give(cast, advice)
    with pytest.raises(Conflict, match="Somebody else has given"):
        give(cast, advice)


def test_an_engineer_writes_but_does_not_give(cast: Cast) -> None:
    with pytest.raises(NotAllowed, match="give advice"):
        give(cast, draft(cast), by=cast.actor(cast.provider_engineer))


@pytest.mark.parametrize(
    ("about", "sentence"),
    [
        ({"risk": " "}, "what could happen otherwise"),
        ({"ways": []}, "at least one option"),
        ({"ways": [NOTHING]}, "which option you recommend"),
    ],
)
def test_advice_is_given_whole(cast: Cast, about: dict[str, Any], sentence: str) -> None:
    with pytest.raises(NotAllowed, match=sentence):
        give(cast, draft(cast, **about))


def test_a_draft_is_removed_not_taken_back(cast: Cast) -> None:
    advice = draft(cast)
    lead = cast.actor(cast.provider_lead)
    with pytest.raises(NotAllowed, match="Remove it instead"):
        withdraw_advice(recommendation=advice, because="No", by=lead, at=NOW)

    remove_draft(recommendation=advice, by=lead, at=NOW)

    assert not Recommendation.objects.exists()
    with pytest.raises(Conflict, match="removed"):
        remove_draft(recommendation=advice, by=lead, at=NOW)


def test_taken_back_it_can_be_read_but_not_decided(cast: Cast) -> None:
    advice = give(cast, draft(cast))
    lead = cast.actor(cast.provider_lead)

    advice = withdraw_advice(recommendation=advice, because="The shop closes.", by=lead, at=LATER)
    drain()

    assert "The shop closes." in mail.outbox[-1].body
    assert Recommendation.objects.visible_to(cast.actor(cast.customer_reader)).get() == advice
    with pytest.raises(NotAllowed, match="taken this advice back"):
        decide(cast, advice)
    with pytest.raises(Conflict, match="has taken this advice back"):
        withdraw_advice(recommendation=advice, because="Again", by=lead, at=LATER)


def test_an_e_mail_about_advice_that_was_taken_back_meanwhile_is_not_sent(cast: Cast) -> None:
    advice = give(cast, draft(cast))
    withdraw_advice(recommendation=advice, because="A mistake.", by=cast.actor(cast.provider_lead), at=NOW)
    drain()

    assert list(Email.objects.values_list("kind", flat=True)) == ["advice_withdrawn"]
