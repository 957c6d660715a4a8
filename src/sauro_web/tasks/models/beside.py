"""What a part carries beside its task and its unit, so that no list and no figure has to look them up: whose
work it is, from which plan, given by whom; in which province and commune.

This is the one place that fills it in: whatever way a part is kept first, or is put under another task or
unit in bulk, passes here; `settled_differently` finds what was changed past it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, Self, cast

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from sauro_web.accounts.models import Unit

if TYPE_CHECKING:
    from sauro_web.tasks.models.tasks import UnitTask

__all__ = ["OF_TASK", "OF_UNIT", "PartRows", "settle"]

OF_TASK = ("office", "plan", "given_by")
OF_UNIT = ("province", "commune")
_BATCH = 2_000


class PartRows(QuerySet["UnitTask"]):
    """Rows of parts; those made or changed in bulk have what stands beside them."""

    _put_along: Callable[[Sequence[UnitTask]], None] | None = None

    def put_along(self, put: Callable[[Sequence[UnitTask]], None]) -> Self:
        """The same rows, each given by `put` what comes along with it once they are read; their tasks alone
        are joined."""
        found = self.select_related(None).select_related("task")
        found._put_along = put
        return found

    def _clone(self) -> Self:
        found: Self = cast(Any, super())._clone()
        found._put_along = self._put_along
        return found

    def _fetch_all(self) -> None:
        is_new = self._result_cache is None
        super()._fetch_all()
        if is_new:
            self._put(self._result_cache)

    def iterator(self, chunk_size: int | None = None) -> Iterator[Any]:
        """Row by row, those of a batch given at once what comes along."""
        rows = super().iterator(chunk_size)
        while batch := list(islice(rows, chunk_size or _BATCH)):
            self._put(batch)
            yield from batch

    def _put(self, rows: list[Any] | None) -> None:
        if self._put_along is not None and rows and isinstance(rows[0], self.model):
            self._put_along(rows)

    def bulk_create(self, objs: Iterable[Any], *args: Any, **options: Any) -> list[Any]:
        """Fills it in before they are kept."""
        parts: list[Any] = list(objs)
        settle(parts)
        return super().bulk_create(parts, *args, **options)

    def bulk_update(self, objs: Iterable[Any], fields: Iterable[str], *args: Any, **options: Any) -> int:
        """Fills it in anew where task or unit change."""
        parts: list[Any] = list(objs)
        names = list(fields)
        if "task" in names or "unit" in names:
            settle(parts)
            names += [name for name in (*OF_TASK, *OF_UNIT) if name not in names]
        return super().bulk_update(parts, names, *args, **options)

    def settled_differently(self) -> QuerySet[UnitTask]:
        """Those that say something else of their task or unit than stands there."""
        other = ~Q(office=F("task__office"))
        for name, at in (("plan", "task"), ("given_by", "task"), ("province", "unit"), ("commune", "unit")):
            there = f"{at}__{name}"
            other |= Q(**{f"{name}__lt": F(there)}) | Q(**{f"{name}__gt": F(there)})
            other |= Q(**{f"{name}__isnull": True, f"{there}__isnull": False})
            other |= Q(**{f"{name}__isnull": False, f"{there}__isnull": True})
        return self.filter(other)

    def settle_anew(self) -> int:
        """Puts right whatever differs; how many rows did."""
        from sauro_web.tasks.models.tasks import Task

        numbers = list(self.settled_differently().values_list("pk", flat=True))
        for start in range(0, len(numbers), _BATCH):
            rows = self.model._base_manager.filter(pk__in=numbers[start : start + _BATCH])
            rows.update(**_beside(Task, "task_id", OF_TASK), **_beside(Unit, "unit_id", OF_UNIT))
        return len(numbers)


def _beside(model: Any, number: str, names: Sequence[str]) -> dict[str, Subquery]:
    found = model.objects.filter(pk=OuterRef(number))
    return {name: Subquery(found.values(name)[:1]) for name in names}


def settle(parts: Collection[Any]) -> None:
    """Fills in what stands beside parts that are kept next. Two queries where task or unit are not at
    hand."""
    from sauro_web.tasks.models.tasks import Task

    tasks = _at_hand(parts, "task", Task, OF_TASK)
    units = _at_hand(parts, "unit", Unit, OF_UNIT)
    for part in parts:
        task, unit = tasks[part.task_id], units[part.unit_id]
        part.office_id, part.plan_id, part.given_by_id = task
        part.province_id, part.commune_id = unit


def _at_hand(
    parts: Collection[UnitTask], name: str, model: Any, names: Sequence[str]
) -> dict[int, tuple[int | None, ...]]:
    """For the tasks or units of parts, by their numbers, what is taken from each."""
    columns = [f"{one}_id" for one in names]
    found: dict[int, tuple[int | None, ...]] = {}
    wanted: set[int] = set()
    for part in parts:
        number = getattr(part, f"{name}_id")
        if part._state.fields_cache.get(name) is None:
            wanted.add(number)
        elif number not in found:
            held = getattr(part, name)
            found[number] = tuple(getattr(held, column) for column in columns)
    missing = sorted(wanted - found.keys())
    for start in range(0, len(missing), _BATCH):
        rows = model.objects.filter(pk__in=missing[start : start + _BATCH]).values_list("pk", *columns)
        found |= {number: tuple(values) for number, *values in rows}
    return found
