"""Groups of units: made, changed. Who is frozen into what was issued is not touched by it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from sauro.text.compare import unit_key
from sauro_web.accounts import rules
from sauro_web.accounts.models import GroupName, GroupRule, Unit, UnitGroup, User
from sauro_web.accounts.operations.asking import ask, remember
from sauro_web.common.errors import Conflict, NotReady

__all__ = ["change_group", "make_group", "remove_group"]


def make_group(
    office: Unit,
    *,
    by: User | None,
    name: str,
    rule: GroupRule,
    wordings: Sequence[str] = (),
    included: Sequence[Unit] = (),
    excluded: Sequence[Unit] = (),
    on: date,
) -> UnitGroup:
    """Makes a group of the office."""
    ask(rules.may_manage_groups(by, office, on=on))
    with transaction.atomic():
        if UnitGroup.objects.filter(office=office, name=name).exists():
            raise Conflict("Cơ quan đã có nhóm mang tên này.")
        group = UnitGroup.objects.create(office=office, name=name, rule=rule)
        _fill(group, wordings, included, excluded)
        changes = {"tên nhóm": (None, name), "gồm": (None, group.get_rule_display())}
        remember("group.make", group, by=by, at=office, on=on, changes=changes)
    return group


def change_group(
    group: UnitGroup,
    *,
    by: User | None,
    name: str,
    rule: GroupRule,
    wordings: Sequence[str],
    included: Sequence[Unit],
    excluded: Sequence[Unit],
    on: date,
) -> UnitGroup:
    """Says anew whom the group means and by which wordings it is called."""
    ask(rules.may_manage_groups(by, group.office, on=on))
    with transaction.atomic():
        row = UnitGroup.objects.select_for_update(no_key=True).get(pk=group.pk)
        if UnitGroup.objects.filter(office=row.office_id, name=name).exclude(pk=row.pk).exists():
            raise Conflict("Cơ quan đã có nhóm mang tên này.")
        before = _described(row)
        row.name, row.rule = name, rule
        row.save(update_fields=["name", "rule"])
        row.names.all().delete()
        _fill(row, wordings, included, excluded)
        after = _described(row)
        changes = {field: (before[field], after[field]) for field in after if before[field] != after[field]}
        remember("group.change", row, by=by, at=row.office, on=on, changes=changes)
    return row


def remove_group(group: UnitGroup, *, by: User | None, on: date) -> None:
    """Takes a group away; what was issued to its members stays theirs."""
    ask(rules.may_manage_groups(by, group.office, on=on))
    with transaction.atomic():
        remember(
            "group.remove", group, by=by, at=group.office, on=on, changes={"tên nhóm": (group.name, None)}
        )
        group.delete()


def _fill(
    group: UnitGroup, wordings: Sequence[str], included: Sequence[Unit], excluded: Sequence[Unit]
) -> None:
    both = {unit.pk for unit in included} & {unit.pk for unit in excluded}
    if both:
        raise NotReady("Có đơn vị vừa được thêm vào vừa bị loại ra; hãy chọn một.")
    keys = {unit_key(text): " ".join(text.split())[:300] for text in (group.name, *wordings)}
    others = GroupName.objects.filter(
        group__office=group.office_id, key__in=[key[:300] for key in keys if key]
    )
    if taken := others.exclude(group=group).select_related("group").order_by("pk").first():
        raise Conflict(f"Cách gọi “{taken.text}” đã thuộc nhóm “{taken.group.name}” của cơ quan.")
    GroupName.objects.bulk_create(
        GroupName(group=group, text=text, key=key[:300]) for key, text in keys.items() if key
    )
    group.included.set(included)
    group.excluded.set(excluded)


def _described(group: UnitGroup) -> dict[str, object]:
    return {
        "tên nhóm": group.name,
        "gồm": group.get_rule_display(),
        "cách gọi": sorted(group.names.values_list("text", flat=True)),
        "thêm": sorted(group.included.values_list("name", flat=True)),
        "bớt": sorted(group.excluded.values_list("name", flat=True)),
    }
