"""Beginning, answering and finishing the questions."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from audit.models import Event
from continuity import actions
from continuity.actions.interview import answer_token, difference_token
from continuity.actions.outages import keep_outage
from continuity.interview.applying import apply
from continuity.interview.sectors import STARTERS
from continuity.interview.sectors.cafe import CAFE
from continuity.interview.wording import told
from continuity.models import BusinessModel, Interview, Link, NamedFailure, Node
from continuity.queries.interview import entry_of, summary_of
from continuity.queries.model import business_of
from continuity.survival.course import simulate
from continuity.survival.model import Failure
from core.errors import Conflict, NotAllowed
from tests.cast import NOW, Cast, make_cast
from tests.continuity.interview.test_cafe import ANSWERS
from tests.continuity.survival.cafe import HOUR, NINE
from tests.factories.continuity import make_business_model, make_cafe, make_interview, make_link, make_node

TODAY = NOW.date()


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def interview(cast: Cast) -> Interview:
    return make_interview(cast.customer, by=cast.customer_owner)


def who(cast: Cast) -> dict[str, Any]:
    return {"by": cast.actor(cast.customer_owner), "at": NOW}


def answer(cast: Cast, interview: Interview, question: str, kept: Any, **more: Any) -> Interview:
    about = {"seen": answer_token(Interview.objects.get(pk=interview.pk), question)} | who(cast) | more
    return actions.answer_question(interview=interview, question=question, answer=kept, **about)


def accepted(interview: Interview) -> str:
    return difference_token(summary_of(Interview.objects.get(pk=interview.pk), TODAY).differences)


def test_questions_begin_once_and_go_on_for_everybody(cast: Cast) -> None:
    first = actions.start_interview(customer=cast.customer, sector="cafe", **who(cast))
    again = actions.start_interview(
        customer=cast.customer, sector="cafe", by=cast.actor(cast.provider_lead, cast.customer), at=NOW
    )

    assert first.pk == again.pk
    assert Event.objects.filter(verb="interview_begun").count() == 1


def test_another_kind_of_business_keeps_the_answers(cast: Cast, interview: Interview) -> None:
    answer(cast, interview, "rate", "90")

    changed = actions.start_interview(customer=cast.customer, sector="shop", **who(cast))

    assert (changed.pk, changed.sector, changed.answers) == (interview.pk, "shop", {"rate": "90"})


def test_one_interview_is_open_at_a_time(cast: Cast, interview: Interview) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_interview(cast.customer, by=cast.customer_owner)


@pytest.mark.parametrize("broken", [{"sector": ""}, {"finished_at": NOW}, {"answered_at": NOW}])
def test_database_refuses_what_makes_no_sense(cast: Cast, broken: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_interview(cast.customer, by=cast.customer_owner, **broken)


def test_answer_is_kept_with_who_and_when_and_told(cast: Cast, interview: Interview) -> None:
    answer(cast, interview, "chiller", 240)

    interview.refresh_from_db()
    assert interview.answers == {"chiller": 240}
    assert (interview.answered_at, interview.answered_by) == (NOW, cast.customer_owner)
    assert Event.objects.get(verb="interview_answered").says.endswith("with the door shut?”: 4 h")


def test_unknown_is_kept_as_unknown(cast: Cast, interview: Interview) -> None:
    answer(cast, interview, "chiller", None)

    interview.refresh_from_db()
    assert interview.answers == {"chiller": None}
    assert [each.id for each in summary_of(interview, TODAY).unknown] == ["chiller"]


def test_answer_of_somebody_else_is_not_overwritten_unseen(cast: Cast, interview: Interview) -> None:
    answer(cast, interview, "chiller", 240)

    with pytest.raises(Conflict, match="Somebody else answered"):
        answer(cast, interview, "chiller", 60, seen="")

    interview.refresh_from_db()
    assert interview.answers == {"chiller": 240}


@pytest.mark.parametrize(("question", "kept"), [("chiller", "soon"), ("drinks", "120"), ("hours", {}), ("cash", "yes")])
def test_answer_that_does_not_fit_is_refused(cast: Cast, interview: Interview, question: str, kept: Any) -> None:
    with pytest.raises(Conflict, match="does not fit"):
        answer(cast, interview, question, kept)


def test_question_not_asked_any_more_takes_no_answer(cast: Cast, interview: Interview) -> None:
    answer(cast, interview, "cash", False)

    with pytest.raises(Conflict, match="not asked any more"):
        answer(cast, interview, "cash_lasts", 60)


def test_reader_and_stranger_may_not(cast: Cast, interview: Interview) -> None:
    reader = {"by": cast.actor(cast.customer_reader), "at": NOW}

    with pytest.raises(NotAllowed):
        actions.start_interview(customer=cast.customer, sector="cafe", **reader)
    with pytest.raises(NotAllowed):
        answer(cast, interview, "chiller", 60, **reader)
    with pytest.raises(NotAllowed):
        actions.finish_interview(interview=interview, **reader)
    assert not Interview.objects.visible_to(cast.actor(cast.other_owner, cast.other_customer)).exists()


@pytest.mark.parametrize("sector", STARTERS)
def test_each_starter_is_written_as_it_is(cast: Cast, sector: str) -> None:
    interview = make_interview(cast.customer, by=cast.customer_owner, sector=sector)

    actions.finish_interview(interview=interview, **who(cast))

    written = business_of(cast.customer)
    assert told(written) == told(STARTERS[sector].business)


def test_worked_example_is_written_to_the_penny_and_the_minute(cast: Cast) -> None:
    interview = make_interview(cast.customer, by=cast.customer_owner, answers=ANSWERS)

    model = actions.finish_interview(interview=interview, **who(cast))

    power = str(model.nodes.get(name="Mains power").pk)
    cut = simulate(business_of(cast.customer), [Failure(key=power, back=8 * HOUR)], NINE)
    assert cut.survival == 6 * HOUR
    assert cut.loss(8 * HOUR).lost_profit == Decimal("410.55")
    interview.refresh_from_db()
    assert (interview.finished_at, interview.finished_by) == (NOW, cast.customer_owner)
    event = Event.objects.get(verb="business_model_written")
    assert event.customer_id == cast.customer.pk
    assert event.after["Till tablet needs Mains power"] == "4 h"


def test_finished_questions_take_no_more_answers(cast: Cast, interview: Interview) -> None:
    actions.finish_interview(interview=interview, **who(cast))

    with pytest.raises(Conflict, match="finished these questions"):
        answer(cast, interview, "chiller", 60)
    with pytest.raises(Conflict, match="finished these questions"):
        actions.finish_interview(interview=interview, **who(cast))


def test_again_begins_with_what_was_written_and_changes_nothing(cast: Cast) -> None:
    busy = {"has_busy": True, "busy_rate": "200", "busy": {"days": [5], "opens": "09:00", "closes": "11:00"}}
    first = make_interview(cast.customer, by=cast.customer_owner, answers=ANSWERS | busy)
    actions.finish_interview(interview=first, **who(cast))
    before = told(business_of(cast.customer))

    again = actions.start_interview(customer=cast.customer, sector="cafe", **who(cast))

    assert not summary_of(again, TODAY).differences
    actions.finish_interview(interview=again, **who(cast))
    assert told(business_of(cast.customer)) == before


def test_what_an_expert_wrote_of_a_thing_stays(cast: Cast, interview: Interview) -> None:
    actions.finish_interview(interview=interview, **who(cast))
    Node.objects.filter(name="Till tablet").update(rto_minutes=360, note="In the cupboard.")
    till = Node.objects.get(name="Till tablet")
    again = actions.start_interview(customer=cast.customer, sector="cafe", **who(cast))
    answer(cast, again, "till_battery", 60)

    actions.finish_interview(interview=again, replaces=accepted(again), **who(cast))

    kept = Node.objects.get(name="Till tablet")
    assert (kept.pk, kept.rto_minutes, kept.note) == (till.pk, 360, "In the cupboard.")
    assert Link.objects.get(node=kept, needs__name="Mains power").tolerance_minutes == 60


def test_model_of_other_hands_is_only_replaced_when_its_losses_were_seen(cast: Cast, interview: Interview) -> None:
    model = make_business_model(cast.customer, gross_profit=Decimal("0.5"))
    oven = make_node(model, "Oven")
    make_link(model.nodes.get(kind="service"), oven, tolerance_minutes=30)

    with pytest.raises(Conflict, match="Look at the differences"):
        actions.finish_interview(interview=interview, **who(cast))
    stale = accepted(interview)
    make_node(model, "Mixer")
    with pytest.raises(Conflict, match="Look at the differences"):
        actions.finish_interview(interview=interview, replaces=stale, **who(cast))
    assert Node.objects.filter(name="Oven").exists()

    actions.finish_interview(interview=interview, replaces=accepted(interview), **who(cast))

    assert not Node.objects.filter(name__in=["Oven", "Mixer"]).exists()
    before = Event.objects.get(verb="business_model_written").before
    assert before["Serve customers needs Oven"] == "30 min"
    assert before["gross profit"] == "50\xa0%"
    assert BusinessModel.objects.get(customer=cast.customer).pk == model.pk


def test_model_written_by_hand_gives_its_answers(cast: Cast) -> None:
    make_cafe(cast.customer, by=cast.customer_owner)

    again = actions.start_interview(customer=cast.customer, sector="cafe", **who(cast))

    assert {id: again.known[id] for id in ("rate", "flasks", "cash_lasts", "gross_profit", "water")} == {
        "rate": "120", "flasks": 90, "cash_lasts": 180, "gross_profit": "70", "water": False,
    }  # fmt: skip
    assert not summary_of(again, TODAY).differences


def test_differences_name_what_goes_and_what_becomes_of_it(cast: Cast) -> None:
    model = make_cafe(cast.customer, by=cast.customer_owner)
    make_node(model, "Oven")
    Link.objects.filter(node__kind="service", needs__name="Cards or cash").update(tolerance_minutes=30)

    again = actions.start_interview(customer=cast.customer, sector="cafe", **who(cast))

    found = [(each.about, each.was, each.becomes) for each in summary_of(again, TODAY).differences]
    assert sorted(found) == [
        ("Oven", "a system or machine", ""), ("Serve customers needs Cards or cash", "30 min", "at once"),
    ]  # fmt: skip


def test_kept_outage_loses_what_goes_and_says_so_first(cast: Cast, interview: Interview) -> None:
    oven = make_node(make_business_model(cast.customer), "Oven")
    keep_outage(customer=cast.customer, name="Oven breaks", starts_at=NOW, failures=[(oven.pk, None)], **who(cast))

    assert ("its failure in 1 kept outage", "Oven") in {
        (each.about, each.was) for each in summary_of(interview, TODAY).differences
    }
    actions.finish_interview(interview=interview, replaces=accepted(interview), **who(cast))

    assert not NamedFailure.objects.exists()


def test_scores_that_no_question_asks_for_stay(cast: Cast, interview: Interview) -> None:
    actions.finish_interview(interview=interview, **who(cast))
    model = BusinessModel.objects.get(customer=cast.customer)
    model.scores.create(kind="legal", point="1d", score=5)
    again = actions.start_interview(customer=cast.customer, sector="cafe", **who(cast))

    assert not summary_of(again, TODAY).differences
    actions.finish_interview(interview=again, **who(cast))

    assert model.scores.filter(kind="legal", score=5).exists()


def test_what_nobody_knew_is_to_be_found_out_until_somebody_knows(cast: Cast, interview: Interview) -> None:
    answer(cast, interview, "chiller", None)
    actions.finish_interview(interview=interview, **who(cast))

    assert entry_of(cast.customer).to_find_out == ("How long does the chiller stay cold with the door shut?",)

    later = {"by": cast.actor(cast.customer_owner), "at": NOW + timedelta(days=1)}
    again = actions.start_interview(customer=cast.customer, sector="cafe", **later)
    answer(cast, again, "chiller", 60, **later)
    actions.finish_interview(interview=again, replaces=accepted(again), **later)

    assert entry_of(cast.customer).to_find_out == ()


def test_known_answers_are_those_of_the_model(cast: Cast, interview: Interview) -> None:
    actions.finish_interview(interview=interview, **who(cast))
    again = actions.start_interview(customer=cast.customer, sector="cafe", **who(cast))

    assert apply(CAFE, again.known) == CAFE.business
