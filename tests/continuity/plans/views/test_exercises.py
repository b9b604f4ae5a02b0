"""Pages of exercises, as people use them."""

from collections.abc import Callable
from datetime import date

from django.test import Client

from accounts.models import User
from continuity.models import Exercise
from tests.cast import Cast
from tests.continuity.plans.views.test_plans import read, url
from tests.factories.plans import make_exercise, make_plan, make_time

SignIn = Callable[[User], Client]


def test_an_exercise_is_recorded_with_times_and_the_last_ones_are_asked_again(cast: Cast, owner: Client) -> None:
    by = cast.provider_lead
    plan = make_plan(cast.customer, by=by)
    make_time(make_exercise(plan, by=by, held_on=date(2026, 5, 1)), what="Reach everybody", target_minutes=30)
    planned = make_exercise(plan, by=by, due_on=date(2026, 11, 1))
    form = read(owner, url(cast, "exercise-record", pk=planned.pk))
    assert 'value="Reach everybody"' in form

    seen = {"held_on": "2026-11-20", "participants": "Jory", "findings": "Slow\nDark"}
    without = owner.post(url(cast, "exercise-record", pk=planned.pk), seen | {"took_0": "12"})
    assert "Say what takes so long." in without.content.decode()
    times = {"what_0": "Reach everybody", "target_0": "30", "took_0": "42", "what_1": "Doors", "target_1": "1.5 h"}
    answer = owner.post(url(cast, "exercise-record", pk=planned.pk), seen | times, follow=True)

    page = answer.content.decode()
    for part in (
        "The next one is due on Mon 1 Nov 2027.",
        "12 min too long",
        "42 min",
        "1 h 30 min",
        "Not timed",
        "Held: not met",
        "<li>Dark</li>",
    ):
        assert part in page
    assert Exercise.objects.planned().get().due_on == date(2027, 11, 1)


def test_without_times_a_person_says_whether_it_was_shown(cast: Cast, owner: Client) -> None:
    planned = make_exercise(make_plan(cast.customer, by=cast.provider_lead), by=cast.provider_lead)
    seen = {"held_on": "2026-11-20", "participants": "Jory", "findings": "Slow"}

    silent = owner.post(url(cast, "exercise-record", pk=planned.pk), seen)
    owner.post(url(cast, "exercise-record", pk=planned.pk), seen | {"stated": "partly"})

    assert "Nothing was timed against a target." in silent.content.decode()
    assert "Slow</textarea>" in silent.content.decode()
    rows = read(owner, url(cast, "exercise-list") + "?outcome=partly")
    assert "Held: partly met" in rows
    assert "No exercise fits" in read(owner, url(cast, "exercise-list") + "?outcome=met")
    assert "Partly met" in read(owner, url(cast, "exercise-list") + "?export=csv")
    assert "Partly met" in read(owner, url(cast, "exercise", pk=planned.pk))


def test_exercises_begin_with_what_is_ahead(cast: Cast, owner: Client) -> None:
    by = cast.provider_lead
    plan = make_plan(cast.customer, by=by)
    make_exercise(plan, by=by, kind="walkthrough", held_on=date(2026, 10, 5), findings="A\nB")
    make_exercise(plan, by=by, due_on=date(2026, 11, 1))
    where = url(cast, "exercise-list")

    page = read(owner, where)

    assert page.index("Overdue</span>") < page.index("Held</span>")
    assert "Talk a bad day" not in read(owner, f"{where}?state=held").split("<tbody>")[1]
    assert "Read it through" not in read(owner, f"{where}?state=overdue&sort=plan").split("<tbody>")[1]
    assert "Walkthrough" in owner.get(f"{where}?export=csv&kind=walkthrough").content.decode()
