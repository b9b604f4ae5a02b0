"""An example made of an incident, and the provider's part worked out from who does the jobs that failed."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from contracts.actions import scenarios as actions
from contracts.models import Incident, IncidentJob, LossScenario
from contracts.scenarios import permissions
from core.errors import NotAllowed
from responsibilities.models import Version
from tests.cast import NOW, Cast
from tests.factories.contracts import make_contract, make_line, make_service
from tests.factories.incidents import make_incident, make_loss
from tests.factories.levels import make_outage, make_uptime
from tests.factories.responsibilities import make_version
from tests.factories.scenarios import make_scenario

SignIn = Callable[[User], Client]
BANDS = [["99.9", "5"], ["97", "20"]]
BEGAN = datetime(2026, 6, 19, 4, tzinfo=UTC)


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


@pytest.fixture
def version(cast: Cast) -> Version:
    rows = [
        {"title": "Make the copies", "ownership": "provider", "code": "BAK-01"},
        {"title": "Try the copies out", "ownership": "shared", "code": "BAK-02"},
        {"title": "Lock the office", "ownership": "customer", "code": "PHY-01"},
    ]
    return make_version(cast.customer, "agreed", rows=rows, by=cast.provider_lead)


@pytest.fixture
def incident(cast: Cast, version: Version) -> Incident:
    """36 hours in June under a contract that gives a fifth of £1,200 back; two jobs failed; £3,000 known."""
    about = {"title": "Every till stopped", "cause": "system_failure", "started_at": BEGAN, "aware_at": BEGAN}
    found = make_incident(cast.customer, by=cast.provider_lead, ended_at=BEGAN + timedelta(hours=36), **about)
    make_loss(found, by=cast.provider_lead, amount=Decimal(500))
    make_loss(found, by=cast.provider_lead, amount=Decimal(1200), known_on=date(2026, 11, 24))
    make_loss(found, by=cast.provider_lead, head="INCIDENT_RESPONSE", amount=Decimal(1800))
    make_outage(cast.customer, starts_at=BEGAN, ends_at=BEGAN + timedelta(hours=36))
    for row in version.rows.filter(code__in=["BAK-01", "BAK-02"]):
        IncidentJob.objects.create(incident=found, line=row.line)
    return found


@pytest.fixture
def contract(cast: Cast) -> Any:
    contract = make_contract(cast.customer, effective_from=date(2025, 1, 1), published_at=NOW)
    make_line(contract, make_service(cast.provider), quantity=1, monthly_fee=Decimal(1200), starts_on=date(2025, 1, 1))
    return contract


def address(name: str, cast: Cast, **about: Any) -> str:
    return reverse(name, kwargs={"customer_slug": cast.customer.slug, **about})


def fields(page: Any) -> dict[str, Any]:
    """What the form holds, as a browser would send it."""
    form = page.context["form"]
    found = {}
    for bound in form:
        value = bound.value()
        if value not in (None, "", [], False):
            found[bound.html_name] = "on" if value is True else value
    return found


def test_an_incident_becomes_an_example_with_all_that_is_known(
    cast: Cast, sign_in: SignIn, incident: Incident, contract: Any
) -> None:
    make_uptime(cast.customer, contract=contract, service=contract.lines.get().service, bands=BANDS)
    staff = sign_in(cast.provider_lead)
    assert "Who would pay for this?" in text(staff.get(incident.get_absolute_url()))
    url = address("portfolio:incident-scenario", cast, pk=incident.pk)

    page = staff.get(url)
    answer = staff.post(url, fields(page), follow=True)

    row = LossScenario.objects.get()
    assert answer.redirect_chain == [(row.get_absolute_url(), 302)]
    assert row.heads == {"INCIDENT_RESPONSE": "1800", "LOST_GROSS_PROFIT": "1200"}
    assert (row.incident, row.cause, row.terms_on) == (incident, "system_failure", date(2026, 6, 19))
    assert (row.duration_hours, row.availability_failure) == (Decimal(36), True)
    assert (row.msp_share, row.service_credits) == (Decimal("0.75"), Decimal(240))
    assert "BAK-02 Try the copies out: shared, counted as half." in text(answer)
    assert "below 97 % gives 20 % of the fee of £1,200: £240" in text(answer)
    assert f"{incident}" in text(answer)
    assert "Every till stopped" in text(staff.get(incident.get_absolute_url())).partition("Who would pay for it")[2]


def test_what_was_filled_in_can_be_corrected(cast: Cast, sign_in: SignIn, incident: Incident) -> None:
    staff = sign_in(cast.provider_lead)
    url = address("portfolio:incident-scenario", cast, pk=incident.pk)

    sent = fields(staff.get(url)) | {"msp_share": "100", "service_credits": "10"}
    page = text(staff.post(url, sent, follow=True))

    assert LossScenario.objects.get().msp_share == 1
    assert "Written by hand; who does the jobs that failed would give 75 %" in page


def test_an_unknown_cause_has_to_be_chosen(cast: Cast, sign_in: SignIn) -> None:
    incident = make_incident(cast.customer, by=cast.provider_lead)
    staff = sign_in(cast.provider_lead)
    url = address("portfolio:incident-scenario", cast, pk=incident.pk)

    answer = staff.post(url, {"name": "The till stopped", "head_OTHER": "5"})

    assert answer.status_code == 422
    assert not LossScenario.objects.exists()


def test_the_customer_reads_neither_private_example_nor_untold_incident(
    cast: Cast, sign_in: SignIn, incident: Incident
) -> None:
    private = make_scenario(cast.customer, by=cast.provider_lead, incident=incident, name="Our own reckoning")
    owner = sign_in(cast.customer_owner)
    assert "Our own reckoning" not in text(owner.get(incident.get_absolute_url()))

    Incident.objects.filter(pk=incident.pk).update(shared_at=None, shared_by=None)
    private.refresh_from_db()

    with pytest.raises(NotAllowed, match="Tell Harbour Roast of the incident first"):
        permissions.check_can_share(cast.actor(cast.provider_lead), private)
    assert owner.get(address("portfolio:incident-scenario", cast, pk=incident.pk)).status_code == 404


def test_saying_which_jobs_failed_works_the_part_out(cast: Cast, sign_in: SignIn, version: Version) -> None:
    row = make_scenario(cast.customer, by=cast.provider_lead, msp_share=0)
    staff = sign_in(cast.provider_lead)
    url = address("portfolio:scenario-jobs", cast, pk=row.pk)
    line = version.rows.get(code="BAK-01").line
    name = next(n for n, f in staff.get(url).context["form"].fields.items() if str(line) in dict(f.choices))

    page = text(staff.post(url, {name: [str(line)]}, follow=True))

    row.refresh_from_db()
    assert (row.msp_share, row.failed_jobs) == (1, [str(line)])
    assert "part is now 100 %" in page
    assert "BAK-01 Make the copies: Fairlead IT." in page


def test_only_the_keeping_side_says_which_jobs_failed(cast: Cast) -> None:
    row = make_scenario(cast.customer, by=cast.provider_lead, shared_at=NOW, shared_by=cast.provider_lead)

    with pytest.raises(NotAllowed):
        actions.set_failed_jobs(scenario=row, lines=[], share=None, by=cast.actor(cast.customer_owner), at=NOW)


def test_credits_left_empty_follow_the_facts_until_somebody_corrects_them(
    cast: Cast, sign_in: SignIn, contract: Any
) -> None:
    make_uptime(cast.customer, contract=contract, service=contract.lines.get().service, bands=BANDS)
    staff = sign_in(cast.provider_lead)
    facts = {"name": "Tills", "cause": "system_failure", "availability_failure": "on", "duration_hours": "36",
             "head_OTHER": "900", "terms_on": "2026-06-01"}  # fmt: skip
    staff.post(address("contracts:scenario-add", cast), facts | {"availability_failure": ""})
    row = LossScenario.objects.get()
    assert row.service_credits == 0

    edit = address("contracts:scenario-edit", cast, pk=row.pk)
    staff.post(edit, fields(staff.get(edit)) | {"availability_failure": "on"})
    row.refresh_from_db()
    assert row.service_credits == Decimal(240)

    edit = address("contracts:scenario-edit", cast, pk=row.pk)
    staff.post(edit, fields(staff.get(edit)) | {"duration_hours": "4"})
    row.refresh_from_db()
    assert row.service_credits == Decimal(60)

    staff.post(edit, fields(staff.get(edit)) | {"service_credits": "75"})
    staff.post(edit, fields(staff.get(edit)) | {"duration_hours": "36"})
    row.refresh_from_db()
    assert row.service_credits == Decimal(75)
