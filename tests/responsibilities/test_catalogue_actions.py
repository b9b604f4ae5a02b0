"""Writing the catalogue: recorded once, guarded, and never over somebody else's change unnoticed."""

from dataclasses import replace

import pytest

from audit.models import Event
from contracts.models import Bundle, Service
from core.errors import Conflict, NotAllowed
from responsibilities.actions.catalogue import (
    Taken,
    add_entry,
    change_entry,
    cover_activities,
    restore_entry,
    retire_entry,
)
from responsibilities.models import Activity, Coverage
from responsibilities.queries.catalogue import coverage_stamp, entry_stamp
from tests.cast import NOW, Cast
from tests.factories.contracts import make_bundle, make_service
from tests.factories.responsibilities import cover, make_activity


@pytest.fixture
def lead(cast: Cast):
    return cast.actor(cast.provider_lead, provider=cast.provider)


def test_an_added_activity_is_recorded(cast: Cast, lead) -> None:
    entry = add_entry(
        entry=Activity(provider=cast.provider, code="OWN-01", domain="Own", title="Feed the cat"), by=lead, at=NOW
    )

    event = Event.objects.get()
    assert (event.verb, event.says) == ("activity_added", "added the activity OWN-01 Feed the cat")
    assert event.is_internal
    assert event.after["title"] == "Feed the cat"
    assert Activity.objects.get().pk == entry.pk


def test_only_who_may_edit_the_catalogue_adds(cast: Cast) -> None:
    engineer = cast.actor(cast.provider_engineer, provider=cast.provider)

    with pytest.raises(NotAllowed):
        add_entry(entry=Service(provider=cast.provider, code="A", name="A"), by=engineer, at=NOW)


def test_nobody_adds_to_another_providers_catalogue(cast: Cast, lead) -> None:
    with pytest.raises(NotAllowed):
        add_entry(entry=Service(provider=cast.strange_provider, code="A", name="A"), by=lead, at=NOW)


def test_nobody_changes_another_providers_catalogue(cast: Cast, lead) -> None:
    service = make_service(cast.strange_provider)

    with pytest.raises(NotAllowed):
        retire_entry(entry=service, by=lead, at=NOW)


def test_a_code_is_taken_once_whatever_its_case(cast: Cast, lead) -> None:
    make_activity(cast.provider, code="MON-01", title="Watch")

    with pytest.raises(Taken, match="already taken by “Watch”") as taken:
        add_entry(entry=Activity(provider=cast.provider, code="mon-01", domain="x", title="y"), by=lead, at=NOW)

    assert taken.value.field == "code"


def test_a_retired_entry_says_so_when_its_code_is_taken(cast: Cast, lead) -> None:
    make_service(cast.provider, "Backup", code="B", retired_at=NOW)

    with pytest.raises(Taken, match="bring it back"):
        add_entry(entry=Service(provider=cast.provider, code="B", name="New"), by=lead, at=NOW)


def test_a_change_records_only_what_changed(cast: Cast, lead) -> None:
    activity = make_activity(cast.provider, title="Old")
    values = {"title": "New", "domain": activity.domain}

    change_entry(entry=activity, values=values, seen=entry_stamp(activity), by=lead, at=NOW)

    event = Event.objects.get()
    assert (event.before, event.after) == ({"title": "Old"}, {"title": "New"})


def test_saving_what_is_there_writes_nothing(cast: Cast, lead) -> None:
    activity = make_activity(cast.provider)

    change_entry(entry=activity, values={"title": activity.title}, seen=entry_stamp(activity), by=lead, at=NOW)

    assert not Event.objects.exists()


def test_a_change_over_somebody_elses_is_refused(cast: Cast, lead) -> None:
    activity = make_activity(cast.provider)
    seen = entry_stamp(activity)
    change_entry(entry=activity, values={"title": "First"}, seen=seen, by=lead, at=NOW)

    with pytest.raises(Conflict):
        change_entry(entry=activity, values={"title": "Second"}, seen=seen, by=lead, at=NOW)

    assert Activity.objects.get().title == "First"


def test_a_bundle_takes_own_services_only(cast: Cast, lead) -> None:
    mine, foreign = make_service(cast.provider), make_service(cast.strange_provider)
    bundle = make_bundle(cast.provider, mine)

    change_entry(
        entry=bundle, values={"services": [mine, foreign], "name": "Both"}, seen=entry_stamp(bundle), by=lead, at=NOW
    )

    assert list(Bundle.objects.get().services.all()) == [mine]


def test_retiring_twice_records_once_and_can_be_undone(cast: Cast, lead) -> None:
    service = make_service(cast.provider)

    retire_entry(entry=service, by=lead, at=NOW)
    retire_entry(entry=service, by=lead, at=NOW)
    restore_entry(entry=service, by=lead, at=NOW)
    restore_entry(entry=service, by=lead, at=NOW)

    assert [event.verb for event in Event.objects.order_by("sequence")] == ["service_retired", "service_restored"]
    assert Service.objects.get().retired_at is None


def test_coverage_is_added_reworded_and_removed_in_one_record(cast: Cast, lead) -> None:
    service = make_service(cast.provider)
    stays, goes, comes = (make_activity(cast.provider, code=code) for code in ("A", "B", "C"))
    cover(service, stays, goes)
    seen = coverage_stamp(service.coverage.all())

    counts = cover_activities(service=service, duties={stays.pk: "Nightly.", comes.pk: ""}, seen=seen, by=lead, at=NOW)

    assert counts == (1, 1, 1)
    assert dict(Coverage.objects.values_list("activity__code", "provider_duty")) == {"A": "Nightly.", "C": ""}
    event = Event.objects.get()
    assert "1 job added, 1 reworded, 1 removed" in event.says
    assert event.before == {"A": "", "B": ""}


def test_coverage_leaves_out_activities_of_others(cast: Cast, lead) -> None:
    service = make_service(cast.provider)
    foreign = make_activity(cast.strange_provider)

    counts = cover_activities(service=service, duties={foreign.pk: ""}, seen=coverage_stamp([]), by=lead, at=NOW)

    assert counts == (0, 0, 0)
    assert not Coverage.objects.exists()


def test_coverage_over_somebody_elses_change_is_refused(cast: Cast, lead) -> None:
    service = make_service(cast.provider)
    activity = make_activity(cast.provider)
    cover(service, activity)

    with pytest.raises(Conflict):
        cover_activities(service=service, duties={}, seen=coverage_stamp([]), by=lead, at=NOW)


def test_an_actor_without_the_right_covers_nothing(cast: Cast, lead) -> None:
    service = make_service(cast.provider)

    with pytest.raises(NotAllowed):
        cover_activities(
            service=service, duties={}, seen=coverage_stamp([]), by=replace(lead, permissions=frozenset()), at=NOW
        )
