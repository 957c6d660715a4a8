"""Whether the tree of units is whole: what a faulty restore or a hand in the database may have broken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sauro_web.accounts.models import Succession, Unit, UnitKind

__all__ = ["Fault", "faults_of_tree"]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with which unit."""

    unit: int
    name: str
    what: str

    def __str__(self) -> str:
        return f"Đơn vị {self.unit} ({self.name}): {self.what}"


def faults_of_tree() -> list[Fault]:
    """Every unit whose place does not fit, and every chain of successions that leads back to itself. Two
    queries."""
    fields = ("pk", "name", "path", "depth", "numchild", "kind", "province_id", "commune_id")
    rows = Unit.objects.order_by("path").values(*fields)
    units = {row["path"]: row for row in rows}
    return [*_places(units), *_areas(units), *_loops({row["pk"]: row["name"] for row in units.values()})]


def _places(units: dict[str, dict[str, object]]) -> Iterator[Fault]:
    children: dict[str, int] = {}
    for path in units:
        children[path[: -Unit.steplen]] = children.get(path[: -Unit.steplen], 0) + 1
    for path, row in units.items():
        if set(path) - set(Unit.alphabet) or len(path) % Unit.steplen:
            yield _fault(row, "vị trí trong cây bị hỏng")
        elif path[: -Unit.steplen] and path[: -Unit.steplen] not in units:
            yield _fault(row, "không còn đơn vị cấp trên")
        if row["depth"] != len(path) // Unit.steplen:
            yield _fault(row, "sai cấp trong cây")
        if row["numchild"] != children.get(path, 0):
            yield _fault(row, "sai số đơn vị trực thuộc")


def _areas(units: dict[str, dict[str, object]]) -> Iterator[Fault]:
    for path, row in units.items():
        above = [
            units[path[:end]]
            for end in range(Unit.steplen, len(path) + 1, Unit.steplen)
            if path[:end] in units
        ]
        for kind, field, name in (
            (UnitKind.PROVINCE, "province_id", "tỉnh"),
            (UnitKind.COMMUNE, "commune_id", "xã"),
        ):
            of_kind = [one["pk"] for one in above if one["kind"] == kind]
            if row[field] != (of_kind[-1] if of_kind else None):
                yield _fault(row, f"ghi thuộc {name} khác với vị trí trong cây")


def _loops(names: dict[int, str]) -> Iterator[Fault]:
    followers: dict[int, list[int]] = {}
    for before, after in Succession.objects.values_list("predecessor_id", "successor_id"):
        followers.setdefault(before, []).append(after)
    for start in followers:
        if _leads_back(start, followers):
            yield Fault(start, names.get(start, "?"), "chuỗi đơn vị kế thừa quay lại chính nó")


def _leads_back(start: int, followers: dict[int, list[int]]) -> bool:
    waiting: Sequence[int] = followers[start]
    seen: set[int] = set()
    while waiting:
        if start in waiting:
            return True
        seen.update(waiting)
        waiting = [after for one in waiting for after in followers.get(one, ()) if after not in seen]
    return False


def _fault(row: dict[str, object], what: str) -> Fault:
    return Fault(int(str(row["pk"])), str(row["name"]), what)
