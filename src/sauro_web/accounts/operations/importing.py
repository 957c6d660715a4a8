"""Writing a spreadsheet of units and people: the whole of it or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import IO

from django.db import transaction
from django.db.models.functions import Lower

from sauro_web.accounts import rules
from sauro_web.accounts.importing.checking import Checked, Known, check
from sauro_web.accounts.importing.columns import KINDS, ROLES
from sauro_web.accounts.importing.reading import Fault, Line, read
from sauro_web.accounts.models import Membership, Unit, User
from sauro_web.accounts.operations.asking import ask, remember
from sauro_web.accounts.operations.planting import plant
from sauro_web.accounts.operations.units import locked
from sauro_web.accounts.organisation import Body
from sauro_web.accounts.prefixes import begins

__all__ = ["Outcome", "import_spreadsheet"]

_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many units and people the file has, its faults (at most 200 shown), and whether it was written."""

    units: int
    people: int
    faults: tuple[Fault, ...]
    fault_count: int
    written: bool

    @property
    def faults_left(self) -> int:
        """How many faults are not shown."""
        return self.fault_count - len(self.faults)


def import_spreadsheet(
    office: Unit, *, by: User | None, file: IO[bytes], on: date, dry_run: bool = True
) -> Outcome:
    """Checks the file against the organisation of the office and, unless `dry_run` or anything is wrong,
    writes all of it. People enter without a password; they are given one afterwards."""
    ask(rules.may_manage_units(by, office, on=on) and rules.may_manage_people(by, office, on=on))
    lines, faults = read(file)
    if faults:
        return Outcome(0, 0, tuple(faults[:_SHOWN]), len(faults), False)
    with transaction.atomic():
        row = locked(office)
        checked = check(lines, _known(row, on))
        found = checked.faults
        if not dry_run and not found:
            _write(row, checked, on)
            changes = {"đơn vị": (0, len(checked.units)), "người dùng": (0, len(checked.people))}
            remember("unit.import", row, by=by, at=row, on=on, changes=changes)
    written = not dry_run and not found
    return Outcome(len(checked.units), len(checked.people), tuple(found[:_SHOWN]), len(found), written)


def _known(office: Unit, on: date) -> Known:
    units = list(Unit.objects.filter(rules.in_force(on), begins("path", office.path)))
    living = Unit.objects.filter(valid_to=None)
    return Known(
        office,
        units,
        set(User.objects.annotate(lower=Lower("username")).values_list("lower", flat=True)),
        set(living.exclude(area_code="").values_list("area_code", flat=True)),
        {text.casefold() for text in living.exclude(identifier="").values_list("identifier", flat=True)},
        set(
            Membership.objects.filter(unit__in=units, is_head=True, valid_to=None).values_list(
                "unit__path", flat=True
            )
        ),
    )


def _write(office: Unit, checked: Checked, on: date) -> None:
    written: dict[str, Unit] = {}
    for above, lines in _beside(checked):
        parent = above if isinstance(above, Unit) else written[above]
        planted = plant(parent, [_body(line) for line in lines], valid_from=on)
        written |= {line["Mã trong tệp"]: unit for line, unit in zip(lines, planted, strict=True)}
    users = User.objects.bulk_create([_user(line) for line in checked.people])
    positions = []
    for user, line in zip(users, checked.people, strict=True):
        where = checked.places[line.row]
        unit = where if isinstance(where, Unit) else written[where]
        positions.append(_membership(user, unit, line, on))
    Membership.objects.bulk_create(positions, batch_size=2_000)


def _beside(checked: Checked) -> list[tuple[str | Unit, list[Line]]]:
    """The rows by what they belong to; what stands above comes first."""
    groups: dict[object, tuple[str | Unit, list[Line]]] = {}
    for line in checked.units:
        above = checked.parents[line["Mã trong tệp"]]
        key = above.pk if isinstance(above, Unit) else above
        groups.setdefault(key, (above, []))[1].append(line)
    return list(groups.values())


def _body(line: Line) -> Body:
    return Body(
        KINDS[line["Loại"]],
        line["Tên đầy đủ"],
        line["Ký hiệu"],
        line["Tên gọi tắt"],
        also=tuple(text.strip() for text in line["Cách viết khác"].split(";") if text.strip()),
        area_code=line["Mã đơn vị hành chính"],
        identifier=line["Mã định danh điện tử"],
    )


def _user(line: Line) -> User:
    user = User(
        username=line["Tên đăng nhập"],
        full_name=line["Họ và tên"],
        email=line["Thư điện tử"],
        phone=line["Điện thoại"],
        must_change_password=True,
    )
    user.set_unusable_password()
    return user


def _membership(user: User, unit: Unit, line: Line, on: date) -> Membership:
    return Membership(
        user=user,
        unit=unit,
        role=ROLES[line["Vai trò"]],
        title=line["Chức vụ"],
        is_head=line["Người đứng đầu"].casefold() == "x",
        valid_from=on,
    )
