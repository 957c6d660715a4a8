"""How the digest of an entry is taken; no database here."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime

__all__ = ["digest_of"]


def digest_of(columns: Mapping[str, object], previous: str) -> str:
    """SHA-256, in hexadecimal, over the columns in the order of their names and the digest before. Instants
    are taken in UTC, so that the zone in which a database gives them back does not matter."""
    plain = {
        name: value.astimezone(UTC).isoformat(timespec="microseconds")
        if isinstance(value, datetime)
        else value
        for name, value in columns.items()
    }
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(f"{previous}\n{text}".encode()).hexdigest()
