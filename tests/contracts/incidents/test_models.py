"""What the database refuses about incidents, whoever writes."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from contracts.models import Contract, IncidentJob
from tests.cast import NOW, Cast
from tests.factories.contracts import make_contract
from tests.factories.incidents import HOUR, make_entry, make_incident, make_loss, make_notification
from tests.factories.insurance import make_policy


@pytest.mark.parametrize(
    "wrong",
    [
        {"started_at": NOW, "ended_at": NOW - HOUR},
        {"side": "customer", "shared_at": None, "shared_by": None},
        {"side": "vendor"},
        {"shared_by": None},
        {"closed_at": NOW},
        {"cause": "gremlins"},
        {"personal_data": "perhaps"},
    ],
)
def test_incident_refuses(cast: Cast, wrong: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError):
        make_incident(cast.customer, by=cast.provider_lead, **wrong)


def test_a_number_is_given_once_per_customer(cast: Cast) -> None:
    make_incident(cast.customer, by=cast.provider_lead, number=1)
    make_incident(cast.other_customer, by=cast.provider_lead, number=1)

    with pytest.raises(IntegrityError):
        make_incident(cast.customer, by=cast.provider_lead, number=1)


@pytest.mark.parametrize(
    "wrong",
    [
        {"done_at": NOW},
        {"not_needed_at": NOW, "reason": "x"},
        {"reason": "x"},
        {"whom": "insurer"},
        {"whom": "someone"},
        {"owed_by": "nobody"},
    ],
)
def test_notification_refuses(cast: Cast, wrong: dict[str, Any]) -> None:
    incident = make_incident(cast.customer, by=cast.provider_lead)

    with pytest.raises(IntegrityError):
        make_notification(incident, **wrong)


def test_not_needed_without_a_reason_and_beside_done(cast: Cast) -> None:
    incident = make_incident(cast.customer, by=cast.provider_lead)
    unneeded = {"not_needed_at": NOW, "not_needed_by": cast.provider_lead}
    for wrong in (unneeded, unneeded | {"reason": "x", "done_at": NOW, "done_by": cast.provider_lead}):
        with pytest.raises(IntegrityError), transaction.atomic():
            make_notification(incident, **wrong)


def test_each_is_told_once(cast: Cast) -> None:
    incident, policy = make_incident(cast.customer, by=cast.provider_lead), make_policy(cast.customer)
    for about in ({"whom": "ico"}, {"whom": "customer"}, {"whom": "insurer", "policy": policy}):
        make_notification(incident, **about)
        with pytest.raises(IntegrityError), transaction.atomic():
            make_notification(incident, **about)


def test_only_an_insurer_has_a_policy(cast: Cast) -> None:
    incident = make_incident(cast.customer, by=cast.provider_lead)

    with pytest.raises(IntegrityError):
        make_notification(incident, policy=make_policy(cast.customer))


def test_jobs_losses_and_entries(cast: Cast) -> None:
    incident = make_incident(cast.customer, by=cast.provider_lead)
    job = IncidentJob.objects.create(incident=incident, line=incident.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        IncidentJob.objects.create(incident=incident, line=incident.pk)
    for wrong in ({"amount": -1}, {"head": "TEARS"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            make_loss(incident, by=cast.provider_lead, **wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_entry(incident, by=cast.provider_lead, side="vendor")

    assert str(job) == str(incident.pk)
    assert str(make_loss(incident, by=cast.provider_lead)) == "Lost profit"
    assert str(make_entry(incident, by=cast.provider_lead)) == "Rang the vendor."


@pytest.mark.parametrize(
    "wrong",
    [{"incident_within": 24}, {"incident_unit": "hours"}, {"incident_within": 0, "incident_unit": "hours"},
     {"incident_within": 1, "incident_unit": "weeks"}],
)  # fmt: skip
def test_a_promise_has_a_number_and_a_unit(cast: Cast, wrong: dict[str, Any]) -> None:
    make_contract(cast.customer)

    with pytest.raises(IntegrityError):
        Contract.objects.update(**wrong)
