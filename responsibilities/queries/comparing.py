"""Two versions side by side, in the words of the customer who reads them."""

from dataclasses import dataclass
from itertools import groupby

from accounts.actor import Actor
from responsibilities.changes import RowChange, compare
from responsibilities.duties import Names
from responsibilities.models import Version
from responsibilities.queries.review_items import ChangedField, make_changed
from responsibilities.queries.versions import frozen_version


@dataclass(frozen=True)
class Difference:
    """One job that came, went or changed."""

    row: RowChange
    fields: tuple[ChangedField, ...]


@dataclass(frozen=True)
class DifferentPart:
    """The differences of one domain."""

    title: str
    rows: tuple[Difference, ...]


@dataclass(frozen=True)
class Comparison:
    """All differences, by domain in the order of the newer version."""

    words: str
    parts: tuple[DifferentPart, ...]


def comparable(actor: Actor, version: Version) -> list[Version]:
    """The earlier versions this actor may see, newest first."""
    earlier = Version.objects.visible_to(actor).filter(customer=version.customer_id, number__lt=version.number)
    return list(earlier.select_related("customer__provider").order_by("-number"))


def compare_versions(old: Version, new: Version) -> Comparison:
    """Every difference from `old` to `new`."""
    names = Names(new.customer.provider.name)
    found = compare(frozen_version(old), frozen_version(new))
    rows = [Difference(row, make_changed(row, old.number, names).fields) for row in found.rows]
    order = {title: number for number, title in reversed(list(enumerate(row.row.domain for row in rows)))}
    rows.sort(key=lambda difference: order[difference.row.domain])
    parts = groupby(rows, key=lambda difference: difference.row.domain)
    return Comparison(found.words, tuple(DifferentPart(title or "Other jobs", tuple(d)) for title, d in parts))
