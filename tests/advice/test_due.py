"""What falls due of advice and actions, and that it reaches the calendar of reminders."""

from datetime import date, timedelta

from advice.due import due_dates
from advice.enums import Answer
from advice.models import Action
from engagement.actions.gathering import gather
from engagement.models import Due
from engagement.wording import link_text
from tests.cast import NOW, Cast
from tests.factories.advice import make_action, make_advice, make_decision

TODAY = NOW.date()
DAY = date(2027, 2, 1)


def test_declined_advice_is_the_customers_to_look_at_again(cast: Cast) -> None:
    advice = make_advice(cast.customer, cast.provider_lead, title="Replace the server")
    make_decision(advice, cast.customer_owner, review_on=DAY)

    (due,) = due_dates([cast.customer.pk], TODAY)

    assert (due.kind, due.owed_by, due.due_on, due.subject_id) == ("advice", "customer", DAY, advice.pk)
    assert due.person_id == cast.customer_owner.pk
    assert due.title == "Look again at what was decided against: Replace the server"
    assert due.path == f"/customers/harbour-roast/advice/{advice.pk}/"


def test_what_was_put_off_is_for_both_sides(cast: Cast) -> None:
    advice = make_advice(cast.customer, cast.provider_lead)
    make_decision(advice, cast.customer_owner, answer=Answer.SCHEDULED, scheduled_on=DAY)

    (due,) = due_dates([cast.customer.pk], TODAY)

    assert (due.kind, due.owed_by, due.due_on) == ("advice", "both", DAY)


def test_open_actions_are_owed_by_their_side_and_person(cast: Cast) -> None:
    action = make_action(cast.customer, cast.provider_lead, owed_by="customer", person=cast.customer_contributor)
    make_action(cast.other_customer, cast.provider_lead)

    (due,) = due_dates([cast.customer.pk], TODAY)

    assert (due.kind, due.owed_by, due.due_on, due.subject_id) == ("agreed", "customer", action.due_on, action.pk)
    assert (due.person_id, due.path) == (cast.customer_contributor.pk, f"/customers/harbour-roast/actions/{action.pk}/")


def test_nothing_is_due_of_what_is_accepted_waiting_taken_back_or_done(cast: Cast) -> None:
    make_advice(cast.customer, cast.provider_lead)
    accepted = make_advice(cast.customer, cast.provider_lead)
    make_decision(accepted, cast.customer_owner, answer=Answer.ACCEPTED)
    gone = make_advice(cast.customer, cast.provider_lead)
    make_decision(gone, cast.customer_owner)
    back = {"withdrawn_at": NOW, "withdrawn_by": cast.provider_lead, "withdrawn_because": "Sold", "state": "withdrawn"}
    type(gone).objects.filter(pk=gone.pk).update(**back)
    make_action(cast.customer, cast.provider_lead, state="done", closing="Seen", closed_at=NOW,
                closed_by=cast.provider_lead)  # fmt: skip

    assert due_dates([cast.customer.pk], TODAY) == []


def test_the_calendar_keeps_moves_and_closes_them(cast: Cast) -> None:
    action = make_action(cast.customer, cast.provider_lead)
    gather(customer=cast.customer, at=NOW)
    due = Due.objects.get(kind="agreed")
    assert due.due_on == action.due_on

    Action.objects.update(due_on=DAY)
    gather(customer=cast.customer, at=NOW + timedelta(days=1))
    due.refresh_from_db()
    assert due.due_on == DAY

    Action.objects.update(state="dropped", closing="Sold", closed_at=NOW, closed_by=cast.provider_lead)
    gather(customer=cast.customer, at=NOW + timedelta(days=2))
    due.refresh_from_db()
    assert due.closed_at is not None


def test_reminders_say_where_their_button_leads() -> None:
    assert (link_text("advice"), link_text("agreed")) == ("Read the advice", "Open the action")
