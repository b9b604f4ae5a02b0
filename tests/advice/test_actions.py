"""Actions agreed, moved, done, dropped: who may, what is kept, what the second writer is told."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.models import Membership, User
from advice.actions import actions
from advice.actions.actions import Origin
from advice.models import Action
from advice.snapshots import token
from audit.models import Event
from background.models import Email
from background.runner import drain
from core.errors import Conflict, NotAllowed
from tests.cast import NOW, Cast
from tests.factories.advice import make_action

SignIn = Callable[[User], Client]
DUE = date(2026, 12, 10)


def _add(cast: Cast, **about: object) -> Action:
    about = {"by": cast.actor(cast.provider_lead), "owed_by": "provider"} | about
    return actions.add_action(customer=cast.customer, text="Try the generator", due_on=DUE, at=NOW, **about)  # type: ignore[arg-type]  # as the test says


def test_an_action_says_who_by_when_and_what_it_came_out_of(cast: Cast) -> None:
    meeting = Origin("meeting", uuid4(), "Review of November")

    action = _add(cast, owed_by="customer", who=cast.customer_contributor, cost=Decimal("80.00"), origin=meeting)

    assert (action.person, action.due_on, action.cost, action.is_open) == (
        cast.customer_contributor, DUE, Decimal("80.00"), True,
    )  # fmt: skip
    assert (action.origin_kind, action.origin_id, action.origin_words) == ("meeting", meeting.pk, "Review of November")
    event = Event.objects.get(verb="action_added")
    assert (event.customer_id, event.is_internal) == (cast.customer.pk, False)
    assert event.says == "agreed an action by Thu 10 Dec 2026: Try the generator"


def test_sent_twice_it_is_one(cast: Cast) -> None:
    key = uuid4()

    assert _add(cast, key=key) == _add(cast, key=key)
    assert Action.objects.count() == 1


def test_another_persons_form_makes_nothing(cast: Cast) -> None:
    key = uuid4()
    _add(cast, key=key)

    with pytest.raises(NotAllowed, match="belongs to something else"):
        _add(cast, key=key, by=cast.actor(cast.customer_owner))


@pytest.mark.parametrize(
    "persona", ["provider_engineer", "provider_auditor", "customer_contributor", "customer_reader"]
)
def test_only_who_speaks_for_a_side_agrees(cast: Cast, persona: str) -> None:
    with pytest.raises(NotAllowed, match="agree actions"):
        _add(cast, by=cast.actor(getattr(cast, persona)))


def test_nobody_agrees_for_customers_they_do_not_look_after(cast: Cast) -> None:
    with pytest.raises(NotAllowed, match="not among the customers"):
        _add(cast, by=cast.actor(cast.limited_lead, provider=cast.provider))


def test_the_person_belongs_to_the_side_that_owes_it(cast: Cast) -> None:
    with pytest.raises(NotAllowed, match="Amara Osei is not among the people"):
        _add(cast, who=cast.customer_owner)
    with pytest.raises(NotAllowed, match="Lena Other is not among the people"):
        _add(cast, who=cast.limited_lead)


def test_somebody_who_left_owes_nothing(cast: Cast) -> None:
    Membership.objects.filter(user=cast.customer_contributor).update(ended_at=NOW)

    with pytest.raises(NotAllowed, match="not among the people"):
        _add(cast, owed_by="customer", who=cast.customer_contributor)


def test_the_second_writer_is_told(cast: Cast) -> None:
    action = _add(cast)
    seen = token(action)
    lead, owner = cast.actor(cast.provider_lead), cast.actor(cast.customer_owner)
    actions.edit_action(action=action, edited=seen, by=lead, at=NOW, due_on=date(2026, 12, 17))

    with pytest.raises(Conflict, match="Somebody else changed this"):
        actions.edit_action(action=action, edited=seen, by=owner, at=NOW, due_on=date(2026, 12, 24))

    event = Event.objects.get(verb="action_edited")
    assert (event.before, event.after) == ({"due_on": "2026-12-10"}, {"due_on": "2026-12-17"})


def test_an_edit_that_changes_nothing_says_nothing(cast: Cast) -> None:
    action = _add(cast)

    actions.edit_action(action=action, edited=token(action), by=cast.actor(cast.provider_lead), at=NOW, due_on=DUE)

    assert not Event.objects.filter(verb="action_edited").exists()


def test_moved_to_the_other_side_it_needs_somebody_of_that_side(cast: Cast) -> None:
    action = _add(cast, who=cast.provider_engineer)

    with pytest.raises(NotAllowed, match="Priya Nair is not among"):
        actions.edit_action(
            action=action, edited=token(action), by=cast.actor(cast.provider_lead), at=NOW, owed_by="customer"
        )


def test_the_side_that_owes_it_says_that_it_is_done(cast: Cast) -> None:
    ours, yours = _add(cast), _add(cast, owed_by="customer")
    engineer, contributor = cast.actor(cast.provider_engineer), cast.actor(cast.customer_contributor)

    actions.finish_action(action=ours, closing="Ran for an hour", by=engineer, at=NOW)
    actions.finish_action(action=yours, closing="Diesel bought", by=contributor, at=NOW)

    assert set(Action.objects.values_list("state", "closing", "closed_by__name")) == {
        ("done", "Ran for an hour", "Priya Nair"), ("done", "Diesel bought", "Jory Pascoe"),
    }  # fmt: skip


def test_the_other_side_does_not_say_so_unless_it_agrees_actions(cast: Cast) -> None:
    yours = _add(cast, owed_by="customer")

    with pytest.raises(NotAllowed, match="The other side owes this"):
        actions.finish_action(action=yours, closing="Seen", by=cast.actor(cast.provider_engineer), at=NOW)
    done = actions.finish_action(action=yours, closing="Seen at the meeting", by=cast.actor(cast.provider_lead), at=NOW)

    assert done.is_done


def told() -> list[tuple[str, str]]:
    """Address and subject of the e-mails about actions, which leave after a little while."""
    drain(NOW + timedelta(days=1))
    return sorted(Email.objects.filter(kind="advice_action").values_list("to_address", "subject"))


def test_whose_action_was_closed_by_the_other_side_is_told_why(cast: Cast) -> None:
    yours = _add(cast, owed_by="customer", who=cast.customer_contributor)

    actions.finish_action(action=yours, closing="Seen on the shelf", by=cast.actor(cast.provider_lead), at=NOW)

    assert told() == sorted(
        (each.email, "Said to be done: Try the generator") for each in (cast.customer_owner, cast.customer_contributor)
    )
    assert "What shows it: Seen on the shelf" in Email.objects.filter(kind="advice_action").first().text
    assert Event.objects.get(verb="action_done").says == "said for the other side that it is done: Try the generator"


def test_ones_own_side_tells_nobody_that_it_has_done_it(cast: Cast) -> None:
    actions.finish_action(action=_add(cast), closing="Ran", by=cast.actor(cast.provider_engineer), at=NOW)

    assert not told()


@pytest.mark.parametrize("owed_by", ["provider", "customer"])
def test_whatever_is_dropped_is_told_to_the_other_side(cast: Cast, owed_by: str) -> None:
    actions.drop_action(action=_add(cast, owed_by=owed_by), closing="Sold", by=cast.actor(cast.provider_lead), at=NOW)

    assert told() == [(cast.customer_owner.email, "No longer needed: Try the generator")]


def test_opened_again_it_is_to_do_and_the_history_keeps_what_was_shown(cast: Cast) -> None:
    yours = _add(cast, owed_by="customer")
    done = actions.finish_action(action=yours, closing="Seen", by=cast.actor(cast.provider_lead), at=NOW)
    owner = cast.actor(cast.customer_owner)

    again = actions.reopen_action(action=done, because="It was another one", by=owner, at=NOW + timedelta(hours=1))

    assert (again.state, again.closing, again.closed_by) == ("open", "", None)
    event = Event.objects.get(verb="action_reopened")
    assert (event.before["closing"], event.after) == ("Seen", {"because": "It was another one"})
    assert [subject for address, subject in told() if address != cast.customer_owner.email] == [
        "Open again: Try the generator"
    ]
    with pytest.raises(NotAllowed, match="open already"):
        actions.reopen_action(action=again, because="Again", by=owner, at=NOW)
    with pytest.raises(NotAllowed, match="agree actions"):
        actions.reopen_action(action=done, because="No", by=cast.actor(cast.customer_contributor), at=NOW)


def test_of_an_action_closed_and_opened_time_and_again_the_last_step_is_told_once(cast: Cast) -> None:
    action, lead = _add(cast, owed_by="customer"), cast.actor(cast.provider_lead)
    for minute in (0, 2):
        action = actions.finish_action(action=action, closing="Seen", by=lead, at=NOW + timedelta(minutes=minute))
        again = NOW + timedelta(minutes=minute + 1)
        action = actions.reopen_action(action=action, because=f"Slip {minute}", by=lead, at=again)
    drain(NOW + timedelta(minutes=9))
    assert not Email.objects.filter(kind="advice_action").exists()

    assert told() == [(cast.customer_owner.email, "Open again: Try the generator")]
    assert "Why: Slip 2" in Email.objects.get(kind="advice_action").text


def test_an_action_opened_again_can_be_done_with_another_file(cast: Cast, sign_in: SignIn) -> None:
    action, lead = _add(cast), sign_in(cast.provider_lead)
    done, again = (
        reverse(f"advice:action-{verb}", args=[cast.customer.slug, action.pk]) for verb in ("done", "reopen")
    )
    for name in ("first.md", "second.md"):
        file = SimpleUploadedFile(name, b"# Seen")
        assert lead.post(done, {"closing": "Seen", "file": file}).status_code == 302
        if name == "first.md":
            assert lead.post(again, {"because": "Another one"}).status_code == 302

    action.refresh_from_db()
    assert (action.state, action.filename) == ("done", "second.md")


def test_the_form_says_for_whom_it_is_said(cast: Cast, sign_in: SignIn) -> None:
    action = _add(cast, owed_by="customer")
    url = reverse("advice:action-done", args=[cast.customer.slug, action.pk])

    assert "instead of Harbour Roast" in sign_in(cast.provider_lead).get(url).content.decode()
    assert "instead of" not in sign_in(cast.customer_owner).get(url).content.decode()


def test_done_once_the_second_is_told_who_was_first(cast: Cast) -> None:
    action = _add(cast)
    actions.finish_action(action=action, closing="Seen", by=cast.actor(cast.provider_engineer), at=NOW)

    with pytest.raises(Conflict, match="Priya Nair has closed this action"):
        actions.drop_action(action=action, closing="Sold", by=cast.actor(cast.provider_lead), at=NOW)
    with pytest.raises(NotAllowed, match="closed"):
        actions.edit_action(action=action, edited="", by=cast.actor(cast.provider_lead), at=NOW)


def test_dropped_with_its_reason(cast: Cast) -> None:
    dropped = actions.drop_action(
        action=_add(cast), closing="The generator is sold", by=cast.actor(cast.customer_owner), at=NOW
    )

    assert (dropped.state, dropped.closing) == ("dropped", "The generator is sold")
    assert Event.objects.get(verb="action_dropped").after["closing"] == "The generator is sold"


def test_a_removed_action_is_told(cast: Cast) -> None:
    action = make_action(cast.customer, cast.provider_lead)
    Action.objects.all().delete()

    with pytest.raises(Conflict, match="removed"):
        actions.drop_action(action=action, closing="Gone", by=cast.actor(cast.provider_lead), at=NOW)
