"""Writing the rows of a table of what runs where, a few statements for each thousand, or only counting them."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from itertools import islice
from typing import Any, NamedTuple
from uuid import UUID

from django.db import IntegrityError, transaction

from accounts.actor import Actor
from accounts.models import Customer
from audit.record import record
from core.errors import Conflict
from core.importing.rows import SHOWN, ReadRow, RowError, Summary
from core.words import count, day
from technology.models import Deployment, DeploymentImport, Product
from technology.reading.columns import NAMES, Field
from technology.reading.rows import USUAL, faults

CHUNK = 500
KEPT = ("where", "quantity", "counted", "version", "covered", "total", "since", "retired_on")
MEANWHILE = "Somebody entered one of these lines in the meantime. Nothing was changed: look at the file again."


class Key(NamedTuple):
    """A line of what runs where: one in use for each customer, product and place, and any number taken out of use."""

    customer: UUID
    product: UUID
    where: str
    retired_on: Any = None


class Writer:
    """Goes through the rows of one import, a chunk at a time; writes in the name of `by` where somebody is given."""

    def __init__(self, entry: DeploymentImport, *, by: Actor | None, at: datetime) -> None:
        self.entry, self.by, self.at = entry, by, at
        self.summary = Summary()
        self._lines: dict[Key, int] = {}
        self._touched: dict[UUID, Counter[str]] = {}

    def read(self, rows: Iterable[ReadRow]) -> Summary:
        """Every row; writes nothing of a chunk that holds a fault."""
        remaining = iter(rows)
        while chunk := list(islice(remaining, CHUNK)):
            self._chunk([row for row in chunk if self._is_sound(row)])
        if not self.summary.rows:
            self.summary.note(RowError(0, "", "There are no rows under the headings."))
        self._record()
        return self.summary

    def _is_sound(self, row: ReadRow) -> bool:
        self.summary.rows += 1
        if not row.errors:
            first = self._lines.setdefault(_key(row), row.line)
            if first != row.line:
                self._fault(row, Field.PRODUCT, f"This product at this place is already in row {first}.")
        for error in row.errors:
            self.summary.note(error)
        return not row.errors

    def _fault(self, row: ReadRow, column: Field, sentence: str) -> None:
        row.errors.append(RowError(row.line, NAMES[column], sentence))

    def _chunk(self, rows: list[ReadRow]) -> None:
        there, names = self._there(rows), self._names(rows)
        lines = [line for row in rows if (line := self._line(row, there, names))]
        if self.by is not None and not self.summary.errors:
            _write([line for line in lines if line._state.adding], [line for line in lines if not line._state.adding])

    def _there(self, rows: list[ReadRow]) -> dict[Key, Deployment]:
        """What is entered of these products at these customers."""
        customers, products = ({row.values[name] for row in rows} for name in ("customer", "product"))
        found = Deployment.objects.filter(customer__in=customers, product__in=products)
        return {Key(line.customer_id, line.product_id, line.where.lower(), line.retired_on): line for line in found}

    def _names(self, rows: list[ReadRow]) -> dict[UUID, str]:
        """The names that the page shows, while it has room."""
        if len(self.summary.first_rows) >= SHOWN:
            return {}
        customers, products = ({row.values[name] for row in rows} for name in ("customer", "product"))
        found = Customer.objects.filter(pk__in=customers).values_list("pk", "name")
        return {**dict(found), **dict(Product.objects.filter(pk__in=products).values_list("pk", "name"))}

    def _line(self, row: ReadRow, there: dict[Key, Deployment], names: dict[UUID, str]) -> Deployment | None:
        """The line that a row adds or changes; None where it changes nothing or does not fit."""
        known = there.get(_key(row)) or self._ended(row, there)
        line = known or Deployment(customer_id=row.values["customer"], product_id=row.values["product"])
        told = {name: row.values[name] for name in KEPT if name in row.values}
        before = {name: getattr(line, name) for name in told}
        after = {name: value for name, value in told.items() if before[name] != value}
        if known is not None and not after:
            self.summary.unchanged += 1
            return None
        for name, value in after.items():
            setattr(line, name, value)
        if not self._fits(row, line, is_known=known is not None):
            return None
        self._count(row, line, before if known else None, after, names)
        return line

    def _ended(self, row: ReadRow, there: dict[Key, Deployment]) -> Deployment | None:
        """The line in use that a row ends; None where the file tells of it too, or began it on another day."""
        in_use = _key(row)._replace(retired_on=None)
        line, since = there.get(in_use), row.values.get("since")
        if line is None or in_use in self._lines or (since and line.since and since != line.since):
            return None
        self._lines[in_use] = row.line
        return line

    def _fits(self, row: ReadRow, line: Deployment, *, is_known: bool) -> bool:
        """With what was known before, too."""
        misfits = list(faults({name: getattr(line, name) for name in KEPT}))
        for column, sentence in misfits:
            said = f"With what is known already: {sentence}" if is_known else sentence
            self.summary.note(RowError(row.line, NAMES[column], said))
        return not misfits

    def _count(
        self, row: ReadRow, line: Deployment, before: dict[str, Any] | None, after: dict[str, Any], names: Any
    ) -> None:
        kind = "added" if before is None else "changed"
        setattr(self.summary, kind, getattr(self.summary, kind) + 1)
        self._touched.setdefault(line.customer_id, Counter())[kind] += 1
        small = ", ".join((names.get(line.customer_id, ""), line.where or "everywhere"))
        says = _new(after) if before is None else "; ".join(_change(name, before, after) for name in after)
        self.summary.show(row.line, names.get(line.product_id, ""), small, says)

    def _record(self) -> None:
        """A line in the history of each customer whose list has changed."""
        if self.by is None or self.summary.errors:
            return
        for customer, counted in self._touched.items():
            said = f"{count(counted['added'], 'line')} added, {counted['changed']} changed"
            record(
                "deployments_taken_in", target=self.entry, by=self.by, at=self.at, customer_id=customer,
                says=f"imported what runs here from {self.entry.filename}: {said}", after=dict(counted),
            )  # fmt: skip


def _key(row: ReadRow) -> Key:
    values = row.values
    return Key(values["customer"], values["product"], values.get("where", "").lower(), values.get("retired_on"))


def _write(new: list[Deployment], changed: list[Deployment]) -> None:
    try:
        with transaction.atomic():
            Deployment.objects.bulk_update(changed, KEPT)
            Deployment.objects.bulk_create(new)
    except IntegrityError as clash:
        raise Conflict(MEANWHILE) from clash


def _new(told: dict[str, Any]) -> str:
    parts = [
        f"{told['quantity']:,} {told.get('counted', USUAL)}" if told.get("quantity") else "",
        f"version {told['version']}" if told.get("version") else "",
        f"{told['covered']:,} of {told['total']:,} have it" if told.get("total") is not None else "",
        f"taken out of use on {day(told['retired_on'])}" if told.get("retired_on") else "",
    ]
    return f"New: {', '.join(filter(None, parts)) or 'nothing counted'}"


def _change(name: str, before: dict[str, Any], after: dict[str, Any]) -> str:
    return f"{NAMES[name]}: {_plain(before[name])} → {_plain(after[name])}"


def _plain(value: Any) -> str:
    if value in (None, ""):
        return "nothing"
    return day(value) if hasattr(value, "isoformat") else f"{value:,}" if isinstance(value, int) else str(value)
