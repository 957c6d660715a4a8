"""People: their accounts, and what each is in which unit from when until when."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import IntegrityError, transaction

from sauro_web.accounts import rules
from sauro_web.accounts.holdings import let_go
from sauro_web.accounts.models import Acting, Membership, Role, Unit, UnitKind, User
from sauro_web.accounts.operations.apart import check_apart, overlapping
from sauro_web.accounts.operations.asking import ask, remember
from sauro_web.accounts.operations.delegations import withdraw_from_leaver
from sauro_web.accounts.operations.units import day_before, living
from sauro_web.accounts.signing_in.rules import may_reset_access
from sauro_web.common.errors import Conflict, NotAllowed, NotReady

__all__ = [
    "add_person",
    "appoint_head",
    "change_person",
    "close_account",
    "end_membership",
    "give_membership",
    "open_account",
]

_HELD = "Người này đã giữ vai trò đó ở đơn vị trong thời gian ấy."
_NOT_HIMSELF = "Không ai tự giao vị trí cho mình; hãy đề nghị quản trị khác của cơ quan."


def add_person(
    *,
    by: User | None,
    unit: Unit,
    username: str,
    full_name: str,
    role: Role,
    title: str = "",
    email: str = "",
    phone: str = "",
    password: str | None = None,
    on: date,
) -> User:
    """Enters a person with a first position in the unit. The first password must be changed at the first
    sign-in; without one, somebody gives it later."""
    ask(rules.may_manage_people(by, unit, on=on))
    try:
        with transaction.atomic():
            row = living(unit, on)
            last = _last_day(row, on, None)
            user = User(username=username, full_name=" ".join(full_name.split()), email=email, phone=phone)
            user.set_password(password)
            user.must_change_password = True
            user.save(force_insert=True)
            Membership.objects.create(
                user=user, unit=row, role=role, title=title, valid_from=on, valid_to=last
            )
            changes = {
                "họ và tên": (None, user.full_name),
                "tên đăng nhập": (None, username),
                "vị trí": (None, _position(row, role, title)),
            }
            remember("person.add", user, by=by, at=row, on=on, changes=changes)
    except IntegrityError as error:
        raise Conflict("Tên đăng nhập này đã có người dùng; hãy chọn tên khác.") from error
    return user


def change_person(
    user: User, *, by: User | None, unit: Unit, full_name: str, email: str, phone: str, on: date
) -> User:
    """Corrects a name or how the person is reached; `unit` is one in which he has a position. Asks as giving
    access anew does: a new password goes to the address."""
    ask(may_reset_access(by, user, on=on) and _works_in(user, unit, on))
    new = {"full_name": " ".join(full_name.split()), "email": email, "phone": phone}
    with transaction.atomic():
        row = User.objects.select_for_update(no_key=True).get(pk=user.pk)
        changes = {
            key: (getattr(row, key), value) for key, value in new.items() if getattr(row, key) != value
        }
        for field, value in new.items():
            setattr(row, field, value)
        row.save(update_fields=list(new))
        remember("person.change", row, by=by, at=unit, on=on, changes=changes)
    return row


def _works_in(user: User, unit: Unit, on: date) -> bool:
    return Membership.objects.filter(rules.in_force(on), user=user, unit=unit).exists()


def _last_day(unit: Unit, first: date, last: date | None) -> date | None:
    """Of a position in the unit: no position outlives its unit, where the end of that is decided."""
    if unit.valid_to is None or (last is not None and last <= unit.valid_to):
        return last
    if last is not None or first > unit.valid_to:
        raise NotReady(
            f"{unit.label} kết thúc hoạt động ngày {unit.valid_to:%d/%m/%Y}; "
            "không ai giữ vị trí ở đó sau ngày này."
        )
    return unit.valid_to


def _position(unit: Unit, role: str, title: str) -> str:
    return f"{title or Role(role).label}, {unit.name}"


def give_membership(
    user: User,
    *,
    by: User | None,
    unit: Unit,
    role: Role,
    title: str = "",
    valid_from: date | None = None,
    valid_to: date | None = None,
    on: date,
) -> Membership:
    """Gives a person a position in a unit, beside those he has; it ends with the unit where the end of that
    is decided. Heads are appointed (`appoint_head`)."""
    ask(rules.may_manage_people(by, unit, on=on))
    ask(by is None or by.pk != user.pk, _NOT_HIMSELF)
    first = valid_from or on
    if valid_to is not None and valid_to < first:
        raise NotReady("Ngày kết thúc sớm hơn ngày bắt đầu.")
    try:
        with transaction.atomic():
            row = living(unit, on)
            valid_to = _last_day(row, first, valid_to)
            if valid_to is None or valid_to >= on:
                check_apart(user, role, row, first, valid_to)
            same = Membership.objects.filter(overlapping(first, valid_to), user=user, unit=row, role=role)
            if same.exists():
                raise Conflict(_HELD)
            given = Membership.objects.create(
                user=user, unit=row, role=role, title=title, valid_from=first, valid_to=valid_to
            )
            changes = {"vị trí": (None, _position(row, role, title)), "từ ngày": (None, first.isoformat())}
            remember("person.give_position", user, by=by, at=row, on=on, changes=changes)
    except IntegrityError as error:
        raise Conflict(_HELD) from error
    return given


def end_membership(
    membership: Membership, *, by: User | None, last_day: date, on: date, reason: str = ""
) -> Membership:
    """Ends a position with `last_day`, or with a later day than was decided before; one that has not begun by
    then is taken back. The last administrator of an office stays: nobody could mend it."""
    ask(rules.may_manage_people(by, membership.unit, on=on))
    with transaction.atomic():
        row = (
            Membership.objects.select_for_update(of=("self",), no_key=True)
            .select_related("user", "unit")
            .get(pk=membership.pk)
        )
        if row.valid_to is not None and row.valid_to < on:
            raise Conflict("Vị trí này đã kết thúc.")
        if last_day < row.valid_from:
            return _take_back(row, by=by, on=on, reason=reason)
        if row.valid_to is not None and last_day > row.valid_to:
            _check_longer(row, row.valid_to + timedelta(days=1), last_day)
        if row.role == Role.ADMINISTRATOR and by is not None and not _another_administrator(row, last_day):
            raise NotReady("Đây là quản trị cuối cùng của đơn vị; hãy giao quản trị cho người khác trước.")
        changes: dict[str, tuple[object, object]] = {
            "vị trí": (_position(row.unit, row.role, row.title), None),
            "đến ngày": (str(row.valid_to) if row.valid_to else None, last_day.isoformat()),
        }
        row.valid_to = last_day
        row.save(update_fields=["valid_to"])
        if lost := withdraw_from_leaver(row.user, last_day=last_day):
            changes["ủy quyền đã nhận, nay hết"] = (None, lost)
        remember("person.end_position", row.user, by=by, at=row.unit, on=on, changes=changes, reason=reason)
        if last_day <= on:
            let_go([row.user_id], day=on + timedelta(days=1))
    return row


def _take_back(row: Membership, *, by: User | None, on: date, reason: str) -> Membership:
    """A position that nobody has held yet leaves no row; the trail says that it was to be."""
    if row.valid_from <= on:
        raise NotReady("Ngày kết thúc sớm hơn ngày bắt đầu.")
    changes = {
        "vị trí": (_position(row.unit, row.role, row.title), None),
        "từ ngày": (row.valid_from.isoformat(), None),
    }
    remember("person.end_position", row.user, by=by, at=row.unit, on=on, changes=changes, reason=reason)
    row.delete()
    return row


def _check_longer(row: Membership, first: date, last: date) -> None:
    """What was decided for the days by which a position becomes longer leaves room for it."""
    _last_day(row.unit, first, last)
    check_apart(row.user, row.role, row.unit, first, last)
    then = Membership.objects.filter(overlapping(first, last), unit=row.unit).exclude(pk=row.pk)
    if then.filter(user=row.user, role=row.role).exists():
        raise Conflict(_HELD)
    if row.is_head and then.filter(is_head=True).exists():
        raise Conflict(f"Từ ngày {first:%d/%m/%Y} hoặc sau đó, {row.unit.label} đã có người đứng đầu khác.")


def _another_administrator(membership: Membership, last_day: date) -> bool:
    """Whether somebody sees to the office afterwards, with no end of it known."""
    others = Membership.objects.filter(
        valid_to=None,
        valid_from__lte=last_day + timedelta(days=1),
        unit__path__in=rules.offices_above(membership.unit),
        role=Role.ADMINISTRATOR,
    )
    return others.filter(user__is_active=True).exclude(pk=membership.pk).exists()


def appoint_head(
    unit: Unit,
    *,
    by: User | None,
    user: User,
    title: str,
    acting: Acting = Acting.APPOINTED,
    valid_from: date,
    on: date,
    basis: str = "",
) -> Membership:
    """Makes a person the head of the unit, appointed, acting or in charge; the head before ends the day
    before. The head of a People's Committee is one of its leaders."""
    ask(rules.may_manage_people(by, unit, on=on))
    ask(by is None or by.pk != user.pk, _NOT_HIMSELF)
    role = Role.LEADER if unit.kind in (UnitKind.PROVINCE, UnitKind.COMMUNE) else Role.HEAD
    with transaction.atomic():
        row = living(unit, on)
        last = _last_day(row, valid_from, None)
        before = _make_way(row, user, role, valid_from)
        head = Membership.objects.create(
            user=user,
            unit=row,
            role=role,
            title=title,
            is_head=True,
            acting=acting,
            valid_from=valid_from,
            valid_to=last,
        )
        form = f" ({Acting(acting).label})" if acting else ""
        changes = {"người đứng đầu": (before, f"{user.full_name}, {title}{form}")}
        remember("unit.appoint_head", row, by=by, at=row, on=on, changes=changes, reason=basis)
    return head


