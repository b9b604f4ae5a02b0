"""The interchange as JSON Schema, made from the very tables that read it.

The schema is never stricter than the readers. What it cannot say, such as that a part must not exceed its head,
the readers still refuse.
"""

from collections.abc import Mapping
from dataclasses import MISSING, fields
from functools import partial
from typing import Any

from contracts.loss import interchange, reading
from contracts.loss.vocabulary import Head

Schema = dict[str, Any]


def _number(most: Any) -> Schema:
    number = {"type": "number", "minimum": 0, "maximum": int(most)}
    return {"anyOf": [number, {"type": "string", "pattern": r"^[0-9]+(\.[0-9]+)?$"}]}


def _or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def _by(names: Schema, values: Schema) -> Schema:
    return {"type": "object", "propertyNames": names, "additionalProperties": values}


HEAD: Schema = {"type": "string", "enum": [str(head) for head in Head]}
CAUSE: Schema = {"type": "string", "pattern": f"^{reading.CAUSE.pattern}$"}
POUNDS = _number(reading.MOST_POUNDS)
FRACTION = _number(1)
PLAIN: dict[Any, Schema] = {
    reading.boolean: {"type": "boolean"},
    reading.text: {"type": "string", "maxLength": reading.LONGEST_TEXT},
    reading.amount: POUNDS,
    reading.limit: _or_null(POUNDS),
    reading.fraction: FRACTION,
    reading.fraction_or_none: _or_null(FRACTION),
    reading.hours: _number(reading.MOST_HOURS),
    reading.cause: CAUSE,
    reading.causes: {"type": "array", "items": CAUSE},
    reading.heads: {"type": "array", "items": HEAD},
    reading.some_heads: {"type": "array", "items": HEAD, "minItems": 1},
    reading.amounts_by_head: _by(HEAD, POUNDS),
}


def schema_of(read: Any) -> Schema:
    """The schema of what a reader takes."""
    if not isinstance(read, partial):
        return PLAIN[read]
    if read.func == reading.choice:
        return {"type": "string", "enum": [str(member) for member in read.args[0]]}
    if read.func == reading.optional:
        return _or_null(schema_of(read.args[0]))
    if read.func == reading.by_cause:
        return _by(CAUSE, schema_of(read.args[0]))
    if read.func == interchange.read_list:
        return {"type": "array", "items": _object(*read.args)}
    whole = _object(*read.args)
    return _or_null(whole) if read.func == interchange.read_or_default else whole


def _object(kind: Any, readers: Mapping[str, interchange.Read]) -> Schema:
    needed = [part.name for part in fields(kind) if part.default is MISSING and part.default_factory is MISSING]
    return {
        "type": "object",
        "description": " ".join((kind.__doc__ or "").split()),
        "properties": {name: schema_of(read) for name, read in readers.items()},
        "required": needed,
        "additionalProperties": False,
    }


CASE_SCHEMA = _object(interchange.Case, interchange.CASE)
CASE_SCHEMA["properties"] |= {name: {} for name in sorted(interchange.ANNOTATIONS)}
