"""Rows of several tables in one query, where a page needs a little of many.

Each table's rows come as JSON arrays in one UNION ALL and are made into the same objects that its own query would
give, forward links of `select_related`, annotations and deferred columns included. They come in no order. One level of
links; JSON functions take at most 100 arguments, so a table with its links may have 100 columns.

`in_one` is that query before it is asked, so `core.prepared` can write it once:

    @prepared(contract=UUIDField())
    def _parts(contract: Any) -> QuerySet[Any, Any]:
        return in_one(Clause.objects.filter(contract=contract), Line.objects.filter(contract=contract))

    clauses, lines = _parts(contract=contract.pk)
"""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from functools import partial
from typing import Any

from django.db import models
from django.db.models import F, IntegerField, Model, QuerySet, Value
from django.db.models.functions import JSONArray

Read = Callable[[Any], Any]


def together(*querysets: QuerySet[Any]) -> list[list[Any]]:
    """The rows of each queryset, in one query."""
    return list(in_one(*querysets))


def in_one(*querysets: QuerySet[Any]) -> QuerySet[Any, Any]:
    """One query that answers with a list of rows for each of the querysets."""
    tables = [_Table.of(rows) for rows in querysets]
    asked = [
        rows.order_by().values_list(Value(place, output_field=IntegerField()), JSONArray(*map(F, table.columns)))
        for place, (rows, table) in enumerate(zip(querysets, tables, strict=True))
    ]
    one: QuerySet[Any, Any] = asked[0].union(*asked[1:], all=True)
    one._iterable_class = partial(_answers, tables)  # type: ignore[assignment]  # called as that class is
    return one


def with_children(parents: QuerySet[Any], *names: str) -> list[Any]:
    """Rows with what belongs to them, as `prefetch_related` would load it, in one query."""
    rows, *found = together(parents, *children_of(parents, *names))
    for name, children in zip(names, found, strict=True):
        attach(rows, name, children)
    return rows


def children_of(parents: QuerySet[Any], *names: str) -> list[QuerySet[Any, Any]]:
    """What belongs to these rows under each of the names, to be asked for together and attached."""
    links = [parents.model._meta.get_field(name) for name in names]
    return [link.related_model._default_manager.filter(**{f"{link.field.name}__in": parents}) for link in links]


def attach(rows: Iterable[Any], name: str, children: Iterable[Any]) -> None:
    """Give each row those of the children that belong to it, as `prefetch_related` keeps them."""
    parents = {row.pk: row for row in rows}
    by_parent: dict[Any, list[Any]] = {pk: [] for pk in parents}
    for child in children:
        link = type(child)._meta.get_field(_back(parents, name))
        parent = getattr(child, link.attname)
        setattr(child, link.name, parents[parent])
        by_parent[parent].append(child)
    for pk, row in parents.items():
        kept = getattr(row, name).all()
        kept._result_cache, kept._prefetch_done = by_parent[pk], True
        row.__dict__.setdefault("_prefetched_objects_cache", {})[name] = kept


def _back(parents: dict[Any, Any], name: str) -> str:
    """The name of the link from a child to its parent."""
    parent = next(iter(parents.values()))
    return str(parent._meta.get_field(name).field.name)


@dataclass(frozen=True)
class _Table:
    """How rows of a table are asked for and made: its columns, those of each link that comes with it, annotations."""

    model: type[Model]
    db: str
    names: list[str]
    reads: list[Read]
    links: "list[tuple[Any, _Table]]"
    added: dict[str, Read]

    @classmethod
    def of(cls, rows: QuerySet[Any]) -> "_Table":
        names = rows.query.select_related
        links = [rows.model._meta.get_field(name) for name in names] if isinstance(names, dict) else []
        linked = [(link, cls._of(link.related_model, rows.db)) for link in links]
        added = {name: _reader(each.output_field) for name, each in rows.query.annotation_select.items()}
        chosen, is_left_out = rows.query.deferred_loading
        left_out = frozenset(chosen if is_left_out else ())
        return cls._of(rows.model, rows.db, linked, added, left_out)

    @classmethod
    def _of(
        cls, model: type[Model], db: str, links: Any = (), added: Any = (), left_out: frozenset[str] = frozenset()
    ) -> "_Table":
        fields = [field for field in model._meta.concrete_fields if field.name not in left_out]
        names, reads = [field.attname for field in fields], [_reader(field) for field in fields]
        return cls(model, db, names, reads, list(links), dict(added))

    @property
    def columns(self) -> list[str]:
        """Every column by its name; those of links as `clause__number`."""
        linked = [f"{link.name}__{name}" for link, table in self.links for name in table.names]
        return [*self.names, *linked, *self.added]

    def row(self, values: list[Any]) -> Model:
        row, start = self._made(values), len(self.names)
        for name, value in zip(reversed(self.added), reversed(values), strict=False):
            setattr(row, name, None if value is None else self.added[name](value))
        for link, table in self.links:
            end = start + len(table.names)
            if getattr(row, link.attname) is not None:
                setattr(row, link.name, table._made(values[start:end]))
            start = end
        return row

    def _made(self, values: list[Any]) -> Model:
        read = [None if value is None else read(value) for read, value in zip(self.reads, values, strict=False)]
        return self.model.from_db(self.db, self.names, read)


def _answers(tables: list[_Table], queryset: QuerySet[Any, Any], **_how: Any) -> Iterator[list[Any]]:
    """What the query finds, as a list of rows for each table."""
    found: list[list[Any]] = [[] for _ in tables]
    for place, values in queryset.query.get_compiler(queryset.db).results_iter():
        found[place].append(tables[place].row(values))
    return iter(found)


def _reader(field: Any) -> Read:
    """What makes of a value the one that the field would have read from its own column."""
    if isinstance(field, models.ForeignKey):
        return _reader(field.target_field)
    if isinstance(field, models.DecimalField):
        last = Decimal(1).scaleb(-field.decimal_places)
        return lambda value: Decimal(repr(value)).quantize(last)
    if isinstance(field, models.JSONField):
        return lambda value: json.loads(value) if isinstance(value, str) else value
    if isinstance(field, models.DateTimeField):
        return lambda value: _moment(field.to_python(value))
    return field.to_python


def _moment(read: datetime) -> datetime:
    """SQLite keeps UTC and does not say so."""
    return read if read.tzinfo else read.replace(tzinfo=UTC)
