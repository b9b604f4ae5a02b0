"""What examples of who would pay take from incidents and from the matrix."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from accounts.actor import Actor
from accounts.models import Customer
from contracts.models import Incident, LossScenario
from contracts.scenarios.case import loss_of
from contracts.scenarios.suggested import Suggestion, share_of
from core.words import pounds
from responsibilities.queries.jobs import jobs_of


@dataclass(frozen=True)
class Example:
    """An example as the page of its incident lists it."""

    name: str
    url: str
    loss: str
    terms_on: date | None
    kept_by: str
    is_shared: bool


def examples_of(incident: Incident, reader: Actor) -> list[Example]:
    """The examples made of an incident that this reader may see, the latest first. One query."""
    rows = LossScenario.objects.visible_to(reader).filter(incident=incident).select_related("added_by")
    found = []
    for row in rows.order_by("-added_at", "pk"):
        row.customer = incident.customer
        url, loss = row.get_absolute_url(), pounds(loss_of(row))
        found.append(Example(row.name, url, loss, row.terms_on, row.added_by.name, row.is_shared))
    return found


def part_in(lines: Iterable[UUID], reader: Actor, customer: Customer) -> Suggestion | None:
    """The provider's part in what these jobs of the matrix let happen (provider loaded beforehand). Two queries."""
    wanted = set(lines)
    jobs = [job for line, job in jobs_of(reader, customer).items() if line in wanted] if wanted else []
    return share_of(jobs, customer.provider.name, customer.name)
