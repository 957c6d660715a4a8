"""Pages of a long list by the place where the last one ended, never by a count: as quick on row 90,000 as on
the first, and without a row shown twice when one is added meanwhile."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from django.core import signing
from django.db.models import F, Model, Q, QuerySet
from django.db.models.expressions import OrderBy

__all__ = ["Page", "in_order", "is_place", "page_of"]

Row = TypeVar("Row", bound=Model)
_SALT = "sauro.page"


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Rows of one page; `before` and `after` are what the address carries as `?trang=` for its neighbours,
    `start` is the place of the first row in the list."""

    rows: Sequence[Row]
    before: str
    after: str
    start: int = 1

    def __iter__(self) -> Iterator[Row]:
        """The rows."""
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


@dataclass(frozen=True, slots=True)
class _Field:
    """One field of an order; what is nothing stands `last` or first, None where it is never nothing."""

    name: str
    falling: bool
    last: bool | None

    def turned(self) -> _Field:
        return _Field(self.name, not self.falling, None if self.last is None else not self.last)

    def ordering(self) -> OrderBy:
        # Said only where there may be nothing: otherwise it would keep PostgreSQL from its index.
        nothing: dict[str, Any] = {}
        if self.last is not None:
            nothing = {"nulls_last": True} if self.last else {"nulls_first": True}
        return OrderBy(F(self.name), descending=self.falling, **nothing)

    def beyond(self, value: object) -> Q | None:
        """Rows that stand after `value` in this field alone; None where none can."""
        if value is None:
            return None if self.last else Q(**{f"{self.name}__isnull": False})
        after = Q(**{f"{self.name}__{'lt' if self.falling else 'gt'}": value})
        return after | Q(**{f"{self.name}__isnull": True}) if self.last else after

    def equal(self, value: object) -> Q:
        """Rows with the same value."""
        return Q(**{f"{self.name}__isnull": True}) if value is None else Q(**{self.name: value})


def in_order(rows: QuerySet[Row], by: Sequence[str]) -> QuerySet[Row]:
    """All rows in the order of the pages."""
    return rows.order_by(*(field.ordering() for field in _fields(rows, by)))


def page_of(rows: QuerySet[Row], *, by: Sequence[str], at: str = "", size: int = 25) -> Page[Row]:
    """The page of `rows` at `at`: what stood in the address, signed; nonsense, or a place in another list or
    order, means the first page. `by` are
    the fields of the order, "-" before a falling one; the last must tell any two rows apart. What is nothing
    stands last in either direction, as on paper."""
    salt = _salt(rows, by)
    back, place, values = _read(at, len(by), salt)
    fields = _fields(rows, by)
    if back:
        fields = [field.turned() for field in fields]
    wanted = rows.order_by(*(field.ordering() for field in fields))
    if values:
        wanted = wanted.filter(_beyond(fields, values))
    found = list(wanted[: size + 1])
    more, found = len(found) > size, found[:size]
    if back:
        found.reverse()
    has_before, has_after = (more, bool(values)) if back else (bool(values), more)
    start = (place - len(found) if back else place + 1) if has_before else 1
    return Page(
        found,
        _written(found[0], by, start, salt, back=True) if found and has_before else "",
        _written(found[-1], by, start + len(found) - 1, salt, back=False) if found and has_after else "",
        max(1, start),
    )


def is_place(rows: QuerySet[Any], by: Sequence[str], at: str) -> bool:
    """Whether `at` is a place in this list and order, or the first page: for whoever must not be led back to
    it unawares."""
    return not at or bool(_read(at, len(by), _salt(rows, by))[2])


def _salt(rows: QuerySet[Any], by: Sequence[str]) -> str:
    return f"{_SALT}.{rows.model._meta.label_lower}.{','.join(by)}"


def _fields(rows: QuerySet[Any], by: Sequence[str]) -> list[_Field]:
    return [
        _Field(field.lstrip("-"), field.startswith("-"), True if _may_be_nothing(rows, field) else None)
        for field in by
    ]


def _may_be_nothing(rows: QuerySet[Any], field: str) -> bool:
    """Whether the field, or a record on the way to it, may be null; what is annotated always may."""
    name = field.lstrip("-")
    if name in rows.query.annotations:
        return True
    model = rows.model
    for part in name.split("__"):
        if part == "pk":
            return False
        step = model._meta.get_field(part)
        if step.null:
            return True
        model = step.related_model or model
    return False


def _beyond(fields: Sequence[_Field], values: Sequence[object]) -> Q:
    """The rows after `values`: after them in the first field, or equal there and after in the second …"""
    beyond, equal = Q(pk__in=()), Q()
    for field, value in zip(fields, values, strict=True):
        after = field.beyond(value)
        if after is not None:
            beyond |= equal & after
        equal &= field.equal(value)
    return beyond


def _written(row: Model, by: Sequence[str], place: int, salt: str, *, back: bool) -> str:
    values: list[object] = []
    for field in by:
        value: object = row
        for name in field.lstrip("-").split("__"):
            value = getattr(value, name) if value is not None else None
        values.append(value.isoformat() if isinstance(value, date) else value)
    return signing.dumps([back, place, *values], salt=salt)


def _read(at: str, length: int, salt: str) -> tuple[bool, int, list[object]]:
    try:
        back, place, *values = signing.loads(at, salt=salt)
    except (signing.BadSignature, TypeError, ValueError):
        return False, 0, []
    return (back, place, values) if len(values) == length and isinstance(place, int) else (False, 0, [])
