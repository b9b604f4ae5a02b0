"""Incidents as people meet them: lists, the short report, the page, what follows from it."""

import csv
import io
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Customer, User
from contracts.models import Incident, IncidentJob, PolicyNotice
from contracts.snapshots import token
from engagement.actions import gather
from tests.cast import NOW, Cast
from tests.factories.contracts import make_contract
from tests.factories.incidents import HOUR, make_entry, make_incident, make_loss, make_notification
from tests.factories.insurance import make_notice, make_policy
from tests.factories.responsibilities import make_row, make_version

SignIn = Callable[[User], Client]
MOMENT = "2026-11-23T09:00"


def url(name: str, customer: Customer, pk: object = None) -> str:
    kwargs = {"customer_slug": customer.slug} | ({"pk": pk} if pk else {})
    return reverse(name, kwargs=kwargs)


def text(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_owner_reports_in_three_answers(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.customer_contributor)
    address = url("contracts:incident-report", cast.customer)
    form = client.get(address).context["form"]
    data = {"key": form["key"].value(), "what": "Till 2 is dead.", "aware_at": MOMENT, "personal_data": "unknown"}

    for _ in range(2):
        answer = client.post(address, data, follow=True)
    incident = Incident.objects.get()
    page = answer.content.decode()
    assert incident.title == "Till 2 is dead"
    assert "INC-001 is reported. Fairlead IT is told by e-mail." in page
    assert "Tell the ICO by <b>Thu 26 Nov 2026, 09:00</b>: <b>71 hours left</b>" in page


def test_report_says_what_is_missing(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.customer_owner)
    wrong = {"what": "", "aware_at": "2026-11-24T09:00", "personal_data": "maybe"}

    answer = client.post(url("contracts:incident-report", cast.customer), wrong)
    assert answer.status_code == 422
    assert "This time has not come yet" in answer.content.decode()
    assert not Incident.objects.exists()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("2026-10-25T01:30", "2026-10-25T00:30:00+00:00"),  # it comes twice: the first is meant
        ("23/11/2026 09:00", "2026-11-23T09:00:00+00:00"),
    ],
)
def test_moments_are_london_time(cast: Cast, sign_in: SignIn, typed: str, kept: str) -> None:
    data = {"what": "x", "aware_at": typed, "personal_data": "no"}
    sign_in(cast.customer_owner).post(url("contracts:incident-report", cast.customer), data)

    assert Incident.objects.get().aware_at.isoformat() == kept


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("2026-03-29T01:30", "this time did not exist"),
        ("yesterday", "Write day and time"),
        ("0001-01-01T00:00", "between 1900 and 2199"),
        ("9999-12-31T23:59", "between 1900 and 2199"),
    ],
)
def test_moments_that_are_none(cast: Cast, sign_in: SignIn, typed: str, said: str) -> None:
    data = {"what": "x", "aware_at": typed, "personal_data": "no"}
    answer = sign_in(cast.customer_owner).post(url("contracts:incident-report", cast.customer), data)

    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_staff_keep_a_draft_until_they_share_it(cast: Cast, sign_in: SignIn) -> None:
    staff, owner = sign_in(cast.provider_engineer), sign_in(cast.customer_owner)
    data = {"what": "Odd sign-ins.", "aware_at": MOMENT, "personal_data": "unknown"}
    staff.post(url("contracts:incident-report", cast.customer), data)
    incident = Incident.objects.get()
    address = url("portfolio:incident", cast.customer, incident.pk)

    assert owner.get(address).status_code == 404
    assert "Only your own people see this page" in text(staff, address)
    staff.post(url("contracts:incident-share", cast.customer, incident.pk))
    assert "You and Fairlead IT see this page" in text(owner, address)


