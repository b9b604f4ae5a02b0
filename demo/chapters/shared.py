"""Steps that more than one customer takes."""

from collections.abc import Callable
from datetime import datetime, timedelta

from accounts.models import Customer, Provider
from demo import matrices
from demo.agreements import make_contract
from demo.chapters.days import Step, morning, step
from demo.people import actor, make_customer
from demo.story import PROOF, PROVIDER, UNPROVED, Client
from responsibilities.actions.evidence import add_evidence
from responsibilities.actions.lifecycle import revise_version
from responsibilities.models import Version
from responsibilities.queries.evidence import job_subject

ENGINEER = "priya@fairlead.example"


def customer_of(client: Client) -> Customer:
    return Customer.objects.select_related("provider", "lead").get(name=client.name)


def open_version(client: Client) -> Version:
    return Version.objects.of_customer(customer_of(client)).open().select_related("customer__provider").get()


def begin(client: Client, now: datetime) -> Step:
    """Customer and contract as they were signed."""

    def sign_up(at: datetime) -> None:
        customer = make_customer(Provider.objects.get(slug=PROVIDER["slug"]), client, at)
        make_contract(customer, client, actor(client.lead, customer), at)

    return step(morning(now, months=client.months_ago), sign_up)


def first_version(client: Client, first: datetime) -> list[Step]:
    """Drafted, proposed, agreed and signed within a week."""

    def propose(at: datetime) -> None:
        customer = customer_of(client)
        lead = actor(client.lead, customer)
        version = matrices.draft(customer, client, lead, at)
        matrices.settle(version, lead, at)
        matrices.propose(version, lead, at)

    return [step(first, propose), *agreeing(client, first + timedelta(days=5))]


def agreeing(client: Client, at: datetime) -> list[Step]:
    """The owner agrees what is left; the lead signs that morning, the owner in the afternoon."""
    return [
        step(at, lambda at: matrices.agree(open_version(client), client, at)),
        step(at + timedelta(hours=1), lambda at: matrices.sign_as_provider(open_version(client), client, at)),
        step(at + timedelta(hours=5), lambda at: matrices.sign_as_customer(open_version(client), client, at)),
    ]


def next_draft(client: Client, at: datetime) -> Version:
    """The second review's changes, as a draft."""
    customer = customer_of(client)
    lead = actor(client.lead, customer)
    in_force = Version.objects.of_customer(customer).in_force().get()
    draft = revise_version(version=in_force, by=lead, at=at)
    for code, duties in matrices.SECOND_REVIEW.items():
        matrices.change(draft, code, lead, at, **duties)
    return draft


def proof(client: Client, now: datetime) -> list[Step]:
    """Proof of most jobs in each of the last quarters; a few have none, and one is too old."""
    told = {code: (title, days) for code, title, days in PROOF}
    steps = []
    for number, code in enumerate(matrices.codes()):
        title, days = told.get(code, ("", 7 + number % 50))
        agos = (days + 175, days + 90, days) if code != "PHY-03" else (days,)
        if code not in UNPROVED:
            steps += [step(morning(now, days=ago), _bring(client, code, title)) for ago in agos]
    return steps


def _bring(client: Client, code: str, title: str) -> Callable[[datetime], None]:
    def bring(at: datetime) -> None:
        customer = customer_of(client)
        row = Version.objects.of_customer(customer).in_force().get().rows.get(code=code)
        shown = title or row.evidence_expected.partition(";")[0]
        add_evidence(about=job_subject(row), title=shown, happened_on=at.date(), by=actor(ENGINEER, customer), at=at)

    return bring
