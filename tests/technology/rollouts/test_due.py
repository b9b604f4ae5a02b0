"""What falls due for updates stands in the provider's own calendar."""

from datetime import date, datetime, timedelta

from core.due import DueDate
from engagement.actions.gathering import gather_own
from engagement.models import Due
from technology.models import Rollout, Stop
from technology.rollouts.due import own_due_dates
from tests.cast import NOW, Cast
from tests.factories.rollouts import make_rollout, make_update, make_way_back, make_way_test
from tests.factories.technology import make_product


def rollout_of(cast: Cast, **about: object) -> Rollout:
    product = make_product(cast.provider, name="Watch")
    return make_rollout(make_update(product, by=cast.provider_lead), by=cast.provider_lead, **about)  # type: ignore[arg-type]


def dates(cast: Cast, now: datetime = NOW) -> list[DueDate]:
    assert own_due_dates([cast.strange_provider.pk], now) == []
    return own_due_dates([cast.provider.pk], now)


def test_end_of_the_watching_is_due_once_for_the_provider(cast: Cast) -> None:
    rollout = rollout_of(cast, stage=1, hours=1)

    [due] = dates(cast)

    assert (due.kind, due.owed_by, due.due_on, due.path) == (
        "update", "provider", date(2026, 11, 26), rollout.get_absolute_url(),
    )  # fmt: skip
    assert due.title == "Watch 7.20: watched in Pilot until 26 Nov 2026, 08:30, then let it go on"
    assert dates(cast, NOW + timedelta(days=9)) == [due]


def test_stopped_or_ended_update_is_not_due(cast: Cast) -> None:
    rollout = rollout_of(cast, stage=1)
    Stop.objects.create(
        stage=rollout.stages.get(position=1), reason="boot", words="Black", opened_at=NOW, opened_by=cast.provider_lead
    )
    Rollout.objects.update(state="stopped")

    assert dates(cast) == []


def test_last_ring_is_called_complete(cast: Cast) -> None:
    rollout_of(cast, stage=4)

    assert dates(cast)[0].title.endswith("then call it complete")


def test_way_back_is_tried_a_month_after_it_is_written_then_as_often_as_agreed(cast: Cast) -> None:
    product = make_product(cast.provider, name="Watch")
    plan = make_way_back(product, test_months=6, written_on=date(2026, 5, 1))

    assert [(due.kind, due.due_on) for due in dates(cast)] == [("rollback", date(2026, 5, 31))]
    make_way_test(plan, by=cast.provider_lead, tested_on=date(2026, 6, 2), has_worked=False)
    assert dates(cast)[0].due_on == date(2026, 5, 31)
    make_way_test(plan, by=cast.provider_lead, tested_on=date(2026, 6, 30))
    assert dates(cast)[0].due_on == date(2026, 12, 30)


def test_review_calendar_keeps_both_kinds(cast: Cast) -> None:
    rollout = rollout_of(cast, stage=1, hours=1)
    make_way_back(rollout.update.product)

    gather_own(provider=cast.provider, at=NOW)

    kinds = Due.objects.of_provider_alone(cast.provider).open().values_list("kind", flat=True)
    assert set(kinds) == {"update", "rollback"}
    assert not Due.objects.visible_to(cast.actor(cast.customer_owner)).exists()
