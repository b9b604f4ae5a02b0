"""A provider's copy of the catalogue, and drafts from it and from what the customer buys."""

from datetime import date

import pytest

from audit.models import Event
from core.errors import NotAllowed
from responsibilities.actions.drafting import add_from_catalogue, draft_from_contracts
from responsibilities.actions.editing import edit_row
from responsibilities.actions.seeding import seed_catalogue
from responsibilities.models import Activity, Row, Version
from responsibilities.queries.facts import findings_of
from tests.cast import NOW, Cast
from tests.factories.contracts import make_clause, make_contract, make_line, make_service, make_target
from tests.factories.responsibilities import cover, make_activity, make_version
from tests.factories.responsibilities import seed_catalogue as seeded

TODAY = NOW.date()


def draft(cast: Cast) -> Version:
    return draft_from_contracts(customer=cast.customer, by=cast.actor(cast.provider_lead), at=NOW)


def row_of(version: Version, activity: Activity) -> Row:
    return Row.objects.get(version=version, activity=activity)


def test_a_provider_gets_a_copy_that_calls_it_by_its_name(cast: Cast) -> None:
    seeded(cast.provider)

    assert Activity.objects.filter(provider=cast.provider).count() == 83
    assert not Activity.objects.filter(customer_duty__contains="MSP").exists()
    assert Activity.objects.filter(customer_duty__contains="Tell Fairlead IT when devices").exists()


def test_seeding_again_adds_only_what_is_missing(cast: Cast) -> None:
    first = seeded(cast.provider)[0]
    Activity.objects.filter(pk=first.pk).update(title="Our own title", retired_at=NOW)
    Activity.objects.filter(code="MON-02").delete()
    events = Event.objects.count()

    by = cast.actor(cast.provider_owner, provider=cast.provider)
    added = seed_catalogue(provider=cast.provider, by=by, at=NOW)

    assert [activity.code for activity in added] == ["MON-02"]
    assert Activity.objects.get(pk=first.pk).title == "Our own title"
    assert Event.objects.count() == events + 1
    assert seed_catalogue(provider=cast.provider, by=by, at=NOW) == []
    assert Event.objects.count() == events + 1


def test_seeding_needs_the_right(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        seed_catalogue(provider=cast.provider, by=cast.actor(cast.provider_engineer, provider=cast.provider), at=NOW)


def test_a_fresh_draft_of_the_catalogue_does_not_contradict_itself(cast: Cast) -> None:
    activities = seeded(cast.provider)
    contract = make_contract(cast.customer)
    for number, several in enumerate((activities[:30], activities[20:50], activities[70:])):
        service = make_service(cast.provider, f"Care {number}")
        cover(service, *several)
        make_line(contract, service)
        clause = make_clause(contract, owed_by="provider")
        make_target(contract, service=service, clause=clause)
    cast.customer.lead = cast.provider_lead
    cast.customer.save()

    version = draft(cast)

    assert version.rows.count() == 83
    checks = {finding.check for finding in findings_of(version, TODAY) if not finding.is_unknown}
    assert checks == {"C-01"}


def test_what_a_bought_service_covers_gets_the_service_its_words_and_its_clause(cast: Cast) -> None:
    own_words, usual = make_activity(cast.provider), make_activity(cast.provider)
    service = make_service(cast.provider, "Detection")
    cover(service, own_words, provider_duty="Has an analyst on duty.")
    cover(service, usual)
    contract = make_contract(cast.customer, reference="MSA-9")
    make_line(contract, service)
    make_target(contract, service=service, clause=make_clause(contract, "3.2", owed_by="shared"))

    version = draft(cast)

    row = row_of(version, own_words)
    assert (row.ownership, row.provider_duty) == ("shared", "Has an analyst on duty.")
    assert (row.service, row.service_name, row.clause_reference) == (service, "Detection", "MSA-9, clause 3.2")
    assert row_of(version, usual).provider_duty == "Watches it and acts on alerts."


def test_a_clause_that_binds_somebody_else_is_not_cited(cast: Cast) -> None:
    activity, service = make_activity(cast.provider, default_ownership="provider"), make_service(cast.provider)
    cover(service, activity)
    contract = make_contract(cast.customer)
    make_line(contract, service)
    make_target(contract, service=service, clause=make_clause(contract, owed_by="customer"))

    assert row_of(draft(cast), activity).clause is None


@pytest.mark.parametrize(
    "line",
    [{"starts_on": date(2027, 1, 1)}, {"ends_on": date(2026, 11, 22)}],
    ids=["not begun", "ended"],
)
def test_only_what_is_bought_today_counts(cast: Cast, line: dict[str, date]) -> None:
    activity, service = make_activity(cast.provider), make_service(cast.provider)
    cover(service, activity)
    make_line(make_contract(cast.customer), service, **line)
    make_line(make_contract(cast.customer, ended_on=date(2026, 6, 30)), service)

    assert row_of(draft(cast), activity).ownership == "undecided"


def test_the_account_lead_and_the_customers_owner_answer_for_it(cast: Cast) -> None:
    make_activity(cast.provider)
    cast.customer.lead = cast.provider_lead
    cast.customer.save()

    row = draft(cast).rows.get()

    assert (row.provider_person, row.customer_person) == ("Tom Hallett", "Amara Osei")


def test_drafting_again_adds_what_is_missing_and_leaves_what_was_written(cast: Cast) -> None:
    first = make_activity(cast.provider)
    version = draft(cast)
    by = cast.actor(cast.provider_lead)
    edit_row(row=version.rows.get(), edition=1, values={"provider_duty": "Our words."}, by=by, at=NOW)
    second = make_activity(cast.provider)
    make_activity(cast.provider, retired_at=NOW)

    again, added = add_from_catalogue(customer=cast.customer, by=by, at=NOW)

    assert (again, added) == (version, 1)
    assert row_of(version, first).provider_duty == "Our words."
    assert row_of(version, second).position > row_of(version, first).position
    assert add_from_catalogue(customer=cast.customer, by=by, at=NOW) == (version, 0)


def test_a_code_that_an_own_job_has_is_not_added_twice(cast: Cast) -> None:
    make_activity(cast.provider, code="OWN-01")
    version = make_version(cast.customer, rows=[{"code": "OWN-01"}])

    draft(cast)

    assert version.rows.count() == 1


def test_a_draft_follows_the_version_in_force(cast: Cast) -> None:
    activity = make_activity(cast.provider)
    in_force = make_version(cast.customer, "agreed", rows=[{"activity": activity, "code": activity.code}])
    make_activity(cast.provider)

    version = draft(cast)

    assert (version.number, version.based_on) == (2, in_force)
    assert row_of(version, activity).line == in_force.rows.get().line
    assert version.rows.count() == 2


def test_a_job_that_comes_back_keeps_its_line(cast: Cast) -> None:
    activity = make_activity(cast.provider)
    former = make_version(cast.customer, "withdrawn", rows=[{"activity": activity, "code": activity.code}])

    assert row_of(draft(cast), activity).line == former.rows.get().line


def test_nothing_is_drafted_while_a_version_is_with_both_sides(cast: Cast) -> None:
    make_version(cast.customer, "proposed")

    with pytest.raises(NotAllowed, match="with both sides"):
        draft(cast)


def test_customers_do_not_draft(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        draft_from_contracts(customer=cast.customer, by=cast.actor(cast.customer_owner), at=NOW)
