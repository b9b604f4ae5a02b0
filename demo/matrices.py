"""How the demo's matrices come about: drafted, settled, proposed, agreed row by row, signed."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from accounts.actor import Actor
from accounts.models import Customer, User
from contracts.models import Clause
from demo.people import actor
from demo.story import SETTLED, Client
from responsibilities import catalogue
from responsibilities.actions import drafting, editing, lifecycle, reviewing, signing
from responsibilities.models import Row, Version

SECOND_REVIEW = {
    "DET-02": {"provider_duty": "Has an analyst on duty 24 hours a day. Rings you within one hour."},
    "BAK-01": {
        "provider_duty": "Sets the copies to match the list. Tells you when it finds data that is not on it.",
        "customer_duty": "Decide how many hours of work you can lose on each system: mail 4, accounts 24.",
    },
    "TRN-01": {"customer_duty": "Give everybody an hour a year for it; remind those who missed it."},
}


def draft(customer: Customer, client: Client, by: Actor, at: datetime) -> Version:
    """From the catalogue and the contract, with the clauses cited and the third parties named."""
    version = drafting.draft_from_contracts(customer=customer, by=by, at=at)
    for number, _, _, _, codes in client.clauses:
        clause = Clause.objects.get(contract__customer=customer, number=number)
        for code in codes.split():
            change(version, code, by, at, clause=clause)
    for code, (ownership, third_party, answers_for) in SETTLED.items():
        change(version, code, by, at, ownership=ownership, third_party=third_party, answers_for=answers_for)
    return version


def change(version: Version, code: str, by: Actor, at: datetime, **values: object) -> Row:
    """Edit one row of a draft as staff do on the page."""
    row = Row.objects.get(version=version, code=code)
    return editing.edit_row(row=row, edition=row.edition, values=values, by=by, at=at)


def settle(version: Version, by: Actor, at: datetime, but: Collection[str] = ()) -> None:
    """Give every job that is nobody's to the customer, who then knows that it is theirs; not those of some parts."""
    nobodys = version.rows.filter(ownership="undecided", is_out_of_scope=False)
    for code in nobodys.exclude(activity__domain__in=but).values_list("code", flat=True):
        change(version, code, by, at, ownership="customer")


def propose(version: Version, by: Actor, at: datetime, sign_by: date | None = None) -> Version:
    sign_by = sign_by or at.date() + timedelta(days=14)
    return lifecycle.propose_version(version=version, sign_by=sign_by, knows_gaps=True, by=by, at=at)


def agree(version: Version, client: Client, at: datetime, *, only: int | None = None) -> None:
    """The owner agrees the jobs, all of them or the first few."""
    owner = actor(client.people[0].email, version.customer)
    rows = version.rows.filter(agreed_at=None).exclude(ownership="undecided").order_by("position", "code")
    for row in rows[:only]:
        reviewing.agree_row(row=row, by=owner, at=at)


def sign_as_provider(version: Version, client: Client, at: datetime) -> None:
    _sign(version, actor(client.lead, version.customer), at)


def sign_as_customer(version: Version, client: Client, at: datetime) -> None:
    _sign(version, actor(client.people[0].email, version.customer), at)


def _sign(version: Version, by: Actor, at: datetime) -> None:
    role = User.objects.get(pk=str(by.user_id)).job_title
    signing.sign_version(version=version, digest_seen=version.digest, name=by.name, role=role, by=by, at=at)


def codes() -> list[str]:
    """Codes of the shipped catalogue, in its order."""
    return [entry.code for entry in catalogue.activities()]