def test_list_narrows_sorts_and_exports(cast: Cast, sign_in: SignIn) -> None:
    by = cast.provider_lead
    first = make_incident(cast.customer, by=by, title="Tills", cause="ransomware", closed_at=NOW, closed_by=by)
    make_incident(cast.customer, by=by, title="Mailbox", aware_at=NOW - 2 * HOUR)
    late = make_incident(cast.other_customer, by=by, title="Leak")
    make_incident(cast.strange_customer, by=cast.stranger, title="Foreign")
    make_notification(late, due_at=NOW - HOUR)
    make_loss(first, by=by)
    client = sign_in(by)
    address = reverse("contracts:provider-incident-list", kwargs={"provider_slug": cast.provider.slug})

    def shown(query: str) -> list[str]:
        return [row.title for row in client.get(f"{address}?{query}").context["rows"]]

    assert shown("") == ["Leak", "Tills", "Mailbox"] or shown("") == ["Tills", "Leak", "Mailbox"]
    assert shown("sort=what") == ["Leak", "Mailbox", "Tills"]
    assert shown("sort=-customer")[0] == "Leak"
    assert shown("state=closed") == ["Tills"]
    assert shown("state=open&q=tidewell") == ["Leak"]
    assert shown("cause=ransomware") == ["Tills"]
    assert shown("q=inc-002") == ["Mailbox"]
    assert set(shown("cause=unknown")) == {"Leak", "Mailbox"}
    assert shown("q=zebra") == []
    assert "Notice late" in text(client, address)
    rows = list(csv.reader(io.StringIO(client.get(f"{address}?export=csv&state=closed").content.decode("utf-8-sig"))))
    assert rows[1][:4] == ["INC-001", "Harbour Roast", "Tills", "Ransomware"]
    assert Decimal(rows[1][7]) == 1200
    assert client.get(f"{address}?export=xlsx").status_code == 200


def test_empty_list_says_what_to_do(cast: Cast, sign_in: SignIn) -> None:
    address = url("contracts:incident-list", cast.customer)

    assert "Report an incident</a>" in text(sign_in(cast.customer_contributor), address)
    assert "Report an incident</a>" not in text(sign_in(cast.customer_reader), address)


def full(cast: Cast, rows: int) -> Incident:
    incident = make_incident(cast.customer, by=cast.provider_lead)
    version = make_version(cast.customer, state="agreed")
    for number in range(rows):
        row = make_row(version)
        IncidentJob.objects.create(incident=incident, line=row.line)
        make_entry(incident, by=cast.provider_lead)
        make_loss(incident, by=cast.customer_owner, head="OTHER" if number % 2 else "HARDWARE")
        policy = make_policy(cast.customer, hotline="01632 960 911")
        about = {"done_at": NOW, "done_by": cast.customer_owner, "notice": make_notice(policy)} if number % 2 else {}
        make_notification(incident, whom="insurer", policy=policy, **about)
        make_notification(incident, name=f"Bank {number}")
    return incident


@pytest.mark.parametrize("who", ["provider_lead", "customer_owner", "provider_auditor"])
def test_page_costs_the_same_for_few_and_many(cast: Cast, sign_in: SignIn, who: str) -> None:
    costs = []
    for rows in (2, 30):
        incident = full(cast, rows) if rows == 2 else more(cast, rows)
        client, address = sign_in(getattr(cast, who)), url("portfolio:incident", cast.customer, incident.pk)
        client.get(address)  # signing in leaves its own traces
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        costs.append(len(queries))

    assert costs[0] == costs[1] <= 12


def more(cast: Cast, rows: int) -> Incident:
    incident = Incident.objects.get()
    for number in range(rows):
        make_entry(incident, by=cast.provider_lead)
        make_loss(incident, by=cast.customer_owner)
        make_notification(incident, whom="insurer", policy=make_policy(cast.customer))
        IncidentJob.objects.create(incident=incident, line=uuid4())
        make_notification(incident, name=f"Other {number}")
    return incident


def test_page_names_jobs_and_what_it_cost(cast: Cast, sign_in: SignIn) -> None:
    incident = full(cast, 2)
    make_loss(
        incident, by=cast.customer_owner, head="OTHER", amount=Decimal(50), known_on=NOW.date() - timedelta(days=3)
    )
    IncidentJob.objects.create(incident=incident, line=uuid4())

    page = text(sign_in(cast.customer_owner), url("portfolio:incident", cast.customer, incident.pk))
    assert "<b>£2,400</b> so far" in page
    assert "£50 on Fri 20 Nov 2026" in page
    assert "01632 960 911" in page
    assert "1 more is not in the list of jobs that you read" in page


def test_jobs_are_chosen_from_the_list(cast: Cast, sign_in: SignIn) -> None:
    incident, line = make_incident(cast.customer, by=cast.provider_lead), uuid4()
    IncidentJob.objects.create(incident=incident, line=line)  # stands in no list any more
    row = make_row(make_version(cast.customer, state="agreed"))
    client = sign_in(cast.provider_engineer)
    address = url("portfolio:incident-jobs", cast.customer, incident.pk)

    field = next(iter(client.get(address).context["form"].fields))
    assert client.post(address, {field: [str(uuid4())]}).status_code == 422
    client.post(address, {field: [str(row.line)]})
    assert set(incident.jobs.values_list("line", flat=True)) == {row.line, line}


