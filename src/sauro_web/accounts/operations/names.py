"""Further ways of writing a unit's or a group's name, given by its office or learned from plans."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import QuerySet

from sauro.text.compare import unit_key
from sauro_web.accounts import rules
from sauro_web.accounts.models import GroupName, NameKind, Unit, UnitGroup, UnitName, User
from sauro_web.accounts.operations.asking import ask, remember
from sauro_web.accounts.operations.units import living
from sauro_web.common.errors import Conflict, NotReady

__all__ = [
    "add_name",
    "forget_group",
    "forget_name",
    "group_called",
    "learn_group",
    "learn_name",
    "learned_unit",
    "remove_name",
]


def _key(text: str) -> str:
    if not (key := unit_key(text)):
        raise NotReady("Tên chưa có chữ nào; hãy ghi lại.")
    return key[:200]


def add_name(unit: Unit, *, by: User | None, text: str, former: bool = False, on: date) -> UnitName:
    """Adds a way of writing the name, or a name that the unit bore before, for all offices."""
    ask(rules.may_manage_units(by, unit, on=on))
    text, key = " ".join(text.split()), _key(text)
    with transaction.atomic():
        row = living(unit, on)
        kind = NameKind.FORMER if former else NameKind.SPELLING
        name, made = UnitName.objects.get_or_create(
            unit=row, key=key, scope=None, defaults={"text": text[:200], "kind": kind}
        )
        if not made:
            raise Conflict(f"Đơn vị đã có cách gọi này: {name.text} ({name.get_kind_display()}).")
        remember("unit.add_name", row, by=by, at=row, on=on, changes={"cách viết": (None, text)})
    return name


def remove_name(name: UnitName, *, by: User | None, on: date) -> None:
    """Takes a way of writing away; the official and the short name are changed by renaming only."""
    ask(
        rules.may_manage_units(by, name.unit, on=on)
        or (name.scope is not None and rules.may_manage_groups(by, name.scope, on=on))
    )
    if name.kind in (NameKind.OFFICIAL, NameKind.SHORT):
        raise NotReady("Tên chính thức và tên gọi tắt chỉ thay đổi khi đổi tên đơn vị.")
    with transaction.atomic():
        unit = name.unit
        remember("unit.remove_name", unit, by=by, at=unit, on=on, changes={"cách viết": (name.text, None)})
        name.delete()


def learned_unit(text: str, office: Unit) -> Unit | None:
    """The unit that `text` was said to mean in the plans of one office; None where nothing was said."""
    row = UnitName.objects.filter(key=_key(text), scope=office).select_related("unit").first()
    return row.unit if row is not None else None


def learn_name(unit: Unit, *, by: User | None, text: str, office: Unit, on: date) -> UnitName | None:
    """Remembers for the plans of one office that `text` means this unit; what was learned of the same words
    before gives way. None where the unit is called so anyway."""
    ask(rules.may_teach_names(by, office, on=on))
    text, key = " ".join(text.split()), _key(text)
    with transaction.atomic():
        earlier = UnitName.objects.filter(key=key, scope=office).select_related("unit")
        if UnitName.objects.filter(unit=unit, key=key, scope=None).exists():
            _forget(earlier, by=by, text=text, office=office, on=on)
            return None
        before = next((row.unit.name for row in earlier if row.unit_id != unit.pk), None)
        if before is None and (same := earlier.first()) is not None:
            return same
        earlier.delete()
        name = UnitName.objects.create(
            unit=unit, text=text[:200], key=key, kind=NameKind.LEARNED, scope=office
        )
        changes = {f"“{text[:120]}” là": (before, unit.name)}
        remember("unit.learn_name", unit, by=by, at=office, on=on, changes=changes)
    return name


def forget_name(*, by: User | None, text: str, office: Unit, on: date) -> None:
    """What was learned of these words in the plans of one office holds no longer: they mean a group, or
    nobody in the organisation, or the step that taught them was taken back."""
    ask(rules.may_teach_names(by, office, on=on))
    with transaction.atomic():
        earlier = UnitName.objects.filter(key=_key(text), scope=office).select_related("unit")
        _forget(earlier, by=by, text=text, office=office, on=on)


def group_called(text: str, office: Unit) -> UnitGroup | None:
    """The group of the office that goes by these words; None where none does."""
    row = GroupName.objects.filter(key=_key(text), group__office=office).select_related("group").first()
    return row.group if row is not None else None


def learn_group(group: UnitGroup, *, by: User | None, text: str, on: date) -> None:
    """Remembers for plans to come that `text` means this group of its office, unless the words are a group's
    already."""
    ask(rules.may_teach_names(by, group.office, on=on))
    text, key = " ".join(text.split()), _key(text)
    with transaction.atomic():
        if group_called(text, group.office) is None:
            GroupName.objects.create(group=group, text=text[:300], key=key)
            changes = {"cách gọi": (None, text[:300])}
            remember("group.learn_name", group, by=by, at=group.office, on=on, changes=changes)


def forget_group(group: UnitGroup, *, by: User | None, text: str, on: date) -> None:
    """What was learned of these words holds no longer: the step that taught them was taken back."""
    ask(rules.may_teach_names(by, group.office, on=on))
    with transaction.atomic():
        if group.names.filter(key=_key(text)).delete()[0]:
            changes = {"cách gọi": (text[:300], None)}
            remember("group.forget_name", group, by=by, at=group.office, on=on, changes=changes)


def _forget(learned: QuerySet[UnitName], *, by: User | None, text: str, office: Unit, on: date) -> None:
    for row in learned:
        changes = {f"“{text[:120]}” là": (row.unit.name, None)}
        remember("unit.forget_name", row.unit, by=by, at=office, on=on, changes=changes)
        row.delete()
