"""Outages and the plans for them: written for one, chosen, read from each other, turned into an exercise."""

from typing import Any

import pytest
from django.db.utils import IntegrityError
from django.test import Client
from django.urls import reverse

from continuity.actions import outages as actions
from continuity.models import Exercise, NamedOutage, Plan
from core.errors import Conflict, NotAllowed
from tests.cast import NOW, Cast, make_cast
from tests.factories.continuity import make_cafe
from tests.factories.outages import make_outage, make_shared_outage
from tests.factories.plans import make_plan


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def owner(cast: Cast, client: Client) -> Client:
    client.force_login(cast.customer_owner)
    return client


@pytest.fixture
def outage(cast: Cast) -> NamedOutage:
    make_cafe(cast.customer, by=cast.customer_owner)
    return make_shared_outage(cast.customer, by=cast.provider_lead, name="No power from nine to five")


def at(cast: Cast, name: str, **more: object) -> str:
    return reverse(f"continuity:{name}", kwargs={"customer_slug": cast.customer.slug, **more})


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def test_a_plan_is_begun_for_an_outage_and_both_lead_to_each_other(
    cast: Cast, owner: Client, outage: NamedOutage
) -> None:
    address = f"{at(cast, 'plan-add')}?outage={outage.pk}"
    begun = text(owner.get(address))
    assert 'value="No power from nine to five"' in begun
    assert "Hot drinks stop." in begun
    assert "Mains power not working for 15 minutes" in begun

    words = {"name": "The power goes", "trigger": "No power.", "may_start": "Anybody."}
    page = text(owner.post(address, words, follow=True))

    plan = Plan.objects.get()
    outage.refresh_from_db()
    assert outage.plan_line == plan.line
    assert "Try this outage" in page
    assert f'href="{outage.get_absolute_url()}"' in page
    kept = text(owner.get(outage.get_absolute_url()))
    assert f'href="{plan.get_absolute_url()}"' in kept
    assert "Not practised yet" in kept


def test_a_kept_plan_is_chosen_and_taken_away_again(cast: Cast, owner: Client, outage: NamedOutage) -> None:
    plan = make_plan(cast.customer, by=cast.provider_lead, name="What we do without power")

    owner.post(at(cast, "outage-plan", pk=outage.pk), {"plan": str(plan.pk)})
    chosen = text(owner.get(outage.get_absolute_url()))
    owner.post(at(cast, "outage-plan", pk=outage.pk), {"plan": ""})

    assert "Turn into an exercise" in chosen
    assert "What we do without power</a>" in chosen
    outage.refresh_from_db()
    assert outage.plan_line is None


def test_an_exercise_of_an_outage_is_of_its_plan_and_measures_what_is_wanted_back(
    cast: Cast, owner: Client, outage: NamedOutage
) -> None:
    make_plan(cast.customer, by=cast.provider_lead, name="Another")
    plan = make_plan(cast.customer, by=cast.provider_lead)
    NamedOutage.objects.update(plan_line=plan.line)
    address = f"{at(cast, 'exercise-add')}?outage={outage.pk}"

    form = text(owner.get(address))
    asked = {"plan": str(plan.pk), "kind": "tabletop", "due_on": "2027-01-15", "what_0": "Till tablet: back"}
    refused = text(owner.post(address, asked))
    owner.post(address, asked | {"target_0": "6 h"})

    assert f'<option value="{plan.pk}" selected>' in form
    assert 'value="Till tablet: back"' in form
    assert 'value="6 h"' in form
    assert "Say how long it should take." in refused
    assert list(Exercise.objects.get().times.values_list("target_minutes", "observed_minutes")) == [(360, None)]


def test_plan_of_another_customer_or_nobody_is_not_found(cast: Cast, owner: Client, outage: NamedOutage) -> None:
    strange = make_plan(cast.other_customer, by=cast.provider_lead)

    for pk in (strange.pk, "nonsense"):
        assert owner.post(at(cast, "outage-plan", pk=outage.pk), {"plan": str(pk)}).status_code == 404
    with pytest.raises(Conflict):
        actions.plan_for(outage=outage, plan=strange, by=cast.actor(cast.provider_lead), at=NOW)


def test_what_is_not_shared_or_put_away_has_no_plan(cast: Cast) -> None:
    plan = make_plan(cast.customer, by=cast.provider_lead)
    hidden = make_outage(cast.customer, by=cast.provider_lead)
    away = make_shared_outage(cast.customer, by=cast.provider_lead, archived_at=NOW, archived_by=cast.provider_lead)

    for one in (hidden, away):
        with pytest.raises(NotAllowed):
            actions.plan_for(outage=one, plan=plan, by=cast.actor(cast.provider_lead, cast.customer), at=NOW)


def test_outage_that_is_not_shared_is_named_on_no_plan(cast: Cast) -> None:
    plan = make_plan(cast.customer, by=cast.provider_lead)

    with pytest.raises(IntegrityError):
        make_outage(cast.customer, by=cast.provider_lead, plan_line=plan.line)


def test_engineer_reads_the_plan_and_chooses_none(cast: Cast, outage: NamedOutage) -> None:
    plan = make_plan(cast.customer, by=cast.provider_lead)

    with pytest.raises(NotAllowed):
        actions.plan_for(outage=outage, plan=plan, by=cast.actor(cast.provider_engineer, cast.customer), at=NOW)