def test_insurer_told_is_written_once(cast: Cast, sign_in: SignIn) -> None:
    incident, policy = make_incident(cast.customer, by=cast.provider_lead), make_policy(cast.customer)
    make_notice(policy)
    notification = make_notification(incident, whom="insurer", policy=policy, name="Calder Mutual")
    client = sign_in(cast.customer_owner)
    address = url("contracts:incident-notice-told", cast.customer, notification.pk)

    assert "Or it stands there already" in text(client, address)
    data = {"done_at": MOMENT, "reference": "CM-1", "kind": "circumstance", "notice": ""}
    page = client.post(address, data, follow=True).content.decode()
    assert "Recorded: Calder Mutual was told." in page
    assert "Something that may become a claim in the policy" in page
    assert PolicyNotice.objects.filter(kind="circumstance").count() == 1
    assert client.get(address).status_code == 403


def test_somebody_faster_is_told(cast: Cast, sign_in: SignIn) -> None:
    incident = make_incident(cast.customer, by=cast.provider_lead)
    client, address = sign_in(cast.customer_owner), url("contracts:incident-edit", cast.customer, incident.pk)
    data = {"title": "Mine", "what": "x", "aware_at": MOMENT, "personal_data": "no", "edited": token(incident)}
    Incident.objects.update(title="Theirs")

    answer = client.post(address, data)
    assert answer.status_code == 409
    assert "In a few words now says: Theirs" in answer.content.decode()
    again = data | {"edited": answer.context["form"]["edited"].value()}
    assert client.post(address, again).status_code == 302
    assert Incident.objects.get().title == "Mine"


def test_over_before_it_began_is_refused(cast: Cast, sign_in: SignIn) -> None:
    incident = make_incident(cast.customer, by=cast.provider_lead, started_at=NOW - HOUR)
    client = sign_in(cast.customer_owner)
    early = {"ended_at": "2026-11-23T08:00", "started_at": MOMENT}
    facts = {"title": "x", "what": "x", "aware_at": MOMENT, "personal_data": "no", "edited": token(incident)}

    assert client.post(url("contracts:incident-edit", cast.customer, incident.pk), facts | early).status_code == 422
    assert client.post(url("contracts:incident-close", cast.customer, incident.pk), early).status_code == 422


def test_what_waits_stands_on_the_first_page_and_in_the_calendar(cast: Cast, sign_in: SignIn) -> None:
    incident = make_incident(cast.customer, by=cast.provider_lead)
    make_notification(incident, whom="ico", due_at=NOW + 40 * HOUR)
    make_notification(incident, name="The bank", due_at=None)
    make_notification(incident, name="Ours", owed_by="provider")
    draft = make_incident(cast.customer, by=cast.provider_lead, shared_at=None, shared_by=None)
    make_notification(draft, name="Soon theirs")

    page = text(sign_in(cast.customer_owner), url("portfolio:home", cast.customer))
    assert "Tell the ICO of INC-001" in page
    assert "By Wed 25 Nov 2026, 01:30: 40 hours left." in page
    assert "Tell The bank of INC-001" in page
    assert "Ours" not in page
    assert "Soon theirs" not in page
    dues = {(due.title.split(" of ")[0], due.owed_by) for due in gather(customer=cast.customer, at=NOW)}
    assert dues == {("Tell the ICO", "customer"), ("Tell Ours", "provider"), ("Tell Soon theirs", "provider")}


def test_day_that_ends_at_midnight_is_due_on_that_day(cast: Cast) -> None:
    incident = make_incident(cast.customer, by=cast.provider_lead)
    make_notification(incident, due_at=NOW.replace(day=26, hour=0, minute=0))

    (due,) = gather(customer=cast.customer, at=NOW)
    assert due.due_on.isoformat() == "2026-11-25"
    assert due.title.endswith("by the end of Wed 25 Nov 2026")


def test_contract_says_how_soon_the_customer_is_told(cast: Cast, sign_in: SignIn) -> None:
    contract = make_contract(cast.customer)
    client, address = sign_in(cast.provider_lead), url("contracts:contract-edit", cast.customer, contract.pk)
    form = client.get(address).context["form"]
    data = {name: form[name].value() or "" for name in form.fields}

    assert client.post(address, data | {"incident_within": "24"}).status_code == 422
    client.post(address, data | {"incident_within": "24", "incident_unit": "hours"})
    page = text(client, url("contracts:contract", cast.customer, contract.pk))
    assert "Fairlead IT tells Harbour Roast of an incident within 24 hours of noticing it." in page
