"""Mergers and splits: what was keeps its rows and its names, and says who followed it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from sauro.text.compare import unit_key
from sauro_web.accounts import rules
from sauro_web.accounts.models import Membership, Succession, SuccessionKind, Unit, User
from sauro_web.accounts.operations.asking import ask, remember
from sauro_web.accounts.operations.planting import plant
from sauro_web.accounts.operations.units import check_twin, close, day_before, living
from sauro_web.accounts.organisation import Body
from sauro_web.accounts.prefixes import begins
from sauro_web.common.errors import NotReady

__all__ = ["merge_units", "split_unit"]


def merge_units(
    units: Sequence[Unit], *, by: User | None, into: Unit | Body, first_day: date, on: date, basis: str = ""
) -> Unit:
    """Merges `units` into one that exists, or into a new one beside the first of them. They end the day
    before `first_day`, with what stands beneath them; units beneath are followed by those of the same name
    beneath the successor. Their people keep their roles in the successor, but for heads: who heads it is
    appointed."""
    _ask_all(by, [*units, *([into] if isinstance(into, Unit) else [])], on)
    with transaction.atomic():
        ordered = {
            row.pk: row for row in (living(unit, on) for unit in sorted(units, key=lambda one: one.pk))
        }
        rows = [ordered[unit.pk] for unit in units]
        if isinstance(into, Unit):
            successor = living(into, on)
        else:
            parent = Unit.objects.get_parent(rows[0])
            check_twin(parent, into.name, on, apart_from=ordered)
            successor = plant(parent, [into], valid_from=first_day)[0]
        if any(successor.path.startswith(row.path) for row in rows):
            raise NotReady("Không sáp nhập được đơn vị vào chính nó hoặc vào đơn vị trực thuộc của nó.")
        for row in rows:
            _give_way(row, successor, first_day, basis)
        changes = {"đơn vị được sáp nhập": (None, [row.name for row in rows])}
        remember("unit.merge", successor, by=by, at=rows[0], on=on, changes=changes, reason=basis)
    return successor


def _ask_all(by: User | None, units: Sequence[Unit], on: date) -> None:
    if not units:
        raise NotReady("Chưa chọn đơn vị nào.")
    ask(all(rules.may_manage_units(by, unit, on=on) for unit in units))


def _give_way(row: Unit, successor: Unit, first_day: date, basis: str) -> None:
    """Ends a unit with its tree, each followed by its counterpart in the successor's tree where there is
    one, else by the successor itself."""
    counterparts = {
        unit_key(unit.name): unit
        for unit in Unit.objects.filter(begins("path", successor.path), valid_to=None)
        if unit.pk != successor.pk
    }
    tree = Unit.objects.filter(begins("path", row.path), valid_to=None).order_by("path")
    for unit in tree:
        follower = successor if unit.pk == row.pk else counterparts.get(unit_key(unit.name), successor)
        _carry_people(unit, follower, first_day)
        close(unit, day_before(first_day))
        Succession.objects.create(
            predecessor=unit, successor=follower, kind=SuccessionKind.MERGED, on=first_day, basis=basis
        )


def _carry_people(unit: Unit, follower: Unit, first_day: date) -> None:
    have = set(Membership.objects.filter(unit=follower, valid_to=None).values_list("user_id", "role"))
    for old in Membership.objects.filter(unit=unit, valid_to=None):
        if (old.user_id, old.role) not in have:
            have.add((old.user_id, old.role))
            Membership.objects.create(
                user_id=old.user_id, unit=follower, role=old.role, title=old.title, valid_from=first_day
            )


def split_unit(
    unit: Unit, *, by: User | None, parts: Sequence[Body], first_day: date, on: date, basis: str = ""
) -> list[Unit]:
    """Ends a unit in favour of several new ones in its place. What stands beneath it is moved or ended
    before; its people are given places in the parts one by one."""
    ask(rules.may_manage_units(by, unit, on=on))
    if len(parts) < 2:
        raise NotReady("Chia, tách cần ít nhất hai đơn vị mới.")
    with transaction.atomic():
        row = living(unit, on)
        if Unit.objects.filter(begins("path", row.path), valid_to=None).exclude(pk=row.pk).exists():
            raise NotReady(
                "Còn đơn vị trực thuộc đang hoạt động; hãy chuyển hoặc kết thúc các đơn vị đó trước."
            )
        close(row, day_before(first_day))
        parent = Unit.objects.get_parent(row)
        for part in parts:
            check_twin(parent, part.name, on, apart_from=(row.pk,))
        successors = plant(parent, list(parts), valid_from=first_day)
        Succession.objects.bulk_create(
            Succession(predecessor=row, successor=new, kind=SuccessionKind.SPLIT, on=first_day, basis=basis)
            for new in successors
        )
        changes = {"đơn vị mới": (None, [new.name for new in successors])}
        remember("unit.split", row, by=by, at=row, on=on, changes=changes, reason=basis)
    return successors
