"""One way to write data down, so that the same data always has the same digest."""

import dataclasses
import hashlib
import json
import uuid
from datetime import date, datetime
from decimal import Decimal
from typing import Any


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return dataclasses.asdict(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal | uuid.UUID):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no plain form")


def canonical(data: Any) -> str:
    """JSON with sorted keys and no spaces; dates in ISO form, decimals and ids as text."""
    return json.dumps(data, default=_plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def sha256(data: Any) -> str:
    """SHA-256 of bytes as they are, or of anything else in canonical form; 64 hex digits."""
    raw = data if isinstance(data, bytes) else canonical(data).encode()
    return hashlib.sha256(raw).hexdigest()
