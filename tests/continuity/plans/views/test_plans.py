"""Pages of plans, contacts, exercises and uses, as people use them."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from continuity.models import Contact, Plan, PlanUse
from tests.cast import NOW, Cast
from tests.factories.plans import (
    DAY,
    make_call,
    make_contact,
    make_exercise,
    make_follow_up,
    make_log,
    make_plan,
    make_use,
)

SignIn = Callable[[User], Client]


def url(cast: Cast, name: str, **more: Any) -> str:
    return reverse(f"continuity:{name}", kwargs={"customer_slug": cast.customer.slug, **more})


def read(browser: Client, where: str) -> str:
    answer = browser.get(where)
    assert answer.status_code == 200
    return answer.content.decode()


def test_from_the_first_word_to_the_stand_down_without_javascript(cast: Cast, owner: Client) -> None:
    words = {"name": "The power goes", "trigger": "No power.", "may_start": "Anybody."}
    owner.post(url(cast, "plan-add"), words)
    plan = Plan.objects.get()
    assert "Add at least one step" in read(owner, plan.get_absolute_url())
    for minutes, what in (("0", "Ring 105"), ("30", "Sell cold food")):
        owner.post(url(cast, "step-add", pk=plan.pk), {"offset_minutes": minutes, "who": "Jory", "what": what})
    owner.post(
        url(cast, "contact-add"), {"name": "Jory", "party": "customer", "phone": "07700 900 202", "checked": "on"}
    )
    owner.post(url(cast, "call-add", pk=plan.pk), {"called": Contact.objects.get().pk, "caller": ""})
    owner.post(url(cast, "plan-in-force", pk=plan.pk), {"kinds": ["call_tree"]})
    owner.post(url(cast, "use-start", pk=plan.pk), {"reason": "The street is dark"})
    use = PlanUse.objects.get()
    page = read(owner, use.get_absolute_url())
    assert 'href="tel:07700900202"' in page
    assert "<b>10:00</b> after 30 min" in page
    first, second = plan.steps.order_by("position")
    owner.post(url(cast, "use-step", pk=use.pk, step=first.pk))
    owner.post(url(cast, "use-step", pk=use.pk, step=second.pk))
    owner.post(url(cast, "use-step", pk=use.pk, step=second.pk), {"undo": "1"})
    owner.post(url(cast, "use-log", pk=use.pk), {"text": "Back by noon.", "happened_at": "2026-11-23T09:30"})
    owner.post(url(cast, "use-stand-down", pk=use.pk), {"ended_at": "2026-11-23T09:30"})
    page = read(owner, use.get_absolute_url())
    for part in ("Stood down", "Back by noon.", "Done: Ring 105", "not ticked", "Write the report"):
        assert part in page
    use.refresh_from_db()
    assert use.stood_down_at == NOW


def test_the_page_of_a_use_marks_what_is_next_and_late(cast: Cast, owner: Client) -> None:
    plan = make_plan(cast.customer, by=cast.provider_lead)
    use = make_use(plan, by=cast.customer_owner)

    page = read(owner, use.get_absolute_url())

    assert page.count('class="is-next"') == 1
    assert page.count('<span class="care">late</span>') == 2
    assert page.count("btn-primary") == 1


def test_nothing_is_late_in_the_first_minutes(cast: Cast, owner: Client) -> None:
    plan = make_plan(cast.customer, by=cast.provider_lead)

    answer = owner.post(url(cast, "use-start", pk=plan.pk), {"reason": "The street is dark"}, follow=True)

    assert "Do this now" in answer.content.decode()
    assert ">late<" not in answer.content.decode()


def test_whoever_starts_while_it_runs_is_shown_the_use(cast: Cast, owner: Client) -> None:
    plan = make_plan(cast.customer, by=cast.provider_lead)
    use = make_use(plan, by=cast.provider_lead)

    answer = owner.get(url(cast, "use-start", pk=plan.pk))

    assert answer.url == use.get_absolute_url()
    assert "This plan is in use now" in read(owner, plan.get_absolute_url())
    assert "“The power goes” is in use" in read(owner, cast.customer.get_absolute_url())


def test_an_old_version_is_readable_and_says_which_is_in_force(cast: Cast, owner: Client) -> None:
    old = make_plan(cast.customer, by=cast.provider_lead, state="retired")
    make_plan(cast.customer, by=cast.provider_lead, line=old.line, number=2)

    page = read(owner, old.get_absolute_url())

    assert "Version 2 is in force" in page
    assert "Use this plan now" not in page
    assert "Step 1" in page


def test_a_step_moves_with_a_button(cast: Cast, owner: Client) -> None:
    plan = make_plan(cast.customer, by=cast.provider_lead, state="draft")
    second = plan.steps.get(position=2)

    answer = owner.post(url(cast, "step-move", pk=second.pk), {"to": "up"})

    assert answer.url.endswith(f"#step-{second.pk}")
    second.refresh_from_db()
    assert second.position == 1


def test_somebody_elses_words_are_shown_beside_ones_own(cast: Cast, owner: Client) -> None:
    plan = make_plan(cast.customer, by=cast.provider_lead, state="draft")
    words = {"name": "Mine", "trigger": plan.trigger, "may_start": plan.may_start, "edited": "old"}

    answer = owner.post(url(cast, "plan-edit", pk=plan.pk), words)

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "now says: The power goes" in page
    assert 'value="Mine"' in page


def test_what_does_not_fit_is_said_and_kept(cast: Cast, owner: Client) -> None:
    answer = owner.post(url(cast, "contact-add"), {"name": "Kit", "party": "customer", "phone": "javascript:alert(1)"})

    assert answer.status_code == 422
    assert "Write the number with digits" in answer.content.decode()
    plan = make_plan(cast.customer, by=cast.provider_lead)
    make_use(plan, by=cast.customer_owner)
    late = {"ended_at": "2026-11-22T09:00"}
    answer = owner.post(url(cast, "use-stand-down", pk=PlanUse.objects.get().pk), late)
    assert "before it began" in answer.content.decode()


def test_a_number_is_checked_with_one_button(cast: Cast, sign_in: SignIn) -> None:
    contact = make_contact(cast.customer, by=cast.provider_lead, verified_on=date(2026, 1, 1))
    engineer = sign_in(cast.provider_engineer)
    page = read(engineer, url(cast, "contact-list"))
    assert f'formaction="{contact.pk}/verify/">I have checked this number today' in page

    engineer.post(url(cast, "contact-verify", pk=contact.pk))

    contact.refresh_from_db()
    assert (contact.verified_on, contact.verified_by) == (date(2026, 11, 23), cast.provider_engineer)
    assert "I have checked this number today" not in read(engineer, url(cast, "contact-list"))


def test_an_action_is_done_with_one_button(cast: Cast, owner: Client) -> None:
    held = make_exercise(
        make_plan(cast.customer, by=cast.provider_lead), by=cast.provider_lead, held_on=date(2026, 11, 2)
    )
    row = make_follow_up(held, by=cast.provider_lead)

    answer = owner.post(url(cast, "plan-action-done", pk=row.pk))

    assert answer.url == f"{held.get_absolute_url()}#actions"
    row.refresh_from_db()
    assert row.is_done


# Lists


def test_plans_are_searched_filtered_sorted_and_exported(cast: Cast, owner: Client) -> None:
    by = cast.provider_lead
    late = make_plan(cast.customer, by=by, name="The power goes")
    make_exercise(late, by=by, due_on=date(2026, 11, 1))
    make_plan(cast.customer, by=by, name="=No internet", state="draft", scenario="Nothing loads", trigger="At once.")
    where = url(cast, "plan-list")

    assert "22 days late" in read(owner, where)
    assert "No internet" not in read(owner, f"{where}?q=power")
    assert "The power goes" not in read(owner, f"{where}?state=draft")
    assert read(owner, f"{where}?sort=-name").index("The power") < read(owner, f"{where}?sort=-name").index("No intern")
    assert "No plan fits" in read(owner, f"{where}?q=zzz")
    rows = owner.get(f"{where}?export=csv").content.decode()
    assert '"The power goes","1","In force","2026-10-24","","2026-11-01"' in rows
    assert "'=No internet" in rows


def test_contacts_are_filtered_by_what_is_checked(cast: Cast, owner: Client) -> None:
    make_contact(cast.customer, by=cast.provider_lead, name="Amara")
    make_contact(cast.customer, by=cast.provider_lead, name="Kit", party="vendor", verified_on=date(2026, 1, 1))
    where = url(cast, "contact-list")

    assert "Kit" not in read(owner, f"{where}?checked=yes")
    assert "Amara<" not in read(owner, f"{where}?checked=no")
    assert "Amara<" not in read(owner, f"{where}?party=vendor")
    assert "Supplier" in owner.get(f"{where}?export=csv").content.decode()


def _fill(cast: Cast, number: int) -> None:
    by = cast.provider_lead
    for each in range(number):
        plan = make_plan(cast.customer, by=by, name=f"Plan {uuid4()}")
        make_exercise(plan, by=by, due_on=date(2027, 1, 1) + each * DAY)
        make_follow_up(make_exercise(plan, by=by, kind="walkthrough", held_on=date(2026, 11, 2)), by=by)
        make_contact(cast.customer, by=by, name=f"Contact {each}, opens the shop", verified_on=None, verified_by=None)


def _cost(browser: Client, where: str) -> int:
    """Queries of the page, asked a second time: the first one of a sign-in notes the browser."""
    browser.get(where)
    with CaptureQueriesContext(connection) as captured:
        browser.get(where)
    return len(captured)


@pytest.mark.parametrize("name", ["plan-list", "contact-list", "exercise-list"])
def test_lists_cost_the_same_however_long(cast: Cast, owner: Client, name: str) -> None:
    where = f"{url(cast, name)}?size=100"
    _fill(cast, 5)
    few = _cost(owner, where)
    _fill(cast, 55)

    assert _cost(owner, where) == few <= 12
    rows = 2 if name == "exercise-list" else 1  # sixty plans have a hundred and twenty exercises
    assert len(owner.get(where).content) < 60_000 * rows


@pytest.mark.parametrize("name", ["plan", "use"])
def test_pages_cost_the_same_however_long(cast: Cast, owner: Client, name: str) -> None:
    by = cast.provider_lead
    plan = make_plan(cast.customer, by=by, steps=20)
    use = make_use(plan, by=by)
    where = url(cast, name, pk=plan.pk if name == "plan" else use.pk)
    costs = []
    first = None
    for _ in range(2):
        for number in range(10):
            contact = make_contact(cast.customer, by=by, name=f"Contact {number}")
            make_call(plan, contact, first)
            first = contact
            make_log(use, by=by)
            make_follow_up(make_exercise(plan, by=by, kind="walkthrough", held_on=date(2026, 11, 2)), by=by)
        costs.append(_cost(owner, where))

    assert costs[0] == costs[1] <= 17
