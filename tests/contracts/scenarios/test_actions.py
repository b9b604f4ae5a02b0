"""Examples kept, shared, changed and removed; what the other side learns of it."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from audit.models import Event
from background.models import Email, Job
from background.runner import drain
from contracts.actions import scenarios as actions
from contracts.models import LossScenario, LossYears, WhatIf
from contracts.scenarios import permissions
from contracts.snapshots import token
from core.errors import Conflict, NotAllowed
from tests.cast import NOW, Cast
from tests.factories.scenarios import make_scenario, make_shared, make_what_if, make_years

FACTS = {"name": "Our own worry", "cause": "ransomware", "heads": {"INCIDENT_RESPONSE": "100"}}


def test_a_draft_of_one_side_is_not_seen_by_the_other(cast: Cast) -> None:
    owner, lead = cast.actor(cast.customer_owner), cast.actor(cast.provider_lead)
    row = actions.add_scenario(customer=cast.customer, by=owner, at=NOW, **FACTS)

    assert LossScenario.objects.visible_to(owner).get() == row
    assert not LossScenario.objects.visible_to(lead).exists()
    event = Event.objects.get(verb="scenario_added")
    assert "worry" not in f"{event.says}{event.target_label}{event.after}"

    actions.share_scenario(scenario=row, by=owner, at=NOW)

    assert LossScenario.objects.visible_to(lead).get() == row
    assert "Our own worry" in Event.objects.get(verb="scenario_shared").says


def test_a_draft_of_the_provider_stays_out_of_the_customers_history(cast: Cast) -> None:
    actions.add_scenario(customer=cast.customer, by=cast.actor(cast.provider_lead), at=NOW, **FACTS)

    assert Event.objects.get(verb="scenario_added").is_internal
    assert not LossScenario.objects.visible_to(cast.actor(cast.customer_owner)).exists()


def test_another_customer_sees_nothing(cast: Cast) -> None:
    row = make_shared(cast.customer, by=cast.provider_lead)
    make_what_if(row)
    actor = cast.actor(cast.other_owner, cast.other_customer)

    assert not LossScenario.objects.visible_to(actor).exists()
    assert not WhatIf.objects.visible_to(actor).exists()


def test_only_the_side_that_keeps_it_changes_it(cast: Cast) -> None:
    row = make_shared(cast.customer, by=cast.provider_lead)

    with pytest.raises(NotAllowed, match="Make your own copy"):
        permissions.check_can_edit(cast.actor(cast.customer_owner), row)
    permissions.check_can_edit(cast.actor(cast.provider_lead), row)


@pytest.mark.parametrize("person", ["customer_reader", "provider_engineer", "provider_auditor"])
def test_who_only_reads_keeps_nothing(cast: Cast, person: str) -> None:
    with pytest.raises(NotAllowed):
        permissions.check_can_keep(cast.actor(getattr(cast, person)), cast.customer)


def test_staff_keep_examples_of_customers_they_look_after(cast: Cast) -> None:
    with pytest.raises(NotAllowed, match="not among the customers"):
        permissions.check_can_keep(cast.actor(cast.customer_owner), cast.other_customer)


def test_an_older_page_overwrites_nothing(cast: Cast) -> None:
    row, by = make_scenario(cast.customer, by=cast.provider_lead), cast.actor(cast.provider_lead)
    older = token(row)
    actions.edit_scenario(scenario=row, edited=older, by=by, at=NOW, name="Newer")

    with pytest.raises(Conflict):
        actions.edit_scenario(scenario=row, edited=older, by=by, at=NOW, name="Older")
    row.refresh_from_db()
    assert row.name == "Newer"


def test_sharing_happens_once(cast: Cast) -> None:
    row = make_shared(cast.customer, by=cast.provider_lead)

    with pytest.raises(NotAllowed, match="already shared"):
        actions.share_scenario(scenario=row, by=cast.actor(cast.provider_lead), at=NOW)


def test_other_side_is_told_once_of_what_is_shared(cast: Cast) -> None:
    theirs = make_scenario(cast.customer, by=cast.provider_lead)
    ours = make_scenario(cast.customer, by=cast.customer_owner, side="customer", name="Fire <b>\r\nBcc: x")
    gone = make_scenario(cast.customer, by=cast.provider_lead, name="Taken out again")
    for row, person in ((theirs, cast.provider_lead), (ours, cast.customer_owner), (gone, cast.provider_lead)):
        actions.share_scenario(scenario=row, by=cast.actor(person), at=NOW)
    actions.remove_scenario(scenario=gone, by=cast.actor(cast.provider_lead), at=NOW)
    drain()
    drain()

    sent = Email.objects.filter(kind="scenario_shared")
    assert sorted(sent.values_list("to_name", "subject")) == [
        ("Amara Osei", "Harbour Roast: who would pay? Files are encrypted"),
        ("Jory Pascoe", "Harbour Roast: who would pay? Files are encrypted"),
        ("Ruth Penhale", "Harbour Roast: who would pay? Fire <b> Bcc: x"),
    ]
    told = sent.get(to_name="Amara Osei")
    assert "Tom Hallett of Fairlead IT shares with you an example of who would pay" in told.text
    assert theirs.get_absolute_url() in told.text
    assert "Fire &lt;b&gt;" in sent.get(to_name="Ruth Penhale").html


def test_other_side_is_told_of_shared_years(cast: Cast) -> None:
    row = make_shared(cast.customer, by=cast.provider_lead)
    inputs = {"scenarios": [{"example": str(row.pk), "name": row.name}], "is_published": True}
    run = make_years(cast.customer, by=cast.provider_lead, inputs=inputs, result={"a": 1}, finished_at=NOW)

    actions.share_years(run=run, by=cast.actor(cast.provider_lead), at=NOW)
    drain()

    told = Email.objects.get(kind="scenario_shared", to_name="Amara Osei")
    assert told.subject == "Harbour Roast: who would pay? 10,000 simulated years"
    assert run.get_absolute_url() in told.text


def test_nobody_is_told_of_what_is_kept(cast: Cast) -> None:
    about = {"name": "Quiet", "cause": "ransomware", "heads": {}}
    actions.add_scenario(customer=cast.customer, by=cast.actor(cast.provider_lead), at=NOW, **about)
    drain()

    assert not Email.objects.exists()


def test_a_what_if_has_a_name_of_its_own(cast: Cast) -> None:
    what_if, by = make_what_if(make_scenario(cast.customer, by=cast.provider_lead)), cast.actor(cast.provider_lead)
    about = {"name": what_if.name, "changes": {"retention": "1"}, "by": by, "at": NOW}

    with pytest.raises(Conflict, match="name already"):
        actions.add_what_if(scenario=what_if.scenario, **about)


def test_removing_takes_what_ifs_along(cast: Cast) -> None:
    what_if = make_what_if(make_scenario(cast.customer, by=cast.provider_lead))

    actions.remove_scenario(scenario=what_if.scenario, by=cast.actor(cast.provider_lead), at=NOW)

    assert not WhatIf.objects.exists()
    assert Event.objects.get(verb="scenario_removed").before["name"] == "Files are encrypted"


def test_who_removes_what_is_gone_is_told(cast: Cast) -> None:
    row, by = make_scenario(cast.customer, by=cast.provider_lead), cast.actor(cast.provider_lead)
    LossScenario.objects.all().delete()

    with pytest.raises(Conflict):
        actions.remove_scenario(scenario=row, by=by, at=NOW)


def test_years_are_asked_for_with_a_job(cast: Cast) -> None:
    by = cast.actor(cast.provider_lead)

    run = actions.ask_years(customer=cast.customer, inputs={"a": 1}, years=10_000, seed=3, by=by, at=NOW)

    assert Job.objects.get(name="contracts.simulate_years").payload == {"run_id": str(run.pk)}
    assert len(run.inputs_sha256) == 64
    assert not LossYears.objects.visible_to(cast.actor(cast.customer_owner)).exists()


@pytest.mark.parametrize(
    "about", [{"msp_share": Decimal(2)}, {"cause": "bad luck"}, {"shared_at": NOW}, {"duration_hours": Decimal(-1)}]
)
def test_database_refuses_what_makes_no_sense(cast: Cast, about: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_scenario(cast.customer, by=cast.provider_lead, **about)


@pytest.mark.parametrize("about", [{"side": "nobody"}, {"result": {}}])
def test_database_refuses_years_that_make_no_sense(cast: Cast, about: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_years(cast.customer, by=cast.provider_lead, **about)


def test_database_refuses_a_what_if_that_changes_nothing(cast: Cast) -> None:
    row = make_scenario(cast.customer, by=cast.provider_lead)

    with pytest.raises(IntegrityError), transaction.atomic():
        make_what_if(row, changes={})
