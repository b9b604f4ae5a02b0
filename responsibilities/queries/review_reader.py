"""Who reads a version, and what is the same for each of its jobs on one page."""

from collections.abc import Collection
from dataclasses import dataclass

from accounts.actor import Actor
from responsibilities.duties import Names
from responsibilities.models import Version
from responsibilities.permissions import allowed, check_can_agree_row, check_can_ask
from responsibilities.row_links import RowLinks


@dataclass(frozen=True)
class Reader:
    """`agree` and `ask` are what the reader may do with jobs; `links` stand on the reader's page."""

    names: Names
    links: RowLinks
    is_customer: bool
    agree: bool
    ask: bool


def reader_of(actor: Actor, version: Version, signed: Collection[str], page_path: str) -> Reader:
    """The rights of an actor on the jobs of a version; after the customer's signature nothing is agreed or undone."""
    return Reader(
        names=Names(version.customer.provider.name),
        links=RowLinks(version.customer.slug, page_path),
        is_customer=actor.is_customer,
        agree=allowed(check_can_agree_row, actor, version) and "customer" not in signed,
        ask=allowed(check_can_ask, actor, version),
    )
