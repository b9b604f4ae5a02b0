"""What was promised last time, and whether service levels were kept."""

from datetime import UTC, date, datetime, timedelta

from contracts.models import TargetTerms
from engagement.models import Meeting
from tests.cast import NOW, Cast
from tests.engagement.facts import on_one_page, promise
from tests.factories.advice import make_action
from tests.factories.contracts import make_contract, make_target
from tests.factories.levels import make_claim, make_outage, make_ticket, make_uptime
from tests.factories.meetings import make_meeting

AUGUST = datetime(2026, 8, 3, 9, tzinfo=UTC)
LATER = NOW + timedelta(days=90)


def following(cast: Cast) -> Meeting:
    return make_meeting(cast.customer, cast.provider_lead, starts_at=LATER)


def test_promises_of_the_meeting_before_are_counted_in_per_cent(cast: Cast, held: Meeting) -> None:
    first, second, third = (promise(cast, held, text) for text in ("One", "Two", "Three"))
    for action, state in ((first, "done"), (second, "done"), (third, "open")):
        action.state = state
        action.closed_at, action.closed_by = (NOW, cast.provider_lead) if state == "done" else (None, None)
        action.closing = "Seen." if state == "done" else ""
        action.save()

    assert on_one_page(following(cast))["Promised last time"] == "2 of 3 actions done, 66\xa0%"
    assert on_one_page(following(cast), LATER)["Promised last time"] == (
        "2 of 3 actions done, 66\xa0%; 1 overdue in all"
    )


def test_what_was_taken_back_is_no_promise(cast: Cast, held: Meeting) -> None:
    action = promise(cast, held, "One")
    action.state, action.closed_at, action.closed_by, action.closing = "dropped", NOW, cast.provider_lead, "No."
    action.save()

    assert "Promised last time" not in on_one_page(following(cast))


def test_without_a_meeting_before_only_what_is_overdue_is_said(cast: Cast, held: Meeting) -> None:
    assert "Promised last time" not in on_one_page(held)

    make_action(cast.customer, cast.provider_lead, due_on=NOW.date() - timedelta(days=3))
    make_action(cast.other_customer, cast.provider_lead, due_on=NOW.date() - timedelta(days=3))

    assert on_one_page(held)["Promised last time"] == "1 action overdue"


def test_own_promises_are_not_overdue_from_before(cast: Cast, held: Meeting) -> None:
    promise(cast, held, "One", due_on=NOW.date())

    assert "Promised last time" not in on_one_page(held, NOW + timedelta(days=9))


def test_a_meeting_that_has_not_begun_is_none_before(cast: Cast) -> None:
    sooner = make_meeting(cast.customer, cast.provider_lead, starts_at=NOW + timedelta(days=1))
    promise(cast, sooner, "One")

    assert "Promised last time" not in on_one_page(following(cast))


def test_a_meeting_that_was_called_off_is_none_before(cast: Cast, held: Meeting) -> None:
    promise(cast, held, "One")
    called_off = {"cancelled_at": NOW, "cancelled_by": cast.provider_lead}
    make_meeting(cast.customer, cast.provider_lead, starts_at=NOW + timedelta(days=1), **called_off)

    assert on_one_page(following(cast), LATER)["Promised last time"].startswith("0 of 1 action done")


def test_levels_of_the_last_quarter_and_those_before(cast: Cast, held: Meeting) -> None:
    make_outage(cast.customer, starts_at=datetime(2026, 9, 7, 9, 0, tzinfo=UTC))
    make_outage(cast.customer, starts_at=datetime(2026, 5, 11, 9, 0, tzinfo=UTC))
    make_uptime(cast.customer)

    assert on_one_page(held)["Promises kept"] == (
        "2 of 3 kept, 66\xa0% (July to September 2026); the quarters before: 2 of 3, 3 of 3, not measured"
    )


def test_quarters_before_in_which_nothing_was_measured_say_so(cast: Cast, held: Meeting) -> None:
    make_uptime(cast.customer, recorded_from=date(2026, 7, 1))

    assert on_one_page(held)["Promises kept"] == (
        "3 of 3 kept, 100\xa0% (July to September 2026); the quarters before: not measured"
    )


def test_what_was_promised_by_priority_and_the_worst_miss(cast: Cast, held: Meeting) -> None:
    contract = make_contract(cast.customer)
    for level in ("P1", "P2"):
        TargetTerms.objects.create(target=make_target(contract, priority=level))
    for number, hours in enumerate((0, 3, 5)):
        answered = {"reported_at": AUGUST, "responded_at": AUGUST + timedelta(hours=hours)}
        make_ticket(cast.customer, reference=f"T-{number}", title="Till down", **answered)

    page = on_one_page(held)

    assert page["Service levels"] == "Response time: P1 1 of 3, 33\xa0%; P2 not measured"
    assert page["Worst miss"] == "T-2 Till down: 4 h over (response time, P1)"


def test_without_a_late_ticket_the_worst_miss_is_the_longest_outage(cast: Cast, held: Meeting) -> None:
    make_outage(cast.customer, starts_at=AUGUST, ends_at=AUGUST + timedelta(hours=30))
    make_uptime(cast.customer)

    page = on_one_page(held)

    assert page["Worst miss"] == "30 h down at a stretch"
    assert page["Service levels"] == "Availability: Tills 98.64\xa0% (99.9\xa0% promised)"


def test_credits_that_can_be_claimed_are_summed_until_they_are(cast: Cast, held: Meeting) -> None:
    make_outage(cast.customer, starts_at=datetime(2026, 10, 12, 9, 0, tzinfo=UTC))
    target = make_uptime(cast.customer, claim_days=30, recorded_from=date(2026, 10, 1))

    assert on_one_page(held)["Promises kept"].endswith("; £22 of credits to claim")
    make_claim(target, by=cast.customer_owner)
    assert on_one_page(held)["Promises kept"] == (
        "not measured (July to September 2026); the quarters before: not measured"
    )


def test_contracts_that_were_not_shown_are_not_told(cast: Cast, held: Meeting) -> None:
    target = make_uptime(cast.customer)
    target.contract.published_at = None
    target.contract.save()

    assert "Promises kept" not in on_one_page(held)
