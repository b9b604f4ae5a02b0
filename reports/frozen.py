"""A pack as plain JSON values and back, and when two packs say the same."""

from dataclasses import fields
from datetime import date, datetime
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from core.digest import sha256
from reports.pack import PackDocument

# What may differ between two packs that say the same: when they were asked for, and where the log stood then.
CIRCUMSTANCES = ("edition", "cut_off_at", "chain")


def content_digest(document: PackDocument) -> str:
    """Digest of what the pack says, whatever the day it was asked for: equal means nothing has changed."""
    said = {f.name: getattr(document, f.name) for f in fields(document) if f.name not in CIRCUMSTANCES}
    return sha256(said)


def read(data: dict[str, Any]) -> PackDocument:
    """The pack that was frozen as plain JSON values."""
    document: PackDocument = _read(PackDocument, data)
    return document


def _read(kind: Any, value: Any) -> Any:
    if isinstance(kind, UnionType):
        return None if value is None else _read(get_args(kind)[0], value)
    if get_origin(kind) is tuple:
        return tuple(_read(get_args(kind)[0], each) for each in value)
    if kind in (date, datetime):
        return kind.fromisoformat(value)
    if hasattr(kind, "__dataclass_fields__"):
        kinds = get_type_hints(kind)
        known = {f.name for f in fields(kind)} & value.keys()
        return kind(**{name: _read(kinds[name], value[name]) for name in known})
    return value