def _make_way(unit: Unit, user: User, role: Role, first_day: date) -> str | None:
    """Ends the position of the head before and the same role of the new one; says who headed the unit."""
    held = (
        Membership.objects.select_for_update(of=("self",), no_key=True)
        .select_related("user")
        .filter(overlapping(first_day, None), unit=unit)
    )
    before = None
    for old in held:
        if old.is_head:
            before = f"{old.user.full_name}, {old.title or old.get_role_display()}"
        if old.is_head or (old.user_id == user.pk and old.role == role):
            if old.valid_from >= first_day:
                raise NotReady("Người đứng đầu trước bắt đầu từ ngày đó hoặc sau đó; hãy xem lại ngày.")
            old.valid_to = day_before(first_day)
            old.save(update_fields=["valid_to"])
    return before


def close_account(user: User, *, by: User | None, unit: Unit, on: date, reason: str = "") -> User:
    """The person can no longer sign in; what he did stays his."""
    return _turn(user, by=by, unit=unit, on=on, active=False, reason=reason)


def open_account(user: User, *, by: User | None, unit: Unit, on: date, reason: str = "") -> User:
    """The person can sign in again."""
    return _turn(user, by=by, unit=unit, on=on, active=True, reason=reason)


def _turn(user: User, *, by: User | None, unit: Unit, on: date, active: bool, reason: str) -> User:
    if by is not None and by.pk == user.pk:
        raise NotAllowed("Không ai tự khóa hoặc tự mở tài khoản của mình.")
    ask(may_reset_access(by, user, on=on) and _works_in(user, unit, on))
    with transaction.atomic():
        row = User.objects.select_for_update(no_key=True).get(pk=user.pk)
        if row.is_active != active:
            row.is_active = active
            row.save(update_fields=["is_active"])
            action = "person.open_account" if active else "person.close_account"
            remember(
                action,
                row,
                by=by,
                at=unit,
                on=on,
                changes={"tài khoản mở": (not active, active)},
                reason=reason,
            )
        if not active:
            let_go([row.pk], day=on)
    return row
