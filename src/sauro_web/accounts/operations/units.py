"""Founding, renaming, moving and ending units. Nothing is deleted, and no name is forgotten."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F, Q

from sauro.text.compare import unit_key
from sauro_web.accounts import rules
from sauro_web.accounts.holdings import let_go
from sauro_web.accounts.models import Membership, NameKind, Unit, UnitKind, UnitName, User
from sauro_web.accounts.naming import accented, names_of
from sauro_web.accounts.operations.asking import ask, remember
from sauro_web.accounts.operations.planting import plant, rewrite_search
from sauro_web.accounts.organisation import Body
from sauro_web.accounts.prefixes import begins
from sauro_web.common.errors import Conflict, NotReady

__all__ = [
    "change_unit",
    "check_alone",
    "check_place",
    "check_twin",
    "close",
    "day_before",
    "end_unit",
    "ending",
    "found_unit",
    "living",
    "locked",
    "move_unit",
    "rename_unit",
]

_TAKEN = "Mã đơn vị hành chính hoặc mã định danh này đã thuộc một đơn vị đang hoạt động khác."
_OFFICES = (UnitKind.PROVINCE, UnitKind.COMMUNE)
_BENEATH = {
    UnitKind.COMMUNE: (UnitKind.PROVINCE, "UBND xã, phường, đặc khu chỉ đứng trực tiếp dưới UBND cấp tỉnh."),
    UnitKind.DEPARTMENT: (UnitKind.PROVINCE, "Sở, ban, ngành chỉ đứng trực tiếp dưới UBND cấp tỉnh."),
}
_CODE = {
    UnitKind.PROVINCE: (r"[0-9]{2}", "Mã đơn vị hành chính của UBND cấp tỉnh gồm đúng 2 chữ số."),
    UnitKind.COMMUNE: (r"[0-9]{5}", "Mã đơn vị hành chính của UBND cấp xã gồm đúng 5 chữ số."),
}


def locked(unit: Unit) -> Unit:
    """The row as it stands now, locked until the transaction ends."""
    return Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)


def living(unit: Unit, on: date) -> Unit:
    """The row, locked; raises where the unit has ended in the meantime, or is yet to begin."""
    row = locked(unit)
    if row.valid_from > on:
        raise NotReady(
            f"{row.label} hoạt động từ ngày {row.valid_from:%d/%m/%Y}; "
            "từ ngày đó mới thay đổi được đơn vị này."
        )
    if not row.exists_on(on):
        raise Conflict(f"{row.label} đã kết thúc hoạt động, không thay đổi được nữa.")
    return row


def ending(unit: Unit, on: date) -> Unit:
    """The row, locked, of a unit that is about to end; raises where its last day is set already: what was
    decided once, with its successors, is not decided again past it."""
    row = living(unit, on)
    if row.valid_to is not None:
        raise Conflict(f"{row.label} đã có ngày kết thúc hoạt động ({row.valid_to:%d/%m/%Y}).")
    return row


def check_place(kind: str, parent: Unit | None) -> None:
    """A commune and a department stand beneath a province, a village in a commune; the rest anywhere."""
    wanted, sentence = _BENEATH.get(UnitKind(kind), ("", ""))
    if wanted and (parent is None or parent.kind != wanted):
        raise NotReady(sentence)
    if kind == UnitKind.VILLAGE and (parent is None or parent.commune_id is None):
        raise NotReady("Thôn, tổ dân phố chỉ thuộc một xã, phường, đặc khu.")


def _check_code(kind: str, area_code: str) -> None:
    pattern, sentence = _CODE.get(
        UnitKind(kind), (r"", "Mã đơn vị hành chính chỉ ghi với UBND tỉnh, thành phố, xã, phường, đặc khu.")
    )
    if area_code and not re.fullmatch(pattern, area_code):
        raise NotReady(sentence)


def found_unit(
    *,
    by: User | None,
    parent: Unit | None,
    body: Body,
    on: date,
    valid_from: date | None = None,
    basis: str = "",
) -> Unit:
    """Founds a unit with all that is inside `body` beneath `parent` (None: at the top, the site's commands
    alone)."""
    ask(rules.may_manage_units(by, parent, on=on))
    check_place(body.kind, parent)
    _check_code(body.kind, body.area_code)
    check_twin(parent, body.name, on)
    first = valid_from or on
    try:
        with transaction.atomic():
            if parent is not None and first < living(parent, on).valid_from:
                raise NotReady("Đơn vị không thể hoạt động trước ngày đơn vị cấp trên bắt đầu hoạt động.")
            unit = plant(parent, [body], valid_from=first)[0]
            changes = {"tên": (None, unit.name), "loại": (None, unit.get_kind_display())}
            remember("unit.found", unit, by=by, at=parent or unit, on=on, changes=changes, reason=basis)
    except IntegrityError as error:
        raise Conflict(_TAKEN) from error
    return unit


def check_twin(parent: Unit | None, name: str, on: date, *, apart_from: Collection[int] = ()) -> None:
    """No two sisters of one name that live or are decided to: nothing that names them could tell which is
    meant. Names that differ by accents are two names."""
    if not (key := unit_key(name)):
        raise NotReady("Tên đơn vị chưa có chữ nào; hãy ghi tên đầy đủ.")
    lives = Q(valid_to=None) | Q(valid_to__gte=on)
    sisters = Unit.objects.filter(lives, depth=parent.depth + 1 if parent else 1)
    if parent is not None:
        sisters = sisters.filter(begins("path", parent.path))
    taken = UnitName.objects.filter(unit__in=sisters, key=key, kind=NameKind.OFFICIAL)
    texts = taken.exclude(unit__in=list(apart_from)).values_list("text", flat=True)
    if any(accented(text) == accented(name) for text in texts):
        raise Conflict("Ở đây đã có một đơn vị mang tên này.")


def rename_unit(
    unit: Unit, *, by: User | None, name: str, short_name: str = "", on: date, basis: str = ""
) -> Unit:
    """Gives the unit another official name from now on; the names it had go on resolving to it."""
    ask(rules.may_manage_units(by, unit, on=on))
    with transaction.atomic():
        row = living(unit, on)
        if (row.name, row.short_name) == (name, short_name):
            raise NotReady("Đơn vị đang mang đúng tên này; hãy ghi tên mới.")
        check_twin(Unit.objects.get_parent(row), name, on, apart_from=(row.pk,))
        new = {"tên": (row.name, name), "tên gọi tắt": (row.short_name, short_name)}
        changes = {field: pair for field, pair in new.items() if pair[0] != pair[1]}
        row.name, row.short_name = name, short_name
        row.save(update_fields=["name", "short_name"])
        _rename_rows(row)
        beneath = Unit.objects.filter(begins("path", row.path)) if row.kind in _OFFICES else [row]
        rewrite_search(list(beneath))
        remember("unit.rename", row, by=by, at=row, on=on, changes=changes, reason=basis)
    return row


def _rename_rows(unit: Unit) -> None:
    """The old official and short names become former ones; the new take their place."""
    proper = (NameKind.OFFICIAL, NameKind.SHORT)
    names = UnitName.objects.filter(unit=unit, scope=None)
    names.filter(kind__in=proper).update(kind=NameKind.FORMER)
    have = {row.key: row for row in names}
    for naming in names_of(unit.name, unit.short_name, unit.symbol):
        row = have.get(naming.key)
        if row is None:
            UnitName.objects.create(unit=unit, text=naming.text, key=naming.key, kind=naming.kind)
        elif naming.kind in proper or row.kind == NameKind.FORMER:
            row.text, row.kind = naming.text, naming.kind
            row.save(update_fields=["text", "kind"])


def change_unit(
    unit: Unit, *, by: User | None, symbol: str, identifier: str, area_code: str, position: int, on: date
) -> Unit:
    """Changes codes, symbol and place among its sisters."""
    ask(rules.may_manage_units(by, unit, on=on))
    new = {"symbol": symbol, "identifier": identifier, "area_code": area_code, "position": position}
    try:
        with transaction.atomic():
            row = living(unit, on)
            _check_code(row.kind, area_code)
            changes = {field: (getattr(row, field), value) for field, value in new.items()}
            for field, value in new.items():
                setattr(row, field, value)
            row.save(update_fields=list(new))
            if symbol and (key := unit_key(symbol)):
                UnitName.objects.get_or_create(
                    unit=row, key=key, scope=None, defaults={"text": symbol, "kind": NameKind.SPELLING}
                )
            rewrite_search([row])
            changed = {field: pair for field, pair in changes.items() if pair[0] != pair[1]}
            remember("unit.change", row, by=by, at=row, on=on, changes=changed)
    except IntegrityError as error:
        raise Conflict(_TAKEN) from error
    return row


def move_unit(unit: Unit, *, by: User | None, to: Unit, on: date, basis: str = "") -> Unit:
    """Puts the unit with all beneath it under another office. A loop is refused."""
    ask(rules.may_manage_units(by, unit, on=on) and rules.may_manage_units(by, to, on=on))
    with transaction.atomic():
        # Always in one order, so that two moves never wait for each other.
        list(Unit.objects.select_for_update(no_key=True).filter(pk__in=(unit.pk, to.pk)).order_by("pk"))
        row, target = living(unit, on), living(to, on)
        if target.path.startswith(row.path):
            raise NotReady("Không chuyển được đơn vị vào chính nó hoặc vào đơn vị trực thuộc của nó.")
        check_place(row.kind, target)
        check_twin(target, row.name, on, apart_from=(row.pk,))
        old = Unit.objects.get_parent(row)
        Unit.objects.move(row, target, "last-child")
        row = Unit.objects.get(pk=row.pk)
        _settle_areas(row, target)
        rewrite_search(list(Unit.objects.filter(begins("path", row.path))))
        changes = {"cấp trên": (old.name if old else None, target.name)}
        remember("unit.move", row, by=by, at=row, on=on, changes=changes, reason=basis)
    row.refresh_from_db()
    return row


def _settle_areas(row: Unit, target: Unit) -> None:
    """The province and commune kept beside the path follow the new place."""
    tree = Unit.objects.filter(begins("path", row.path))
    if row.kind == UnitKind.PROVINCE:
        return
    tree.update(province=target.province_id)
    if row.kind != UnitKind.COMMUNE:
        tree.update(commune=target.commune_id)


def end_unit(unit: Unit, *, by: User | None, on: date, last_day: date | None = None, basis: str = "") -> Unit:
    """Ends a unit without a successor, and the positions in it. What stands beneath it is ended or moved
    before."""
    ask(rules.may_manage_units(by, unit, on=on))
    with transaction.atomic():
        row = ending(unit, on)
        check_alone(row, last_day or on)
        close(row, last_day or on)
        remember(
            "unit.end",
            row,
            by=by,
            at=row,
            on=on,
            changes={"đến ngày": (None, str(row.valid_to))},
            reason=basis,
        )
        if row.valid_to is not None and row.valid_to <= on:
            people = Membership.objects.filter(unit=row, valid_to=row.valid_to).values_list("user", flat=True)
            let_go(list(people), day=on + timedelta(days=1))
    return row


def check_alone(unit: Unit, last_day: date) -> None:
    """Nothing beneath the unit outlives it."""
    longer = Q(valid_to=None) | Q(valid_to__gt=last_day)
    if Unit.objects.filter(longer, begins("path", unit.path)).exclude(pk=unit.pk).exists():
        raise NotReady("Còn đơn vị trực thuộc đang hoạt động; hãy chuyển hoặc kết thúc các đơn vị đó trước.")


def close(unit: Unit, last_day: date) -> None:
    """Gives a unit and the positions in it their last day."""
    if last_day < unit.valid_from:
        raise NotReady(
            f"Ngày kết thúc sớm hơn ngày {unit.label} bắt đầu hoạt động ({unit.valid_from:%d/%m/%Y})."
        )
    unit.valid_to = last_day
    unit.save(update_fields=["valid_to"])
    positions = Membership.objects.filter(Q(valid_to=None) | Q(valid_to__gt=last_day), unit=unit)
    # Who was to come later has come to an office that is no more; his first day stays as it was decided.
    positions.filter(valid_from__gt=last_day).update(valid_to=F("valid_from"))
    positions.filter(valid_from__lte=last_day).update(valid_to=last_day)


def day_before(day: date) -> date:
    """The last day of what is followed from `day` on."""
    return day - timedelta(days=1)
