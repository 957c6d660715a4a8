"""Pages of a long list by the place where the last one ended, never by a count: as quick on row 90,000 as on
the first, and without a row shown twice when one is added meanwhile."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from django.core import signing
from django.db.models import Model, Q, QuerySet

__all__ = ["Page", "page_of"]

Row = TypeVar("Row", bound=Model)
_SALT = "sauro.page"


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Rows of one page; `before` and `after` are what the address carries as `?trang=` for its neighbours."""

    rows: Sequence[Row]
    before: str
    after: str

    def __iter__(self) -> Iterator[Row]:
        """The rows."""
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


def page_of(rows: QuerySet[Row], *, by: Sequence[str], at: str = "", size: int = 25) -> Page[Row]:
    """The page of `rows` at `at` (what stood in the address, signed; nonsense means the first page). `by` are the
    fields of the order, "-" before a falling one; the last must tell any two rows apart, none may be null."""
    back, values = _read(at, len(by))
    order = [_turned(field) for field in by] if back else list(by)
    wanted = rows.order_by(*order)
    if values:
        wanted = wanted.filter(_beyond(order, values))
    found = list(wanted[: size + 1])
    more, found = len(found) > size, found[:size]
    if back:
        found.reverse()
    has_before, has_after = (more, bool(values)) if back else (bool(values), more)
    return Page(
        found,
        _written(found[0], by, back=True) if found and has_before else "",
        _written(found[-1], by, back=False) if found and has_after else "",
    )


def _turned(field: str) -> str:
    return field[1:] if field.startswith("-") else f"-{field}"


def _beyond(order: Sequence[str], values: Sequence[object]) -> Q:
    """The rows after `values`: greater in the first field, or equal there and greater in the second …"""
    beyond, equal = Q(), Q()
    for field, value in zip(order, values, strict=True):
        name, compare = field.lstrip("-"), "lt" if field.startswith("-") else "gt"
        beyond |= equal & Q(**{f"{name}__{compare}": value})
        equal &= Q(**{name: value})
    return beyond


def _written(row: Model, by: Sequence[str], *, back: bool) -> str:
    values: list[object] = []
    for field in by:
        value: object = row
        for name in field.lstrip("-").split("__"):
            value = getattr(value, name)
        values.append(value.isoformat() if isinstance(value, date) else value)
    return signing.dumps([back, *values], salt=_SALT)


def _read(at: str, length: int) -> tuple[bool, list[object]]:
    try:
        back, *values = signing.loads(at, salt=_SALT)
    except signing.BadSignature:
        return False, []
    return (back, values) if len(values) == length else (False, [])
