"""Which job a stable line id stands for, for whoever refers to jobs from outside the matrix."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from django.urls import reverse

from accounts.actor import Actor
from accounts.models import Customer
from responsibilities.duties import Names, owner_of
from responsibilities.models import Row, Version
from responsibilities.queries.matrix_lines import anchor_of
from responsibilities.queries.versions import shown_version


@dataclass(frozen=True)
class Job:
    """A job as a page beside the matrix names it: what, whose, who by name, and where to read it.

    `is_published` is False while only the provider's people may read the version it stands in.
    """

    line: UUID
    code: str
    title: str
    domain: str
    ownership: str
    who: str
    people: tuple[str, ...]
    url: str
    is_published: bool

    @property
    def label(self) -> str:
        return f"{self.code} {self.title}"


def jobs_of(reader: Actor, customer: Customer) -> dict[UUID, Job]:
    """The jobs in scope of the version that this reader's matrix opens with, by line, in its order. Two queries."""
    version = shown_version(reader, customer)
    if version is None:
        return {}
    rows = Row.objects.in_scope().filter(version=version).order_by("position", "code")
    names = Names(reader.us_or(version.customer.provider.name), reader.you_or(version.customer.name))
    matrix = reverse("responsibilities:matrix", kwargs={"customer_slug": customer.slug})
    is_published = version.proposed_at is not None
    return {row.line: _job(row, names, matrix, is_published) for row in rows}


def jobs_in_force(reader: Actor, customer: Customer, lines: Collection[UUID], domain: str) -> list[Job]:
    """Of the version that both sides have signed: the jobs of these lines first, then those of the domain. One query.

    The customer's provider is loaded.
    """
    version = Version.objects.visible_to(reader).of_customer(customer).in_force()
    rows = Row.objects.in_scope().filter(Q(line__in=lines) | Q(domain=domain), version__in=version)
    names = Names(reader.us_or(customer.provider.name), reader.you_or(customer.name))
    matrix = reverse("responsibilities:matrix", kwargs={"customer_slug": customer.slug})
    found = [_job(row, names, matrix, True) for row in rows.order_by("position", "code")]
    return sorted(found, key=lambda job: job.line not in lines)


def _job(row: Row, names: Names, matrix: str, is_published: bool) -> Job:
    owner = owner_of(row, names)
    return Job(
        line=row.line,
        code=row.code,
        title=row.title,
        domain=row.domain,
        ownership=owner.ownership,
        who=owner.label,
        people=tuple(name for name in (row.provider_person, row.customer_person) if name),
        url=f"{matrix}#{anchor_of(row.code)}",
        is_published=is_published,
    )
