"""Queries whose SQL is written once for each process.

The ORM takes 0.3 to 3 ms to write a query, longer than PostgreSQL takes over most of them, and writes the same words
for each request. `@prepared` keeps the words of the first use; each later use puts its own values into them and asks
the database, which on PostgreSQL keeps its plan for them as long as the connection lasts. No answer is kept, so
nothing can be out of date (docs/adr/0013).

    @prepared(customer=UUIDField(), today=DateField())
    def _late(actor: Actor, customer: Any, today: Any) -> QuerySet[Due]:
        return Due.objects.visible_to(actor).of_customer(customer).filter(due_on__lt=today)

    late = _late(request.actor, customer=customer.pk, today=timezone.localdate())

Whatever changes from one use to the next comes as an argument: no clock, no look at a value. Members of a list are
compared through their key, `customer__pk__in`: Django takes `customer__in` for values.
"""

import re
from collections.abc import Callable, Hashable, Iterable, Mapping
from copy import copy
from dataclasses import dataclass
from itertools import count
from typing import Any, Protocol

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import Expression, Field, QuerySet

MOST = 64  # texts kept of one query: one for each role that asks and each power of two of ids
LONGEST = 256  # ids in a list; a query of more is written for itself
PLACE = re.compile("%[s%]")

Name = str | tuple[str, int]


class Slot(Expression):
    """The place of a value that comes with each use; it has no value of its own, so nothing can be decided by it."""

    def __init__(self, name: Name, field: "Field[Any, Any]") -> None:
        super().__init__(output_field=field)
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        return "%s", [self]


class Reader(Protocol):
    """Who asks: `shape` is all that may change the query's words, None when each reader needs words of their own."""

    @property
    def shape(self) -> Hashable | None: ...

    def pattern(self) -> Any:
        """Somebody of the same shape, with slots for what is their own."""

    def slots(self) -> Mapping[Name, Any]:
        """What goes into the slots, by name."""


@dataclass(frozen=True)
class Written:
    """A query in SQL, and what Django knows of its columns."""

    queryset: QuerySet[Any, Any]
    compiler: Any
    sql: str
    numbered: str
    places: tuple[Any, ...]
    converters: Any

    @classmethod
    def of(cls, queryset: QuerySet[Any, Any]) -> "Written":
        compiler = queryset.query.get_compiler(queryset.db)
        sql, places = compiler.as_sql()
        columns = [column for column, _, _ in compiler.select[: compiler.col_count]]
        return cls(queryset, compiler, sql, _numbered(sql), places, compiler.get_converters(columns))

    def ask(self, values: Mapping[Name, Any]) -> list[Any]:
        """What the database answers with these values, in the form that the query asks for: models, tuples or dicts."""
        here = connections[self.queryset.db]  # each thread has its own
        filled = tuple(
            place.output_field.get_db_prep_value(values[place.name], here) if isinstance(place, Slot) else place
            for place in self.places
        )
        compiler = copy(self.compiler)
        compiler.connection = here
        compiler.execute_sql = lambda *_, **__: [self._answer(here, filled)]
        compiler.get_converters = lambda _: self.converters
        compiler.has_composite_fields = lambda _: False
        asked = self.queryset.all()
        asked.query.get_compiler = lambda *_, **__: compiler  # type: ignore[method-assign]  # the one that has its words
        return list(asked)

    def _answer(self, here: Any, values: tuple[Any, ...]) -> list[tuple[Any, ...]]:
        """What the database says. PostgreSQL gets words and values apart, which lets it keep its plan; where queries
        are written down, their values are seen in them."""
        with here.cursor() as cursor:
            if here.vendor == "postgresql" and not here.queries_logged:
                from psycopg import RawCursor

                cursor.cursor = RawCursor(here.connection)
                cursor.execute(self.numbered, values)
            else:
                cursor.execute(self.sql, values)
            return cursor.fetchall()


def _numbered(sql: str) -> str:
    """With places as PostgreSQL itself names them: $1, $2."""
    number = count(1)
    return PLACE.sub(lambda found: f"${next(number)}" if found[0] == "%s" else "%", sql)


class Prepared:
    """A function that makes a query from slots; called with values it answers with the rows.

    `fields` say which arguments are values, and of what kind. A list fills a place for each of its members, and the
    rest of the next power of two with its last one, so that few texts do for lists of any length. Every other argument
    stands for words: each of its values is a query of its own.
    """

    def __init__(self, write: Callable[..., QuerySet[Any, Any]], fields: "Mapping[str, Field[Any, Any]]") -> None:
        self.write, self.fields = write, fields
        self.written: dict[Hashable, Written] = {}
        self.__doc__, self.__name__ = write.__doc__, write.__name__

    def __call__(self, *readers: Reader, **given: Any) -> list[Any]:
        """The rows. What an empty list means, alone or beside something else, is left to Django."""
        shapes = [reader.shape for reader in readers]
        lists = [given[name] for name in self.fields if isinstance(given[name], list)]
        if None in shapes or not all(lists) or any(len(each) > LONGEST for each in lists):
            return list(self.write(*readers, **given))
        values: dict[Name, Any] = {}
        for reader in readers:
            values |= reader.slots()
        for name in self.fields:
            if isinstance(given[name], list):
                given[name] = filled_up(given[name])
                values |= {(name, number): each for number, each in enumerate(given[name])}
            else:
                values[name] = given[name]
        try:
            written = self._written(
                (*shapes, *(self._key(name, value) for name, value in given.items())), readers, given
            )
        except EmptyResultSet:  # nothing is what such a reader may see
            return list(self.write(*readers, **given))
        return written.ask(values)

    def _key(self, name: str, value: Any) -> Hashable:
        if name not in self.fields:
            return value
        return len(value) if isinstance(value, list) else None

    def _written(self, key: Hashable, readers: Iterable[Reader], given: Mapping[str, Any]) -> Written:
        known = self.written.get(key)
        if known is None:
            slotted = {name: self._slot(name, value) for name, value in given.items()}
            known = Written.of(self.write(*(reader.pattern() for reader in readers), **slotted))
            if len(self.written) >= MOST:
                self.written.clear()
            self.written[key] = known
        return known

    def _slot(self, name: str, value: Any) -> Any:
        field = self.fields.get(name)
        if field is None:
            return value
        return [Slot((name, at), field) for at in range(len(value))] if isinstance(value, list) else Slot(name, field)


def prepared(**fields: "Field[Any, Any]") -> Callable[[Callable[..., QuerySet[Any, Any]]], Prepared]:
    """Write this query once; `fields` name the arguments that are values."""
    return lambda write: Prepared(write, fields)


def filled_up(members: list[Any]) -> list[Any]:
    """As many as the next power of two, the last one again and again: the same set."""
    return members + members[-1:] * ((1 << (len(members) - 1).bit_length()) - len(members))
