"""What stands in the books of an office already, by number, issuer and day."""

from __future__ import annotations

from collections.abc import Collection

from sauro.text.compare import unit_key
from sauro_web.accounts.models import Unit
from sauro_web.documents.models import Direction, Document

__all__ = ["known_identities"]


def known_identities(
    office: Unit, direction: str, keys: Collection[str] | None = None
) -> set[tuple[str, str, str]]:
    """Those of all documents of a book, or of these keys alone; compared as `Older.identity`."""
    rows = Document.objects.filter(office=office).exclude(key="")
    if keys is not None:
        rows = rows.filter(key__in=keys)
    if direction == Direction.INCOMING:
        arrived = rows.filter(direction=direction).values_list("key", "issuer", "issued_on")
        return {(key, unit_key(issuer), f"{day or ''}") for key, issuer, day in arrived.iterator()}
    left = rows.exclude(direction=Direction.INCOMING).values_list("key", "year")
    return {(key, "", str(year)) for key, year in left.iterator()}
