"""Mergers and splits: what was keeps its rows and its names, and says who followed it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.db.models import Q

from sauro_web.accounts import rules
from sauro_web.accounts.models import Succession, SuccessionKind, Unit, UnitGroup, UnitKind, User
from sauro_web.accounts.naming import accented
from sauro_web.accounts.operations.asking import ask, remember
from sauro_web.accounts.operations.heritage import (
    carry_groups,
    carry_people,
    counterpart_key,
    counterparts,
    pass_groups,
    resettle,
    with_inside,
)
from sauro_web.accounts.operations.planting import plant
from sauro_web.accounts.operations.units import check_alone, check_twin, close, day_before, ending, locked
from sauro_web.accounts.organisation import Body
from sauro_web.accounts.prefixes import begins
from sauro_web.common.errors import NotReady

__all__ = ["NOT_BESIDE", "merge_units", "split_unit"]

NOT_BESIDE = "Đơn vị mới đứng dưới cơ quan cấp trên; hãy đề nghị quản trị của cơ quan cấp trên thực hiện."


def merge_units(
    units: Sequence[Unit], *, by: User | None, into: Unit | Body, first_day: date, on: date, basis: str = ""
) -> Unit:
    """Merges `units` into one that exists, or into a new one beside the first of them, which takes over their
    inner organisation and groups. They end the day before `first_day`, with what stands beneath them; units
    beneath are followed by those of the same name beneath the successor, villages by villages. Their people
    keep their roles in the successor, but for heads: who heads it is appointed."""
    _ask_all(by, [*units, *([into] if isinstance(into, Unit) else [])], on)
    if not isinstance(into, Unit):
        ask(rules.may_found_beside(by, units[0], on=on), NOT_BESIDE)
    with transaction.atomic():
        # Always in one order, so that two mergers never wait for each other.
        ordered = {
            row.pk: row for row in (ending(unit, on) for unit in sorted(units, key=lambda one: one.pk))
        }
        rows = [ordered[unit.pk] for unit in units]
        _check_kinds({row.kind for row in rows} | {into.kind})
        if isinstance(into, Unit):
            successor = _receiver(into, first_day, on)
            if any(successor.path.startswith(row.path) for row in rows):
                raise NotReady("Không sáp nhập được đơn vị vào chính nó hoặc vào đơn vị trực thuộc của nó.")
        else:
            parent = Unit.objects.get_parent(rows[0])
            check_twin(parent, into.name, on, apart_from=ordered)
            successor = plant(parent, [with_inside(into, rows)], valid_from=first_day)[0]
        for row in rows:
            _give_way(row, successor, first_day, basis)
        _regroup(rows, successor, new=isinstance(into, Body))
        changes = {"đơn vị được sáp nhập": (None, [row.name for row in rows])}
        remember("unit.merge", successor, by=by, at=rows[0], on=on, changes=changes, reason=basis)
    return successor


def _ask_all(by: User | None, units: Sequence[Unit], on: date) -> None:
    if not units:
        raise NotReady("Chưa chọn đơn vị nào.")
    ask(all(rules.may_manage_units(by, unit, on=on) for unit in units))


def _check_kinds(kinds: set[str]) -> None:
    if len(kinds) > 1 and kinds & {UnitKind.PROVINCE, UnitKind.COMMUNE, UnitKind.VILLAGE}:
        raise NotReady("Xã chỉ sáp nhập với xã, thôn với thôn, cơ quan với cơ quan.")


def _receiver(into: Unit, first_day: date, on: date) -> Unit:
    """The unit that receives others: there on the first day, and no end of it known."""
    row = ending(into, on) if into.valid_from <= on else locked(into)
    if row.valid_to is not None or row.valid_from > first_day:
        raise NotReady(f"{row.label} chưa hoạt động vào ngày {first_day:%d/%m/%Y}; hãy xem lại ngày.")
    return row


def _give_way(row: Unit, successor: Unit, first_day: date, basis: str) -> None:
    """Ends a unit with its tree, each followed by its counterpart in the successor's tree where there is
    one, else by the successor itself."""
    new_villages = resettle(row, successor, first_day)
    by_key = counterparts(successor)
    tree = Unit.objects.filter(begins("path", row.path)).filter(Q(valid_to=None) | Q(valid_to__gte=first_day))
    for unit in tree.order_by("path"):
        if unit.valid_to is not None:
            raise NotReady(
                f"{unit.label} đã có ngày kết thúc hoạt động ({unit.valid_to:%d/%m/%Y}); "
                "hãy sáp nhập từ sau ngày đó."
            )
        if unit.kind == UnitKind.VILLAGE:
            same = new_villages.get(unit.pk)
        else:
            same = by_key.get(counterpart_key(unit))
        follower = successor if unit.pk == row.pk or same is None else same
        carry_people(unit, follower, first_day, wider=unit.pk != row.pk and same is None)
        close(unit, day_before(first_day))
        Succession.objects.create(
            predecessor=unit, successor=follower, kind=SuccessionKind.MERGED, on=first_day, basis=basis
        )


def _regroup(rows: Sequence[Unit], successor: Unit, *, new: bool) -> None:
    if new:
        carry_groups(rows, successor)
    left_out = [set(UnitGroup.objects.filter(excluded=row).values_list("pk", flat=True)) for row in rows]
    for row in rows:
        pass_groups(row, [successor], new=new and all(one == left_out[0] for one in left_out))


def split_unit(
    unit: Unit, *, by: User | None, parts: Sequence[Body], first_day: date, on: date, basis: str = ""
) -> list[Unit]:
    """Ends a unit in favour of several new ones in its place. What stands beneath it is moved or ended
    before; its people are given places in the parts one by one."""
    ask(rules.may_manage_units(by, unit, on=on))
    ask(rules.may_found_beside(by, unit, on=on), NOT_BESIDE)
    if len(parts) < 2:
        raise NotReady("Chia, tách cần ít nhất hai đơn vị mới.")
    if len({accented(part.name) for part in parts}) < len(parts):
        raise NotReady("Có hai đơn vị mới trùng tên; hãy ghi tên khác nhau.")
    with transaction.atomic():
        row = ending(unit, on)
        check_alone(row, day_before(first_day))
        close(row, day_before(first_day))
        parent = Unit.objects.get_parent(row)
        for part in parts:
            check_twin(parent, part.name, on, apart_from=(row.pk,))
        successors = plant(parent, list(parts), valid_from=first_day)
        Succession.objects.bulk_create(
            Succession(predecessor=row, successor=new, kind=SuccessionKind.SPLIT, on=first_day, basis=basis)
            for new in successors
        )
        pass_groups(row, successors, new=True)
        changes = {"đơn vị mới": (None, [new.name for new in successors])}
        remember("unit.split", row, by=by, at=row, on=on, changes=changes, reason=basis)
    return successors
